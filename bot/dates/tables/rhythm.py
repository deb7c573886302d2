"""A rhythm: how often a series comes and on which days, as words say it."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal

from bot.dates.meaning.hours import Unread
from bot.domain import recurrence_words
from bot.domain.wording import listed, spell_weekday
from bot.languages import ENGLISH, speaking

Unit = Literal["day", "week", "month"]
LAST = -1
WORKING = (0, 1, 2, 3, 4)
_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Every `every` days, weeks or months.

    `weekdays` count from Monday = 0; with `ordinals` (1 to 4, or -1 for the last) they are those
    weekdays of the month. `days` are days of the month. What was not said is empty. `again`: the
    words alone say that it comes again, as "Tuesdays" do. `also`: other weekdays of the same month.
    """

    unit: Unit
    every: int = 1
    weekdays: tuple[int, ...] = ()
    ordinals: tuple[int, ...] = ()
    days: tuple[int, ...] = ()
    again: bool = field(default=False, compare=False)
    also: "Rhythm | None" = None

    @property
    def says_which_day(self) -> bool:
        """Whether all dates follow from one of them."""
        if self.unit == "month":
            return bool(self.days or self.ordinals)
        return self.unit == "day" or bool(self.weekdays)

    @property
    def several(self) -> bool:
        """Whether it comes on more than one day of its week or month."""
        number = len(self.weekdays) * max(len(self.ordinals), 1)
        return max(number, len(self.days)) > 1 or self.also is not None

    def fits(self, day: date) -> bool:
        """Whether `day` can be one of its dates."""
        if self.also is not None and self.also.fits(day):
            return True
        if self.days:
            return day.day in self.days
        if self.weekdays and day.weekday() not in self.weekdays:
            return False
        return not self.ordinals or not set(self.ordinals).isdisjoint(ordinals_of(day))


@dataclass(frozen=True, slots=True)
class Rhythms:
    """Words that can say several rhythms: `why` says so, `ways` are the rhythms."""

    why: str
    ways: tuple[Rhythm, ...]


How = Rhythm | Rhythms | Unread


@speaking(ENGLISH)
def ordinal(number: int) -> str:
    """ "1st", "22nd"; "last" for -1: as it is typed."""
    return "last" if number == LAST else recurrence_words.ordinal(number)


@speaking(ENGLISH)
def phrase(rhythm: Rhythm) -> str:
    """ "every 2 weeks on Tuesday", "every month on the last Friday": the table reads it back."""
    often = f"every {rhythm.every} {rhythm.unit}s" if rhythm.every > 1 else f"every {rhythm.unit}"
    if rhythm.days:
        return f"{often} on the {listed([ordinal(day) for day in rhythm.days])}"
    if not rhythm.weekdays:
        return often
    which = f"the {listed([ordinal(nth) for nth in rhythm.ordinals])} " if rhythm.ordinals else ""
    if rhythm.weekdays == WORKING and not which:
        return f"{often} on weekdays"
    on_days = f"{which}{listed([spell_weekday(day) for day in rhythm.weekdays])}"
    also = f" and {phrase(rhythm.also).partition(' on ')[2]}" if rhythm.also else ""
    return f"{often} on {on_days}{also}"


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
        return (Rhythm("week", rhythm.every, (day.weekday(),)),)
    by_weekday = [
        Rhythm("month", rhythm.every, (day.weekday(),), (nth,)) for nth in ordinals_of(day)
    ]
    return (Rhythm("month", rhythm.every, days=(day.day,)), *by_weekday)
