"""Pieces of messages that several features show alike."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime

from bot.domain.audience import Audience, Record, is_narrower
from bot.domain.chair_notices import Addressee
from bot.domain.delivery import is_person
from bot.domain.excerpts import Piece
from bot.domain.group import Group
from bot.domain.limits import NOTE, TITLE
from bot.domain.wording import at_name, count, listed, shortened, spell_moment
from bot.ports.ledgers.books import Event
from handlers.slack.kit import blocks as kit

PAGE = 10
"""Items on one page of a list."""
_EVENTS = 30

_AUDIENCES = {
    Audience.MEMBERS: "members only",
    Audience.GROUP: "the whole group",
    Audience.NETWORK: "the whole network",
}
_WHOSE = {
    Addressee.CHAIR: "For the chairs of {}",
    Addressee.SECRETARIAT: "For the secretariat, about {}",
    Addressee.PERSON: "{}",
}


def audience_words(audience: Audience) -> str:
    """How an audience is named to people."""
    return _AUDIENCES[audience]


def kept_words(entry: Audience, record: Audience) -> str:
    """ " · members only": beside an entry that fewer people see than its record; else nothing."""
    return f" · {audience_words(entry)}" if is_narrower(entry, record) else ""


def audience_options() -> list[kit.Element]:
    """The three audiences for a select, widest in use first."""
    explained = {
        Audience.GROUP: "Everyone in the channel, observers included",
        Audience.MEMBERS: "People of member organisations in the channel",
        Audience.NETWORK: "Every person on the network's roster",
    }
    return [
        kit.option(audience_words(a).capitalize(), a.value, words) for a, words in explained.items()
    ]


def person_words(user_id: str, names: Mapping[str, str]) -> str:
    """ "@amara": a name that pings nobody."""
    return at_name(names.get(user_id, user_id))


def notice_header(to: Addressee, group: Group) -> kit.Element:
    """The bold first line of a notice about a group: as what its reader gets it."""
    return kit.line(kit.bold(_WHOSE[to].format(group.name)))


def title_line(reference: str, title: str) -> kit.Element:
    """A record that the lines below are about."""
    return kit.line(kit.bold(f"{reference} {shortened(title, TITLE)}"))


def confirm_header(words: str) -> kit.Block:
    """The bold first line of a confirmation."""
    return kit.rich(kit.line(kit.bold(words)))


def undo_button(step: int, about: str, place: str = "") -> kit.Element:
    """Restores what a step changed; `about`: what a screen reader hears, `place`: where it is."""
    return kit.button("Undo", "undo", f"{step}|{place}", says=f"Undo: {about}")


def excerpt_line(pieces: Iterable[Piece]) -> kit.Element:
    """A part of a text with the words found in bold."""
    return kit.line(*(kit.bold(words) if found else words for words, found in pieces))


def history_blocks(
    record: Record, title: str, events: Sequence[Event], names: Mapping[str, str], zone: str
) -> list[kit.Block]:
    """Who did what to a record when, the oldest first; the oldest go where there are too many."""
    lines = []
    for event in events[-_EVENTS:]:
        detail = f" ({shortened(event.detail, NOTE)})" if event.detail else ""
        did = f": {event.did} by {person_words(event.who, names)}{detail}"
        kept = kept_words(event.audience, record.audience)
        lines.append(kit.line(kit.moment(event.at, zone), did, kept))
    heading = f"History of {record.reference} {shortened(title, TITLE)}"
    blocks = [kit.rich(kit.line(kit.bold(heading)), kit.bullets(lines))]
    if len(events) > _EVENTS:
        blocks.append(kit.small(f"The last {_EVENTS} of {len(events)} changes."))
    return blocks


def corrected_lines(corrected: Mapping[str, str]) -> list[kit.Block]:
    """ "Nothing for “libaries”; showing “libraries”."; no block where nothing was corrected."""
    if not corrected:
        return []
    said = [f"Nothing for “{typed}”; showing “{meant}”." for typed, meant in corrected.items()]
    return [kit.rich(*map(kit.line, said))]


def paging_buttons(
    action_id: str,
    *,
    offset: int,
    total: int,
    state: str = "",
    page: int = PAGE,
    more: bool = False,
) -> list[kit.Block]:
    """ "11-20 of 300 items" with Previous and Next; nothing when one page holds all.

    `more`: there are more than `total`, which was all that was counted.

    The buttons' ids are `action_id` + ":prev"/":next"; their value is "<offset> <state>".
    """
    if total <= page:
        return []
    buttons = []
    if offset > 0:
        value = f"{max(offset - page, 0)} {state}".strip()
        buttons.append(kit.button("Previous", f"{action_id}:prev", value))
    if offset + page < total:
        buttons.append(kit.button("Next", f"{action_id}:next", f"{offset + page} {state}".strip()))
    last = min(offset + page, total)
    items = f"more than {total:,} items" if more else count(total, "item", "items")
    return [kit.small(f"{offset + 1}–{last} of {items}"), kit.actions(*buttons)]


def redrawn_words(reference: str, recipients: Sequence[str]) -> str:
    """Tells who gave a record fewer readers where it can be; "" where no message shows it.

    `recipients`: of each message that Convenor looks through.
    """
    if not recipients:
        return ""
    channel = [one for one in recipients if not is_person(one)]
    people = {one for one in recipients if is_person(one)}
    places = (
        [f"{count(len(channel), 'message', 'messages')} in the group's channel"] if channel else []
    )
    if people:
        places.append(f"direct messages to {count(len(people), 'person', 'people')}")
    return (
        f"{reference} can be in what I posted before: {listed(places)}. I take it out of each "
        "message whose readers may not see it now. I can't take back what they have read."
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
