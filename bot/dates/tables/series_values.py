"""What phrases of a series say, before a clock is looked at."""

from dataclasses import dataclass

from bot.dates.tables.rhythm import (
    Unit,
)
from bot.dates.tables.values import Day, Time, Zone


@dataclass(frozen=True, slots=True)
class NamedDays:
    """Weekdays as they were named; `plural` where they already say that they come again."""

    weekdays: tuple[int, ...]
    plural: bool = False


@dataclass(frozen=True, slots=True)
class MonthDays:
    """Days of a month: `ordinals` of `weekdays`, or without those, days by number."""

    ordinals: tuple[int, ...]
    weekdays: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Start:
    """ "starting 8 Dec": the day; or a month or year from which on it is looked for, or now."""

    day: Day | None = None
    month: int | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class UntilDay:
    """ "until 30 Jun 2027": the last day that may be."""

    day: Day


@dataclass(frozen=True, slots=True)
class UntilSpan:
    """ "until June", "until the end of 2027": `whole` where its end is named.

    `month` None: a year. `year` None: the next one; both None: this year.
    """

    month: int | None
    year: int | None
    whole: bool


@dataclass(frozen=True, slots=True)
class ForSpan:
    """ "for 10 weeks", counted from the first date."""

    number: int
    unit: Unit


@dataclass(frozen=True, slots=True)
class Times:
    """ "10 times": the number of dates."""

    number: int


@dataclass(frozen=True, slots=True)
class Open:
    """ "until further notice": no end."""


@dataclass(frozen=True, slots=True)
class Turns:
    """ "rotating 09:00, 14:00 and 21:00": times that take turns, each with its zone if it has one.

    `zone_for_all`: one that was named behind them all with "in" or "all in".
    """

    times: tuple[tuple[Time, Zone | None], ...]
    zone_for_all: Zone | None = None
