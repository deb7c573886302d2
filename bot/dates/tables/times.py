"""The phrases of times: "14:00", "2-3pm", "half past two"."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, time

from bot.dates.chart.engine import Grammar
from bot.dates.meaning.days import CalendarDay, Day
from bot.dates.meaning.hours import (
    MIDNIGHT,
    Elapsed,
    Exact,
    HourRange,
    Hours,
    Unread,
    bare,
    clock,
    unread,
)  # fmt: skip
from bot.dates.tables.day_words import MONTHS, NUMBERS
from bot.dates.tables.days import MARK, NO_ONE_DAY
from bot.domain import zone_names
from bot.domain.zones import to_wall
from bot.languages import N_

_DAY = 24 * 60
_LONGEST_BARE = 8 * 60
"""Minutes of a range whose end goes on behind noon: "9:30-4:30"."""
_TO_GATHER = 60
_LIKELIER_MORNING = 8
_OVERNIGHT = 12 * 60
"""Minutes; an end before the start that is further away than this is a slip."""
_HALF = r"(am|pm|a\.m\.?|p\.m\.?)"


def _halved(hour: int, minute: int, half: str | None) -> Hours | Unread:
    if half is None:
        return clock(hour, minute)
    half = half.replace(".", "")
    if not 1 <= hour <= 12:
        words = N_("I can't read {typed} as one time. With {half}, hours go from 1 to 12.")
        return unread(words, half=half)
    if (hour, minute, half) == (12, 0, "am"):
        return MIDNIGHT
    said = clock(hour % 12 + (12 if half == "pm" else 0), minute)
    return replace(said, clock=None) if isinstance(said, Hours) else said


def _clock(
    hour: str, minute: str, seconds: str | None, half: str | None = None
) -> Hours | Unread | None:
    """The digits of a clock."""
    if seconds not in (None, "00"):
        return Unread(
            N_(
                "I can't read {typed} as one time. Please give hours and minutes only, without"
                " seconds."
            )
        )
    if seconds is None and half is None:
        return _face(hour, minute)
    return _halved(int(hour), int(minute), half)


def _face(hour: str, minute: str) -> Hours | Unread | None:
    """ "2:30" is as often of the afternoon as of the night; "02:30" and "7:30" are as written."""
    said = clock(int(hour), int(minute))
    early = isinstance(said, Hours) and len(hour) == 1 and "0" < hour < "7"
    return bare(int(hour), int(minute)) if early else said


def _hours(start: Hours | Unread | None, end: Hours | Unread | None) -> HourRange | Unread | None:
    """A start and an end: the one that was left bare is as near to the other as it can be."""
    if not isinstance(start, Hours):
        return start
    if not isinstance(end, Hours):
        return end
    if start.hours[0][1] > start.hours[-1][1]:  # "6:30-7:30"
        end = _bare(end)
    ways = [((b - a) % _DAY or _DAY, a) for a in _minutes(start) for b in _minutes(end)]
    minutes, first = min(ways)
    slip = minutes > _OVERNIGHT and first + minutes > _DAY
    if slip and end.clock and end.clock[0] < 12 and minutes - _DAY // 2 <= _LONGEST_BARE:
        minutes, slip = minutes - _DAY // 2, False  # "12:30 to 1:30"
    if slip:
        return unread(N_("{typed} ends on the next day. Please write the end again, or a length."))
    both = len(ways) == 4 and MIDNIGHT not in (start, end)
    begins = start if both else clock(first // 60, first % 60)
    return HourRange(begins, minutes) if isinstance(begins, Hours) else None


def _gather(one: Hours | Unread | None, two: Hours | Unread | None) -> Hours | None:
    """ "8.30 for 9": people come at the first time, and it begins at the second."""
    if not isinstance(one, Hours) or not isinstance(two, Hours):
        return None
    early = one.clock is not None and one.clock[0] < _LIKELIER_MORNING
    come, begin = (_bare(one), _bare(two)) if early or len(one.hours) > 1 else (one, two)
    ways = [(b, a) for a in _minutes(come) for b in _minutes(begin) if 0 < b - a <= _TO_GATHER]
    both = tuple((0, time(*divmod(minute, 60))) for way in ways for minute in way)
    why = N_("It may begin at the second of these times, or at the first.")
    return Hours(both, why) if both else None


def _undotted(one: Hours | Unread | None, two: Hours | Unread | None) -> object:
    """ "9.30 to 12": as bare hours, in the morning or in the afternoon."""
    if not isinstance(one, Hours) or not isinstance(two, Hours):
        return one if isinstance(one, Unread) else two
    return _hours(_bare(one), _bare(two))


def _bare(said: Hours) -> Hours:
    """Its hour as one of the morning or of the afternoon, unless that was said."""
    found = bare(*said.clock) if said.clock else said
    return found if isinstance(found, Hours) else said


def _before(hour: int, minutes: int) -> tuple[int, int]:
    """ "quarter to three" as hour and minute."""
    return 12 if hour == 1 else hour - 1, 60 - minutes


def _unsure(said: Hours | Unread | None) -> Hours | Unread | None:
    if not isinstance(said, Hours):
        return said
    return replace(said, why=N_("No exact time is named."), ask=True)


def _either_time(one: Hours | Unread | None, two: Hours | Unread | None) -> Hours | None:
    if not isinstance(one, Hours) or not isinstance(two, Hours):
        return None
    return Hours(tuple(dict.fromkeys(one.hours + two.hours)), N_("Two times are named."), ask=True)


def _same_day(day: Day, start: Hours, last: Day, end: Hours) -> tuple[object, ...] | None:
    """A start and an end with the same day, as calendars write them."""
    found = _hours(start, end)
    if day != last or not isinstance(found, HourRange):
        return None
    return day, found.start, found.minutes


def _one_day(day: Day, start: Hours, last: Day, end: Hours) -> object:
    """The same, and why it is none with two days."""
    return _same_day(day, start, last, end) if day == last else (NO_ONE_DAY, start, None)


def _minutes(said: Hours) -> list[int]:
    """The minutes of the day that a time can be."""
    return [(hour.hour * 60 + hour.minute) % _DAY for _, hour in said.hours]


def _exact(match: re.Match[str]) -> Exact | None:
    """2026-10-25T01:30+01:00[Europe/London]; none where the offset is not the zone's own then.

    A button carries the reading that was chosen like this, since offset and zone together tell the
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


_PARTS = {
    "morning": "morning", "afternoon": "afternoon", "evening": "evening", "night": "night",
    "lunchtime": "lunchtime", "lunch": "lunchtime", "eve": "evening", "first thing": "first thing",
    "am": "morning", "pm": "afternoon", "arvo": "afternoon",
}  # fmt: skip
_MINUTE_WORDS = {
    "five": 5, "ten": 10, "twenty": 20, "twenty-five": 25, "twenty five": 25,
}  # fmt: skip
"""In "ten to three"; "two to four" is a range."""


def add_times(g: Grammar) -> None:
    """Kinds: hour, time, either, hours, barehours, elapsed, part."""
    _add_digits(g)
    g.words("part", _PARTS)
    g.words("early", {part: part for part in ("first thing", "lunchtime", "end of day")})
    g.rule("early", "{closing}", "end of day")
    g.words("hourword", {name: n for name, n in NUMBERS.items() if n > 1 or name == "one"})
    g.words("minuteword", _MINUTE_WORDS)
    g.rule("hour", "{hourword}")
    g.rules(
        "point",
        ("{clock}", None, "14:00; 2pm; 14h30"),
        ("12? noon|midday", clock(12), "noon"),
        ("12? midnight", MIDNIGHT),
        ("{hour} o'clock|oclock", bare, "3 o'clock"),
        ("half|half_past|half-past {hour}", lambda h: bare(h, 30), "half past two"),
        ("a? quarter_past {hour}", lambda h: bare(h, 15)),
        ("a? quarter_to {hour}", lambda h: bare(*_before(h, 15))),
        ("{minuteword}|{number} past {hour}", lambda m, h: bare(h, m) if m < 60 else None),
    )
    g.rule("tohour", "{minuteword} to {hour}", lambda m, h: bare(*_before(h, m)), "ten to three")
    g.rule("either", "{point}|{dotted}|{barehour}")
    g.rule("barehour", "{hour}", bare)
    g.rule("wordhour", "{hourword}", bare)
    g.rule("time", "{point}")
    g.rule("time", "{point} or {point}", _either_time, "10:00 or 11:00")
    g.rule("time", "{barehour} or {point}", _either_time)
    g.rule("time", "{about} {point}", lambda _, said: _unsure(said))
    g.rule("time", "{point} sharp|exactly|prompt|precisely", says="10:00 sharp")
    g.rule("attime", "at|@|from|à|um|start|starts|starting at?", MARK)
    g.rule("hours", "{point} -|to|until|till|til|à|bis {either}", _hours, "14:00-15:30; 9am to 11")
    g.rule("hours", "{point} end|ends|ending|finish|finishes|finishing at? {either}", _hours)
    g.rule("hours", "{barehour} -|to|until|till|til {point}", _hours, "2-3pm")
    g.rule("hours", "{dotted} -|to {dotted}", _hours)
    g.rule("barehours", "{barehour} -|to|until|till|til {barehour}", _hours)
    g.rule("barehours", "{dotted} -|to|until|till|til {barehour}|{point}", _undotted, "9.30 to 12")
    g.rule("barehours", "{barehour} -|to|until|till|til {dotted}", _undotted)
    g.rule("barehours", "{about} {either}", lambda _, said: _unsure(said))
    g.rule("barehours", "{barehour}|{dotted} ish|-ish|or_so|or_thereabouts", _unsure, "around 10")
    g.rule("time", "{point} ish|-ish|or_so|or_thereabouts", _unsure, "3pm-ish")
    g.rule("time", "{ishclock}", _unsure)
    g.rule("sometime", "by {point}", _unsure)
    g.rule("bothtimes", "{point} and|& {point}", _either_time)
    begins, ends = "{calday} at? {point}", "{calday} at? {point}"
    g.rule("sameday", f"{begins} - {ends}", _same_day)
    g.rule("sameday", f"{begins} to|until|till {ends}", _one_day, "8 Dec 14:00 to 8 Dec 15:00")
    g.rule("roughhour", "around|approx|circa {either}", _unsure)
    g.rule("barehours", "{barehour} for {either}", _gather, "7 for 7.30")
    g.rule("hours", "{point}|{dotted} for {either}", _gather, "8.30 for 9")
    g.rule("armyhours", "{military} -|to|until|till|til {military} hrs|hours?", _hours)
    g.rule("bothhours", "{either} and {either}", _hours)
    in_minutes = lambda m: Elapsed(m) if isinstance(m, int) else None  # noqa: E731
    g.rule("elapsed", "in {minutes}", in_minutes, "in 2 hours")


def _add_digits(g: Grammar) -> None:
    after = r"(?![\w%]|[:.,]\d)"
    minute = r"(\d{2})"

    def digits(kind: str, pattern: str, make: Callable[[re.Match[str]], object]) -> None:
        g.terminal(kind, rf"(\d{{1,2}}){pattern}{after}", make)

    month = "|".join(MONTHS)
    hour = rf"(\d{{1,2}})(?![\w%:/]|[.,]\d|\s+(?:of )?(?:{month})(?!\w))"
    g.terminal("hour", hour, lambda m: int(m[1]) if int(m[1]) <= 24 else None)
    digits(
        "clock", rf":{minute}(?::(\d{{2}})(?:\.0+)?)?(?:\s?{_HALF})?", lambda m: _clock(*m.groups())
    )
    digits("clock", rf"\.{minute}()\s?{_HALF}", lambda m: _halved(int(m[1]), int(m[2]), m[4]))
    digits("clock", rf"\s?{_HALF}", lambda m: _halved(int(m[1]), 0, m[2]))
    digits(
        "clock", rf"[:.]?{minute}\s?(?:h|hrs|hours|u|u[hu]r)", lambda m: clock(int(m[1]), int(m[2]))
    )
    digits("clock", r"\s?(?:u[hu]r|u)", lambda m: clock(int(m[1]), 0))
    digits("clock", rf"h{minute}?", lambda m: clock(int(m[1]), int(m[2] or 0)))
    # "8 h 30"; with an earlier hour it is as often a length
    spaced = rf"(0?[89]|1\d|2[0-4]) ?h ?{minute}{after}"
    g.terminal("clock", spaced, lambda m: clock(int(m[1]), int(m[2])))
    digits("ishclock", "-?ish", lambda m: bare(int(m[1])))
    ish = rf"(?:[:.]{minute})?\s?{_HALF}?-?ish"
    digits("ishclock", ish, lambda m: _clock(m[1], m[2] or "00", None, m[3]))
    digits("dotted", rf"\.{minute}", lambda m: _face(*m.groups()))
    military = rf"(?!19|20|21)([01]\d|2[0-3])([0-5]\d){after}"
    g.terminal("military", military, lambda m: clock(int(m[1]), int(m[2])))
    g.terminal("exact", r"(\d{4}-\d\d-\d\dt\d\d:\d\d(?::\d\d)?[+-]\d\d:\d\d)\[([\w/+-]+)\]", _exact)
    # ISO 8601: the offset right behind the time is none that a range could end with
    iso = r"(\d{4})-(\d{1,2})-(\d{1,2})t(?=\d)"
    g.terminal("isoday", iso, lambda m: CalendarDay(int(m[3]), int(m[2]), int(m[1])))
    seconds = r"(\d{1,2}):(\d{2})(?::(\d{2})(?:\.0+)?)?"
    g.terminal("isotime", rf"{seconds}(?=$|\W|[uzg])", lambda m: _clock(m[1].zfill(2), m[2], m[3]))
    glued = rf"{seconds}(?=utc|gmt|z(?!\w)|\+)"
    g.terminal("gluedtime", glued, lambda m: _clock(m[1].zfill(2), m[2], m[3]))
