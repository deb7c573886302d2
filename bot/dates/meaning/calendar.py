"""Which days a phrase can mean, counted from today."""

from calendar import isleap, monthrange
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.dates.meaning.periods import ahead_or_later, feast, likely_days, period_days
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

_WEEK = timedelta(days=7)
_DAY = timedelta(days=1)
_FAR = 5 * 366 + 31
"""Days ahead that no reader accepts; larger distances are not worth counting out."""
_JUST_PAST = timedelta(days=60)
"""A date without a year that is past by no more is asked about: the year may be a slip."""
_MOST_DAYS = 7

_MONTH_FIRST_LOCALES = ("en-us", "en-ph", "es-us", "fil")
_MONTH_FIRST_LANGUAGES = ("ko", "ja", "zh", "hu", "lt")


@dataclass(frozen=True, slots=True)
class Days:
    """The days that words can mean, the likeliest first.

    `why` says why there are several; `ask` that even the last one left needs a yes; only the
    first `keep` that are still ahead count. `hint` helps where all are in the past.
    """

    days: tuple[date, ...]
    why: str = ""
    ask: bool = False
    keep: int = 99
    hint: str = ""


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


class NoSuchDay(ValueError):
    """The words name no day that could be meant; the message is for the person."""


class TooFar(ValueError):
    """The words name a day so far ahead that it is not counted out."""


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
            return _weekday(said, today.day, timed=today.timed)
        case CalendarDay(day, month, year):
            return _calendar_days([(day, month)], year, today.day)
        case NumericDay(first, second, year):
            orders = [(first, second), (second, first)]
            ordered = orders[::-1] if month_first(today.locale) else orders
            return _calendar_days(ordered, year, today.day)
        case DayOfMonth(day):
            return _day_of_month(day, today.day)
        case DaysAhead(days):
            if days > _FAR:
                raise TooFar
            return Days((today.day + timedelta(days=days),))
        case MonthsAhead(months):
            return _months_ahead(today.day, months)
        case NthWeekday():
            return _nth_weekday(said, today.day)
        case Feast(name, year):
            return _feast(name, year, today.day)
        case Shift(base, number):
            found = _days(base, replace(today, timed=True))
            if number > _FAR:
                raise TooFar
            bases = found.days[: found.keep] if isinstance(base, WeekdayName) else found.days
            shifted = tuple(each + timedelta(days=number) for each in bases)
            return replace(found, days=shifted, keep=99)
        case Checked(named, weekday):
            return _checked(_days(named, today), weekday)
        case Before(day):
            last = _days(day, today).days
            several = tuple(day for d in last for day in (d - _DAY, d))
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
                friday = last_day - 2 * _DAY
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
        last += _WEEK
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


def _weekday(name: WeekdayName, today: date, *, timed: bool) -> Days:
    called = spell_weekday(name.weekday)
    coming = today + timedelta(days=(name.weekday - today.weekday()) % 7)
    monday = today - timedelta(days=today.weekday())
    sunday = today.weekday() == 6
    if name.which == "last":
        last = coming - _WEEK
        raise NoSuchDay(f"“last {called}” is in the past: it was {spell_day(last)}.")
    if name.which == "this":
        return Days((coming,))
    if name.which in ("this week", "next week", "the week after next"):
        weeks = ("this week", "next week", "the week after next").index(name.which)
        then = monday + timedelta(days=name.weekday) + weeks * _WEEK
        why = "A week can start on Sunday or on Monday." if sunday else ""
        return Days((then, then + _WEEK) if sunday else (then,), why)
    if name.which == "next" and coming == today:
        return Days((today + _WEEK,))
    if name.which == "next" and (coming < monday + _WEEK or sunday):
        why = f"“next {called}” can be the {called} that comes first, or the one after it."
        return Days((coming, coming + _WEEK), why)
    if coming == today:
        several = (today, today + _WEEK)
        return Days(several, keep=1) if timed else Days(several, f"Today is a {called}.")
    return Days((coming,))


def _day_of_month(day: int, today: date) -> Days:
    if not 1 <= day <= 31:
        raise NoSuchDay(f"No month has a {day}th; days go from the 1st to the 31st.")
    found: list[date] = []
    month = today.replace(day=1)
    while len(found) < 2:
        if day <= monthrange(month.year, month.month)[1] and month.replace(day=day) >= today:
            found.append(month.replace(day=day))
        month = (month + timedelta(days=32)).replace(day=1)
    return Days(tuple(found), "Please name the month too: none is named.", ask=True)


def _months_ahead(today: date, months: int) -> Days:
    if months > _FAR // 28:
        raise TooFar
    years, month = divmod(today.month - 1 + months, 12)
    year = today.year + years
    length = monthrange(year, month + 1)[1]
    if today.day <= length:
        return Days((date(year, month + 1, today.day),))
    last = date(year, month + 1, length)
    why = f"{_month_name(month + 1)} {year} has only {length} days."
    return Days((last, last + _DAY), why, ask=True)


def _nth_weekday(said: NthWeekday, today: date) -> Days:
    name = f"{_month_name(said.month)} " if said.month else ""

    def on(year: int, month: int) -> date:
        first = date(year, month, 1)
        day = first + timedelta(days=(said.weekday - first.weekday()) % 7)
        if said.nth == -1:
            last = date(year, month, monthrange(year, month)[1])
            return last - timedelta(days=(last.weekday() - said.weekday) % 7)
        found = day + (said.nth - 1) * _WEEK
        if found.month != month:
            raise NoSuchDay(f"{name}{year} has only four {spell_weekday(said.weekday)}s.")
        return found

    if said.month is None:
        months = today.month - 1 + said.ahead
        return Days((on(today.year + months // 12, months % 12 + 1),))
    if said.year is not None:
        return Days((on(said.year, said.month),))
    month = said.month
    return _once_a_year(*ahead_or_later(lambda year: on(year, month), today), today)


def _feast(name: str, year: int | None, today: date) -> Days:
    if year is not None:
        return Days((feast(name, year),), f"{name} is counted from the calendar.", ask=True)
    coming, _ = ahead_or_later(lambda y: feast(name, y), today)
    return Days((coming,), f"{name} is on {spell_day(coming)}.", ask=True)


def _once_a_year(coming: date, this: date, today: date) -> Days:
    """The coming one; asked about where that of this year is just past."""
    hint = "If you mean next year, please write the year."
    if timedelta() < today - this <= _JUST_PAST:
        return Days((coming,), f"{spell_day(this)} is past.", ask=True, hint=hint)
    return Days((coming,), hint=hint)


def _calendar_days(orders: Iterable[tuple[int, int]], year: int | None, today: date) -> Days:
    """The days that (day, month) pairs can be, each in `year` or the next year that fits."""
    found: list[Days] = []
    wrong: list[str] = []
    leap = ""
    for day, month in dict.fromkeys(orders):
        if problem := _problem(day, month, year):
            wrong.append(problem)
        elif year is not None:
            found.append(Days((date(year, month, day),)))
        elif (day, month) != (29, 2):
            coming, this = ahead_or_later(lambda y, m=month, d=day: date(y, m, d), today)  # type: ignore[misc]
            found.append(_once_a_year(coming, this, today))
        else:
            leap, several = _leap_days(today)
            found.append(Days(tuple(several)))
    if not found:
        raise NoSuchDay(wrong[0])
    days = tuple(day for each in found for day in each.days)
    ask = bool(leap) or any(each.ask for each in found)
    why = leap or "The two numbers can be read day first or month first."
    if len(found) == 1 and found[0].why:
        why = found[0].why
    hint = "If you mean next year, please write the year." if year is None else ""
    return Days(days, why, ask=ask, hint=hint)


def _leap_days(today: date) -> tuple[str, list[date]]:
    """The coming 29 February, with its neighbours of the coming year where that has none."""
    year = today.year if today < date(today.year, 3, 1) else today.year + 1
    if isleap(year):
        return "", [date(year, 2, 29)]
    leap = next(y for y in range(year, year + 9) if isleap(y))
    why = f"29 February needs a leap year, and the next is {leap}."
    return why, [date(leap, 2, 29), date(year, 2, 28), date(year, 3, 1)]


def _month_name(month: int) -> str:
    return spell_day(date(2000, month, 1)).split()[2]


def _problem(day: int, month: int, year: int | None) -> str:
    """Why no calendar has this day, or nothing."""
    if year is not None and not 1900 <= year < 2200:
        return f"The year {year} is not one that I can plan for."
    if not 1 <= month <= 12:
        return f"There is no month {month}; months go from 1 to 12."
    name = _month_name(month)
    if year is not None and (day, month) == (29, 2) and not isleap(year):
        leap = next(y for y in range(year, year + 9) if isleap(y))
        return f"There is no 29 February {year}: it needs a leap year, and the next is {leap}."
    longest = monthrange(2000 if year is None else year, month)[1]
    if not 1 <= day <= longest:
        return f"There is no {day} {name}: {name} has {longest} days."
    return ""
