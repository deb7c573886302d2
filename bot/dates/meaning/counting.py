"""Counts days on the calendar: the coming 12 December, one that comes once a year."""

from calendar import isleap, monthrange
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from bot.dates.answers import NotUnderstood, Stopped, refused
from bot.domain.wording import spell_day, spell_month, spell_weekday
from bot.languages import ENGLISH, N_, _, speaking

DAY, WEEK = timedelta(days=1), timedelta(days=7)
FAR = 5 * 366 + 31
"""Days ahead that no reader accepts; larger distances are not worth counting out."""
_JUST_PAST = timedelta(days=60)
"""A date without a year that is past by no more is asked about: the year may be a slip."""
_NEXT_YEAR = N_("If you mean next year, please write the year.")
_MONTH_FIRST_LOCALES = ("en-us", "en-ph", "es-us", "fil")
_MONTH_FIRST_LANGUAGES = ("ko", "ja", "zh", "hu", "lt")


@dataclass(frozen=True, slots=True)
class Today:
    """Which day it is in `zone`, and where the writer is. `timed`: with a time; `for_moment`: one
    is needed."""

    day: date
    writers: date
    locale: str
    zone: str
    timed: bool = False
    for_moment: bool = False

    @property
    def month_first(self) -> bool:
        """Whether people of a locale such as "en-US" write the month before the day."""
        lower = self.locale.lower().replace("_", "-")
        language = lower.split("-")[0]
        return lower.startswith(_MONTH_FIRST_LOCALES) or language in _MONTH_FIRST_LANGUAGES


@dataclass(frozen=True, slots=True)
class Days:
    """The days that words can mean, the likeliest first. `why` says why there are several; `ask`
    that even the last one left needs a yes; only the first `keep` that are still ahead count.
    `hint` helps where all are in the past."""

    days: tuple[date, ...]
    why: str = ""
    ask: bool = False
    keep: int = 99
    hint: str = ""


class NotOneDay(Stopped):
    """The words name a span, and a day is needed."""

    def __init__(self, words: str) -> None:
        super().__init__(NotUnderstood(words))


class TooFar(Stopped):
    """The words name a day so far ahead that it is not counted out."""

    def __init__(self) -> None:
        super().__init__(NotUnderstood(_("That is more than five years ahead.")))


def once_a_year(on: Callable[[int], date], today: date) -> Days:
    """The coming day of each year's; asked about where the last one is just past."""
    this = on(today.year)
    coming = this if this >= today else on(today.year + 1)
    try:
        last = on(today.year - 1) if this >= today else this
    except Stopped:  # a fifth Friday
        last = today
    why = just_past(last, today)
    return Days((coming,), why, ask=bool(why), hint=_(_NEXT_YEAR))


def just_past(day: date, today: date) -> str:
    """Says that a day is past, where it is so by sixty days or less: it may have been meant."""
    is_near = timedelta() < today - day <= _JUST_PAST
    return _("{day} is past.", day=spell_day(day)) if is_near else ""


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
            found.append(once_a_year(partial(date, month=month, day=day), today))
        else:
            leap, several = _leap_days(today)
            found.append(Days(tuple(several)))
    if not found:
        raise refused(wrong[0])
    days = tuple(day for each in found for day in each.days)
    gone = ""
    if year is not None and max(days) >= today:
        gone = just_past(min(days), today)
    ask = bool(leap or gone) or any(each.ask for each in found)
    why = leap or gone or _("The two numbers can be read day first or month first.")
    if len(found) == 1 and found[0].why:
        why = found[0].why
    return Days(days, why, ask=ask, hint=_(_NEXT_YEAR) if year is None else "")


def _leap_days(today: date) -> tuple[str, list[date]]:
    """The coming 29 February, with its neighbours of the coming year where that has none."""
    year = today.year if today < date(today.year, 3, 1) else today.year + 1
    if isleap(year):
        return "", [date(year, 2, 29)]
    leap = next(y for y in range(year, year + 9) if isleap(y))
    why = _("29 February needs a leap year, and the next is {year}.", year=leap)
    return why, [date(leap, 2, 29), date(year, 2, 28), date(year, 3, 1)]


@speaking(ENGLISH)
def typed_weekday(weekday: int) -> str:
    """Its name as it is typed and read: in English."""
    return spell_weekday(weekday)


def _problem(day: int, month: int, year: int | None) -> str:
    """Why no calendar has this day, or nothing."""
    if year is not None and not 1900 <= year < 2200:
        return _("The year {year} is not one that I can plan for.", year=year)
    if not 1 <= month <= 12:
        return _("There is no month {month}; months go from 1 to 12.", month=month)
    if year is not None and (day, month) == (29, 2) and not isleap(year):
        return _(
            "There is no 29 February {year}: it needs a leap year, and the next is {leap}.",
            year=year,
            leap=next(y for y in range(year, year + 9) if isleap(y)),
        )
    longest = monthrange(2000 if year is None else year, month)[1]
    if not 1 <= day <= longest:
        return _(
            "There is no {day} {month}: {month} has {longest} days.",
            day=day,
            month=spell_month(month),
            longest=longest,
        )
    return ""
