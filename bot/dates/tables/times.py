"""The phrases of times and lengths: "14:00", "2-3pm", "half past two", "an hour and a half"."""

import re
from collections.abc import Callable
from datetime import UTC, datetime

from bot.dates.chart.engine import Grammar
from bot.dates.tables.day_words import NUMBERS
from bot.dates.tables.days import whole
from bot.dates.tables.values import (
    BadLength,
    BareHour,
    CalendarDay,
    Clock,
    Elapsed,
    Exact,
    HourRange,
    Midnight,
    NoOneTime,
    Time,
)
from bot.domain import zone_names
from bot.domain.zones import to_wall

SHORTEST, LONGEST = 5, 24 * 60
"""Minutes that a dialogue can last."""

_DAY = 24 * 60
_HALF = r"(am|pm|a\.m\.?|p\.m\.?)"
_SECONDS = "Please give hours and minutes only, without seconds"


def _halved(hour: int, minute: int, half: str | None) -> Time:
    if half is None:
        return Clock(hour, minute)
    half = half.replace(".", "")
    if not 1 <= hour <= 12:
        return NoOneTime(f"With {half}, hours go from 1 to 12")
    if (hour, minute, half) == (12, 0, "am"):
        return Midnight()
    return Clock(hour % 12 + (12 if half == "pm" else 0), minute)


def clock(hour: str, minute: str, seconds: str | None, half: str | None = None) -> Time:
    """The digits of a clock."""
    if seconds not in (None, "00"):
        return NoOneTime(_SECONDS)
    return _halved(int(hour), int(minute), half)


def _bare(hour: int, minute: int = 0) -> Time | None:
    if hour > 24:
        return None
    return BareHour(hour, minute) if 1 <= hour <= 12 else Clock(hour, minute)


def _minutes(time: Time) -> tuple[int, ...]:
    """The minutes of the day that a time can be."""
    match time:
        case Clock(hour, minute):
            return (hour * 60 + minute,)
        case Midnight():
            return (0,)
        case BareHour(hour, minute):
            return (hour % 12 * 60 + minute, (hour % 12 + 12) * 60 + minute)
    return ()


def _hours(start: Time | None, end: Time | None) -> HourRange | NoOneTime | None:
    """A start and an end: the one that was left bare is as near to the other as it can be."""
    if start is None or end is None:
        return None
    for time in (start, end):
        if isinstance(time, NoOneTime):
            return time
    ways = [
        ((last - first) % _DAY or _DAY, first)
        for first in _minutes(start)
        for last in _minutes(end)
    ]
    if not ways:
        return None
    minutes, first = min(ways)
    both = isinstance(start, BareHour) and isinstance(end, BareHour)
    return HourRange(start if both else Clock(first // 60, first % 60), minutes)


def _exact(match: re.Match[str]) -> Exact | None:
    """2026-10-25T01:30+01:00[Europe/London]; none where the offset is not the zone's own then.

    It is how a button carries the reading that was chosen, since offset and zone together tell the
    two halves of a repeated hour apart.
    """
    key = zone_names.canonical(match[2])
    try:
        local = datetime.fromisoformat(match[1].upper())
    except ValueError:
        return None
    if key is None or to_wall(local.astimezone(UTC), key) != local.replace(tzinfo=None):
        return None
    return Exact(local.astimezone(UTC), key)


def _long(hours: str, minutes: str | None, shown: str) -> int | BadLength:
    total = float(hours.replace(",", ".")) * 60
    if minutes and int(minutes) >= 60:
        return BadLength(f"In “{shown}” the minutes go past 59. Please write hours or minutes.")
    length = round(total, 6) + int(minutes or 0)
    if length % 1:
        return BadLength(f"“{shown}” is not a whole number of minutes.")
    return int(length)


def _checked(minutes: object) -> object:
    if isinstance(minutes, int) and not SHORTEST <= minutes <= LONGEST:
        return BadLength("A length is between 5 minutes and 24 hours; “{}” is not.")
    return minutes


_RULES = """
point  {clock}  -  14:00; 2pm; 14h30
point  12? noon|midday  noon  noon
point  12? midnight  midnight
point  {hour} o'clock  bare  3 o'clock
point  half_past|half-past {hour}  half_past  half past two
point  quarter_past {hour}  quarter_past
point  quarter_to {hour}  quarter_to
either  {point}|{dotted}|{barehour}
barehour  {hour}  bare
time  {point}
time  {point} sharp|exactly|prompt|precisely  -  10:00 sharp
hours  {point} -|to|until|till {either}  hours  14:00-15:30; 9am to 11
hours  {barehour} -|to|until|till {point}  hours  2-3pm
hours  {dotted} -|to {dotted}  hours
barehours  {barehour} -|to|until|till {barehour}  hours
bothhours  {either} and {either}  hours
elapsed  in {minutes}  elapsed  in 2 hours

minutes  half an|a? hour  half_an_hour  half an hour
minutes  a? quarter of? an_hour  quarter_of_an_hour
minutes  three_quarters of? an_hour  three_quarters
minutes  {worded} hour|hours  hours_long  an hour
minutes  {worded} hour|hours and_a_half  hours_and_a_half  an hour and a half
minutes  {worded} hour|hours and {number} minutes|mins|min  hours_and
minutes  {number} and_a_half hours  hours_and_a_half  two and a half hours
minutes  {worded} minutes|mins|min
length  {minutes}  checked  60m; 90 min; 1h30; 1.5h; 2 hours
toolong  {number} {span}  too_long
toolong  all_day|the_whole_day|the_day  too_long_day
"""
_MAKES: dict[str, object] = {
    "-": None,
    "noon": Clock(12, 0),
    "midnight": Midnight(),
    "bare": _bare,
    "half_past": lambda h: _bare(h, 30),
    "quarter_past": lambda h: _bare(h, 15),
    "quarter_to": lambda h: _bare(12 if h == 1 else h - 1, 45),
    "hours": _hours,
    "elapsed": lambda m: Elapsed(m) if isinstance(m, int) else None,
    "half_an_hour": 30,
    "quarter_of_an_hour": 15,
    "three_quarters": 45,
    "hours_long": lambda n: n * 60,
    "hours_and_a_half": lambda n: n * 60 + 30,
    "hours_and": lambda n, m: n * 60 + m,
    "checked": _checked,
    "too_long": lambda *_: BadLength(""),
    "too_long_day": BadLength(""),
}
_PARTS = {
    "morning": "morning", "afternoon": "afternoon", "evening": "evening", "night": "night",
    "lunchtime": "lunchtime", "lunch": "lunchtime", "eve": "evening",
}  # fmt: skip
_WORDED = NUMBERS | {
    "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "forty-five": 45, "forty five": 45,
    "fifty": 50, "sixty": 60, "ninety": 90,
}  # fmt: skip


def add_times(g: Grammar) -> None:
    """Kinds: hour, time, either, hours, barehours, elapsed, part; minutes, length, toolong."""
    after = r"(?![\w%]|[:.,]\d)"
    minute = r"(\d{2})"

    def digits(kind: str, pattern: str, make: Callable[[re.Match[str]], object]) -> None:
        g.terminal(kind, rf"(\d{{1,2}}){pattern}{after}", make)

    hour = r"(\d{1,2})(?![\w%:/]|[.,]\d)"
    g.terminal("hour", hour, lambda m: int(m[1]) if int(m[1]) <= 24 else None)
    g.words("hour", {name: n for name, n in NUMBERS.items() if n > 1 or name == "one"})
    digits(
        "clock", rf":{minute}(?::(\d{{2}})(?:\.0+)?)?(?:\s?{_HALF})?", lambda m: clock(*m.groups())
    )
    digits("clock", rf"\.{minute}()\s?{_HALF}", lambda m: _halved(int(m[1]), int(m[2]), m[4]))
    digits("clock", rf"\s?{_HALF}", lambda m: _halved(int(m[1]), 0, m[2]))
    digits("clock", rf"[:.]?{minute}\s?(?:h|hrs|hours|uhr)", lambda m: Clock(int(m[1]), int(m[2])))
    digits("clock", rf"h{minute}?", lambda m: Clock(int(m[1]), int(m[2] or 0)))
    digits("dotted", rf"\.{minute}", lambda m: Clock(int(m[1]), int(m[2])))
    military = rf"(?!19|20|21)([01]\d|2[0-3])([0-5]\d){after}"
    g.terminal("military", military, lambda m: Clock(int(m[1]), int(m[2])))
    g.words("part", _PARTS)
    exact = r"(\d{4}-\d\d-\d\dt\d\d:\d\d(?::\d\d)?[+-]\d\d:\d\d)\[([\w/+-]+)\]"
    g.terminal("exact", exact, _exact)
    # ISO 8601: the offset right behind the time is none that a range could end with
    iso = r"(\d{4})-(\d{1,2})-(\d{1,2})t(?=\d)"
    g.terminal("isoday", iso, lambda m: CalendarDay(int(m[3]), int(m[2]), int(m[1])))
    seconds = r"(\d{1,2}):(\d{2})(?::(\d{2})(?:\.0+)?)?(?=$|\W|[uzg])"
    g.terminal("isotime", seconds, lambda m: clock(m[1], m[2], m[3]))
    glued = r"(\d{1,2}):(\d{2})(?::(\d{2})(?:\.0+)?)?(?=utc|gmt|z(?!\w)|\+)"
    g.terminal("gluedtime", glued, lambda m: clock(m[1], m[2], m[3]))
    g.table(_RULES, _MAKES)


def add_lengths(g: Grammar) -> None:
    """Kinds: minutes, which are not checked, and length, those of a dialogue."""
    after = r"(?![\w]|[.,:]\d)"
    hours = r"(\d{1,6}(?:[.,]\d{1,2})?)\s*-?\s*(?:hours?|hrs?|h)"
    more = r"\s*(?:and\s+|,\s*)?(\d{1,4})\s*(?:minutes?|mins?|m|')?"
    g.terminal("minutes", rf"{hours}{more}{after}", lambda m: _long(m[1], m[2], m[0]))
    g.terminal("minutes", rf"{hours}{after}", lambda m: _long(m[1], None, m[0]))
    minutes = rf"(\d{{1,6}})\s*-?\s*(?:minutes?|mins?|m|'){after}"
    g.terminal("minutes", minutes, lambda m: whole(m[1]))
    g.words("worded", _WORDED)
    colon = rf"(\d{{1,2}}):([0-5]\d){after}"
    g.terminal("colonlength", colon, lambda m: _checked(int(m[1]) * 60 + int(m[2])))


def bad_length(bad: BadLength, typed: str) -> str:
    """Why words are no length."""
    shown = typed.removeprefix("for ")
    if bad.words:
        return bad.words.replace("{}", shown)
    return (
        f"I can't read “{shown}” as a length. Please write it as “60m”, “90 min”, “1h30” or “1.5h”."
    )
