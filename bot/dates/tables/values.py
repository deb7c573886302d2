"""What phrases of time say, before a clock is looked at."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Which = Literal["", "this", "next", "last", "this week", "next week", "the week after next"]
Part = Literal["morning", "afternoon", "evening", "night", "lunchtime"]


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
class DayOfMonth:
    """ "the 12th": no month is named."""

    day: int


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
class NthWeekday:
    """ "the first Tuesday of February"; `nth` -1 is the last. `month` None: `ahead` from now."""

    nth: int
    weekday: int
    month: int | None
    year: int | None = None
    ahead: int = 0


@dataclass(frozen=True, slots=True)
class Feast:
    """ "Christmas", "Good Friday": by its name in `tables.days`."""

    name: str
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Shift:
    """ "a week on Tuesday": a number of days after another day."""

    day: "Day"
    days: int


@dataclass(frozen=True, slots=True)
class Checked:
    """ "Saturday 12 December": a day with its weekday beside it."""

    day: "Day"
    weekday: int


@dataclass(frozen=True, slots=True)
class Before:
    """ "before Friday": that day or the one before it."""

    day: "Day"


@dataclass(frozen=True, slots=True)
class Either:
    """ "5 Feb or 6 Feb"."""

    days: tuple["Day", ...]


@dataclass(frozen=True, slots=True)
class DayRange:
    """ "11 to 22 January": from one day to another, both with."""

    first: "Day"
    last: "Day"


@dataclass(frozen=True, slots=True)
class Period:
    """ "next week", "mid January", "Q1": days that go together; none of them is named.

    `kind` says how they are counted (see `meaning.periods`); `ahead` counts from the one that is
    now; `day` is one of the days of "week of 8 February".
    """

    kind: str
    month: int | None = None
    year: int | None = None
    ahead: int | None = None
    day: "Day | None" = None


@dataclass(frozen=True, slots=True)
class EndOf:
    """ "end of January": the last day of a period."""

    period: Period


@dataclass(frozen=True, slots=True)
class Following:
    """ "the following Monday": the weekday after the dialogue, or with -1 before it."""

    weekday: int
    way: int


@dataclass(frozen=True, slots=True)
class NoOneDay:
    """Words of time that name no one day, such as "12 Dec 26"."""

    advice: str


Day = (
    CalendarDay | NumericDay | DayOfMonth | DaysAhead | MonthsAhead | WeekdayName | NthWeekday
    | Feast | Shift | Checked | Before | Either | DayRange | Period | EndOf | NoOneDay
    | Following
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class SpanOfDays:
    """ "between 11 and 22 January": `first` may be a number of the same month, or not said."""

    first: "Day | int | None"
    last: "Day"


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
    """ "at 3", "half past 3": in the morning or in the afternoon."""

    hour: int
    minute: int = 0


@dataclass(frozen=True, slots=True)
class NoOneTime:
    """Words that look like a time and are none that can be read, such as "14:00:30"."""

    advice: str


Time = Clock | Midnight | BareHour | NoOneTime


@dataclass(frozen=True, slots=True)
class HourRange:
    """ "14:00-15:30": a start and the minutes that follow."""

    start: Time
    minutes: int


@dataclass(frozen=True, slots=True)
class Elapsed:
    """ "in 2 hours": minutes that pass, clock changes or not."""

    minutes: int


@dataclass(frozen=True, slots=True)
class Exact:
    """A moment in UTC with its IANA zone, as a button writes it (RFC 9557)."""

    at: datetime
    zone: str


@dataclass(frozen=True, slots=True)
class NamedZone:
    """A zone's IANA key; `offset`: minutes from UTC, where they were written beside it."""

    key: str
    offset: int | None = None


@dataclass(frozen=True, slots=True)
class NoOneZone:
    """Words that were meant as a zone and are no key; a city may as well be a place."""

    typed: str
    kind: Literal["unknown", "abbreviation", "offset", "city"]


Zone = NamedZone | NoOneZone


@dataclass(frozen=True, slots=True)
class BadLength:
    """Words that were meant as a length and are none that can be; `words` say why."""

    words: str


@dataclass(frozen=True, slots=True)
class Step:
    """ "a week later", "+1h": how far a dialogue moves from where it is.

    `sure` False: "back one hour" is earlier to some and later to others; then `minutes` or `days`
    are those of the likelier way.
    """

    days: int = 0
    minutes: int = 0
    months: int = 0
    sure: bool = True
