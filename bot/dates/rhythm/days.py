"""The grammar of a rhythm's days: "on Tuesdays", "the 2nd Tuesday", "the last Friday", "the 15th".

Where several days are named the words are recognised all the same, so that they can be refused:
each day is a series of its own.
"""

import re
from dataclasses import dataclass

from bot.dates.grammar.words import MONTHS, WEEKDAYS, Atom
from bot.dates.rhythm.rhythm import LAST

PLURALS = {f"{name}s": day for name, day in WEEKDAYS.items() if name.endswith("day")}
"""Tuesdays: always a series."""

ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7,
    "eighth": 8, "ninth": 9, "tenth": 10, "last": LAST, "final": LAST,
}  # fmt: skip
_ORDINAL = re.compile(r"(\d{1,2})(?:st|nd|rd|th)", re.ASCII)
_JOINERS = frozenset({"and", "&", "+", "or", "/", ""})
_TO = frozenset({"to", "through", "-"})
_JOINED = re.compile(r"([/&+-])")
_WORKING_DAYS = frozenset({"weekday", "weekdays", "workday", "workdays"})
_WORKING = frozenset({"working", "business", "week"})


@dataclass(frozen=True, slots=True)
class NamedDays:
    """Weekdays as they were named; `plural` where they already say that they come again."""

    weekdays: tuple[int, ...]
    plural: bool


@dataclass(frozen=True, slots=True)
class MonthDays:
    """Days of a month: `ordinals` of `weekdays`, or without those, days by number."""

    ordinals: tuple[int, ...]
    weekdays: tuple[int, ...] = ()

    @property
    def one(self) -> bool:
        return len(self.ordinals) == 1 and len(self.weekdays) <= 1


def plain(atoms: list[Atom], index: int) -> str:
    return atoms[index].plain if index < len(atoms) else ""


def skip(atoms: list[Atom], index: int, *words: str) -> int:
    return index + 1 if index < len(atoms) and atoms[index].plain in words else index


def weekdays_at(atoms: list[Atom], index: int) -> tuple[NamedDays, int] | None:
    """ "Tuesday", "Tuesdays", "Mon/Thu", "Monday to Friday", and where they end."""
    found: list[int] = []
    plural, through, end, here = False, False, index, index
    while named := _weekdays_in(plain(atoms, here)):
        first, *others = named[0]
        found += _span(found[-1], first) if through else [first]
        found += others
        plural |= named[1]
        end = here + 1
        through = plain(atoms, end) in _TO
        here = end + 1 if through else skip(atoms, skip(atoms, end, *_JOINERS), "and", "or")
    if not found:
        return None
    return NamedDays(tuple(dict.fromkeys(found)), plural), end


def _weekdays_in(word: str) -> tuple[list[int], bool] | None:
    parts = _JOINED.split(word)
    days = [WEEKDAYS.get(part, PLURALS.get(part)) for part in parts[::2]]
    known = [day for day in days if day is not None]
    if len(known) < len(days):
        return None
    if parts[1:2] == ["-"] and len(known) == 2:
        known = _span(*known)
    return known, parts[-1] in PLURALS


def _span(first: int, last: int) -> list[int]:
    """The days of a week from one to another, both with."""
    return [(first + days) % 7 for days in range((last - first) % 7 + 1)]


def working_days_at(atoms: list[Atom], index: int) -> int | None:
    """Where "weekday", "working days" or similar words end; None if they are not there."""
    if plain(atoms, index) in _WORKING_DAYS:
        return index + 1
    both = plain(atoms, index) in _WORKING and plain(atoms, index + 1) in ("day", "days")
    return index + 2 if both else None


def ordinal_at(atoms: list[Atom], index: int) -> tuple[int, int] | None:
    """ "2nd", "second" or "last", and where it ends; no number that a month follows."""
    word = plain(atoms, index)
    digits = _ORDINAL.fullmatch(word)
    number = int(digits[1]) if digits else ORDINALS.get(word)
    if number is None or plain(atoms, skip(atoms, index + 1, "of")) in MONTHS:
        return None
    return number, index + 1


def month_days_at(atoms: list[Atom], index: int) -> tuple[MonthDays, int] | None:
    """ "the 2nd Tuesday", "the 1st and 3rd Monday", "last Friday", "the 15th", "day 15"."""
    here = skip(atoms, skip(atoms, index, "on"), "the")
    if plain(atoms, here) == "day" and plain(atoms, here + 1).isdecimal():
        return MonthDays((int(plain(atoms, here + 1)),)), here + 2
    found: list[int] = []
    end = here
    while number := ordinal_at(atoms, here):
        found.append(number[0])
        end = number[1]
        here = skip(atoms, skip(atoms, end, *_JOINERS, "to"), "and", "or", "the")
    if not found:
        return None
    if named := weekdays_at(atoms, end):
        return MonthDays(tuple(found), named[0].weekdays), named[1]
    if LAST in found and plain(atoms, end) != "day":
        return None
    return MonthDays(tuple(found)), skip(atoms, end, "day")
