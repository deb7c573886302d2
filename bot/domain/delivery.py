"""A delivery: a message that Convenor owes to one channel or person at one moment."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.audience import Audience


class State(StrEnum):
    """`owed -> sending -> sent | owed again | dropped | uncertain`."""

    OWED = "owed"
    SENDING = "sending"
    SENT = "sent"
    DROPPED = "dropped"
    UNCERTAIN = "uncertain"
    """Slack's answer was lost: it may have been posted, so it is not sent again unchecked."""


class SubjectType(StrEnum):
    """What a delivery is about."""

    DIALOGUE = "dialogue"
    MORNING = "morning"
    PRACTICE = "practice"
    DIGEST = "digest"
    GROUP = "group"


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """What a use case asks to have sent; equal keys owe once, however often they are asked for.

    The key is (kind, subject_type, subject_id, occurrence, revision, recipient). `recipient` is a
    channel or user id. `kind` includes the offset where there is one ("dialogue.reminder.60").
    `useful_until`: after this moment it is dropped instead of sent.
    """

    kind: str
    subject_type: SubjectType
    subject_id: str
    occurrence: str = ""
    revision: int = 1
    recipient: str
    due_at: datetime
    useful_until: datetime
    audience: Audience


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery(Owed):
    """One owed thing and what became of it."""

    id: int
    workspace_id: str
    state: State = State.OWED
    attempt: int = 0
    nonce: str | None = None
    """Made at each claim; the settling write demands it (a fencing token)."""
    lease_until: datetime | None = None
    slack_channel: str | None = None
    slack_ts: str | None = None
    error: str | None = None
    """Why it was dropped or put off: a short word of ours or Slack's error code."""
    created_at: datetime
    settled_at: datetime | None = None
    stale: bool = False
    """It was sent, and what it shows is no longer true: refresh it in place."""


LATE_AFTER = timedelta(minutes=5)
"""A message sent later than this after it was due says so."""


def is_late(delivery: Delivery, now: datetime) -> bool:
    return now - delivery.due_at > LATE_AFTER


_FIRST_PAUSE, _LONGEST_PAUSE = timedelta(seconds=2), timedelta(minutes=15)


def pause_before_retry(attempt: int, retry_after: float | None, jitter: float) -> timedelta:
    """How long to wait after failed attempt number `attempt` (from 1).

    Slack's own Retry-After (seconds) is a floor. `jitter` in 0..1 spreads retries over the upper
    half of a pause that doubles from two seconds to a quarter of an hour.
    """
    grown = min(_FIRST_PAUSE * (1 << min(attempt - 1, 12)), _LONGEST_PAUSE)
    pause = grown * (0.5 + 0.5 * jitter)
    return max(pause, timedelta(seconds=retry_after)) if retry_after is not None else pause
