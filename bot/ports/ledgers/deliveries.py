"""Deliveries: use cases owe them, the loop sends and settles them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from bot.domain import Audience, DropReason, MessageKind, Owed
from bot.domain.delivery import FIRST_PROBE, BlockedRecipient, Delivery, State, SubjectType
from bot.ports.ledgers.search import Ids


@dataclass(frozen=True, slots=True, kw_only=True)
class Copies:
    """One message that goes to people: to how many by what became of it; nobody is named. The
    fields are those of Owed; `due_at` is the earliest."""

    kind: MessageKind
    minutes_before: int
    subject_type: SubjectType
    subject_id: str
    occurrence: str
    revision: int
    audience: Audience
    due_at: datetime
    states: Mapping[State, int]


class Deliveries(Protocol):
    """One workspace's deliveries, as use cases see them."""

    def owe(self, wanted: Iterable[Owed], now: datetime) -> int:
        """Owe each once (the key decides); how many are new."""

    def withdraw(
        self,
        subject_type: SubjectType,
        subject_id: str,
        *,
        why: DropReason,
        now: datetime,
        kinds: Collection[MessageKind] | None = None,
    ) -> int:
        """Drop what is owed or being sent about a subject and not yet sent; how many."""

    def take_back(self, subject_type: SubjectType, *subject_ids: str, now: datetime) -> int:
        """Owe again what a worker has claimed about these and not begun to post; how many. The
        worker learns it before it posts, and what it has written by then is never posted."""

    def drop_owed(self, ids: Ids, *, why: DropReason, now: datetime) -> int:
        """Drop those of these rows that are still owed; how many."""

    def owe_dropped(self, recipient: str, *, why: DropReason, now: datetime) -> int:
        """Owe again what was dropped with `why` as its error and is still useful; how many."""

    def mark_stale(
        self,
        subject_type: SubjectType,
        subject_id: str,
        kinds: Collection[MessageKind] | None = None,
        *,
        since: datetime | None = None,
    ) -> tuple[str, ...]:
        """Has posts refreshed that show what is no longer true; the recipient of each. `kinds`
        None: all. `since`: only what was due then or later. What was deleted stays so."""

    def posted_about(
        self, subject_type: SubjectType, subject_id: str, kind: MessageKind
    ) -> tuple[Delivery, ...]:
        """What was sent of this kind about a subject, the oldest first."""

    def posts_for_members(self, channel_id: str, limit: int) -> tuple[tuple[Delivery, ...], int]:
        """The newest posts in a channel that show what is for members, and how many there are."""

    def take_down(self, channel_id: str, *, until_ts: str, post_id: int | None = None) -> int:
        """Have those deleted that stood by `until_ts`, or one alone; how many."""

    def posted_at(self, channel_id: str, ts: str) -> Delivery | None:
        """The delivery that is this posted message."""

    def place_of(self, recipient: str) -> str | None:
        """The channel of the recipient's last message (a person's own direct message)."""

    def of_ids(self, ids: Ids) -> tuple[Delivery, ...]: ...

    def people_waiting(self, now: datetime, limit: int) -> tuple[str, ...]:
        """Some people with a due delivery, those who wait longest first."""

    def oldest_due(self, now: datetime) -> datetime | None:
        """When the one fell due that is owed, could be sent by now, and waits longest."""

    def of_recipient(self, recipient: str, since: datetime) -> tuple[Delivery, ...]:
        """What was owed to a channel or person since a moment, the latest due first."""

    def of_recipients(
        self, recipients: Collection[str], since: datetime, subject_type: SubjectType
    ) -> Mapping[str, Sequence[Delivery]]:
        """Likewise to each of many, in that order, about subjects of one type."""

    def count_copies(
        self,
        subject_types: Collection[SubjectType],
        *,
        since: datetime,
        until: datetime,
        subject_ids: Collection[str] | None = None,
    ) -> tuple[Copies, ...]:
        """What is owed to people in that time (both ends included), counted, latest due first."""


class Queue(Protocol):
    """All workspaces' deliveries, as the loop sees them; stopped workspaces are left out."""

    def claim_due(
        self,
        now: datetime,
        *,
        lease_until: datetime,
        limit: int,
        skip: Collection[str] = (),
        apart: timedelta = timedelta(0),
        at_most: int | None = None,
    ) -> tuple[Delivery, ...]:
        """Take up to `limit` due rows for sending: state, lease, attempt and a fresh nonce.

        Takes at most one row a recipient; late rows to one person that may share a message go
        together. Skips recipients in `skip`, recipients that a worker serves now or served less
        than `apart` ago, and blocked recipients whose probe is not due. Skips workspaces that
        are paused or had `at_most` attempts in the last PACE_WINDOW.
        """

    def blocked_recipients(self) -> frozenset[tuple[str, str]]:
        """Every blocked recipient, with its workspace."""

    def settle_row(
        self,
        delivery: Delivery,
        state: State,
        now: datetime,
        *,
        error: str | None = None,
        detail: str | None = None,
        next_at: datetime | None = None,
        posted_channel: str | None = None,
        posted_ts: str | None = None,
        refresh_at: datetime | None = None,
    ) -> bool:
        """Write what became of a claimed row, only if its nonce is still ours; whether it was.

        `State.OWED` with `next_at` puts it off; `UNCERTAIN` with it says when to look. What is
        `sent` is refreshed at `refresh_at`, unless it is stale already. A row
        that was withdrawn while it was being sent still becomes `sent`, since it was.
        """

    def begin_post(self, delivery: Delivery, now: datetime, *, lease_until: datetime) -> bool:
        """Note, just before the posting, that it begins, with a new lease, and `members_only`.
        False where the row is not held by the claim that made `delivery` any more: its lease ran
        out, or it was withdrawn. Then nothing may be posted."""

    def end_leases(self, now: datetime) -> tuple[Delivery, ...]:
        """End every lease that ran out: what was begun is uncertain (those rows are returned),
        the rest is owed again, since it cannot have been posted."""

    def to_find(self, now: datetime, *, until: datetime, limit: int) -> tuple[Delivery, ...]:
        """Uncertain rows whose next look is due; no other worker is given them before `until`."""

    def note_look(self, delivery: Delivery, *, next_at: datetime, absent: bool) -> bool:
        """Note a look that found nothing (`absent`: all was read) and when the next one is due."""

    def of_no_use(self, now: datetime, limit: int) -> tuple[Delivery, ...]:
        """Due rows, also to blocked recipients, that are too late to help; reads only."""

    def next_due(self, now: datetime | None = None) -> datetime | None:
        """The earliest moment at which something can be claimed or looked for, or a lease ends.
        With `now`, what waits for a paused workspace counts from the pause's end, and what waits
        for a recipient who is being served counts from the end of that lease."""

    def stale_posts(self, now: datetime, *, until: datetime, limit: int) -> tuple[Delivery, ...]:
        """Sent rows that want refreshing in place; they come again at `until` unless refreshed."""

    def note_refreshed(self, delivery: Delivery) -> None:
        """It shows what is true, unless it became stale again since `stale_posts` gave it out. Its
        `members_only` is kept too."""

    def refresh_at(self, delivery: Delivery, at: datetime) -> None:
        """Has a sent row refreshed at that moment, unless it is stale already."""

    def taken_down(self, delivery: Delivery) -> None:
        """It is gone from the platform, and no refresh comes back to it."""

    def left_standing(self, delivery: Delivery, error: str) -> None:
        """The platform does not delete it, and says why; it counts as standing again."""

    def put_off_refresh(self, delivery: Delivery, until: datetime) -> None:
        """It is given out at `until`, and remembers (`looks`) that it was put off once more."""

    def forget_settled(self, before: datetime, *, after: int, most: int) -> int | None:
        """Forget direct messages of FORGOTTEN_KINDS that were settled, and too late to help, before
        then. It looks at the `most` oldest rows behind the id `after`, and returns the last id it
        has looked at; None: what lies behind is all newer."""

    def shorten_waits(self, now: datetime, *, longest: timedelta, lease: timedelta) -> int:
        """After the machine's clock was set back: what waits of our own making, longer than
        `longest` from `now`, waits no more; how many waits. What is not due yet stays so. Leases
        that end later than that end after `lease`, since their holder may be alive."""


class Recipients(Protocol):
    """Channels and people that the platform says cannot be reached."""

    def block(
        self,
        recipient: str,
        *,
        error: str,
        now: datetime,
        first: timedelta = FIRST_PROBE,
        jitter: float = 1.0,
    ) -> bool:
        """Hold what is owed there until it is probed; whether this is news. Where it is blocked
        already and a probe was due, the probe has failed: the next one comes after a longer pause.
        `first` and `jitter`: see pause_before_probe."""

    def probe_now(self, recipient: str, now: datetime) -> bool:
        """Let a blocked recipient be probed at once; whether it would have been later."""

    def unblock(self, recipient: str) -> bool:
        """Let it flow again; whether it was blocked."""

    def errors_of_blocked(self) -> Mapping[str, str]:
        """Blocked recipients of the workspace and the platform's error word for each."""

    def block_of(self, recipient: str) -> BlockedRecipient | None:
        """Why a recipient is blocked, and since when; None while it is reached."""
