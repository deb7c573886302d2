"""A rhythm: how often a series comes and on which days, as words say it."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from bot.domain import recurrence_words
from bot.domain.recurrence import Frequency, Rule
from bot.domain.wording import spell_weekday

Unit = Literal["day", "week", "month"]
LAST = -1
_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Every `every` days, weeks or months.

    `weekday` counts from Monday = 0; with `ordinal` (1 to 4, or -1 for the last) it is that
    weekday of the month. `day` is a day of the month. What was not said is None.
    """

    unit: Unit
    every: int = 1
    weekday: int | None = None
    ordinal: int | None = None
    day: int | None = None

    @property
    def says_which_day(self) -> bool:
        """Whether all dates follow from one of them."""
        if self.unit == "month":
            return self.day is not None or self.ordinal is not None
        return self.unit == "day" or self.weekday is not None

    def fits(self, day: date) -> bool:
        """Whether `day` can be one of its dates."""
        if self.day is not None:
            return day.day == self.day
        if self.weekday is not None and day.weekday() != self.weekday:
            return False
        return self.ordinal is None or self.ordinal in ordinals_of(day)


@dataclass(frozen=True, slots=True)
class NoRhythm:
    """Words that say how often, and not in a way that one series can be; `words` say why."""

    words: str


@dataclass(frozen=True, slots=True)
class Rhythms:
    """Words that can say several rhythms: `why` says so, `ways` are the rhythms."""

    why: str
    ways: tuple[Rhythm, ...]


How = Rhythm | NoRhythm | Rhythms


def ordinal(number: int) -> str:
    """ "1st", "22nd"; "last" for -1."""
    return "last" if number == LAST else recurrence_words.ordinal(number)


def phrase(rhythm: Rhythm) -> str:
    """ "every 2 weeks on Tuesday", "every month on the last Friday": the grammar reads it back."""
    often = f"every {rhythm.every} {rhythm.unit}s" if rhythm.every > 1 else f"every {rhythm.unit}"
    if rhythm.day is not None:
        return f"{often} on the {ordinal(rhythm.day)}"
    if rhythm.weekday is None:
        return often
    which = f"the {ordinal(rhythm.ordinal)} " if rhythm.ordinal is not None else ""
    return f"{often} on {which}{spell_weekday(rhythm.weekday)}"


def rhythm_of(rule: Rule, first: date) -> Rhythm:
    """The rhythm of a series that begins with `first`, its end aside."""
    match rule.frequency:
        case Frequency.DAILY:
            return Rhythm("day", rule.interval)
        case Frequency.WEEKLY:
            return Rhythm("week", rule.interval, weekday=first.weekday())
        case Frequency.MONTHLY_BY_DATE:
            return Rhythm("month", rule.interval, day=first.day)
        case Frequency.MONTHLY_BY_WEEKDAY:
            return Rhythm("month", rule.interval, first.weekday(), rule.ordinal)


def ordinals_of(day: date) -> tuple[int, ...]:
    """Which of its weekday in its month a day is: 1 to 4, and -1 where it is the last."""
    nth = (day.day - 1) // 7 + 1
    last = (LAST,) if (day + _WEEK).month != day.month else ()
    return (*((nth,) if nth <= 4 else ()), *last)


def rhythms_on(rhythm: Rhythm, day: date) -> tuple[Rhythm, ...]:
    """The rhythms of the same unit and distance on which `day` falls."""
    if rhythm.unit == "day":
        return (Rhythm("day", rhythm.every),)
    if rhythm.unit == "week":
        return (Rhythm("week", rhythm.every, weekday=day.weekday()),)
    by_weekday = [
        Rhythm("month", rhythm.every, weekday=day.weekday(), ordinal=nth)
        for nth in ordinals_of(day)
    ]
    return (Rhythm("month", rhythm.every, day=day.day), *by_weekday)
