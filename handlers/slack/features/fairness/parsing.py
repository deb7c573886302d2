"""What is typed after /dialogue find and /dialogue fairness, and what their buttons carry."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bot.dates.answers import Asked, NotUnderstood
from bot.dates.chart.fold import fold
from bot.dates.meaning.choice import Frame
from bot.dates.sentences.find import read_span
from bot.domain import Audience, Refusal
from bot.domain.dialogue import DEFAULT_MINUTES
from bot.domain.wording import shortened
from bot.domain.zones import end_of_day, start_of_day
from bot.use_cases.fairness.find_slots import USUAL_AHEAD, FindSlots
from handlers.slack.request import read_state
from handlers.slack.request.carried_values import read_choice

EXAMPLE = "/dialogue find 60m in the next 3 weeks"

_MINUTE = timedelta(minutes=1)
_YEARS = range(2000, 2101)


@dataclass(frozen=True, slots=True)
class ChosenSlot:
    """What *Schedule this* carries; `starts_at` is aware."""

    channel_id: str
    starts_at: datetime
    minutes: int
    audience: Audience


def read_find(text: str, frame: Frame) -> FindSlots | Asked:
    """ "60m in the next 3 weeks for members", in any order; each part may be left out. Refusal for
    a part that is there twice, and for words that are none of them."""
    found = read_span(text, frame)
    if isinstance(found, Asked):
        return found
    if isinstance(found, NotUnderstood):
        raise Refusal(found.told("/dialogue find"))
    return FindSlots(
        minutes=DEFAULT_MINUTES if found.minutes is None else found.minutes,
        ahead=USUAL_AHEAD if found.ahead is None else timedelta(days=found.ahead),
        since=None if found.first is None else start_of_day(found.first, frame.zone),
        until=None if found.last is None else end_of_day(found.last, frame.zone) - _MINUTE,
        audience=found.audience,
    )


def read_year(text: str) -> int | None:
    """ "2026", "in 2026" or nothing."""
    words = fold(text).strip().lower().removeprefix("in ").removeprefix("of ").strip()
    if not words:
        return None
    if not (words.isascii() and words.isdigit() and int(words) in _YEARS):
        raise Refusal(
            "I can't read “{words}” as a year. "
            "Please give one year, for example: /dialogue fairness 2026",
            words=shortened(text, 60),
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
