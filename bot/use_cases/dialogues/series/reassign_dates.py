"""Rules for each dialogue of a series when the dates of the series change."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import Enum
from itertools import pairwise

from bot.domain import Dialogue, Series
from bot.domain.recurrence import Occurrence


class Fate(Enum):
    MOVED = "moved"
    UNMOVED = "unmoved"
    """Its date and hour are the same in the series as it goes on."""
    KEPT = "kept"
    """It was moved or cancelled on its own before, and so it stays."""
    TOO_NEAR = "too near"
    """It stays at its time, because the new one is past already."""
    SURPLUS = "surplus"
    """The series has no date for it any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """`becomes` is `row` as it goes on, its revision not yet counted."""

    row: Dialogue
    becomes: Dialogue
    fate: Fate


def moved_alone(row: Dialogue, planned: Occurrence | None) -> bool:
    """Whether it is elsewhere than its series has it; `planned`: its date in that series."""
    return planned is not None and (row.wall, row.zone) != (planned.wall, planned.zone)


def planned_dates(series: Series, until: date | None) -> Mapping[date, Occurrence]:
    """The occurrences of a series up to a date, by date; none without one."""
    return {} if until is None else {o.day: o for o in series.occurrences(until)}


def first_ahead(
    rows: Sequence[Dialogue], was: Mapping[date, Occurrence], day: date, now: datetime
) -> date:
    """The date of the earliest that is still to come as its series has it; at most `day`."""
    ahead = (
        row.series_date
        for row in rows
        if row.series_date is not None
        and row.starts_at > now
        and not row.cancelled
        and not moved_alone(row, was.get(row.series_date))
    )
    return min(day, min(ahead, default=day))


def reassigned_rows(
    rows: Iterable[Dialogue],
    dates: Mapping[date, date | None],
    *,
    was: Mapping[date, Occurrence],
    becomes: Mapping[date, Occurrence],
    series_id: int,
    chosen: Dialogue,
    now: datetime,
) -> tuple[Carried, ...]:
    """The fate of each of these rows of the old series, in order.

    `dates`: from old to new; rows of other dates stay. `chosen` is the one that was asked for, at
    its new time: it gets that, whatever its past. What has begun is left where it is, and so is
    what was cancelled and has no date any more.
    """
    found = []
    for row in rows:
        day = row.series_date
        if day is None or day not in dates or (row.starts_at <= now and not row.cancelled):
            continue
        new = becomes.get(dates[day] or date.max)
        if new is None:
            if not row.cancelled and not moved_alone(row, was.get(day)):
                found.append(Carried(row=row, becomes=row, fate=Fate.SURPLUS))
            continue
        placed = replace(row, series_id=series_id, series_date=new.day)
        if row.number == chosen.number:
            at = replace(placed, wall=chosen.wall, zone=chosen.zone, starts_at=chosen.starts_at)
            fate = Fate.UNMOVED if at.starts_at == row.starts_at else Fate.MOVED
            found.append(Carried(row=row, becomes=at, fate=fate))
        else:
            found.append(_follow_series(row, placed, was.get(day), new, now))
    return tuple(found)


def starts_before(fates: Iterable[Carried]) -> Mapping[int, datetime]:
    """By number, when the one begins that comes before it; without the first, and what is off."""
    standing = sorted(
        (one.becomes for one in fates if one.fate is not Fate.SURPLUS and not one.row.cancelled),
        key=lambda dialogue: dialogue.starts_at,
    )
    return {later.number: earlier.starts_at for earlier, later in pairwise(standing)}


def _follow_series(
    row: Dialogue, placed: Dialogue, was: Occurrence | None, new: Occurrence, now: datetime
) -> Carried:
    if row.cancelled or moved_alone(row, was):
        return Carried(row=row, becomes=placed, fate=Fate.KEPT)
    at = replace(placed, wall=new.wall, zone=new.zone, starts_at=new.starts_at)
    if at.starts_at == row.starts_at:
        return Carried(row=row, becomes=at, fate=Fate.UNMOVED)
    if at.starts_at <= now:
        return Carried(row=row, becomes=placed, fate=Fate.TOO_NEAR)
    return Carried(row=row, becomes=at, fate=Fate.MOVED)
