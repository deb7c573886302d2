"""Pieces of messages that several features show alike."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from bot.domain import Audience, Decision, Group, NextStep, Practice
from bot.domain.audience import is_narrower
from bot.domain.delivery import is_person
from bot.domain.group_notifications import Addressee
from bot.domain.limits import TITLE
from bot.domain.search_query import Piece
from bot.domain.wording import at_name, count, listed, shortened, spell_moment, spell_number
from bot.languages import N_, Nn_, _, _n
from handlers.slack.kit import blocks as kit

PAGE = 10
"""Items on one page of a list."""

_AUDIENCES = {
    Audience.MEMBERS: N_("members only"),
    Audience.GROUP: N_("the whole group"),
    Audience.NETWORK: N_("the whole network"),
}
_WHOSE = {
    Addressee.CHAIR: N_("For the chairs of {group}"),
    Addressee.SECRETARIAT: N_("For the secretariat, about {group}"),
    Addressee.PERSON: "{group}",
}


def audience_words(audience: Audience) -> str:
    """How an audience is named to people."""
    return _(_AUDIENCES[audience])


def kept_words(entry: Audience, record: Audience) -> str:
    """ " · members only": beside an entry that fewer people see than its record; else nothing."""
    return f" · {audience_words(entry)}" if is_narrower(entry, record) else ""


def audience_options() -> list[kit.Element]:
    """The three audiences for a select, widest in use first."""
    explained = {
        Audience.GROUP: _("Everyone in the channel, observers included"),
        Audience.MEMBERS: _("People of member organisations in the channel"),
        Audience.NETWORK: _("Every person on the network's roster"),
    }
    return [
        kit.option(audience_words(a).capitalize(), a.value, words) for a, words in explained.items()
    ]


def person_words(user_id: str, names: Mapping[str, str]) -> str:
    """ "@amara": a name that pings nobody."""
    return at_name(names.get(user_id, user_id))


def notice_header(to: Addressee, group: Group) -> kit.Element:
    """The bold first line of a notice about a group: as what its reader gets it."""
    return kit.line(kit.bold(_(_WHOSE[to], group=group.name)))


def title_line(record: Decision | Practice) -> kit.Element:
    """A record that the lines below are about."""
    return kit.line(kit.bold(f"{record.reference} {shortened(record.title, TITLE)}"))


def confirm_header(text: str, /, **facts: Any) -> kit.Block:
    """The bold first line of a confirmation: a sentence of ours, spoken here or before."""
    return kit.rich(kit.line(kit.bold(_(text, **facts))))


def undo_button(step: int, about: str, place: str = "") -> kit.Element:
    """Restores what a step changed; `about`: what a screen reader hears, `place`: where it is."""
    return kit.button(_("Undo"), "undo", f"{step}|{place}", says=_("Undo: {about}", about=about))


def show_button(action_id: str, reference: str, title: str, value: str) -> kit.Element:
    """ "Show A104", where several stand in a row; a screen reader hears the title too."""
    says = _("Show {reference}, {title}", reference=reference, title=title)
    words = _("Show {reference}", reference=reference)
    return kit.button(words, f"{action_id}:{value}", value, says=says)


def excerpt_line(pieces: Iterable[Piece]) -> kit.Element:
    """A part of a text with the words found in bold."""
    return kit.line(*(kit.bold(words) if found else words for words, found in pieces))


def corrected_lines(corrected: Mapping[str, str]) -> list[kit.Block]:
    """ "Nothing for “libaries”; showing “libraries”."; no block where nothing was corrected."""
    words = N_("Nothing for “{typed}”; showing “{meant}”.")
    said = [kit.say(words, typed=typed, meant=meant) for typed, meant in corrected.items()]
    return [kit.rich(*said)] if said else []


def paging_buttons(
    action_id: str, *, offset: int, total: int, state: str = "", page: int = PAGE
) -> list[kit.Block]:
    """`paging` as blocks; nothing when one page holds all."""
    words, buttons = paging(action_id, offset=offset, total=total, state=state, page=page)
    return [kit.small(words), kit.actions(*buttons)] if buttons else []


def paging(
    action_id: str,
    *,
    offset: int,
    total: int,
    state: str = "",
    page: int = PAGE,
    more: bool = False,
) -> tuple[str, list[kit.Element]]:
    """ "11-20 of 300 items", and Previous and Next; nothing when one page holds all.

    `more`: there are more than `total`, which was all that was counted. The buttons' ids are
    `action_id` + ":prev"/":next"; their value is "<offset> <state>".
    """
    if total <= page:
        return "", []
    turns = [(_("Previous"), "prev", max(offset - page, 0))] if offset > 0 else []
    turns += [(_("Next"), "next", offset + page)] if offset + page < total else []
    buttons = [
        kit.button(words, f"{action_id}:{way}", f"{to} {state}".strip()) for words, way, to in turns
    ]
    items = count(total, "item", "items")
    if more:
        items = _("more than {number} items", number=spell_number(total, grouped=True))
    last = min(offset + page, total)
    words = _("{first}–{last} of {items}", first=offset + 1, last=last, items=items)
    return words, buttons


def redrawn_words(reference: str, recipients: Sequence[str]) -> str:
    """Tells who gave a record fewer readers where it can be; "" where no message shows it.

    `recipients`: of each message that Convenor looks through.
    """
    if not recipients:
        return ""
    people = {one for one in recipients if is_person(one)}
    messages = sum(one not in people for one in recipients)
    in_channel = Nn_(
        "{number} message in the group's channel", "{number} messages in the group's channel"
    )
    to_people = Nn_("direct messages to {number} person", "direct messages to {number} people")
    counted = ((in_channel, messages), (to_people, len(people)))
    places = [_n(*forms, number) for forms, number in counted if number]
    return _(
        "{reference} can be in what I posted before: {places}. I take it out of each "
        "message whose readers may not see it now. I can't take back what they have read.",
        reference=reference,
        places=listed(places),
    )


def say_moments_once(blocks: Sequence[kit.Block], zone: str) -> list[kit.Block]:
    """Private blocks without the lines that spell out a moment which the line above has shown.

    They stay where the clock that they name is not that of `zone`, the reader's.
    """
    return [
        block | {"elements": _moments_once(block["elements"], zone)}
        if block["type"] == "rich_text"
        else block
        for block in blocks
    ]


def _moments_once(parts: Sequence[kit.Element], zone: str) -> list[kit.Element]:
    kept: list[kit.Element] = []
    shown: set[str] = set()
    for part in parts:
        if "".join(e.get("text", "") for e in part["elements"]) not in shown:
            kept.append(part)
        shown = {
            e["fallback"]
            for e in part["elements"]
            if e["type"] == "date" and _same_clock(e["timestamp"], e["fallback"], zone)
        }
    return kept


def _same_clock(timestamp: int, spelled: str, zone: str) -> bool:
    here = spell_moment(datetime.fromtimestamp(timestamp, UTC), zone)
    return here.partition(" (")[0] == spelled.partition(" (")[0]


STEPS = {
    NextStep.REOPEN_ACTION: N_("To change it, type /action reopen {about} first."),
    NextStep.SHOW_DECISION: N_("To see it as it is now: /decision show {about}."),
    NextStep.SHOW_PRACTICE: N_("Please look at it as it is now: /practice show {about}."),
    NextStep.SHARE_PRACTICE: N_("You can share a new one with /practice share."),
    NextStep.DRAFT_MINUTES: N_("To draft them, type /dialogue minutes {about}."),
    NextStep.FIND_SLOTS: N_("For example: /dialogue find 60m in the next 3 weeks"),
    NextStep.SEE_COMMANDS: N_("/wg help lists the commands."),
    NextStep.SEE_MEMBERS: N_("/wg members lists everybody."),
    NextStep.SEE_WHY: N_("/wg why tells more."),
    NextStep.ASSIGN_PERSON: N_("The secretariat can assign people with /wg roster."),
    NextStep.NAME_CHAIR: N_("Please name one: type /wg role @person chair in its channel."),
    NextStep.CHOOSE_DEPUTY: N_("You can choose another one with /wg away."),
    NextStep.CHANGE_SETTINGS: N_("/wg settings has what chairs can change."),
    NextStep.PREVIEW_DIGEST: N_("/digest preview shows what there is since."),
    NextStep.INVITE_APP: N_("Please type /invite @Convenor in it, and I go on by myself."),
    NextStep.INVITE_APP_IF_OUT: N_("If I am not in it then, please type /invite @Convenor in it."),
    NextStep.INVITE_APP_FIRST: N_("Please type /invite @Convenor there first."),
    NextStep.INVITE_APP_AND_SET_UP: N_(
        "Please type /invite @Convenor here, and then /wg setup again."
    ),
    NextStep.SET_UP_IF_SEEN: N_(
        "If I am not in it, please type /invite @Convenor and then /wg setup again; if I am, "
        "please try again in a minute."
    ),
    NextStep.SET_UP_IN_CHANNEL: N_("Please type /wg setup in the channel of the group."),
}


def with_step(words: str, step: NextStep | None, about: str = "") -> str:
    """The words, and what to type at their end."""
    return f"{words} {_(STEPS[step], about=about)}" if step else words
