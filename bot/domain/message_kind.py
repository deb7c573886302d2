"""Every kind of message that Convenor sends by itself, how long it helps, why it is dropped.

What builds each is in bot/use_cases/deliveries/builders.py; the door has what people call it.
"""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Self

NOTICE_LASTS = timedelta(days=14)
DIGEST_LASTS = timedelta(hours=24)
ATTENDANCE_LASTS = timedelta(days=2)
_GREETING_LASTS = timedelta(hours=12)
_AT_ONCE = timedelta(0)

_LONG_NOTICE, _SHORT_NOTICE = timedelta(days=2), timedelta(hours=4)

_DUE, _START, _END = range(3)
"""It can help for a while after it is due, or after its subject starts or ends."""


class MessageKind(StrEnum):
    """The value is in every row, and in the identity of what is posted: never change one."""

    after: int
    lasts: timedelta

    def __new__(cls, value: str, after: int, lasts: timedelta = _AT_ONCE) -> Self:
        kind = str.__new__(cls, value)
        kind._value_, kind.after, kind.lasts = value, after, lasts
        return kind

    ANNOUNCEMENT = "dialogue.announcement", _START
    REMINDER = "dialogue.reminder", _START
    STARTING = "dialogue.starting", _START
    DIALOGUE_MOVED = "dialogue.moved", _START
    DIALOGUE_CANCELLED = "dialogue.cancelled", _START
    SERIES_ENDS = "dialogue.series_ends", _START
    BEGINS = "dialogue.begins", _END
    CLOSING = "dialogue.closing", _END
    ATTENDANCE = "dialogue.attendance", _END, ATTENDANCE_LASTS
    MINUTES = "dialogue.minutes", _DUE, NOTICE_LASTS
    MINUTES_CIRCULATED = "dialogue.minutes_circulated", _DUE, NOTICE_LASTS
    MINUTES_SEALED = "dialogue.minutes_sealed", _DUE, NOTICE_LASTS
    MORNING = "morning", _END
    CARD = "practice.card", _DUE, NOTICE_LASTS
    OUTCOME = "practice.outcome", _DUE, NOTICE_LASTS
    CARD_EDITED = "practice.edited", _DUE, NOTICE_LASTS
    SPOTLIGHT = "practice.spotlight", _DUE, DIGEST_LASTS
    REVIEW_DUE = "practice.review_due", _DUE, NOTICE_LASTS
    ADOPTED = "practice.adopted", _DUE, NOTICE_LASTS
    WEEKLY_DIGEST = "digest.weekly", _DUE, DIGEST_LASTS
    DIGEST_PREVIEW = "digest.preview", _START
    DIGEST_NOW = "digest.now", _DUE, DIGEST_LASTS
    GREETING = "group.greeting", _DUE, _GREETING_LASTS
    SET_UP = "group.set_up", _DUE, _GREETING_LASTS
    CLOCK_CHANGE = "group.clock_change", _START
    ACTION_GIVEN = "group.action_given", _DUE, NOTICE_LASTS
    CHAIRS = "group.chairs", _DUE, NOTICE_LASTS
    CHAIRS_NO_LONGER = "group.chairs_no_longer", _DUE, NOTICE_LASTS
    DEPUTY = "group.deputy", _DUE, NOTICE_LASTS
    NO_CHAIR = "group.no_chair", _DUE, NOTICE_LASTS
    ROSTER = "group.roster", _DUE, NOTICE_LASTS
    KEPT_PRIVATE = "group.kept_private", _DUE, NOTICE_LASTS
    TOO_LATE = "group.dropped", _DUE, NOTICE_LASTS
    BLOCKED = "group.blocked", _DUE, NOTICE_LASTS
    REOPENED = "group.reopened", _DUE, NOTICE_LASTS
    UNREADABLE = "group.unreadable", _DUE, NOTICE_LASTS
    READABLE = "group.readable", _DUE, NOTICE_LASTS
    RESTORED = "group.restored", _DUE, NOTICE_LASTS
    OPENED = "channel.opened", _DUE, NOTICE_LASTS
    ACTION_LOGGED = "action.logged", _DUE, NOTICE_LASTS
    PROPOSAL = "decision.proposal", _START
    DECISION_NEWS = "decision.news", _DUE, NOTICE_LASTS
    DECISION_RECORDED = "decision.recorded", _DUE, NOTICE_LASTS
    OWNER_LEFT = "action.left", _DUE, NOTICE_LASTS
    OWNER_MOVED = "action.moved", _DUE, NOTICE_LASTS

    def useful_until(
        self, due_at: datetime, starts_at: datetime | None = None, ends_at: datetime | None = None
    ) -> datetime:
        """From then on it is dropped instead of sent. A subject that begins or ends needs those."""
        starts_at = starts_at or due_at
        if self is MessageKind.REMINDER:
            return _reminder_until(due_at, starts_at)
        return (due_at, starts_at, ends_at or starts_at)[self.after] + self.lasts


ASKING = (
    MessageKind.ANNOUNCEMENT, MessageKind.REMINDER, MessageKind.STARTING,
    MessageKind.DIALOGUE_MOVED,
)  # fmt: skip
"""They have the buttons *Going*, *Maybe* and *Can't*."""
PASSED_ON = (MessageKind.OWNER_LEFT, MessageKind.OWNER_MOVED)
"""Lists of actions that wait for another officer, each with *Hand over*."""


def _reminder_until(due_at: datetime, starts_at: datetime) -> datetime:
    """More than two days ahead (one week): for a day. More than four hours ahead (one day): until
    two hours before the start, when a nearer reminder says it better. Nearer: until the start.
    After any outage at most one of the usual three is still useful."""
    notice = starts_at - due_at
    if notice > _LONG_NOTICE:
        return due_at + timedelta(days=1)
    return starts_at - timedelta(hours=2) if notice > _SHORT_NOTICE else starts_at


class DropReason(StrEnum):
    """What was so at the moment of the drop; never what is so when somebody asks. Kept as a
    delivery's `error`, some with a `detail`; the door has words for it. The platform's own error
    words for refused content are kept there too."""

    TOO_LATE = "too late"
    """It was too late to help; the detail says what held it up."""
    CANNOT_TELL = "uncertain"
    """Nobody can tell whether it was posted; the detail is why."""
    KEPT_PRIVATE = "kept private"
    """For members, in a channel that others read: the members got it instead."""
    KEPT_CLOSED = "kept closed"
    """Likewise, and nobody got it instead."""
    LEFT_WORKSPACE = "left the workspace"
    NO_PERSON = "no person"
    """The account is not known here, is not active or is a bot's."""
    NEARER_REMINDER = "a nearer reminder"
    """A late reminder that a later one of the same subject has overtaken."""
    NO_GROUP = "no such group"
    NOT_CHAIR = "not a chair any more"
    """The recipient was not appointed any more."""
    NOT_SEEN_AS_CHAIR = "not seen as chair"
    """The recipient is appointed, and was not seen in the channel, which chairs must be in."""
    NOT_SECRETARIAT = "not of the secretariat"
    NOT_THEIRS = "not theirs"
    """The recipient may not see the subject."""
    NOT_IN_CHANNEL = "not in the channel"
    """The platform did not let us read the channel; the detail is its name."""
    NOT_OWNER = "not the owner"
    OTHER_DEPUTY = "another deputy"
    """A deputy was named or had gone, and that was changed again."""
    IN_MORNING = "in the morning message"
    CHAIRS_AGAIN = "chairs again"
    HAS_CHAIR = "has a chair again"
    SET_UP_AGAIN = "set up again"
    SWITCHED_OFF = "switched off"
    RESCHEDULED = "rescheduled"
    HELD = "held"
    POSTED_EARLY = "posted early"
    """A chair posted the weekly digest before its hour."""
    CANCELLED = "cancelled"
    MOVED = "moved"
    REVISED = "revised"
    OVERTAKEN = "overtaken"
    """Something else has become of its subject since."""
    BEGUN = "begun"
    NOT_COMING = "no longer coming"
    SAID_NO = "said no"
    """Its one reader can't come."""
    REMINDER_OFF = "reminder switched off"
    ANNOUNCED = "announced already"
    NOT_ANNOUNCED = "not announced"
    TOLD = "told already"
    NOT_CANCELLED = "not cancelled"
    CONFIRMED = "confirmed already"
    NOTHING_SHIFTS = "nothing shifts"
    SERIES_GOES_ON = "the series goes on"
    REACHABLE = "reachable again"
    CLOSED_AGAIN = "closed again"
    SENT_AGAIN = "sent again"
    NOT_PUBLISHED = "not published"
    NOT_USED = "not used any more"
    RENEWED = "still good"
    OTHER_CARD = "another card"
    NO_CARD = "no card to show"
    PLANNED_AGAIN = "zone changed"
    """A morning's hour or day is another one for its reader now."""
    NOTHING_TO_SAY = "nothing to say"
    NOTHING_DROPPED = "nothing dropped"
