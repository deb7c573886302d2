"""One dialogue in full: a private answer."""

from collections.abc import Mapping, Sequence

from bot.domain import Dialogue
from bot.domain.dialogue import Rsvp, RsvpAnswer
from bot.domain.wording import count, listed, set_apart, shortened, spell_minutes, spell_moment
from bot.languages import N_, _, _n
from bot.use_cases.dialogues.rules.checks import cancelled_words
from bot.use_cases.dialogues.rules.series_links import Scope
from bot.use_cases.dialogues.show import DialogueInFull
from handlers.slack.features.dialogues import series_facts
from handlers.slack.features.dialogues.times import place_words
from handlers.slack.kit import blocks as kit
from handlers.slack.kit.common_blocks import audience_words

_NAMES_SHOWN = 40
"""Of each answer: a private message has no pages, and forty long names fill one."""


def in_full(known: DialogueInFull, reader_user_id: str) -> list[kit.Block]:
    """Everything a reader may know of one dialogue, with the buttons that are theirs."""
    dialogue = known.dialogue
    author = known.people.get(dialogue.created_by)
    blocks = [
        kit.rich(
            title_line(dialogue, _("Cancelled: ") if dialogue.cancelled else ""),
            kit.line(cancelled_words(dialogue)) if dialogue.cancelled else kit.line(),
            time_line(dialogue),
            spelled_line(dialogue),
            chairs_line(_chairs(known)),
            link_line(dialogue),
            audience_line(dialogue),
            kit.say("Scheduled by {name}", name=author.name if author else dialogue.created_by),
        ),
        *_series(known),
        *_places(known),
        *_answers(known),
    ]
    if known.may_answer:
        buttons = answer_buttons(dialogue, own=known.own, place="show")
        blocks.append(kit.actions(*buttons, calendar_button(dialogue)))
        blocks += _delegate_blocks(known, reader_user_id)
    if known.may_change:
        blocks.append(kit.actions(*change_buttons(dialogue)))
    elif known.may_cancel_afterwards:
        blocks.append(kit.actions(afterwards_button(dialogue)))
    return [*blocks, kit.small(f"{dialogue.reference} · {known.group.name}")]


def _series(known: DialogueInFull) -> list[kit.Block]:
    """The series that it belongs to, and the next dates of that series."""
    if known.series is None:
        return []
    words = _("↻ One of a series, {rule}.")
    return [series_facts.series_block(known.series, words, known.coming_dates)]


def _delegate_blocks(known: DialogueInFull, reader_user_id: str) -> list[kit.Block]:
    """The delegate of a person who can't come."""
    mine = next((r for r in known.rsvps if r.user_id == reader_user_id), None)
    if mine is None or mine.answer is not RsvpAnswer.CANNOT:
        return []
    named = mine.delegate_user_id
    nobody = [nobody_button(known.dialogue)] if named else []
    return [kit.actions(delegate_select(known.dialogue, named), *nobody)]


def _places(known: DialogueInFull) -> list[kit.Block]:
    places = place_words(known.dialogue, known.starts)
    if not places:
        return []
    return [
        kit.rich(
            kit.line(kit.bold(_("Where people are"))),
            kit.bullets(kit.line(place) for place in places),
        )
    ]


def _answers(known: DialogueInFull) -> list[kit.Block]:
    """Names by organisation under each answer; nobody is mentioned."""
    if not known.rsvps:
        return [kit.rich(kit.say("Nobody has answered yet."))]
    parts = [members_line(known.members_coming, known.members_invited)]
    for answer, words in ANSWER_WORDS.items():
        said = [rsvp for rsvp in known.rsvps if rsvp.answer is answer]
        if said:
            parts.append(
                kit.line(kit.bold(_("{answer}: {number}", answer=_(words), number=len(said))))
            )
            parts.append(kit.bullets(_by_organisation(said, known)))
    return [kit.rich(*parts)]


def _by_organisation(rsvps: Sequence[Rsvp], known: DialogueInFull) -> list[kit.Element]:
    found: dict[str, list[str]] = {}
    for rsvp in rsvps[:_NAMES_SHOWN]:
        name = known.organisations.get(rsvp.organisation_id or 0) or _("No organisation yet")
        who = _name(rsvp.user_id, known)
        if rsvp.delegate_user_id:
            instead = _name(rsvp.delegate_user_id, known)
            who = _("{name} ({delegate} comes instead)", name=who, delegate=instead)
        found.setdefault(name, []).append(who)
    lines = [
        kit.line(
            _("{label}: ", label=set_apart(organisation)),
            ", ".join(sorted(names, key=str.casefold)),
        )
        for organisation, names in sorted(found.items(), key=lambda item: item[0].casefold())
    ]
    left = len(rsvps) - _NAMES_SHOWN
    if left > 0:
        lines.append(kit.line(_n("and {number} more", "and {number} more", left)))
    return lines


def _chairs(known: DialogueInFull) -> list[str]:
    return [known.people[one].name if one in known.people else one for one in known.chairs]


def _name(user_id: str | None, known: DialogueInFull) -> str:
    person = known.people.get(user_id or "")
    return set_apart(person.name) if person else user_id or ""


ANSWER_WORDS = {
    RsvpAnswer.GOING: N_("Going"),
    RsvpAnswer.MAYBE: N_("Maybe"),
    RsvpAnswer.CANNOT: N_("Can't"),
}
SCOPE_LABELS = {
    Scope.ONE: N_("This one"),
    Scope.LATER: N_("This and all later"),
    Scope.WHOLE: N_("The whole series"),
}
"""How far a change reaches, for buttons and forms."""
_SHOWN_LINK = 120


def title_line(dialogue: Dialogue, before: str = "") -> kit.Element:
    """The title, bold and literal, behind a few words of ours."""
    return kit.line(kit.bold(f"{before}{dialogue.title}"))


def time_line(dialogue: Dialogue) -> kit.Element:
    """The reader's own time, with the length."""
    when = kit.moment(dialogue.starts_at, dialogue.zone)
    length = spell_minutes(dialogue.minutes)
    return kit.say("{moment} (your time), {length}", moment=when, length=length)


def spelled_line(dialogue: Dialogue) -> kit.Element:
    """The same moment spelled out in the zone that the dialogue is planned in."""
    return kit.line(spell_moment(dialogue.starts_at, dialogue.zone))


def was_planned_line(dialogue: Dialogue) -> kit.Element:
    """Of one that was cancelled."""
    when = kit.moment(dialogue.starts_at, dialogue.zone)
    return kit.say("It was planned for {moment}.", moment=when)


def link_line(dialogue: Dialogue) -> kit.Element:
    """The address to join at; an empty line, which falls out, where there is none."""
    if dialogue.link is None:
        return kit.line()
    return kit.line(_("Link: "), kit.link(dialogue.link, shortened(dialogue.link, _SHOWN_LINK)))


def audience_line(dialogue: Dialogue) -> kit.Element:
    return kit.say("For {audience}", audience=audience_words(dialogue.audience))


def chairs_line(names: Sequence[str]) -> kit.Element:
    """Who chairs, by display name: a mention would ping where all can read it."""
    return (
        kit.say("Chaired by {names}", names=listed([set_apart(name) for name in names]))
        if names
        else kit.line()
    )


def members_line(coming: int, invited: int) -> kit.Element:
    """ "6 of 9 member organisations are coming"; an empty line where none is invited."""
    if not invited:
        return kit.line()
    return kit.line(
        _n(
            "{number} of {organisations} is coming",
            "{number} of {organisations} are coming",
            coming,
            organisations=count(invited, "member organisation", "member organisations"),
        )
    )


def answer_buttons(
    dialogue: Dialogue,
    *,
    counts: Mapping[RsvpAnswer, int] | None = None,
    own: RsvpAnswer | None = None,
    place: str = "",
) -> list[kit.Element]:
    """Going, Maybe, Can't: with how many said so, or with the reader's own marked.

    `place` says in which private message the button is, so that it can be redrawn.
    """
    buttons = []
    for answer, words in ANSWER_WORDS.items():
        shown = f"{_(words)} {counts[answer]}" if counts and counts.get(answer) else _(words)
        heard = dialogue.title
        if answer is own:
            shown, heard = f"✓ {shown}", _("your answer to {title}", title=dialogue.title)
        buttons.append(
            kit.button(
                shown,
                f"dialogue.rsvp:{answer.value}",
                f"{dialogue.reference}|{answer.value}|{place}",
                says=heard,
                style="primary" if answer is own else None,
            )
        )
    return buttons


def delegate_select(dialogue: Dialogue, named: str | None = None) -> kit.Element:
    """Asks a person who can't come for a delegate; `named`: the present one, a user id."""
    element: kit.Element = {
        "type": "users_select",
        "action_id": f"dialogue.delegate:{dialogue.reference}",
        "placeholder": kit.plain(_("Name a delegate"), kit.PLACEHOLDER),
    }
    return element | ({"initial_user": named} if named else {})


def nobody_button(dialogue: Dialogue) -> kit.Element:
    return kit.button(_("Nobody comes instead"), "dialogue.alone", dialogue.reference)


def show_button(dialogue: Dialogue) -> kit.Element:
    return _button(_("Details"), "dialogue.show", dialogue, N_("Details of {title}"))


def suggest_button(dialogue: Dialogue) -> kit.Element:
    """Opens a form."""
    heard = N_("Suggest agenda item: {title}")
    return _button(_("Suggest agenda item"), "agenda.suggest", dialogue, heard)


def agenda_button(dialogue: Dialogue) -> kit.Element:
    return _button(_("Agenda"), "agenda.show", dialogue, N_("Agenda of {title}"))


def calendar_button(dialogue: Dialogue) -> kit.Element:
    """Answered with a file in the presser's direct messages."""
    heard = N_("Add to calendar: {title}")
    return _button(_("Add to calendar"), "calendar.file", dialogue, heard)


def afterwards_button(dialogue: Dialogue) -> kit.Element:
    """For a chair, of one that is over."""
    words, heard = _("It did not take place…"), N_("It did not take place: {title}")
    return _button(words, "dialogue.cancel", dialogue, heard, style="danger")


def change_buttons(dialogue: Dialogue) -> list[kit.Element]:
    """Each opens a form."""
    cancel, heard = _("Cancel…"), N_("Cancel {title}")
    return [
        _button(_("Move…"), "dialogue.move", dialogue, N_("Move {title}")),
        _button(_("Edit…"), "dialogue.edit", dialogue, N_("Edit {title}")),
        _button(cancel, "dialogue.cancel", dialogue, heard, style="danger"),
    ]


def _button(
    words: str, action_id: str, dialogue: Dialogue, heard: str, style: str | None = None
) -> kit.Element:
    """`heard`: what a screen reader says, with a {title}; not translated yet."""
    says = _(heard, title=dialogue.title)
    return kit.button(words, action_id, dialogue.reference, says=says, style=style)
