"""Long lists made to fit into one message: whole lines only, and a count of the rest."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.domain.action_item import ActionItem, ActionStatus
from bot.domain.audience import Audience
from bot.domain.countries import countries_in_words
from bot.domain.dialogue import Dialogue
from bot.domain.digest import Digest, OrganisationTally
from bot.domain.group import Group
from bot.domain.limits import NAME, TITLE
from bot.domain.practice import Practice
from bot.domain.wording import count, shortened, spell_day, spell_minutes
from handlers.slack.kit import blocks as kit
from handlers.slack.kit.common_blocks import audience_words, person_words
from handlers.slack.kit.fallback import escape_text

TEXT = 9_000
"""Room for all sections: Slack's limit is near 12,000, and has refused 11,341; the message has
more than its sections."""
SECTION = 3_000
LINES = 12
"""Lines of one section: a digest is read, and the rest is a command away."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading and its lines; `more` says how many were left off and where they are."""

    title: str
    lines: Sequence[kit.Element]
    more: Callable[[int], kit.Element]


def fit_sections(sections: Sequence[Section], room: int = TEXT) -> list[kit.Block]:
    """A rich text block a section; empty ones are left out.

    Room that short sections do not need is shared out evenly among the long ones.
    """
    kept = [section for section in sections if section.lines]
    needs = [min(_room_needed(section), SECTION) for section in kept]
    return [
        _block(section, share) for section, share in zip(kept, share_room(needs, room), strict=True)
    ]


def share_room(needs: Sequence[int], room: int) -> list[int]:
    """What each gets of `room`: its need, or where that is too much an even part of the rest."""
    given = [0] * len(needs)
    waiting = sorted(range(len(needs)), key=lambda index: needs[index])
    for place, index in enumerate(waiting):
        given[index] = min(needs[index], room // (len(needs) - place))
        room -= given[index]
    return given


def text_weight(value: Any) -> int:
    """Characters of text in an element or block, fallbacks of dates too, as they travel.

    Counted escaped and in UTF-16 units, the most that Slack may count.
    """
    if isinstance(value, dict):
        return sum(
            len(escape_text(held).encode("utf-16-le")) // 2
            if key in ("text", "fallback") and isinstance(held, str)
            else text_weight(held)
            for key, held in value.items()
        )
    if isinstance(value, list):
        return sum(map(text_weight, value))
    return 0


def _room_needed(section: Section) -> int:
    """With all its lines, or as many as are ever shown and the longest words about the rest."""
    lines = section.lines[:LINES]
    more = text_weight(section.more(len(section.lines))) if len(lines) < len(section.lines) else 0
    return text_weight(kit.text(section.title)) + sum(map(text_weight, lines)) + more


def _block(section: Section, room: int) -> kit.Block:
    """The heading, and the first lines that fit into `room` with the words about the rest."""
    room -= text_weight(kit.text(section.title))
    shown = list(section.lines[:LINES])
    every = len(section.lines)
    if len(shown) < every or text_weight(shown) > room:
        room -= text_weight(section.more(every))
        while text_weight(shown) > room and shown:
            shown.pop()
        shown.append(section.more(every - len(shown)))
    return kit.rich(kit.line(kit.bold(section.title)), kit.bullets(shown))


def digest_blocks(digest: Digest) -> list[kit.Block]:
    """Header, the sections that have something to say, and what is left out."""
    blocks = [kit.header(f"{digest.group.name}: week of {spell_week(digest)}")]
    blocks += fit_sections(_sections(digest)) if not digest.empty else [_quiet()]
    if digest.left_out:
        blocks.append(
            kit.small(
                f"{count(digest.left_out, 'item')} left out, because not everyone who reads this "
                "may see everything."
            )
        )
    return blocks


def spell_week(digest: Digest) -> str:
    """ "23 to 29 November 2026": the calendar days looked back on, in the group's zone.

    The day of the digest itself counts only when it is all that there is.
    """
    zone = ZoneInfo(digest.group.zone)
    first = digest.since.astimezone(zone).date()
    last = max(first, digest.until.astimezone(zone).date() - timedelta(days=1))
    if first == last:
        return _day(last)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {_day(last)}"
    if first.year == last.year:
        return f"{_day(first).rsplit(' ', 1)[0]} to {_day(last)}"
    return f"{_day(first)} to {_day(last)}"


def _day(day: date) -> str:
    return spell_day(day).split(" ", 1)[1]


def _quiet() -> kit.Block:
    return kit.rich(
        kit.line(
            "A quiet week: there is nothing to report here, and no dialogue to announce for the "
            "next two weeks."
        ),
        kit.line("What is logged, shared or scheduled until the next digest will be in it."),
    )


def _sections(digest: Digest) -> list[Section]:
    logged, done, overdue = len(digest.logged), len(digest.done), len(digest.overdue)

    def actions(title: str, found: Iterable[ActionItem], which: str) -> Section:
        lines = [_action(action, digest) for action in found]
        return Section(title=title, lines=lines, more=_more_link(f"/action list {which}"))

    def dialogues(title: str, found: Iterable[Dialogue], command: str = "") -> Section:
        lines = [_dialogue(dialogue, digest.group) for dialogue in found]
        return Section(title=title, lines=lines, more=_more_link(command))

    return [
        dialogues("Coming dialogues, in the next two weeks", digest.coming, "/dialogue list"),
        dialogues("Dialogues held", digest.held),
        Section(
            title="Who took part",
            lines=[
                kit.line(f"{shortened(name, NAME)}: {count(people, 'person', 'people')}")
                for name, people in digest.took_part
            ],
            more=_more_link(noun=" organisations"),
        ),
        Section(
            title=f"Actions: {logged} logged, {done} done, {overdue} overdue",
            lines=[_tally(tally) for tally in digest.tallies],
            more=_more_link(noun=" organisations"),
        ),
        actions(f"Overdue actions ({overdue})", digest.overdue, "overdue"),
        actions(f"Done ({done})", digest.done, "done"),
        actions(f"Newly logged ({logged})", digest.logged, "all"),
        Section(
            title=f"New good practices ({len(digest.practices)})",
            lines=[_practice(practice, digest) for practice in digest.practices],
            more=_more_link("/practice"),
        ),
    ]


def _more_link(command: str = "", *, noun: str = "") -> Callable[[int], kit.Element]:
    """ "and 287 more: /action list all"."""

    def words(number: int) -> kit.Element:
        said = f"and {number} more{noun}"
        return kit.line(f"{said}: ", kit.text(command, code=True)) if command else kit.line(said)

    return words


def _dialogue(dialogue: Dialogue, group: Group) -> kit.Element:
    return kit.line(
        kit.bold(f"{dialogue.reference} {shortened(dialogue.title, TITLE)}"),
        " · ",
        kit.moment(dialogue.starts_at, group.zone),
        f" · {spell_minutes(dialogue.minutes)}",
        _narrow_mark(dialogue.audience),
    )


def _tally(tally: OrganisationTally) -> kit.Element:
    numbers = ((tally.logged, "logged"), (tally.done, "done"), (tally.overdue, "overdue"))
    said = ", ".join(f"{number} {what}" for number, what in numbers if number)
    return kit.line(f"{shortened(tally.name or 'Nobody yet', NAME)}: {said}")


def _action(action: ActionItem, digest: Digest) -> kit.Element:
    due = ""
    if action.status is ActionStatus.OPEN and action.due_on is not None:
        due = f" · due {spell_day(action.due_on)}"
    return kit.line(
        kit.bold(f"{action.reference} {shortened(action.title, TITLE)}"),
        f" · {_owner(action, digest)}{due}",
        _narrow_mark(action.audience),
    )


def _owner(action: ActionItem, digest: Digest) -> str:
    officer, organisation = action.owner_user_id, ""
    if action.owner_organisation_id is not None:
        organisation = shortened(digest.organisations.get(action.owner_organisation_id, ""), NAME)
    if officer is None:
        return organisation or "nobody yet"
    name = shortened(person_words(officer, digest.names), NAME)
    return f"{name}, {organisation}" if organisation else name


def _practice(practice: Practice, digest: Digest) -> kit.Element:
    organisation = digest.organisations.get(practice.organisation_id or 0, "")
    source = [shortened(organisation, NAME), countries_in_words(practice.countries)]
    return kit.line(
        kit.bold(f"{practice.reference} {shortened(practice.title, TITLE)}"),
        f" · {', '.join(part for part in source if part)}",
        _narrow_mark(practice.audience),
    )


def _narrow_mark(audience: Audience) -> str:
    return f" · {audience_words(audience)}" if audience is Audience.MEMBERS else ""
