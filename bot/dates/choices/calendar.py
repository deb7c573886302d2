"""Which days an expression can mean, counted from today."""

from calendar import isleap, monthrange
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.dates.grammar.syntax import (
    CalendarDay,
    DaysAhead,
    Expression,
    MonthsAhead,
    NamedZone,
    NoOneDay,
    NumericDay,
    WeekdayName,
)
from bot.domain.wording import spell_day, spell_weekday

_WEEK = timedelta(days=7)
_FAR = 5 * 366 + 31
"""Days ahead that no reader accepts; larger distances are not worth counting out."""

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


class NoSuchDay(ValueError):
    """The words name no day that could be meant; the message is for the person."""


class TooFar(ValueError):
    """The words name a day so far ahead that it is not counted out."""


def month_first(locale: str) -> bool:
    """Whether people of a locale such as "en-US" write the month before the day."""
    lower = locale.lower().replace("_", "-")
    return lower.startswith(_MONTH_FIRST_LOCALES) or lower.split("-")[0] in _MONTH_FIRST_LANGUAGES


def days_of(said: Expression, *, today: date, writers_today: date, locale: str) -> Days:
    """The days that `said` can mean, where it is `today` in its zone; NoSuchDay or TooFar.

    Words such as "tomorrow" are the writer's, so that both calendars count when they differ.
    """
    found = _days_from(said, today, locale)
    relative = isinstance(said.day, DaysAhead | MonthsAhead) or (
        said.day is None and said.weekday is not None and said.weekday.which
    )
    if relative and writers_today != today:
        own = _days_from(said, writers_today, locale)
        both = tuple(dict.fromkeys((*own.days, *found.days)))
        there = f"in {said.zone.key}" if isinstance(said.zone, NamedZone) else "there"
        why = f"It is {spell_day(today)} {there}, and {spell_day(writers_today)} where you are."
        found = Days(both, why, ask=found.ask or own.ask)
    return _checked(found, said.weekday) if said.day is not None and said.weekday else found


def _checked(found: Days, name: WeekdayName) -> Days:
    """The days on the weekday that was written beside them; NoSuchDay if there is none."""
    right = tuple(day for day in found.days if day.weekday() == name.weekday)
    if right:
        same = len(right) == len(found.days)
        return replace(found, days=right, ask=found.ask and same)
    day = found.days[0]
    raise NoSuchDay(
        f"{spell_day(day).split(' ', 1)[1]} is a {spell_weekday(day.weekday())},"
        f" not a {spell_weekday(name.weekday)}. Please correct one of the two."
    )


def _days_from(said: Expression, today: date, locale: str) -> Days:
    if said.day is None and said.weekday is not None:
        return _weekday(said.weekday, today, timed=said.time is not None)
    match said.day:
        case CalendarDay(day, month, year):
            return _calendar_days([(day, month)], year, today)
        case NumericDay(first, second, year):
            orders = [(first, second), (second, first)]
            return _calendar_days(orders[::-1] if month_first(locale) else orders, year, today)
        case DaysAhead(days):
            if days > _FAR:
                raise TooFar
            return Days((today + timedelta(days=days),))
        case MonthsAhead(months):
            return _months_ahead(today, months)
        case NoOneDay(advice):
            raise NoSuchDay(advice)
        case None:
            three = tuple(today + timedelta(days=n) for n in range(3))
            return Days(three, "You gave a time without a day.", ask=True, keep=2)


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
    if name.which in ("this week", "next week"):
        then = monday + timedelta(days=name.weekday)
        then = then + _WEEK if name.which == "next week" else then
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
    return Days((last, last + timedelta(days=1)), why, ask=True)


def _calendar_days(orders: Iterable[tuple[int, int]], year: int | None, today: date) -> Days:
    """The days that (day, month) pairs can be, each in `year` or the next year that fits."""
    found: list[date] = []
    wrong: list[str] = []
    leap = ""
    for day, month in dict.fromkeys(orders):
        if problem := _problem(day, month, year):
            wrong.append(problem)
        elif year is not None:
            found.append(date(year, month, day))
        elif (day, month) != (29, 2):
            this_year = date(today.year, month, day)
            found.append(this_year if this_year >= today else date(today.year + 1, month, day))
        else:
            leap, several = _leap_days(today)
            found += several
    if not found:
        raise NoSuchDay(wrong[0])
    why = leap or "The two numbers can be read day first or month first."
    hint = "If you mean next year, please write the year." if year is None else ""
    return Days(tuple(found), why, ask=bool(leap), hint=hint)


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
