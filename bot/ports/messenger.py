"""How a notification is posted, how it is looked for, and how it is brought up to date."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.domain.delivery import Delivery
from bot.domain.notifications import Notification


@dataclass(frozen=True, slots=True)
class Posted:
    """Where the platform put it: channel id (the direct message's own for a person) and `ts`."""

    channel: str
    ts: str


@dataclass(frozen=True, slots=True)
class Absent:
    """All of the conversation's history since the given moment was read, and it is not in it."""


@dataclass(frozen=True, slots=True)
class HistoryUnreadable:
    """The history could not be read: `why` is its error word; `passing` where waiting may help."""

    why: str
    passing: bool


Finding = Posted | Absent | HistoryUnreadable


class Messenger(Protocol):
    """Sends once, with no retries of its own; failures are the NotSent errors. `still`: asked at
    the last moment before anything is written to the platform; where it says no, nothing is, and
    HeldTooLong is raised."""

    async def with_picture(self, notification: Notification) -> Notification:
        """The notification with its picture uploaded, where it has one; without, where that fails:
        its words are enough."""

    async def send(
        self,
        delivery: Delivery,
        notification: Notification,
        *,
        late: bool,
        still: Callable[[], bool],
    ) -> Posted:
        """Post to `delivery.recipient`, with the delivery's id and nonce as message metadata."""

    async def send_together(
        self, parts: Sequence[tuple[Delivery, Notification]], *, still: Callable[[], bool]
    ) -> Posted:
        """Post several late notifications to one person as one message that says so."""

    async def find(self, delivery: Delivery, place: str | None, since: datetime) -> Finding:
        """Look for a message of ours with the delivery's id and one of its nonces, or its identity.
        `place`: the conversation where it is known; a person's direct message is opened else."""

    async def refresh(self, delivery: Delivery, notification: Notification) -> None:
        """Replace what was posted at the delivery's channel and ts."""

    async def refresh_together(self, parts: Sequence[tuple[Delivery, Notification]]) -> None:
        """Replace what was sent together: the parts have one channel and ts."""

    async def delete(self, delivery: Delivery) -> None:
        """Delete it; what is gone already is deleted. ContentRefused: it is never deleted."""
