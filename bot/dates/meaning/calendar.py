"""Which days a phrase can mean, counted from today."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.dates.meaning.counting import (
    DAY,
    FAR,
    WEEK,
    Days,
    NoSuchDay,
    TooFar,
    calendar_days,
    day_of_month,
    feast_days,
    months_ahead,
    nth_weekday,
    weekday_days,
)
from bot.dates.meaning.periods import likely_days, period_days
from bot.dates.tables.values import (
    Before,
    CalendarDay,
    Checked,
    Day,
    DayOfMonth,
    DayRange,
    DaysAhead,
    Either,
    EndOf,
    Feast,
    Following,
    MonthsAhead,
    NoOneDay,
    NthWeekday,
    NumericDay,
    Period,
    Shift,
    WeekdayName,
)
from bot.domain.wording import spell_day, spell_weekday

_MOST_DAYS = 7

_MONTH_FIRST_LOCALES = ("en-us", "en-ph", "es-us", "fil")
_MONTH_FIRST_LANGUAGES = ("ko", "ja", "zh", "hu", "lt")


@dataclass(frozen=True, slots=True)
class Today:
    """Where it is which day: `zone` is named in the sentence, or None.

    `timed`: with a time; `for_moment`: one is needed.
    """

    day: date
    writers: date
    locale: str
    zone: str | None = None
    timed: bool = False
    for_moment: bool = False


def month_first(locale: str) -> bool:
    """Whether people of a locale such as "en-US" write the month before the day."""
    lower = locale.lower().replace("_", "-")
    return lower.startswith(_MONTH_FIRST_LOCALES) or lower.split("-")[0] in _MONTH_FIRST_LANGUAGES


def days_of(said: Day | None, today: Today) -> Days:
    """The days that words can mean; None is a time without a day. NoSuchDay or TooFar.

    Words such as "tomorrow" are the writer's, so that both calendars count when they differ.
    """
    found = _days(said, today)
    if today.writers == today.day or not _is_counted(said):
        return found
    own = _days(said, replace(today, day=today.writers))
    both = tuple(dict.fromkeys((*own.days, *found.days)))
    there = f"in {today.zone}" if today.zone else "there"
    why = f"It is {spell_day(today.day)} {there}, and {spell_day(today.writers)} where you are."
    return Days(both, why, ask=found.ask or own.ask)


def _is_counted(said: Day | None) -> bool:
    match said:
        case DaysAhead() | MonthsAhead():
            return True
        case WeekdayName(_, which):
            return bool(which)
        case Shift(day, _) | Before(day):
            return _is_counted(day)
    return False


def _days(said: Day | None, today: Today) -> Days:
    match said:
        case None:
            three = tuple(today.day + timedelta(days=n) for n in range(3))
            return Days(three, "You gave a time without a day.", ask=True, keep=2)
        case WeekdayName():
            return weekday_days(said, today.day, timed=today.timed)
        case CalendarDay(day, month, year):
            return calendar_days([(day, month)], year, today.day)
        case NumericDay(first, second, year):
            orders = [(first, second), (second, first)]
            ordered = orders[::-1] if month_first(today.locale) else orders
            return calendar_days(ordered, year, today.day)
        case DayOfMonth(day):
            return day_of_month(day, today.day)
        case DaysAhead(days):
            if days > FAR:
                raise TooFar
            return Days((today.day + timedelta(days=days),))
        case MonthsAhead(months):
            return months_ahead(today.day, months)
        case NthWeekday():
            return nth_weekday(said, today.day)
        case Feast(name, year):
            return feast_days(name, year, today.day)
        case Shift(base, number):
            found = _days(base, replace(today, timed=True))
            if number > FAR:
                raise TooFar
            bases = found.days[: found.keep] if isinstance(base, WeekdayName) else found.days
            shifted = tuple(each + timedelta(days=number) for each in bases)
            return replace(found, days=shifted, keep=99)
        case Checked(named, weekday):
            return _checked(_days(named, today), weekday)
        case Before(day):
            last = _days(day, today).days
            several = tuple(day for d in last for day in (d - DAY, d))
            return Days(several, "“before” can leave the day out or take it in.", ask=True)
        case Either(several_days):
            every = tuple(d for one in several_days for d in _days(one, today).days)
            return Days(tuple(dict.fromkeys(every)), "Two days are named.", ask=True)
        case DayRange():
            first_day, last_day = range_days(said, today)
            number = (last_day - first_day).days + 1
            if not 1 <= number <= _MOST_DAYS:
                raise NoSuchDay("Please name one day, for example “Friday” or “12 Dec”.")
            each = tuple(first_day + timedelta(days=n) for n in range(number))
            return Days(each, "These are several days.", ask=True)
        case Period():
            return _period(said, today)
        case EndOf(period):
            first_day, last_day = span_of(period, today)
            if period.kind == "week":
                friday = last_day - 2 * DAY
                return Days((friday, last_day), "A week can end on Friday or on Sunday.", ask=True)
            if period.kind in ("early", "mid", "late"):
                return Days((last_day,), "", ask=True)
            return Days((last_day,))
        case NoOneDay(advice):
            raise NoSuchDay(advice)
        case Following():
            raise NoSuchDay("There is no day here that another one could follow.")
    raise TypeError(f"no day: {said}")


def span_of(said: Period, today: Today) -> tuple[date, date]:
    """The first and the last day of a period, both with."""
    day = None if said.day is None else _days(said.day, today).days[0]
    return period_days(said, today.day, day)


def range_days(said: DayRange, today: Today) -> tuple[date, date]:
    """The first and the last day of "11 to 22 January"; one without a year follows the other."""
    last = _days(said.last, today).days[0]
    first = _days(said.first, today).days[0]
    if isinstance(said.first, CalendarDay) and said.first.year is None and first > last:
        first = date(
            last.year if first.month <= last.month else last.year - 1, first.month, first.day
        )
    if isinstance(said.last, WeekdayName) and last < first:
        last += WEEK
    return first, last


def _period(said: Period, today: Today) -> Days:
    first, last = span_of(said, today)
    if last < today.day:
        raise NoSuchDay("That is in the past. Please choose a date that is still ahead.")
    why = "These words name no one day."
    if today.timed and said.kind in ("week", "weekend"):
        number = 5 if said.kind == "week" else 2
        days = tuple(first + timedelta(days=n) for n in range(number))
        return Days(tuple(d for d in days if d >= today.day) or (last,), why, ask=True)
    if (today.timed or today.for_moment) and said.kind != "day":
        raise NoSuchDay("Please name one day, for example “Friday” or “12 Dec”.")
    return Days(likely_days(said, first, last, today.day), why, ask=True)


def _checked(found: Days, weekday: int) -> Days:
    """The days on the weekday that was written beside them; NoSuchDay if there is none."""
    right = tuple(day for day in found.days if day.weekday() == weekday)
    if right:
        same = len(right) == len(found.days)
        return replace(found, days=right, ask=found.ask and same)
    day = found.days[0]
    raise NoSuchDay(
        f"{spell_day(day).split(' ', 1)[1]} is a {spell_weekday(day.weekday())},"
        f" not a {spell_weekday(weekday)}. Please correct one of the two."
    )
