"""Every kind of message that Convenor sends by itself, and how long each is of use.

What builds each is in bot/use_cases/deliveries/builders.py; the door has what people call it.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Self

_Use = Callable[[datetime, datetime, datetime], datetime]
"""Due, start and end of the subject -> the moment from which it is of no use."""

NOTICE_LASTS = timedelta(days=14)
DIGEST_LASTS = timedelta(hours=24)
ATTENDANCE_LASTS = timedelta(days=2)

_LONG_NOTICE, _SHORT_NOTICE = timedelta(days=2), timedelta(hours=4)


def _until_start(due_at: datetime, starts_at: datetime, ends_at: datetime) -> datetime:
    return starts_at


def _until_end(due_at: datetime, starts_at: datetime, ends_at: datetime) -> datetime:
    return ends_at


def _after_end(due_at: datetime, starts_at: datetime, ends_at: datetime) -> datetime:
    return ends_at + ATTENDANCE_LASTS


def _lasts(length: timedelta) -> _Use:
    return lambda due_at, starts_at, ends_at: due_at + length


def _reminder(due_at: datetime, starts_at: datetime, ends_at: datetime) -> datetime:
    """More than two days ahead (one week): for a day. More than four hours ahead (one day): until
    two hours before the start, when a nearer reminder says it better. Nearer: until the start.
    After any outage at most one of the usual three is still useful.
    """
    notice = starts_at - due_at
    if notice > _LONG_NOTICE:
        return due_at + timedelta(days=1)
    return starts_at - timedelta(hours=2) if notice > _SHORT_NOTICE else starts_at


_greeting, _digest, _notice = map(_lasts, (timedelta(hours=12), DIGEST_LASTS, NOTICE_LASTS))


class MessageKind(StrEnum):
    """The value is in every row, and in the identity of what is posted: never change one."""

    use: _Use

    def __new__(cls, value: str, use: _Use) -> Self:
        kind = str.__new__(cls, value)
        kind._value_, kind.use = value, use
        return kind

    ANNOUNCEMENT = "dialogue.announcement", _until_start
    REMINDER = "dialogue.reminder", _reminder
    STARTING = "dialogue.starting", _until_start
    DIALOGUE_MOVED = "dialogue.moved", _until_start
    DIALOGUE_CANCELLED = "dialogue.cancelled", _until_start
    SERIES_ENDS = "dialogue.series_ends", _until_start
    BEGINS = "dialogue.begins", _until_end
    CLOSING = "dialogue.closing", _until_end
    ATTENDANCE = "dialogue.attendance", _after_end
    MORNING = "morning", _until_end
    CARD = "practice.card", _notice
    OUTCOME = "practice.outcome", _notice
    WEEKLY_DIGEST = "digest.weekly", _digest
    DIGEST_PREVIEW = "digest.preview", _until_start
    DIGEST_NOW = "digest.now", _digest
    GREETING = "group.greeting", _greeting
    SET_UP = "group.set_up", _greeting
    CLOCK_CHANGE = "group.clock_change", _until_start
    ACTION_GIVEN = "group.action_given", _notice
    CHAIRS = "group.chairs", _notice
    CHAIRS_NO_LONGER = "group.chairs_no_longer", _notice
    NO_CHAIR = "group.no_chair", _notice
    ROSTER = "group.roster", _notice
    KEPT_PRIVATE = "group.kept_private", _notice
    TOO_LATE = "group.dropped", _notice
    BLOCKED = "group.blocked", _notice
    REOPENED = "group.reopened", _notice
    UNREADABLE = "group.unreadable", _notice
    READABLE = "group.readable", _notice
    RESTORED = "group.restored", _notice
    OPENED = "channel.opened", _notice
    OWNER_LEFT = "action.left", _notice
    OWNER_MOVED = "action.moved", _notice

    def useful_until(
        self, due_at: datetime, starts_at: datetime | None = None, ends_at: datetime | None = None
    ) -> datetime:
        """From then on it is dropped instead of sent. A subject that begins or ends needs those."""
        starts_at = starts_at or due_at
        return self.use(due_at, starts_at, ends_at or starts_at)
