"""The phrases of times and lengths: "14:00", "2-3pm", "half past two", "an hour and a half"."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, time

from bot.dates.chart.engine import Grammar
from bot.dates.meaning.days import CalendarDay
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
from bot.dates.tables.days import MARK, whole
from bot.domain import zone_names
from bot.domain.zones import to_wall
from bot.languages import N_

SHORTEST, LONGEST = 5, 24 * 60
"""Minutes that a dialogue can last."""
NO_LENGTH = Unread(
    N_("I can't read {typed} as a length. Please write it as “60m”, “90 min”, “1h30” or “1.5h”.")
)
_DAY = 24 * 60
_LONGEST_BARE = 8 * 60
"""Minutes of a range whose end goes on behind noon: "9:30-4:30"."""
_TO_GATHER = 60
_LIKELIER_MORNING = 8
_OVERNIGHT = 12 * 60
"""Minutes; an end before the start that is further away than this is a slip."""
_LONGEST_BY_COLON = 4
_FRACTIONS = {"¼": ".25", "½": ".5", "¾": ".75"}
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


def _clock(hour: str, minute: str, seconds: str | None, half: str | None = None) -> Hours | Unread:
    """The digits of a clock."""
    if seconds not in (None, "00"):
        return Unread(
            N_(
                "I can't read {typed} as one time. Please give hours and minutes only, without"
                " seconds."
            )
        )
    return _halved(int(hour), int(minute), half)


def _hours(start: Hours | Unread | None, end: Hours | Unread | None) -> HourRange | Unread | None:
    """A start and an end: the one that was left bare is as near to the other as it can be."""
    if not isinstance(start, Hours):
        return start
    if not isinstance(end, Hours):
        return end
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
    both = tuple(dict.fromkeys(one.hours + two.hours))
    return Hours(both, N_("Two times are named."), ask=True)


def _minutes(said: Hours) -> list[int]:
    """The minutes of the day that a time can be."""
    return [(hour.hour * 60 + hour.minute) % _DAY for _, hour in said.hours]


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


def _long(hours: str, minutes: str | None, shown: str) -> int | Unread:
    for sign, decimals in {",": ".", **_FRACTIONS}.items():
        hours = hours.replace(sign, decimals)
    total = float(hours) * 60
    if minutes and int(minutes) >= 60:
        words = N_("In “{shown}” the minutes go past 59. Please write hours or minutes.")
        return unread(words, shown=shown)
    length = round(total, 6) + int(minutes or 0)
    if length % 1:
        return unread(N_("“{shown}” is not a whole number of minutes."), shown=shown)
    return int(length)


def _checked(minutes: int | Unread) -> int | Unread:
    if isinstance(minutes, int) and not SHORTEST <= minutes <= LONGEST:
        return Unread(N_("A length is between 5 minutes and 24 hours; {typed} is not."))
    return minutes


def _colon_length(hours: int, minutes: int) -> int | Unread:
    """ "for 1:30" is a length; "9:30 for 10:00" names two times."""
    return NO_LENGTH if hours > _LONGEST_BY_COLON else _checked(hours * 60 + minutes)


_PARTS = {
    "morning": "morning", "afternoon": "afternoon", "evening": "evening", "night": "night",
    "lunchtime": "lunchtime", "lunch": "lunchtime", "eve": "evening", "first thing": "first thing",
    "am": "morning", "pm": "afternoon", "arvo": "afternoon",
}  # fmt: skip
_MINUTE_WORDS = {
    "five": 5, "ten": 10, "twenty": 20, "twenty-five": 25, "twenty five": 25,
}  # fmt: skip
"""In "ten to three"; "two to four" is a range."""
_WORDED = NUMBERS | {
    "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "forty-five": 45, "forty five": 45,
    "fifty": 50, "sixty": 60, "ninety": 90,
}  # fmt: skip


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
        ("{hour} o'clock", bare, "3 o'clock"),
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
    digits("clock", rf"[:.]?{minute}\s?(?:h|hrs|hours|uhr)", lambda m: clock(int(m[1]), int(m[2])))
    digits("clock", r"\s?uhr", lambda m: clock(int(m[1]), 0))
    digits("clock", rf"h{minute}?", lambda m: clock(int(m[1]), int(m[2] or 0)))
    # "8 h 30"; with an earlier hour it is as often a length
    spaced = rf"(0?[89]|1\d|2[0-4]) ?h ?{minute}{after}"
    g.terminal("clock", spaced, lambda m: clock(int(m[1]), int(m[2])))
    digits("dotted", rf"\.{minute}", lambda m: clock(int(m[1]), int(m[2])))
    military = rf"(?!19|20|21)([01]\d|2[0-3])([0-5]\d){after}"
    g.terminal("military", military, lambda m: clock(int(m[1]), int(m[2])))
    exact = r"(\d{4}-\d\d-\d\dt\d\d:\d\d(?::\d\d)?[+-]\d\d:\d\d)\[([\w/+-]+)\]"
    g.terminal("exact", exact, _exact)
    # ISO 8601: the offset right behind the time is none that a range could end with
    iso = r"(\d{4})-(\d{1,2})-(\d{1,2})t(?=\d)"
    g.terminal("isoday", iso, lambda m: CalendarDay(int(m[3]), int(m[2]), int(m[1])))
    seconds = r"(\d{1,2}):(\d{2})(?::(\d{2})(?:\.0+)?)?"
    g.terminal("isotime", rf"{seconds}(?=$|\W|[uzg])", lambda m: _clock(m[1], m[2], m[3]))
    glued = rf"{seconds}(?=utc|gmt|z(?!\w)|\+)"
    g.terminal("gluedtime", glued, lambda m: _clock(m[1], m[2], m[3]))


def add_lengths(g: Grammar) -> None:
    """Kinds: minutes, which are not checked, and length, those of a dialogue."""
    after = r"(?![\w]|[.,:]\d)"
    hours = r"(\d{1,6}(?:[.,]\d{1,2}|[¼½¾])?)\s*-?\s*(?:hours?|hrs?|h)"
    more = r"\s*(?:and\s+|,\s*)?(\d{1,4})\s*(?:minutes?|mins?|m|')?"
    g.terminal("minutes", rf"{hours}{more}{after}", lambda m: _long(m[1], m[2], m[0]))
    g.terminal("minutes", rf"{hours}{after}", lambda m: _long(m[1], None, m[0]))
    minutes = rf"(\d{{1,6}})\s*-?\s*(?:minutes?|mins?|m|'){after}"
    g.terminal("minutes", minutes, lambda m: whole(m[1]))
    g.words("worded", _WORDED)
    colon = rf"(\d{{1,2}}):([0-5]\d){after}"
    g.terminal("colonlength", colon, lambda m: _colon_length(int(m[1]), int(m[2])))
    g.rules(
        "minutes",
        ("half an|a? hour", 30, "half an hour"),
        ("a? quarter of? an_hour", 15, "quarter of an hour"),
        ("three_quarters of? an_hour", 45),
        ("{worded} hour|hours", lambda n: n * 60, "an hour"),
        ("{worded} hour|hours and_a_half", lambda n: n * 60 + 30, "an hour and a half"),
        ("{worded} hour|hours and {number} minutes|mins|min", lambda n, m: n * 60 + m),
        ("{worded} hour|hours and_a_quarter", lambda n: n * 60 + 15),
        ("{number} and_a_half hours", lambda n: n * 60 + 30, "two and a half hours"),
        ("{worded} minutes|mins|min",),
    )
    g.rule("length", "{about} {minutes}", lambda _, m: _checked(m))
    g.rule("length", "max|maximum|up_to|at_most {minutes}", _checked)
    g.rule("length", "{minutes} or_so|max|maximum|at_most", _checked)
    g.rule("length", "{minutes}", _checked, "60m; 90 min; 1h30; 1.5h; 2 hours")
    g.rule("toolong", "{number} {span}", lambda *_: NO_LENGTH)
    g.rule("toolong", "all_day|the_whole_day|the_day|half_a_day|half_day", NO_LENGTH)
