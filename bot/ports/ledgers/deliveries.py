"""What is owed: asked for by use cases, kept and settled by the loop."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Protocol

from bot.domain.delivery import Delivery, Owed, State, SubjectType


class Deliveries(Protocol):
    """One workspace's deliveries, as use cases see them."""

    def owe(self, wanted: Iterable[Owed], now: datetime) -> int:
        """Owe each once (the key decides); how many are new."""

    def withdraw(
        self,
        subject_type: SubjectType,
        subject_id: str,
        *,
        why: str,
        now: datetime,
        kinds: Collection[str] | None = None,
        recipient: str | None = None,
    ) -> int:
        """Drop what is owed or being sent about a subject and not yet sent; how many."""

    def mark_stale(self, subject_type: SubjectType, subject_id: str, kinds: Collection[str]) -> int:
        """What was posted shows what is no longer true: have it refreshed; how many."""

    def posted(self, subject_type: SubjectType, subject_id: str, kind: str) -> tuple[Delivery, ...]:
        """What was sent of this kind about a subject, the oldest first."""

    def at(self, channel_id: str, ts: str) -> Delivery | None:
        """The delivery that is this Slack message."""

    def of_recipient(self, recipient: str, since: datetime) -> tuple[Delivery, ...]:
        """What was owed to a channel or person since a moment, the latest due first."""


class Queue(Protocol):
    """All workspaces' deliveries, as the loop sees them; stopped workspaces are left out."""

    def claim(
        self, now: datetime, *, lease_until: datetime, limit: int, skip: Collection[str] = ()
    ) -> tuple[Delivery, ...]:
        """Take up to `limit` due rows for sending: state, lease, attempt and a fresh nonce.

        At most one row a recipient; recipients in `skip` (paced) or blocked are left out.
        """

    def settle(
        self,
        delivery: Delivery,
        state: State,
        now: datetime,
        *,
        error: str | None = None,
        due_at: datetime | None = None,
        slack_channel: str | None = None,
        slack_ts: str | None = None,
    ) -> bool:
        """Write what became of a claimed row, only if its nonce is still ours; whether it was.

        `State.OWED` with `due_at` puts it off. A row that was withdrawn while it was being sent
        still becomes `sent`, since it was.
        """

    def expired(self, now: datetime) -> tuple[Delivery, ...]:
        """Make every row whose lease ran out while sending uncertain; those rows."""

    def next_due(self) -> datetime | None:
        """The earliest moment at which an unblocked row is owed."""

    def stale(self, limit: int) -> tuple[Delivery, ...]:
        """Sent rows that want refreshing in place."""

    def refreshed(self, delivery_id: int) -> None: ...


class Recipients(Protocol):
    """Channels and people that Slack says cannot be reached."""

    def block(self, recipient: str, *, error: str, now: datetime) -> bool:
        """Hold what is owed there; whether this is news."""

    def unblock(self, recipient: str) -> bool:
        """Let it flow again; whether it was blocked."""

    def blocked(self) -> dict[str, str]:
        """Blocked recipients of the workspace and Slack's error word for each."""
