"""Fairness of time: how unsocial an hour is for each organisation, and the score of it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from bot.domain.wording import count, spell_weekday
from bot.domain.zones import to_wall
from bot.languages import N_, _

QUARTER = timedelta(minutes=15)
HOURS_OF_DAY = 24
MOST_POINTS = 100
"""For one hour, and for a day off: totals of a year stay numbers that people can compare."""

_EARLY, _OFFICE, _EVENING, _NIGHT = 7, 9, 17, 22
"""The local hours at which each part of the day begins (product, section 7)."""
_DEEPEST, _NOON = 3, 12
_SATURDAY = 5
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

DEFAULT_HOURS = (8, 8, 8, 8, 8, 8, 6, 3, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 2, 3, 4, 6, 8)
DEFAULT_DAY_OFF = 4

HolidayOn = Callable[[date], str | None]
"""From a local date to the public holiday's name there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """Points for each local hour, 00–01 first, and those that a day off adds to any hour.

    By default nothing is charged from 09 to 17 on a working day; one point is an hour that many
    offices work anyway, three or four are the evening at home, eight the night's sleep; and a
    weekend or public holiday is worth a late evening, on top of its hour. ValueError for anything
    but a slope that does not rise from 03 to noon nor fall from noon to 03.
    """

    hours: tuple[int, ...] = DEFAULT_HOURS
    day_off: int = DEFAULT_DAY_OFF

    def __post_init__(self) -> None:
        if len(self.hours) != HOURS_OF_DAY:
            raise ValueError(f"must be {HOURS_OF_DAY} whole numbers, 00–01 first")
        if not all(0 <= points <= MOST_POINTS for points in (*self.hours, self.day_off)):
            raise ValueError(f"must be whole numbers from 0 to {MOST_POINTS}")
        morning = self.hours[_DEEPEST : _NOON + 1]
        later = (*self.hours[_NOON:], *self.hours[: _DEEPEST + 1])
        if list(morning) != sorted(morning, reverse=True) or list(later) != sorted(later):
            raise ValueError("must not rise from 03 to noon, nor fall from noon to 03")

    def at(self, hour: int, *, off: bool) -> int:
        """Points of a local hour, 0 to 23; `off`: on a weekend or public holiday."""
        return self.hours[hour] + (self.day_off if off else 0)

    def words(self) -> str:
        """ "00–06: 8, …": hours of equal points together, and what a day off adds."""
        parts, first = [], 0
        for hour in range(1, HOURS_OF_DAY + 1):
            if hour == HOURS_OF_DAY or self.hours[hour] != self.hours[first]:
                parts.append(f"{first:02}–{hour:02}: {self.hours[first]}")
                first = hour
        return _(
            "{hours}; a weekend or public holiday: {points} more",
            hours=", ".join(parts),
            points=self.day_off,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Burden:
    """What one meeting costs one organisation, by the worst quarter of an hour there. `start`,
    `end` and `worst` (the first quarter at that cost) are naive wall times."""

    start: datetime
    end: datetime
    worst: datetime
    day_off: str | None
    """The weekday of a weekend, or the public holiday, if the worst quarter falls on one."""
    points: int

    @property
    def why(self) -> str:
        """ "night", "evening on Saturday", "Fiji Day"."""
        part = part_of_day(self.worst.hour)
        if self.day_off is None:
            return _(part)
        if part == "working hours":
            return self.day_off
        return _("{part} on {day}", part=_(part), day=self.day_off)

    def words(self, place: str) -> str:
        """ "23:00–00:00 in Seoul: night, 8 points"."""
        cost = count(self.points, "point", "points") if self.points else _("no points")
        return _(
            "{start:%H:%M}–{end:%H:%M} in {place}: {why}, {cost}",
            start=self.start,
            end=self.end,
            place=place,
            why=self.why,
            cost=cost,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Charge:
    """What one dialogue cost one organisation; kept per group and calendar year of the group."""

    number: int
    organisation_id: int
    group_id: int
    year: int
    points: int


def part_of_day(hour: int) -> str:
    """How people call a local hour, in English."""
    if _OFFICE <= hour < _EVENING:
        return N_("working hours")
    if _EARLY <= hour < _OFFICE:
        return N_("early")
    return N_("evening") if _EVENING <= hour < _NIGHT else N_("night")


def day_off(day: date, holiday: str | None) -> str | None:
    """What makes a local date a day off: its public holiday, else its weekend; None if neither."""
    if holiday is not None:
        return holiday
    return spell_weekday(day.weekday()) if day.weekday() >= _SATURDAY else None


def quarters_of_meeting(starts_at: datetime, minutes: int) -> list[datetime]:
    """The aware moments at which a meeting's quarters of the clock begin: its start the first. No
    zone in use lies off UTC by anything but whole quarters."""
    ends_at = starts_at + timedelta(minutes=minutes)
    found = [starts_at]
    following = starts_at - (starts_at - _EPOCH) % QUARTER + QUARTER
    while following < ends_at:
        found.append(following)
        following += QUARTER
    return found


def burden_of_meeting(
    starts_at: datetime, minutes: int, zone: str, *, holiday_on: HolidayOn, weights: Weights
) -> Burden:
    """What a meeting from `starts_at` (aware) costs whoever lives by the IANA `zone`."""
    judged = []
    for quarter in quarters_of_meeting(starts_at, minutes):
        local = to_wall(quarter, zone)
        off = day_off(local.date(), holiday_on(local.date()))
        judged.append((weights.at(local.hour, off=off is not None), local, off))
    points, worst, off = max(judged, key=lambda row: row[0])
    return Burden(
        start=to_wall(starts_at, zone),
        end=to_wall(starts_at + timedelta(minutes=minutes), zone),
        worst=worst,
        day_off=off,
        points=points,
    )
