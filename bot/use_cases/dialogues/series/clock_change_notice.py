"""Warns a group two weeks before clocks change somewhere and its series shift for somebody.

One message a group and day of change, whatever the number of series. What it says is read again
just before it is sent, with the rights of those who read the channel.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.domain import Audience, Dialogue, DropReason, Gone, Group, MessageKind, Owed, Series, zones
from bot.domain.delivery import Delivery
from bot.domain.group_notifications import ClockChange, SeriesShift
from bot.domain.person import OrganisationKind
from bot.domain.recurrence import Occurrence, Slot
from bot.domain.recurrence_shift import ClockShift, shifts_between
from bot.ports.unit_of_work import UnitOfWork
from bot.use_cases.context import Context
from bot.use_cases.dialogues.rules import invited
from bot.use_cases.dialogues.rules.series_links import whole_line
from bot.use_cases.dialogues.series.reassign_dates import planned_dates
from bot.use_cases.owing import about_group, owed_message

AHEAD = timedelta(days=14)
AT = time(9)
"""The hour at which the channel is told, in the group's zone."""

_OWED_AHEAD = timedelta(days=30)
_LOOK = timedelta(days=100)
"""From the change to the first date after it: a series every three months is still told."""
_MOST = 1_000


@dataclass(frozen=True, slots=True)
class _Found:
    """The first date of one slot after a change, and the organisations that it shifts."""

    dialogue: Dialogue
    shifts: tuple[ClockShift, ...]
    on: date


def plan_clock_changes(context: Context) -> int:
    """Owe the warnings of the weeks ahead; how many are new."""
    work, now = context.work, context.now
    owed: list[Owed] = []
    for group in work.groups.all():
        first: dict[date, datetime] = {}
        for found in _changes_ahead(group, context):
            start = found.dialogue.starts_at
            first[found.on] = min(first.get(found.on, start), start)
        for on, start in first.items():
            due_at = zones.resolve(datetime.combine(on - AHEAD, AT), group.zone)
            if due_at <= now + _OWED_AHEAD:
                kind = MessageKind.CLOCK_CHANGE
                about = about_group(group)
                day = on.isoformat()
                to = group.channel_id
                at = max(due_at, now)
                who = Audience.GROUP
                owed.append(owed_message(kind, about, to, at, who, occurrence=day, begins=start))
    return work.deliveries.owe(owed, now)


def build_notice(delivery: Delivery, group: Group, context: Context) -> ClockChange | Gone:
    """What shifts by the change of that day, as far as the channel's readers may know of it."""
    on = date.fromisoformat(delivery.occurrence)
    of_day = (found for found in _changes_ahead(group, context) if found.on == on)
    series = tuple(SeriesShift(dialogue=one.dialogue, shifts=one.shifts) for one in of_day)
    if series:
        return ClockChange(group=group, on=on, series=series)
    return Gone(DropReason.NOTHING_SHIFTS if delivery.posted_ts is None else DropReason.NOT_THEIRS)


def _changes_ahead(group: Group, context: Context) -> Iterator[_Found]:
    """The first planned date of each series and slot after each change that is ahead."""
    coming = context.work.dialogues.planned_between(
        context.reader, (group.id,), context.now, context.now + _LOOK, limit=_MOST
    )
    for series_id in dict.fromkeys(d.series_id for d in coming if d.series_id is not None):
        series = context.work.series.seen_by(context.reader, series_id)
        if series is not None:
            own = [d for d in coming if d.series_id == series_id and d.starts_at > context.now]
            yield from _of_series(series, own, context)


def _of_series(series: Series, coming: Iterable[Dialogue], context: Context) -> Iterator[_Found]:
    """Each date beside the last one at the same hour that stands, also in what it goes on from.
    What was moved or cancelled on its own is passed over: people know it at no other hour. The
    first date at a new hour has been told when the hour was changed."""
    work = context.work
    before = _places_in_series(series, work)
    everyone = work.organisations.all()
    told: set[tuple[Slot, date]] = set()
    for dialogue in coming:
        place = before.get(dialogue.number)
        if place is None or place.last is None:
            continue
        if not shifts_between(place.last, place.here, everyone):
            continue  # before the journal is asked, which most dates need not be
        guests = invited.invited_at_last(dialogue, work=work)
        found = shifts_between(place.last, place.here, guests)
        for on in sorted({shift.on for shift in found}):
            of_day = tuple(shift for shift in found if shift.on == on)
            concerned = any(shift.organisation.kind is OrganisationKind.MEMBER for shift in of_day)
            ahead = zones.start_of_day(on, series.slots[0].zone) > context.now
            if concerned and ahead and (place.slot, on) not in told:
                told.add((place.slot, on))
                yield _Found(dialogue, of_day, on)


@dataclass(frozen=True, slots=True)
class _Place:
    """The place of a dialogue in its series; `last`: the date before it in the same slot."""

    slot: Slot
    here: Occurrence
    last: Occurrence | None


def _places_in_series(series: Series, work: UnitOfWork) -> dict[int, _Place]:
    """Those of the whole line that are planned and where their series has them, by number."""
    found: dict[int, _Place] = {}
    last: dict[Slot, Occurrence] = {}
    for part in whole_line(series.id, work=work):
        rows = work.dialogues.of_series(part.id)
        planned = planned_dates(part, rows[-1].series_date if rows else None)
        for row in rows:
            here = planned.get(row.series_date or date.min)
            if here is None or row.cancelled or row.starts_at != here.starts_at:
                continue
            slot = Slot(clock=here.meant.time(), zone=here.zone)
            found[row.number] = _Place(slot, here, last.get(slot))
            last[slot] = here
    return found
