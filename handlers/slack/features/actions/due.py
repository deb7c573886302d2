"""Due days in typed text: calendar days only, read in the writer's zone."""

import re
from dataclasses import dataclass
from datetime import date

from bot.dates.reading import Ambiguous, NotUnderstood, Reading, Understood, find_when, read_when
from bot.domain.errors import Refusal
from handlers.slack.request.context import Writer

MARKERS = ("by", "due", "on")
_NO_DATE = frozenset({"none", "nothing", "never", "no date", "no due date", "no"})


@dataclass(frozen=True, slots=True, kw_only=True)
class DateQuestion:
    """Several days could be meant: `used` are the exact words that say so."""

    words: str
    readings: tuple[Reading, ...]
    used: str


def find_due(raw: str, writer: Writer) -> tuple[date | None, str] | DateQuestion:
    """The due day in a sentence, if any, and the sentence without it; Refusal with words."""
    found = find_when(
        raw,
        zone=writer.zone,
        now=writer.now,
        locale=writer.locale,
        time_needed=False,
        markers=MARKERS,
    )
    match found:
        case None:
            return None, raw
        case NotUnderstood(words=words):
            raise Refusal(words)
        case Ambiguous(readings=readings, words=words, used=used):
            _check_days(readings, used, writer)
            return DateQuestion(words=words, readings=readings, used=used)
        case Understood(reading=reading, rest=rest, used=used):
            _check_days((reading,), used, writer)
            return reading.wall.date(), _without(raw, used, rest)


def read_due(raw: str, writer: Writer) -> date | DateQuestion | None:
    """The due day that the whole text is, None for "none"; Refusal with words."""
    if " ".join(raw.lower().split()).removeprefix("to ") in _NO_DATE:
        return None
    found = read_when(
        raw, zone=writer.zone, now=writer.now, locale=writer.locale, time_needed=False
    )
    match found:
        case NotUnderstood(words=words):
            raise Refusal(words)
        case Ambiguous(readings=readings, words=words, used=used):
            _check_days(readings, used, writer)
            return DateQuestion(words=words, readings=readings, used=used)
        case Understood(reading=reading, used=used):
            _check_days((reading,), used, writer)
            return reading.wall.date()


def _check_days(readings: tuple[Reading, ...], used: str, writer: Writer) -> None:
    if any(reading.has_time for reading in readings):
        raise Refusal(
            f"A due date is a whole day, and “{used}” has a time. "
            "Please give the day alone, for example by 12 Dec."
        )
    if any(reading.zone != writer.zone for reading in readings):
        raise Refusal(
            f"A due date ends at midnight where the owner is, and “{used}” names a time zone. "
            "Please give the day alone, for example by 12 Dec."
        )


def _without(raw: str, used: str, rest: str) -> str:
    """`raw` without the words of the date, its line breaks kept; `rest` where they stood apart."""
    words = r"\s+".join(re.escape(word) for word in used.split())
    for match in reversed(list(re.finditer(rf"(?<!\S){words}(?!\S)", raw))):
        left = f"{raw[: match.start()].rstrip(' ')} {raw[match.end() :].lstrip(' ')}"
        if left.split() == rest.split():
            return left.strip()
    return rest
