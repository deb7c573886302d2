"""The syntax tree of a date expression; days and moments are resolved later."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

Which = Literal["", "this", "next", "last", "this week", "next week"]


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """ "12 Dec" or "12 Dec 2026"; any numbers, perhaps of no real day."""

    day: int
    month: int
    year: int | None


@dataclass(frozen=True, slots=True)
class NumericDay:
    """ "3/4" or "03/04/2027": two numbers whose order is not known."""

    first: int
    second: int
    year: int | None


@dataclass(frozen=True, slots=True)
class DaysAhead:
    """ "today", "tomorrow", "in 3 days", "in 2 weeks"."""

    days: int


@dataclass(frozen=True, slots=True)
class MonthsAhead:
    """ "in 2 months"."""

    months: int


@dataclass(frozen=True, slots=True)
class WeekdayName:
    """ "Friday", "this Friday", "next Friday", "Friday next week"; Monday is 0."""

    weekday: int
    which: Which = ""


@dataclass(frozen=True, slots=True)
class NoOneDay:
    """Words of time that name no one day, such as "next week" or "the 12th"."""

    advice: str


Day = CalendarDay | NumericDay | DaysAhead | MonthsAhead | NoOneDay


@dataclass(frozen=True, slots=True)
class Clock:
    """Hours and minutes; any numbers, perhaps of no real time."""

    hour: int
    minute: int


@dataclass(frozen=True, slots=True)
class Midnight:
    """ "midnight" and "12am": the start of the day named, or its end."""


@dataclass(frozen=True, slots=True)
class BareHour:
    """ "at 3": in the morning or in the afternoon."""

    hour: int


@dataclass(frozen=True, slots=True)
class NoOneTime:
    """Words that look like a time and are none that can be read, such as "14:00-15:00"."""

    advice: str


Time = Clock | Midnight | BareHour | NoOneTime


@dataclass(frozen=True, slots=True)
class NamedZone:
    """A zone's IANA key."""

    key: str


@dataclass(frozen=True, slots=True)
class NoOneZone:
    """Words that were meant as a zone and do not name one; a city may as well be a place."""

    typed: str
    kind: Literal["unknown", "abbreviation", "offset", "city"]


Zone = NamedZone | NoOneZone


@dataclass(frozen=True, slots=True)
class Expression:
    """One date expression: the atoms from `start` up to `end`, and what they say."""

    start: int
    end: int
    day: Day | None = None
    weekday: WeekdayName | None = None
    time: Time | None = None
    zone: Zone | None = None
    elapsed: timedelta | None = None

    @property
    def has_day(self) -> bool:
        """Whether it names a day, or a distance from now."""
        return not (self.day is None and self.weekday is None and self.elapsed is None)

    @property
    def has_time(self) -> bool:
        return self.time is not None or self.elapsed is not None
