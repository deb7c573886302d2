"""The grammar of times that take turns: "rotating between 09:00 Europe/London and 15:00 UTC"."""

from dataclasses import dataclass

from bot.dates.grammar.syntax import NoOneTime, Time, Zone
from bot.dates.grammar.times import time_at
from bot.dates.grammar.words import Atom
from bot.dates.grammar.zone_words import zone_at
from bot.dates.rhythm.days import plain, skip
from bot.dates.series.syntax import NoTurns, Turns

_ROTATING = frozenset({"rotating", "rotates", "rotate", "alternating", "alternates", "alternate"})
_LEADING = frozenset({"between", "among", "at", "through", "the", "times"})
_JOINERS = frozenset({"and", "&", "+", "then", "or", "/", "", "at"})

Found = tuple[Turns | NoTurns, int] | None


@dataclass(frozen=True, slots=True)
class _Times:
    times: tuple[tuple[Time, Zone | None], ...]
    end: int
    zone_for_all: Zone | None = None


def turns_at(atoms: list[Atom], index: int) -> Found:
    """The times that begin at this atom and where they end; None where none begin.

    "Rotating" stands before them, or "in turn" behind: so Convenor itself writes it, with a zone
    behind the last time that has it.
    """
    return _rotating(atoms, index) or _in_turn(atoms, index)


def _rotating(atoms: list[Atom], index: int) -> Found:
    """A zone behind "all in", or behind "in" at the very end, is for all of the times."""
    here = index + 1
    if plain(atoms, index) == "taking" and plain(atoms, here) == "turns":
        here += 1
    elif plain(atoms, index) not in _ROTATING:
        return None
    while plain(atoms, here) in _LEADING and here < len(atoms):
        here += 1
    found = _times(atoms, here)
    if isinstance(found, NoTurns):
        return found, here + 1
    if found is None:
        return _meant(atoms, here)
    end, for_all = found.end, found.zone_for_all
    if plain(atoms, end) == "all" and (named := _zone(atoms, end + 1))[0]:
        for_all, end, _ = named
    return Turns(found.times, for_all), end


def _in_turn(atoms: list[Atom], index: int) -> Found:
    """ "at 09:00, 14:00 (Europe/London) and 15:00 (Asia/Seoul) in turn"."""
    here = skip(atoms, index, "at")
    found = _times(atoms, here) if here < len(atoms) else None
    if found is None or isinstance(found, NoTurns):
        return None
    if [plain(atoms, found.end), plain(atoms, found.end + 1)] != ["in", "turn"]:
        return None
    times, following = [], None
    for clock, zone in reversed(found.times):
        following = zone or following
        times.append((clock, following))
    return Turns(tuple(reversed(times))), found.end + 2


def _times(atoms: list[Atom], index: int) -> _Times | NoTurns | None:
    times: list[tuple[Time, Zone | None]] = []
    here = end = index
    for_all = None
    while found := time_at(atoms, here):
        if isinstance(found[0], NoOneTime):
            return NoTurns(f"{found[0].advice}.")
        zone, end, behind_in = _zone(atoms, found[1])
        for_all = zone if behind_in else None
        times.append((found[0], zone))
        here = end
        while here < len(atoms) and plain(atoms, here) in _JOINERS:
            here += 1
    return _Times(tuple(times), end, for_all) if times else None


def _zone(atoms: list[Atom], index: int) -> tuple[Zone | None, int, bool]:
    """The zone behind a time, where it ends, and whether "in" stands before it."""
    here = skip(atoms, index, "in")
    named = zone_at(atoms, here, sure=True) if here < len(atoms) else None
    return (named[0], named[1], here > index) if named else (None, index, False)


def _meant(atoms: list[Atom], index: int) -> Found:
    """Bare hours were meant as times; other words belong to a title: "rotating chairs"."""
    if not plain(atoms, index).isdecimal():
        return None
    words = "Please write the times that take turns as “rotating 09:00, 14:00 and 21:00”."
    return NoTurns(words), index + 1
