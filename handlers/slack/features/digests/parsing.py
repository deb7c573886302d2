"""Typed words, button values and a form's fields become wishes about digests."""

import re
from collections.abc import Mapping
from datetime import time
from typing import Any

from bot.dates.answers import NotUnderstood
from bot.dates.reading import read_weekday
from bot.domain import NotValid, Refusal
from bot.use_cases.digests.hold import WeeklyPosting
from bot.use_cases.digests.post import PostDigest
from handlers.slack.request import read_number
from handlers.slack.request.carried_values import NotOurs

EXAMPLE = "/digest weekly Monday 09:00"
POST, POST_NOW, POST_HELD = "digest.post", "digest.post_now", "digest.post_held"
WEEKLY, HOLD = "digest.weekly", "digest.hold"
LIST, SHOW = "digest.list", "digest.show"


def read_weekly(text: str) -> tuple[int, time]:
    """The weekday, Monday = 0, and the wall time in "Monday 09:00"; Refusal for anything else."""
    found = read_weekday(text)
    if isinstance(found, NotUnderstood):
        raise Refusal(found.told("/digest weekly"))
    return found


def read_form(fields: Mapping[str, Any]) -> tuple[int, time]:
    """The form's weekday and time; NotValid beside the field that has none."""
    weekday, at = str(fields.get("weekday") or ""), str(fields.get("at") or "")
    if weekday not in {str(day) for day in range(7)}:
        raise NotValid("Please choose a day.", field="weekday")
    try:
        return int(weekday), time.fromisoformat(at)
    except ValueError:
        raise NotValid("Please choose a time.", field="at") from None


def posting_value(group_id: int, occurrence: str, revision: int, after: int) -> str:
    """As the buttons of a preview carry it; `read_posting` reads it back."""
    return f"{group_id} {occurrence} {revision} {after}"


def read_posting(value: str) -> WeeklyPosting:
    """Previews of earlier versions do not say after which digest they were made."""
    match = re.fullmatch(r"([0-9]+) (\d{4}-\d{2}-\d{2}) ([0-9]+)(?: ([0-9]+))?", value, re.ASCII)
    if match is None:
        raise NotOurs
    group_id, revision, after = map(read_number, (match[1], match[3], match[4] or "0"))
    return WeeklyPosting(group_id=group_id, occurrence=match[2], revision=revision, after=after)


def read_post(value: str) -> PostDigest:
    """Previews of earlier versions name the group alone."""
    group_id, _space, after = value.partition(" ")
    return PostDigest(group_id=read_number(group_id), after=read_number(after) if after else None)
