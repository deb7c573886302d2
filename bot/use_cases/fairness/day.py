"""One day of a group's clock as it passes for each organisation, from west to east."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial

from bot.domain import Group, Organisation
from bot.domain.fairness import QUARTER, day_off, part_of_day
from bot.domain.zones import start_of_day, to_wall
from bot.ports.unit_of_work import Holidays

_QUARTERS = 96


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalHour:
    """An hour on an organisation's clock; `begins` and `lasts` in hours of the day looked at."""

    begins: float
    lasts: float
    hour: int
    part: str
    day_off: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalDay:
    organisation: Organisation
    hours: tuple[LocalHour, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupDay:
    """24 hours from `start` (aware), the beginning of `date` in `zone`."""

    date: date
    zone: str
    start: datetime
    local: tuple[LocalDay, ...]


def day_of(
    at: datetime, group: Group, organisations: Iterable[Organisation], holidays: Holidays
) -> GroupDay:
    """The day of the group's clock in which the aware `at` lies."""
    today = to_wall(at, group.zone).date()
    start = start_of_day(today, group.zone)
    by_clock = sorted(organisations, key=lambda one: (to_wall(at, one.zone), one.name))
    days = (LocalDay(organisation=one, hours=_hours_of(start, one, holidays)) for one in by_clock)
    return GroupDay(date=today, zone=group.zone, start=start, local=tuple(days))


def _hours_of(
    start: datetime, organisation: Organisation, holidays: Holidays
) -> tuple[LocalHour, ...]:
    holiday_on = partial(holidays.on, organisation.country)
    found: list[LocalHour] = []
    for index in range(_QUARTERS):
        local = to_wall(start + index * QUARTER, organisation.zone)
        begins = index * QUARTER / timedelta(hours=1)
        if found and found[-1].hour == local.hour:
            begins = found.pop().begins
        found.append(
            LocalHour(
                begins=begins,
                lasts=(index + 1) / 4 - begins,
                hour=local.hour,
                part=part_of_day(local.hour),
                day_off=day_off(local.date(), holiday_on(local.date())),
            )
        )
    return tuple(found)
