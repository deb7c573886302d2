"""Times and counts in the reader's language, for confirmations, refusals and fallbacks."""

import re
from collections.abc import Sequence
from datetime import date, datetime, time
from unicodedata import bidirectional
from zoneinfo import ZoneInfo

from bot.domain.limits import visible_text
from bot.languages import ENGLISH, _, _n, language_now

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def weekly_facts(weekday: int, at: time, zone: str) -> dict[str, str]:
    """The {weekday}, {time} and {zone} of a sentence on something weekly."""
    return {"weekday": spell_weekday(weekday), "time": f"{at:%H:%M}", "zone": zone}


def spell_weekday(weekday: int) -> str:
    """Its name; Monday is 0."""
    if language_now() == ENGLISH:
        return _WEEKDAYS[weekday]
    from babel.dates import get_day_names  # only where another language is spoken

    return str(get_day_names("wide", locale=language_now())[weekday])


def spell_month(month: int) -> str:
    """Its name; January is 1."""
    if language_now() == ENGLISH:
        return _MONTHS[month - 1]
    from babel.dates import get_month_names

    return str(get_month_names("wide", locale=language_now())[month])


_FIRST_OF_A_MONTH = {"fr": "1er"}
"""An ordinal, which the patterns of CLDR leave out."""


def spell_day(day: date) -> str:
    """ "Saturday 12 December 2026": never a form that two countries read differently."""
    return _in_language(day, "full") or f"{_WEEKDAYS[day.weekday()]} {spell_date(day)}"


def spell_date(day: date) -> str:
    """ "12 December 2026": where the weekday is said apart from it."""
    return _in_language(day, "long") or f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def spell_short_day(day: date) -> str:
    """ "12 Dec 2026", where there is little room."""
    return _in_language(day, "medium") or f"{day.day} {_MONTHS[day.month - 1][:3]} {day.year}"


def _in_language(day: date, length: str) -> str:
    """A date in one of the lengths of CLDR; "" in English, whose order of words is our own."""
    if language_now() == ENGLISH:
        return ""
    from babel.dates import format_date  # only for those who read another language

    words = str(format_date(day, length, locale=language_now()))
    first = _FIRST_OF_A_MONTH.get(language_now()) if day.day == 1 else None
    return words.replace("1 ", f"{first} ", 1) if first else words


def spell_offset(at: datetime, zone: str) -> str:
    """ "UTC+5:30": the zone's distance at that moment; abbreviations name several zones."""
    offset = at.astimezone(ZoneInfo(zone)).utcoffset()
    minutes = round(offset.total_seconds() / 60) if offset is not None else 0
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'-' if minutes < 0 else '+'}{hours}" + (f":{rest:02}" if rest else "")


def spell_zone(at: datetime, zone: str) -> str:
    """ "Europe/London, UTC+0" at an aware moment; "UTC" stands alone."""
    return zone if zone == "UTC" else f"{zone}, {spell_offset(at, zone)}"


def spell_moment(at: datetime, zone: str) -> str:
    """ "Saturday 12 December 2026, 14:00 (Europe/London, UTC+0)"; `at` is aware."""
    local = at.astimezone(ZoneInfo(zone))
    return f"{spell_day(local.date())}, {local:%H:%M} ({spell_zone(at, zone)})"


def spell_minutes(minutes: int) -> str:
    """ "90 minutes" is "1 hour 30 minutes"; a week is "1 week"."""
    if minutes and minutes % (7 * 24 * 60) == 0:
        return count(minutes // (7 * 24 * 60), "week", "weeks")
    if minutes and minutes % (24 * 60) == 0:
        return count(minutes // (24 * 60), "day", "days")
    hours, rest = divmod(minutes, 60)
    parts = [count(hours, "hour", "hours")] if hours else []
    if rest or not hours:
        parts.append(count(rest, "minute", "minutes"))
    return " ".join(parts)


def spell_days_ago(day: date, today: date) -> str:
    """ "today", "yesterday", "3 days ago"."""
    days = (today - day).days
    if days > 1:
        return _n("{number} day ago", "{number} days ago", days)
    return _("yesterday") if days == 1 else _("today")


def spell_number(number: int, *, grouped: bool = False) -> str:
    """ "12000" in English, or "12,000" if `grouped`; with their own groups in other languages."""
    if language_now() == ENGLISH:
        return f"{number:,}" if grouped else str(number)
    from babel.numbers import format_decimal

    return format_decimal(number, locale=language_now())


def count(number: int, noun: str, plural: str) -> str:
    """ "1 action", "2 actions"; both forms are written out, and have a translation."""
    return f"{spell_number(number)} {_n(noun, plural, number)}"


def listed(words: Sequence[str], last: str = "and") -> str:
    """ "a", "a and b", "a, b and c"; `last` is "and" or "or", in English."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {_(last)} {words[-1]}"


def listed_some(words: Sequence[str], most: int) -> str:
    """The first `most`, and how many there are besides: "a, b and 3 more"."""
    left = len(words) - most
    more = [_n("{number} more", "{number} more", left)] if left > 0 else []
    return listed([*words[:most], *more])


def set_apart(words: str) -> str:
    """Words of a script that runs from right to left, so that those around them keep their order. A
    left-to-right mark, then an isolate (Unicode's annex 9); other words stay as they are."""
    turns = any(bidirectional(character) in ("R", "AL") for character in words)
    return f"\u200e\u2068{words}\u2069" if turns else words


def at_name(name: str) -> str:
    """ "@Amara Okonkwo": a person's display name as text, which pings nobody."""
    return f"@{set_apart(name)}"


def shortened(text: str, limit: int) -> str:
    """`text` on one line in at most `limit` characters, cut between words where it can be."""
    flat = " ".join(re.split(r"[^\S\u00a0\u202f]+", text.strip()))
    if len(flat) <= limit:
        return flat
    cut = flat[: limit - 1]
    head = cut.rsplit(" ", 1)[0] if " " in cut[limit // 2 :] else cut
    return f"{visible_text(head)}…"  # what turned the direction may have lost its end
