"""The grammar of times: "14:00", "2pm", "2:30 p.m.", "14.30", "14h30", "noon", "midnight"."""

import re

from bot.dates.grammar.syntax import BareHour, Clock, Midnight, NoOneTime, Time
from bot.dates.grammar.words import Atom

_FULL = re.compile(r"(\d{1,2})[:.](\d{2})(?::(\d{2})(?:\.0+)?)?(am|pm|h)?", re.ASCII)
_HOUR_AND_HALF = re.compile(r"(\d{1,2})(am|pm)", re.ASCII)
_FRENCH = re.compile(r"(\d{1,2})h(\d{2})?", re.ASCII)
_HOUR = re.compile(r"\d{1,2}", re.ASCII)
_RANGE = re.compile(r"[\d:.h]+(?:am|pm)?-[\d:.h]+(?:am|pm)?", re.ASCII)

_HALVES = {"am": "am", "a.m": "am", "pm": "pm", "p.m": "pm"}
_NOON = frozenset({"noon", "midday"})
TIME_BEGINNINGS = _NOON | {"midnight"}
"""The first words of times, except digits and ranges."""
_UNTIL = frozenset({"-", "to", "until", "till"})
_ONE_START = "Please give one start, and the length apart, for example “14:00 for 60m”"

Found = tuple[Time, int] | None


def _plain(atoms: list[Atom], index: int) -> str:
    return (
        atoms[index].plain.replace("p.m", "pm").replace("a.m", "am") if index < len(atoms) else ""
    )


def time_at(atoms: list[Atom], index: int) -> Found:
    """The time of day that begins at this atom and where it ends; None where none begins."""
    word = _plain(atoms, index)
    if "-" in word and _RANGE.fullmatch(word) and (":" in word or "m" in word or "h" in word):
        return NoOneTime(_ONE_START), index + 1
    start = _one_time(atoms, index)
    if start and _plain(atoms, start[1]) in _UNTIL and start[1] < len(atoms):
        until = _one_time(atoms, start[1] + 1)
        if until:
            return NoOneTime(_ONE_START), until[1]
    return start


def _one_time(atoms: list[Atom], index: int) -> Found:
    word, following = _plain(atoms, index), _plain(atoms, index + 1)
    if word in _NOON:
        return Clock(12, 0), index + 1
    if word == "midnight":
        return Midnight(), index + 1
    if word == "12" and following in _NOON:
        return Clock(12, 0), index + 2
    if word == "12" and following == "midnight":
        return Midnight(), index + 2
    if full := _FULL.fullmatch(word):
        if full[3] not in (None, "00"):
            return NoOneTime("Please give hours and minutes only, without seconds"), index + 1
        return _halved(atoms, index, full[1], full[2], full[4])
    if half := _HOUR_AND_HALF.fullmatch(word):
        return _halved(atoms, index, half[1], "00", half[2])
    if french := _FRENCH.fullmatch(word):
        return Clock(int(french[1]), int(french[2] or 0)), index + 1
    if _HOUR.fullmatch(word) and following in _HALVES:
        return _halved(atoms, index, word, "00", None)
    if _HOUR.fullmatch(word) and following == "o'clock":
        hour = int(word)
        return BareHour(hour) if 1 <= hour <= 12 else Clock(hour, 0), index + 2
    return None


def _halved(atoms: list[Atom], index: int, hours: str, minutes: str, half: str | None) -> Found:
    """A time with "am" or "pm" joined to it, after it, or not at all."""
    end = index + 1
    if half is None and _plain(atoms, end) in _HALVES:
        half, end = _HALVES[_plain(atoms, end)], end + 1
    hour, minute = int(hours), int(minutes)
    if half not in ("am", "pm"):
        return Clock(hour, minute), end
    if not 1 <= hour <= 12:
        return NoOneTime(f"With {half}, hours go from 1 to 12"), end
    if (hour, minute, half) == (12, 0, "am"):
        return Midnight(), end
    return Clock(hour % 12 + (12 if half == "pm" else 0), minute), end


def bare_hour_at(atoms: list[Atom], index: int) -> tuple[BareHour, int] | None:
    """The "3" of "at 3", only where a part of the sentence ends after it."""
    word = _plain(atoms, index)
    if not _HOUR.fullmatch(word) or not 1 <= int(word) <= 12:
        return None
    last = index + 1 == len(atoms)
    if last or atoms[index].closes or atoms[index + 1].starts_clause:
        return BareHour(int(word)), index + 1
    return None
