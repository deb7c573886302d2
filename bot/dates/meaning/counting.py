"""Counts days on the calendar: the coming Friday, the next 12 December, the end of a month."""

from calendar import isleap, monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from bot.dates.meaning.periods import ahead_or_later, feast
from bot.dates.tables.values import (
    NthWeekday,
    WeekdayName,
)
from bot.domain.wording import spell_day, spell_weekday

WEEK = timedelta(days=7)


DAY = timedelta(days=1)


FAR = 5 * 366 + 31
"""Days ahead that no reader accepts; larger distances are not worth counting out."""


_JUST_PAST = timedelta(days=60)
"""A date without a year that is past by no more is asked about: the year may be a slip."""


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


def weekday_days(name: WeekdayName, today: date, *, timed: bool) -> Days:
    called = spell_weekday(name.weekday)
    coming = today + timedelta(days=(name.weekday - today.weekday()) % 7)
    monday = today - timedelta(days=today.weekday())
    sunday = today.weekday() == 6
    if name.which == "last":
        last = coming - WEEK
        raise NoSuchDay(f"“last {called}” is in the past: it was {spell_day(last)}.")
    if name.which == "this":
        return Days((coming,))
    if name.which in ("this week", "next week", "the week after next"):
        weeks = ("this week", "next week", "the week after next").index(name.which)
        then = monday + timedelta(days=name.weekday) + weeks * WEEK
        why = "A week can start on Sunday or on Monday." if sunday else ""
        return Days((then, then + WEEK) if sunday else (then,), why)
    if name.which == "next" and coming == today:
        return Days((today + WEEK,))
    if name.which == "next" and (coming < monday + WEEK or sunday):
        why = f"“next {called}” can be the {called} that comes first, or the one after it."
        return Days((coming, coming + WEEK), why)
    if coming == today:
        several = (today, today + WEEK)
        return Days(several, keep=1) if timed else Days(several, f"Today is a {called}.")
    return Days((coming,))


def day_of_month(day: int, today: date) -> Days:
    if not 1 <= day <= 31:
        raise NoSuchDay(f"No month has a {day}th; days go from the 1st to the 31st.")
    found: list[date] = []
    month = today.replace(day=1)
    while len(found) < 2:
        if day <= monthrange(month.year, month.month)[1] and month.replace(day=day) >= today:
            found.append(month.replace(day=day))
        month = (month + timedelta(days=32)).replace(day=1)
    return Days(tuple(found), "Please name the month too: none is named.", ask=True)


def months_ahead(today: date, months: int) -> Days:
    if months > FAR // 28:
        raise TooFar
    years, month = divmod(today.month - 1 + months, 12)
    year = today.year + years
    length = monthrange(year, month + 1)[1]
    if today.day <= length:
        return Days((date(year, month + 1, today.day),))
    last = date(year, month + 1, length)
    why = f"{_month_name(month + 1)} {year} has only {length} days."
    return Days((last, last + DAY), why, ask=True)


def nth_weekday(said: NthWeekday, today: date) -> Days:
    name = f"{_month_name(said.month)} " if said.month else ""

    def on(year: int, month: int) -> date:
        first = date(year, month, 1)
        day = first + timedelta(days=(said.weekday - first.weekday()) % 7)
        if said.nth == -1:
            last = date(year, month, monthrange(year, month)[1])
            return last - timedelta(days=(last.weekday() - said.weekday) % 7)
        found = day + (said.nth - 1) * WEEK
        if found.month != month:
            raise NoSuchDay(f"{name}{year} has only four {spell_weekday(said.weekday)}s.")
        return found

    if said.month is None:
        ahead = said.ahead
        if not ahead and on(today.year, today.month) < today:
            ahead = 1  # "of the month", where this month's is past
        months = today.month - 1 + ahead
        return Days((on(today.year + months // 12, months % 12 + 1),))
    if said.year is not None:
        return Days((on(said.year, said.month),))
    month = said.month
    return _once_a_year(*ahead_or_later(lambda year: on(year, month), today), today)


def feast_days(name: str, year: int | None, today: date) -> Days:
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


def calendar_days(orders: Iterable[tuple[int, int]], year: int | None, today: date) -> Days:
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
