"""Gathers a person's calendar entries, by the rights that they have at this moment."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.audience import ChannelFacts
from bot.domain.delivery import SubjectType
from bot.domain.dialogue import Dialogue
from bot.domain.errors import ConvenorError, NotFound
from bot.domain.person import PersonFacts
from bot.domain.reference import DIALOGUE, render_reference
from bot.domain.roles import Reader
from bot.ports.unit_of_work import UnitOfWork
from bot.use_cases.context import Context
from bot.use_cases.dialogues.messages import schedule_messages
from bot.use_cases.dialogues.rules.checks import find_dialogue
from bot.use_cases.dialogues.rules.series_links import opening_number
from bot.use_cases.identify import identify_person

BACK = timedelta(days=90)
_AHEAD = timedelta(days=6 * 366)
"""Longer than anything can be planned ahead."""
_NO_CHANGE = frozenset({"answered", "confirmed attendance"})
"""What the journal tells of a dialogue without its calendar entry being another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarEntry:
    """One dialogue as a calendar shows it; `changed_at`: when that was last another."""

    dialogue: Dialogue
    group: str
    """Its working group's name."""
    changed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedFacts:
    """What Slack said before the transaction: every group's channel is in `presence`.

    None where Slack said that there is no such channel for us, or no such person.
    """

    person: PersonFacts | None
    presence: Mapping[str, ChannelFacts | None]


class Incomplete(ConvenorError):
    """A calendar with a gap would take entries out of the reader's own: worse than none."""


def reader_behind(
    secret_hash: str,
    gathered: FeedFacts,
    *,
    work: UnitOfWork,
    now: datetime,
    secretariat: Collection[str] = (),
) -> Reader:
    """Who reads at this address, with their rights now.

    NotFound where there is no such address (any more), or where its person's account is closed.
    Incomplete where not every group's channel was asked for.
    """
    address = work.calendars.behind_secret(secret_hash)
    person, presence = gathered.person, gathered.presence
    if address is None or person is None or person.user_id != address.user_id:
        raise NotFound("There is no calendar at this address.")
    if not person.active:
        raise NotFound("There is no calendar at this address.")
    if any(group.channel_id not in presence for group in work.groups.all()):
        raise Incomplete
    there = {channel_id: facts for channel_id, facts in presence.items() if facts is not None}
    _, reader = identify_person(
        address.user_id, person, there, work=work, now=now, secretariat=secretariat
    )
    return reader


def entries_of_feed(context: Context) -> tuple[CalendarEntry, ...]:
    """All of the last 90 days and everything ahead, soonest first.

    Cancelled ones stay, as cancelled, if people had been told of them.
    """
    groups = tuple(group.id for group in context.work.groups.all())
    found = context.work.dialogues.changed_between(
        context.reader, groups, context.now - BACK, context.now + _AHEAD
    )
    told = frozenset(_told_of((d for d in found if d.cancelled), context.work))
    return _entries_of([d for d in found if not d.cancelled or d.number in told], context.work)


def entry_of_dialogue(number: int, *, reader: Reader, work: UnitOfWork) -> CalendarEntry:
    """The entry of one dialogue; NotFound for what is not theirs to see."""
    dialogue, _ = find_dialogue(number, reader=reader, work=work)
    return _entries_of([dialogue], work)[0]


def _entries_of(dialogues: list[Dialogue], work: UnitOfWork) -> tuple[CalendarEntry, ...]:
    names = {group.id: group.name for group in work.groups.all()}
    changed = work.journal.latest_by_subject([d.reference for d in dialogues], besides=_NO_CHANGE)
    return tuple(
        CalendarEntry(
            dialogue=dialogue,
            group=names[dialogue.group_id],
            changed_at=max(
                changed.get(dialogue.reference, dialogue.created_at), dialogue.created_at
            ),
        )
        for dialogue in dialogues
    )


def _told_of(cancelled: Iterable[Dialogue], work: UnitOfWork) -> Iterator[int]:
    """Numbers of those announced; the one invitation that opens a series tells of all its dates."""
    series: dict[int, bool] = {}
    for dialogue in cancelled:
        told, key = _was_announced(dialogue.number, work), dialogue.series_id
        if not told and key is not None:
            if key not in series:
                opens = opening_number(key, work=work)
                series[key] = opens is not None and _was_announced(opens, work)
            told = series[key]
        if told:
            yield dialogue.number


def _was_announced(number: int, work: UnitOfWork) -> bool:
    about = (
        SubjectType.DIALOGUE,
        render_reference(DIALOGUE, number),
        schedule_messages.ANNOUNCEMENT,
    )
    return bool(work.deliveries.posted_about(*about))
