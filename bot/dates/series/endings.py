"""The grammar of ends: "until 30 Jun 2027", "until June", "10 times", "for 10 weeks"."""

import re

from bot.dates.grammar.phrases import expression_at
from bot.dates.grammar.words import MONTHS, NUMBERS, Atom
from bot.dates.rhythm.days import plain, skip
from bot.dates.rhythm.rhythm import Unit
from bot.dates.series.syntax import (
    End,
    ForSpan,
    NoEnd,
    Open,
    Times,
    UntilDay,
    UntilSpan,
)

_UNTIL = frozenset({"until", "till", "til", "through", "ending", "ends"})
_SPANS: dict[str, tuple[Unit, int]] = {
    "day": ("day", 1), "days": ("day", 1), "week": ("week", 1), "weeks": ("week", 1),
    "wks": ("week", 1), "fortnight": ("week", 2), "fortnights": ("week", 2),
    "month": ("month", 1), "months": ("month", 1), "quarter": ("month", 3),
    "quarters": ("month", 3), "year": ("month", 12), "years": ("month", 12),
}  # fmt: skip
_COUNTED = frozenset({
    "times", "dates", "occurrences", "sessions", "meetings", "dialogues", "instances",
})  # fmt: skip
_RATES = frozenset({"a", "an", "per", "each", "every"})
_YEAR = re.compile(r"(?:19|20|21)\d{2}", re.ASCII)
_TIMES_JOINED = re.compile(r"(?:x(\d{1,6})|(\d{1,6})x)", re.ASCII)
_NO_TIME = "A series ends with a day. Please leave the time out of its end."

Found = tuple[End, int] | None


def ending_at(atoms: list[Atom], index: int, *, also: str = "") -> Found:
    """The end that begins at this atom and where it ends; None where none begins.

    `also`: one more word that may stand for "until", such as the "to" behind "from 8 Dec".
    """
    return _until(atoms, index, also) or _for(atoms, index) or _counted(atoms, index)


def _until(atoms: list[Atom], index: int, also: str) -> Found:
    here = index + 1
    if plain(atoms, index) == "up" and plain(atoms, here) == "to":
        here = skip(atoms, skip(atoms, here + 1, "and"), "including")
    elif plain(atoms, index) not in (_UNTIL | {also}) - {""}:
        return None
    here = skip(atoms, here, "on", "in", "with")
    if plain(atoms, here) == "further" and plain(atoms, here + 1) == "notice":
        return Open(), here + 2
    if span := _span(atoms, here):
        return span
    said = expression_at(atoms, here)
    if said is None or not said.has_day:
        return None
    return (NoEnd(_NO_TIME) if said.elapsed is not None else UntilDay(said)), said.end


def _span(atoms: list[Atom], index: int) -> Found:
    """ "June", "June 2027", "2027", "the end of June", "the end of the year"."""
    here = skip(atoms, index, "the")
    whole = plain(atoms, here) == "end" and plain(atoms, here + 1) == "of"
    here = here + 2 if whole else index
    if whole and plain(atoms, here) in ("the", "this") and plain(atoms, here + 1) == "year":
        return UntilSpan(None, None, whole=True), here + 2
    month = MONTHS.get(plain(atoms, here))
    following = plain(atoms, here + (month is not None))
    year = int(following) if _YEAR.fullmatch(following) else None
    if month is None:
        return (UntilSpan(None, year, whole), here + 1) if year else None
    if year is None and expression_at(atoms, here) is not None:
        return None
    return UntilSpan(month, year, whole), here + (1 if year is None else 2)


def _for(atoms: list[Atom], index: int) -> Found:
    """ "for 10 weeks", "over the next 6 months", "for a year", "for 10 dates"."""
    if plain(atoms, index) not in ("for", "over"):
        return None
    here = skip(atoms, skip(atoms, index + 1, "the"), "next")
    if [plain(atoms, here + n) for n in range(3)] == ["half", "a", "year"]:
        return ForSpan(6, "month"), here + 3
    number = _number(plain(atoms, here))
    word = plain(atoms, here + 1)
    if number is None:
        return None
    if span := _SPANS.get(word):
        return ForSpan(number * span[1], span[0]), here + 2
    return (Times(number), here + 2) if word in _COUNTED else None


def _counted(atoms: list[Atom], index: int) -> Found:
    """ "10 times", "x10", "6 sessions in total"; "3 times a week" is no end."""
    joined = _TIMES_JOINED.fullmatch(plain(atoms, index))
    if joined:
        return Times(int(joined[1] or joined[2])), index + 1
    number = _number(plain(atoms, index))
    if number is None or plain(atoms, index + 1) not in _COUNTED:
        return None
    if plain(atoms, index + 2) in _RATES:
        return None
    end = index + 2
    in_all = plain(atoms, end) == "in" and plain(atoms, end + 1) in ("total", "all")
    return Times(number), end + 2 if in_all else end


def _number(word: str) -> int | None:
    if word.isascii() and word.isdecimal():
        return int(word[:6])
    return NUMBERS.get(word)
