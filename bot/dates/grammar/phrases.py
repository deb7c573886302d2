"""The grammar of dates: a day, a weekday, a time and a zone, each at most once, in any order."""

from dataclasses import replace

from bot.dates.grammar.days import DAY_BEGINNINGS, day_at, elapsed_at, weekday_at
from bot.dates.grammar.syntax import Expression
from bot.dates.grammar.times import TIME_BEGINNINGS, bare_hour_at, time_at
from bot.dates.grammar.words import Atom
from bot.dates.grammar.zone_words import zone_at

_FIRST_WORDS = frozenset({"on", "at", "by", "due", "from", "@"})
_BEFORE_FIRST_DAY = frozenset({"on", "the"})
_BEFORE_TIME = frozenset({"at", "@", "by", "from"})
_BEGINNINGS = _FIRST_WORDS | _BEFORE_FIRST_DAY | DAY_BEGINNINGS | TIME_BEGINNINGS


def expression_at(atoms: list[Atom], start: int) -> Expression | None:
    """The longest date expression that begins at atom `start`, on the edges of typed tokens.

    One word such as "on" may lead it; "on", "at", "in", commas and dashes may join its parts.
    """
    if start >= len(atoms) or not atoms[start].starts or not may_begin(atoms, start):
        return None
    return longest_at(atoms, start)


def may_begin(atoms: list[Atom], start: int) -> bool:
    """Whether a date expression can begin with this word; of nearly all words of titles none can.

    Only time is saved by it: where it says no, `longest_at` finds nothing.
    """
    word = atoms[start].plain
    if word == "the":
        following = atoms[start + 1 : start + 2]
        return bool(following) and (following[0].plain == "day" or may_begin(atoms, start + 1))
    ranges = "-" in word and word[0] in ":.h"  # such as "h-h", which is answered
    return word in _BEGINNINGS or word[:1].isdigit() or ranges


def longest_at(atoms: list[Atom], start: int) -> Expression | None:
    """The same by the whole grammar, whatever word stands there."""
    best: Expression | None = None
    found = Expression(start, start)
    while (longer := _longer(atoms, found)) is not None:
        found = longer
        if atoms[found.end - 1].ends:
            best = found
    return best


def _longer(atoms: list[Atom], found: Expression) -> Expression | None:
    """`found` with one more part, the longest that can follow; None where it is at its end."""
    here = found.end
    first = here == found.start
    while not first and here < len(atoms) and atoms[here].plain in ("", "-"):
        here += 1
    if here >= len(atoms):
        return None
    word = atoms[here].plain
    choices = _parts(atoms, found, here)
    after = replace(found, end=here + 1)
    if word in _BEFORE_TIME or (first and word in _FIRST_WORDS):
        choices += _times(atoms, after)
    if word in ("at", "@") and found.has_day and not found.has_time:
        hour = bare_hour_at(atoms, here + 1)
        choices += [replace(found, time=hour[0], end=hour[1])] if hour else []
    if (first and word in _FIRST_WORDS) or (word in _BEFORE_FIRST_DAY and not found.has_day):
        choices += _days(atoms, after)
    if word == "in" and not first:
        choices += _zones(atoms, after, sure=found.has_time)
    return max(choices, key=lambda choice: choice.end, default=None)


def _parts(atoms: list[Atom], found: Expression, here: int) -> list[Expression]:
    at = replace(found, end=here)
    return [
        *_days(atoms, at),
        *_times(atoms, at),
        *_zones(atoms, at, sure=found.has_time and here == found.end),
    ]


def _days(atoms: list[Atom], found: Expression) -> list[Expression]:
    choices = []
    if found.elapsed is None and found.day is None and (day := day_at(atoms, found.end)):
        choices.append(replace(found, day=day[0], end=day[1]))
    if found.elapsed is None and found.weekday is None and (name := weekday_at(atoms, found.end)):
        choices.append(replace(found, weekday=name[0], end=name[1]))
    passing = None if found.has_day or found.has_time else elapsed_at(atoms, found.end)
    if passing:
        choices.append(replace(found, elapsed=passing[0], end=passing[1]))
    return choices


def _times(atoms: list[Atom], found: Expression) -> list[Expression]:
    time = None if found.has_time else time_at(atoms, found.end)
    return [replace(found, time=time[0], end=time[1])] if time else []


def _zones(atoms: list[Atom], found: Expression, *, sure: bool) -> list[Expression]:
    said_something = found.has_day or found.has_time
    zone = zone_at(atoms, found.end, sure=sure) if said_something and not found.zone else None
    return [replace(found, zone=zone[0], end=zone[1])] if zone else []
