"""The grammar of days: "12 Dec 2026", "2026-12-12", "3/4", "tomorrow", "in 3 days", "Friday"."""

import re
from datetime import timedelta

from bot.dates.grammar.syntax import (
    CalendarDay,
    Day,
    DaysAhead,
    MonthsAhead,
    NoOneDay,
    NumericDay,
    WeekdayName,
    Which,
)
from bot.dates.grammar.words import MONTHS, NUMBERS, WEEKDAYS, Atom

_DAY_NUMBER = re.compile(r"(\d{1,2})(st|nd|rd|th)?", re.ASCII)
_YEAR = re.compile(r"(?:19|20|21)\d{2}", re.ASCII)
_HALF_A_YEAR = re.compile(r"'?[2-9]\d", re.ASCII)
_YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})", re.ASCII)
_YEAR_LAST = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{2,4})", re.ASCII)
_NO_YEAR = re.compile(r"(\d{1,2})/(\d{1,2})", re.ASCII)

_DAY_WORDS = {"today": 0, "tomorrow": 1, "tmrw": 1, "yesterday": -1}
_UNITS = {
    "day": "days", "days": "days", "week": "weeks", "weeks": "weeks", "wk": "weeks",
    "wks": "weeks", "fortnight": "fortnights", "fortnights": "fortnights",
    "month": "months", "months": "months",
    "hour": "hours", "hours": "hours", "hr": "hours", "hrs": "hours", "h": "hours",
    "minute": "minutes", "minutes": "minutes", "min": "minutes", "mins": "minutes",
}  # fmt: skip
_NAME_ONE = "Please name one day, for example “Friday” or “12 Dec”."
_SPANS = frozenset({"week", "month", "quarter", "year", "weekend"})
_WHICH: dict[str, Which] = {"this": "this", "coming": "this", "next": "next", "last": "last"}
_WEEKS: dict[str, Which] = {"this": "this week", "next": "next week"}
_DEADLINES = frozenset({"asap", "eow", "eom", "eod"})
DAY_BEGINNINGS = (
    frozenset({"the", "in", "end", *_DAY_WORDS, *_WHICH, *MONTHS, *WEEKDAYS}) | _DEADLINES
)
"""The first words of days and distances, except those that begin with a digit."""
_HOURS_AND_MINUTES = re.compile(r"(\d{1,3})h(\d{2})", re.ASCII)
_JOINED_UNIT = re.compile(r"(\d{1,6})([a-z]+)", re.ASCII)
_MOST = 999_999
"""Distances are cut off here, long past every date that is accepted."""

Found = tuple[Day, int] | None


def _plain(atoms: list[Atom], index: int) -> str:
    return atoms[index].plain if index < len(atoms) else ""


def _skip(atoms: list[Atom], index: int, *words: str) -> int:
    return index + 1 if _plain(atoms, index) in words else index


def day_at(atoms: list[Atom], index: int) -> Found:
    """The day that begins at this atom and where it ends; None where no day begins."""
    return (
        _month_last(atoms, index)
        or _month_first(atoms, index)
        or _digits(atoms, index)
        or _day_word(atoms, index)
        or _distance(atoms, index)
        or _no_one_day(atoms, index)
    )


def _with_year(atoms: list[Atom], day: int, month: int, index: int) -> tuple[Day, int]:
    """The day with the year that follows it, if one does; half a year ("26") is no year."""
    after = _skip(atoms, index, "")
    word, following = _plain(atoms, after), atoms[after + 1 : after + 2]
    if _YEAR.fullmatch(word):
        return CalendarDay(day, month, int(word)), after + 1
    if _HALF_A_YEAR.fullmatch(word) and (
        not following or following[0].starts_clause or ":" in following[0].plain
    ):
        return NoOneDay(f"Please write the whole year, for example “20{word[-2:]}”."), after + 1
    return CalendarDay(day, month, None), index


def _month_last(atoms: list[Atom], index: int) -> Found:
    here = _skip(atoms, index, "the")
    number = _DAY_NUMBER.fullmatch(_plain(atoms, here))
    if not number:
        return None
    here = _skip(atoms, here + 1, "of")
    month = MONTHS.get(_plain(atoms, here))
    if month is None:
        return None
    return _with_year(atoms, int(number[1]), month, here + 1)


def _month_first(atoms: list[Atom], index: int) -> Found:
    month = MONTHS.get(_plain(atoms, index))
    if month is None:
        return None
    here = _skip(atoms, index + 1, "the")
    number = _DAY_NUMBER.fullmatch(_plain(atoms, here))
    if not number or _plain(atoms, here + 1) in ("am", "pm", "a.m", "p.m"):
        return None
    return _with_year(atoms, int(number[1]), month, here + 1)


def _digits(atoms: list[Atom], index: int) -> Found:
    word = _plain(atoms, index)
    if iso := _YEAR_FIRST.fullmatch(word):
        return CalendarDay(int(iso[4]), int(iso[3]), int(iso[1])), index + 1
    if full := _YEAR_LAST.fullmatch(word):
        if len(full[4]) != 4:
            year = full[4][-2:]
            advice = f"Please write the whole year, for example “{full[1]}/{full[3]}/20{year}”."
            return NoOneDay(advice), index + 1
        return NumericDay(int(full[1]), int(full[3]), int(full[4])), index + 1
    if short := _NO_YEAR.fullmatch(word):
        return NumericDay(int(short[1]), int(short[2]), None), index + 1
    return None


def _day_word(atoms: list[Atom], index: int) -> Found:
    here = _skip(atoms, index, "the")
    if [_plain(atoms, here + n) for n in range(3)] == ["day", "after", "tomorrow"]:
        return DaysAhead(2), here + 3
    days = _DAY_WORDS.get(_plain(atoms, index))
    return None if days is None else (DaysAhead(days), index + 1)


def _amount(atoms: list[Atom], index: int) -> tuple[int, str, int] | None:
    """A number and its unit after "in", and where they end: (3, "days", 9)."""
    if _plain(atoms, index) != "in":
        return None
    word = _plain(atoms, index + 1)
    if joined := _JOINED_UNIT.fullmatch(word):
        unit = _UNITS.get(joined[2])
        return (int(joined[1]), unit, index + 2) if unit else None
    number = NUMBERS.get(word)
    if number is None and word.isascii() and word.isdigit():
        number = int(word) if len(word) <= 6 else _MOST
    unit = _UNITS.get(_plain(atoms, index + 2))
    return None if number is None or unit is None else (number, unit, index + 3)


def _distance(atoms: list[Atom], index: int) -> Found:
    amount = _amount(atoms, index)
    if amount is None:
        return None
    number, unit, end = amount
    per = {"days": 1, "weeks": 7, "fortnights": 14}
    if unit == "months":
        return MonthsAhead(number), end
    return (DaysAhead(number * per[unit]), end) if unit in per else None


def elapsed_at(atoms: list[Atom], index: int) -> tuple[timedelta, int] | None:
    """ "in 2 hours", "in 90 minutes", "in half an hour": time that passes, clock changes or not."""
    if [_plain(atoms, index + n) for n in range(4)] == ["in", "half", "an", "hour"]:
        return timedelta(minutes=30), index + 4
    both = _HOURS_AND_MINUTES.fullmatch(_plain(atoms, index + 1))
    if both and _plain(atoms, index) == "in":
        return timedelta(hours=int(both[1]), minutes=int(both[2])), index + 2
    amount = _amount(atoms, index)
    if amount is None or amount[1] not in ("hours", "minutes"):
        return None
    number, unit, end = amount
    return timedelta(minutes=number * (60 if unit == "hours" else 1)), end


def _no_one_day(atoms: list[Atom], index: int) -> Found:
    here = _skip(atoms, index, "the")
    word, following = _plain(atoms, here), _plain(atoms, here + 1)
    number = _DAY_NUMBER.fullmatch(word)
    if number and number[2] and following not in WEEKDAYS:
        return NoOneDay("Please name the month too, for example “12 Dec”."), here + 1
    if word in ("this", "next") and following in _SPANS:
        return NoOneDay(_NAME_ONE), here + 2
    if word == "end" and following == "of":
        span = _skip(atoms, here + 2, "the", "this", "next")
        if _plain(atoms, span) in _SPANS | {"day"}:
            return NoOneDay(_NAME_ONE), span + 1
    return (NoOneDay(_NAME_ONE), here + 1) if word in _DEADLINES else None


def weekday_at(atoms: list[Atom], index: int) -> tuple[WeekdayName, int] | None:
    """ "Friday", "this Friday", "next Friday", "Friday next week", and where it ends."""
    here = _skip(atoms, index, "the")
    which = _plain(atoms, here)
    if which in _WEEKS and _plain(atoms, here + 1) == "week":
        weekday = WEEKDAYS.get(_plain(atoms, here + 2))
        return None if weekday is None else (WeekdayName(weekday, _WEEKS[which]), here + 3)
    if which in _WHICH:
        weekday = WEEKDAYS.get(_plain(atoms, here + 1))
        if weekday is None:
            return None
        return WeekdayName(weekday, _WHICH[which]), here + 2
    weekday = WEEKDAYS.get(_plain(atoms, index))
    if weekday is None:
        return None
    after = [_plain(atoms, index + n) for n in (1, 2)]
    if after[0] in _WEEKS and after[1] == "week":
        return WeekdayName(weekday, _WEEKS[after[0]]), index + 3
    return WeekdayName(weekday), index + 1
