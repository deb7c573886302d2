"""A delivery: a message that Convenor owes to one channel or person at one moment."""

import hashlib
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.audience import Audience
from bot.domain.message_kind import MessageKind


class Notification:
    """What a delivery says, as facts: each kind is a frozen record; the door finds words."""

    __slots__ = ()


class State(StrEnum):
    """`owed -> sending -> sent | owed again | dropped | uncertain -> sent | owed | dropped`."""

    OWED = "owed"
    SENDING = "sending"
    SENT = "sent"
    DROPPED = "dropped"
    UNCERTAIN = "uncertain"
    """The answer was lost: it may have been posted, so it is looked for before all else."""


class SubjectType(StrEnum):
    """What a delivery is about."""

    DIALOGUE = "dialogue"
    DECISION = "decision"
    MORNING = "morning"
    PRACTICE = "practice"
    DIGEST = "digest"
    GROUP = "group"


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """What a use case asks to have sent; equal keys owe once, however often they are asked for.

    The key is (kind, minutes_before, subject_type, subject_id, occurrence, revision, recipient).
    `recipient` is a channel or user id. `useful_until`: after this moment it is dropped instead
    of sent.
    """

    kind: MessageKind
    minutes_before: int = 0
    """Of a reminder: how long before its subject begins. 0 for every other kind."""
    subject_type: SubjectType
    subject_id: str
    occurrence: str = ""
    revision: int = 1
    recipient: str
    due_at: datetime
    useful_until: datetime
    audience: Audience

    def owed_to(self, recipient: str, due_at: datetime) -> "Owed":
        """The same, owed to another recipient at this moment."""
        own = {field.name: getattr(self, field.name) for field in fields(Owed)}
        return Owed(**own | {"recipient": recipient, "due_at": due_at})


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
    posted_channel: str | None = None
    posted_ts: str | None = None
    error: str | None = None
    """Why it was dropped (a DropReason) or put off, else the platform's error code."""
    created_at: datetime
    settled_at: datetime | None = None
    stale: bool = False
    """It was sent, and what it shows is no longer true: refresh it in place."""
    next_at: datetime | None = None
    """When its next step is due: to claim it (owed), look for it (uncertain) or refresh it."""
    attempted_at: datetime | None = None
    """When its last attempt began or, once it has ended, when it did."""
    looks: int = 0
    """How often it was looked for and not found while uncertain; once it is sent and stale, how
    often its refresh was put off; below 0 as long as it waits for the end of its subject."""
    readings: int = 0
    """How many of the looks read all of the history and did not find it."""
    earlier_nonces: str | None = None
    """Nonces of attempts that were lost, not found, and tried again; separated by spaces."""
    begun: bool = False
    """Whether the claim has come to the posting itself: until then nothing can be posted."""
    members_only: bool = False
    """What was posted in a channel shows something that is for members; noted before the post."""
    unwanted: bool = False
    """It was sent, and a chair wants it deleted (while it is stale) or had it deleted."""
    detail: str | None = None
    """What stood in the way of what was dropped: see the DropReason."""


SHARED_KINDS = (
    MessageKind.REMINDER,
    MessageKind.STARTING,
    MessageKind.DIALOGUE_MOVED,
    MessageKind.DIALOGUE_CANCELLED,
    *(kind for kind in MessageKind if kind.startswith("group.")),
)
"""Several of these may go to one person as one message. What is refreshed in place is refreshed
with all beside it. Nothing whose buttons replace the message (mornings, digest previews) is among
them: that would wipe out the text beside it."""
FORGOTTEN_KINDS = (
    MessageKind.MORNING, MessageKind.REMINDER, MessageKind.STARTING, MessageKind.DIALOGUE_MOVED,
    MessageKind.DIALOGUE_CANCELLED, MessageKind.ATTENDANCE, MessageKind.DIGEST_PREVIEW,
    MessageKind.OUTCOME, MessageKind.ADOPTED, MessageKind.DECISION_NEWS, MessageKind.ACTION_GIVEN,
)  # fmt: skip
"""Direct messages of these are forgotten when they are old: no rule asks whether one was sent.
Invitations stay, since calendars ask for them, and so do notices about a group, since each is told
once. What is in a channel stays, since it may have to be redrawn or deleted."""
REPLIES = (MessageKind.ACTION_LOGGED, MessageKind.DECISION_RECORDED)
"""Posted below a message."""
GATHERED_KINDS = (
    (SubjectType.DIGEST, (MessageKind.WEEKLY_DIGEST, MessageKind.DIGEST_NOW)),
    (SubjectType.GROUP, (MessageKind.CLOCK_CHANGE, *REPLIES)),
)
"""What is posted to a group's channel and names many records."""
MOST_SHARED = 5
"""Notifications in one message: with eight blocks each and a line between they stay under fifty."""

PACE_WINDOW = timedelta(seconds=5)
"""The stretch over which a workspace's messages a second are counted; so long a burst may be."""

LATE_AFTER = timedelta(minutes=5)
"""A message sent later than this after it was due says so."""


def identity_of(delivery: Owed) -> str:
    """The same for one owed thing in every copy of the database, whatever its row is called."""
    # What earlier versions posted is found by this too: keep it as it is.
    minutes = delivery.minutes_before
    key = (
        f"{delivery.kind}.{minutes}" if minutes else delivery.kind,
        delivery.subject_type,
        delivery.subject_id,
        delivery.occurrence,
        str(delivery.revision),
        delivery.recipient,
    )
    return hashlib.sha256("\x1f".join(key).encode()).hexdigest()[:16]


def thread_of(delivery: Owed) -> str | None:
    """The message below which it is posted, where it is a reply; its platform's own name for it."""
    if delivery.kind not in REPLIES:
        return None
    return delivery.occurrence.partition(" ")[2] or None


def is_late(delivery: Delivery, now: datetime) -> bool:
    return now - delivery.due_at > LATE_AFTER


def is_person(recipient: str) -> bool:
    """An id's first letter tells people from channels."""
    return recipient[:1] in ("U", "W")


def may_hold_members_only(delivery: Delivery) -> bool:
    """Whether what it says in a channel may be for members: digests and notices gather records. A
    message that stands already may have fewer readers now than when it was owed. A spotlight shows
    what the channel of the moment may see."""
    chosen = delivery.kind is MessageKind.SPOTLIGHT
    gathered = chosen or delivery.subject_type in (SubjectType.DIGEST, SubjectType.GROUP)
    stands = delivery.state is State.SENT
    return gathered or stands or delivery.audience is Audience.MEMBERS


def known_nonces(delivery: Delivery) -> frozenset[str]:
    """The nonces of every attempt that may have been posted, the present one among them."""
    return frozenset([*(delivery.earlier_nonces or "").split(), delivery.nonce or ""]) - {""}


_FIRST_PAUSE = timedelta(seconds=2)
LONGEST_PAUSE = timedelta(minutes=15)


def pause_before_retry(
    attempt: int,
    retry_after: float | None,
    jitter: float,
    *,
    longest: timedelta = LONGEST_PAUSE,
    left: timedelta | None = None,
) -> timedelta:
    """How long to wait after failed attempt number `attempt` (from 1).

    `retry_after` (seconds), where it was told, is a floor. `jitter` in 0..1 spreads retries over
    the upper half of a pause that doubles from two seconds to `longest`. No pause takes more than
    an eighth of the time for which the message is still useful (`left`). Otherwise a
    reminder ten minutes ahead would get one last try instead of several.
    """
    grown = min(_FIRST_PAUSE * (1 << min(attempt - 1, 12)), longest)
    if left is not None:
        grown = max(min(grown, left / 8), min(_FIRST_PAUSE, longest))
    pause = grown * (0.5 + 0.5 * jitter)
    return max(pause, timedelta(seconds=retry_after)) if retry_after is not None else pause


FIRST_PROBE = timedelta(minutes=5)
_LONGEST_PROBE = 72
"""Times the first pause: six hours for five minutes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockedRecipient:
    """A channel or person that no message gets through to; it is probed now and then."""

    recipient: str
    error: str
    """The platform's error word, as of the last try."""
    blocked_at: datetime
    probes: int = 0
    """How many tries were refused since."""
    probe_at: datetime
    """From then on one delivery may be tried there."""


def pause_before_probe(
    probes: int, jitter: float = 1.0, *, first: timedelta = FIRST_PROBE
) -> timedelta:
    """How long a blocked recipient is left alone after `probes` refused tries: five minutes,
    doubling to six hours. `jitter` in 0..1 takes up to a tenth off."""
    return min(first * (1 << min(probes, 12)), longest_before_probe(first)) * (0.9 + 0.1 * jitter)


def longest_before_probe(first: timedelta = FIRST_PROBE) -> timedelta:
    return first * _LONGEST_PROBE
