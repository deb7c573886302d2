"""What is typed after /dialogue find and /dialogue fairness, and what their buttons carry."""

import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bot.dates.grammar.words import NUMBERS, fold
from bot.dates.reading import read_length
from bot.domain.audience import Audience
from bot.domain.dialogue import DEFAULT_MINUTES
from bot.domain.errors import Refusal
from bot.domain.wording import shortened
from bot.use_cases.fairness.find_slots import USUAL_AHEAD, FindSlots
from handlers.slack.request.carried_values import read_choice, read_state

EXAMPLE = "/dialogue find 60m in the next 3 weeks"

_NUMBER = rf"(?:\d{{1,3}}|{'|'.join(sorted(NUMBERS, key=len, reverse=True))})"
_SPAN = re.compile(
    rf"\b(?:(?:in|within|over|during|for)\s+)?(?:the\s+)?"
    rf"(?:(?:next|coming|following)\s+(?:(?P<number>{_NUMBER})\s+)?|(?P<bare>{_NUMBER})\s+)"
    rf"(?P<unit>day|week|fortnight|month)s?\b",
    re.IGNORECASE,
)
_AUDIENCE = re.compile(
    r"\bfor\s+(?:(?P<members>members(?:\s+only)?)|(?:the\s+)?(?:whole\s+)?(?P<wide>group|network))\b",
    re.IGNORECASE,
)
_UNITS = {
    "day": timedelta(days=1),
    "week": timedelta(weeks=1),
    "fortnight": timedelta(weeks=2),
    "month": timedelta(days=30),
}
_YEARS = range(2000, 2101)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChosenSlot:
    """What *Schedule this* carries; `starts_at` is aware."""

    channel_id: str
    starts_at: datetime
    minutes: int
    audience: Audience


def read_find(text: str) -> FindSlots:
    """ "60m in the next 3 weeks for members", in any order; each part may be left out.

    Refusal for a part that is there twice, and for words that are none of them.
    """
    words = " ".join(fold(text).split())
    audience, words = _take_audience(words)
    ahead, words = _take_span(words)
    return FindSlots(
        minutes=_read_minutes(words),
        ahead=USUAL_AHEAD if ahead is None else ahead,
        audience=audience,
    )


def read_year(text: str) -> int | None:
    """ "2026", "in 2026" or nothing."""
    words = fold(text).strip().lower().removeprefix("in ").removeprefix("of ").strip()
    if not words:
        return None
    if not (words.isascii() and words.isdigit() and int(words) in _YEARS):
        raise Refusal(
            f"I can't read “{shortened(text, 60)}” as a year. "
            "Please give one year, for example: /dialogue fairness 2026"
        )
    return int(words)


def write_slot(chosen: ChosenSlot) -> str:
    return json.dumps(
        {
            "channel": chosen.channel_id,
            "at": int(chosen.starts_at.timestamp()),
            "minutes": chosen.minutes,
            "for": chosen.audience.value,
        },
        separators=(",", ":"),
    )


def read_slot(value: str) -> ChosenSlot:
    found = read_state(value, **{"channel": str, "at": int, "minutes": int, "for": str})
    return ChosenSlot(
        channel_id=found["channel"],
        starts_at=datetime.fromtimestamp(found["at"], UTC),
        minutes=found["minutes"],
        audience=read_choice(Audience, found["for"]),
    )


def _take_audience(words: str) -> tuple[Audience | None, str]:
    found = list(_AUDIENCE.finditer(words))
    if len(found) > 1:
        raise Refusal("Two audiences are named in this. Please name one.")
    if not found:
        return None, words
    named = "members" if found[0]["members"] else found[0]["wide"].lower()
    return Audience(named), _without(words, found[0])


def _take_span(words: str) -> tuple[timedelta | None, str]:
    found = list(_SPAN.finditer(words))
    if len(found) > 1:
        raise Refusal("There are two spans of time in this. Please give one.")
    if not found:
        return None, words
    typed = (found[0]["number"] or found[0]["bare"] or "1").lower()
    number = int(typed) if typed.isdigit() else NUMBERS[typed]
    return number * _UNITS[found[0]["unit"].lower()], _without(words, found[0])


def _read_minutes(words: str) -> int:
    if not words:
        return DEFAULT_MINUTES
    length = read_length(words)
    if isinstance(length, timedelta):
        return length // timedelta(minutes=1)
    if words[0].isdigit():
        raise Refusal(length.words)
    raise Refusal(
        f"I can't read “{shortened(words, 60)}” in this. I know a length, a span of time and "
        f"“for members”, for example: {EXAMPLE} for members"
    )


def _without(words: str, match: re.Match[str]) -> str:
    return " ".join((words[: match.start()] + " " + words[match.end() :]).split())
