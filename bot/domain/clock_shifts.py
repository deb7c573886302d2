"""Clock changes: whose local time of a series shifts, since when, from what to what.

In the zone of the series, two occurrences at the same wall time are whole days apart. In another
zone they are an hour more or less apart if one of the two zones changed its clocks between.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.domain.person import Organisation
from bot.domain.recurrence import Occurrence
from bot.domain.zones import to_wall

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockShift:
    """One organisation's local start before and after; `earlier` by its own clock.

    `on`: the local date of the last change of clocks that made it.
    """

    organisation: Organisation
    before: str
    after: str
    earlier: bool
    on: date


def shifts_between(
    last: Occurrence, following: Occurrence, organisations: Iterable[Organisation]
) -> tuple[ClockShift, ...]:
    """Organisations with another local time at `following` than at `last`, by name.

    Both are of the same slot. An hour that is left out or comes twice on a date says nothing of
    later dates. So such a date counts by its zone's distance from the other, not by its clock.
    """
    found = []
    for organisation in organisations:
        zone = organisation.zone
        moved = _time_between(following.starts_at, zone, following.zone) - _time_between(
            last.starts_at, zone, last.zone
        )
        if moved:
            found.append(
                ClockShift(
                    organisation=organisation,
                    before=f"{to_wall(last.starts_at, zone):%H:%M}",
                    after=f"{to_wall(following.starts_at, zone):%H:%M}",
                    earlier=moved < timedelta(),
                    on=_changed_on(last.starts_at, following.starts_at, zone, following.zone),
                )
            )
    return tuple(sorted(found, key=lambda shift: shift.organisation.name))


def _time_between(at: datetime, zone: str, other: str) -> timedelta:
    """How much later clocks in `zone` show it than those in `other` at that moment."""
    return _utc_offset(at, zone) - _utc_offset(at, other)


def _changed_on(start: datetime, end: datetime, *zones: str) -> date:
    """The last local date between the two on which one of the zones changed its clocks."""
    last = start.date()
    for zone in zones:
        day = to_wall(start, zone).date()
        until = to_wall(end, zone).date()
        while day < until:
            day += _DAY
            if _at_noon(day - _DAY, zone) != _at_noon(day, zone):
                last = max(last, day)
    return last


def _at_noon(day: date, zone: str) -> timedelta:
    return _utc_offset(datetime(day.year, day.month, day.day, 12, tzinfo=ZoneInfo(zone)), zone)


def _utc_offset(at: datetime, zone: str) -> timedelta:
    offset = at.astimezone(ZoneInfo(zone)).utcoffset()
    if offset is None:
        raise ValueError(zone)
    return offset
