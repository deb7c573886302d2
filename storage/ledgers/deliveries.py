"""The ledgers of one workspace's deliveries, and of recipients that cannot be reached."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Update, and_, bindparam, case, func, or_, select

from bot.domain import DropReason, MessageKind, Owed
from bot.domain.delivery import (
    FIRST_PROBE,
    BlockedRecipient,
    Delivery,
    State,
    SubjectType,
    pause_before_probe,
)
from bot.ports.ledgers.deliveries import Copies
from bot.ports.ledgers.search import Ids
from storage.database.notify import announce_due, announce_now
from storage.ledgers.ledger import Ledger, field_names, own_rows, remember_versioned, to_row
from storage.tables import blocked_recipients, deliveries
from storage.tables.deliveries import IS_OWED, IS_STANDING

SENDING_WHEN_WITHDRAWN = and_(deliveries.c.state == State.DROPPED, deliveries.c.nonce.is_not(None))
"""Dropped while a worker held it, who may post it yet; a worker's own drop clears the nonce."""

STANDING_STATES = (State.SENT, State.SENDING, State.UNCERTAIN)
"""It was posted, or may have been."""

_LONGEST_USE = timedelta(days=60)
"""Longer than any kind stays useful; it bounds how far back a recipient's rows are read."""
_ASKED_AT_ONCE = 1_000
"""Recipients in one question; databases take some ten thousand values at most."""


class Deliveries(Ledger):
    """Implements bot.ports.ledgers.deliveries.Deliveries."""

    def owe(self, wanted: Iterable[Owed], now: datetime) -> int:
        """A key that was dropped or sent before is not owed again: count `revision` up."""
        new = {"state": State.OWED, "attempt": 0, "created_at": now, "stale": False}
        due = ({**to_row(owed), "next_at": owed.due_at} for owed in wanted)
        rows = [self._with_workspace({**row, **new}) for row in due]
        if not rows:
            return 0
        kept = self._count(self._insert(deliveries).on_conflict_do_nothing(), rows)
        if kept:
            announce_due(self._connection, min(row["due_at"] for row in rows), now)
        return kept

    def withdraw(
        self,
        subject_type: SubjectType,
        subject_id: str,
        *,
        why: DropReason,
        now: datetime,
        kinds: Collection[MessageKind] | None = None,
    ) -> int:
        """What is uncertain stays so: it may stand in Slack, and has to be looked for."""
        pending = deliveries.c.state.in_((State.OWED, State.SENDING))
        subject = {"subject_type": subject_type, "subject_id": subject_id}
        update = self._update(deliveries, pending, **subject)
        if kinds is not None:
            update = update.where(deliveries.c.kind.in_(kinds))
        dropped = {"state": State.DROPPED, "error": why, "settled_at": now}
        return self._count(update.values(**dropped, lease_until=None, next_at=None))

    def take_back(self, subject_type: SubjectType, *subject_ids: str, now: datetime) -> int:
        not_begun = (deliveries.c.state == State.SENDING, ~deliveries.c.begun)
        owed = {"state": State.OWED, "nonce": None, "lease_until": None, "next_at": now}
        back = 0
        for start in range(0, len(subject_ids), _ASKED_AT_ONCE):
            some = deliveries.c.subject_id.in_(subject_ids[start : start + _ASKED_AT_ONCE])
            theirs = (deliveries.c.subject_type == subject_type, some)
            back += self._set(deliveries, *theirs, *not_begun, **owed)
        if back:
            announce_now(self._connection)
        return back

    def drop_owed(self, ids: Ids, *, why: DropReason, now: datetime) -> int:
        still_owed = (deliveries.c.id.in_(ids), deliveries.c.state == State.OWED)
        dropped = {"state": State.DROPPED, "error": why, "settled_at": now, "next_at": None}
        return self._set(deliveries, *still_owed, **dropped)

    def owe_dropped(self, recipient: str, *, why: DropReason, now: datetime) -> int:
        back = self._set(
            deliveries,
            deliveries.c.recipient == recipient,
            deliveries.c.due_at > now - _LONGEST_USE,
            deliveries.c.state == State.DROPPED,
            deliveries.c.error == why,
            deliveries.c.useful_until > now,
            state=State.OWED,
            next_at=now,
            error=None,
            detail=None,
            settled_at=None,
        )
        if back:
            announce_now(self._connection)
        return back

    def mark_stale(
        self,
        subject_type: SubjectType,
        subject_id: str,
        kinds: Collection[MessageKind] | None = None,
        *,
        since: datetime | None = None,
    ) -> tuple[str, ...]:
        update = self._update(deliveries, subject_type=subject_type, subject_id=subject_id)
        if kinds is not None:
            update = update.where(deliveries.c.kind.in_(kinds))
        if since is not None:
            update = update.where(deliveries.c.due_at >= since)
        marked = made_stale(update).returning(deliveries.c.recipient)
        return tuple(self._connection.execute(marked).scalars())

    def posted_about(
        self, subject_type: SubjectType, subject_id: str, kind: MessageKind
    ) -> tuple[Delivery, ...]:
        subject = {"subject_type": subject_type, "subject_id": subject_id}
        query = self._select(deliveries, **subject, kind=kind, state=State.SENT)
        return self._all(Delivery, query.order_by(deliveries.c.settled_at, deliveries.c.id))

    def posts_for_members(self, channel_id: str, limit: int) -> tuple[tuple[Delivery, ...], int]:
        here = self._select(deliveries, posted_channel=channel_id).where(IS_STANDING)
        newest = here.order_by(deliveries.c.posted_ts.desc())
        return self._all(Delivery, newest.limit(limit)), self._number_of(here)

    def take_down(self, channel_id: str, *, until_ts: str, post_id: int | None = None) -> int:
        here = (deliveries.c.posted_channel == channel_id, deliveries.c.posted_ts <= until_ts)
        update = self._update(deliveries, *here).where(IS_STANDING)
        if post_id is not None:
            update = update.where(deliveries.c.id == post_id)
        return self._count(update.values(unwanted=True, stale=True, next_at=None, looks=0))

    def posted_at(self, channel_id: str, ts: str) -> Delivery | None:
        query = self._select(deliveries, posted_channel=channel_id, posted_ts=ts)
        return self._one(Delivery, query)

    def place_of(self, recipient: str) -> str | None:
        place = deliveries.c.posted_channel
        query = self._select(deliveries, place.is_not(None), recipient=recipient)
        last = query.with_only_columns(place).order_by(deliveries.c.due_at.desc()).limit(1)
        return self._connection.execute(last).scalar_one_or_none()

    def of_ids(self, ids: Ids) -> tuple[Delivery, ...]:
        return self._all(Delivery, self._select(deliveries, deliveries.c.id.in_(ids)))

    def people_waiting(self, now: datetime, limit: int) -> tuple[str, ...]:
        due = select(deliveries.c.recipient).where(
            IS_OWED, deliveries.c.next_at <= now, self._own(deliveries), _IS_PERSON
        )
        first = due.order_by(deliveries.c.next_at).limit(limit)
        return tuple(dict.fromkeys(self._connection.scalars(first)))

    def oldest_due(self, now: datetime) -> datetime | None:
        due = select(func.min(deliveries.c.due_at)).where(
            IS_OWED, deliveries.c.next_at <= now, self._own(deliveries)
        )
        return self._connection.execute(due).scalar_one_or_none()

    def of_recipient(self, recipient: str, since: datetime) -> tuple[Delivery, ...]:
        return self._asked(Delivery, _OF_RECIPIENT, recipient=recipient, since=since)

    def of_recipients(
        self, recipients: Collection[str], since: datetime, subject_type: SubjectType
    ) -> Mapping[str, Sequence[Delivery]]:
        found: dict[str, list[Delivery]] = {recipient: [] for recipient in recipients}
        left = list(found)
        while left:
            some, left = left[:_ASKED_AT_ONCE], left[_ASKED_AT_ONCE:]
            asked = {"recipients": some, "since": since, "about": subject_type}
            for delivery in self._asked(Delivery, _OF_RECIPIENTS, **asked):
                found[delivery.recipient].append(delivery)
        return found

    def count_copies(
        self,
        subject_types: Collection[SubjectType],
        *,
        since: datetime,
        until: datetime,
        subject_ids: Collection[str] | None = None,
    ) -> tuple[Copies, ...]:
        # Subjects and their types come first in the unique index, so mornings are not walked.
        query = select(*_SAME, deliveries.c.state, _EARLIEST, func.count()).where(
            self._own(deliveries),
            deliveries.c.subject_type.in_(subject_types),
            deliveries.c.due_at.between(since, until),
            _IS_PERSON,
        )
        if subject_ids is not None:
            query = query.where(deliveries.c.subject_id.in_(subject_ids))
        found: dict[Any, tuple[datetime, dict[State, int]]] = {}
        for *same, state, due_at, number in self._connection.execute(
            query.group_by(*_SAME, deliveries.c.state)
        ):
            key = tuple(same)
            first, states = found.get(key, (due_at, {}))
            found[key] = (min(first, due_at), states | {state: number})
        made = (
            Copies(**dict(zip(_SAME_NAMES, key, strict=True)), due_at=due_at, states=states)
            for key, (due_at, states) in found.items()
        )
        return tuple(sorted(made, key=lambda c: (c.due_at, c.subject_id, c.kind), reverse=True))


def is_of_delivery(table: FromClause) -> ColumnElement[bool]:
    """Whether a row belongs to a delivery: that key does not carry its workspace."""
    same = table.c.workspace_id == deliveries.c.workspace_id
    return and_(same, table.c.delivery_id == deliveries.c.id)


def made_stale(update: Update) -> Update:
    """What is being posted now counts too: it may have been written before the change."""
    posted = or_(deliveries.c.state.in_(STANDING_STATES), SENDING_WHEN_WITHDRAWN)
    is_sent = deliveries.c.state == State.SENT
    return update.where(posted, ~deliveries.c.unwanted).values(
        stale=True,
        next_at=case((is_sent, None), else_=deliveries.c.next_at),
        looks=case((is_sent, 0), else_=deliveries.c.looks),
    )


_SINCE = (
    select(deliveries)
    .where(own_rows(deliveries), deliveries.c.due_at >= bindparam("since"))
    .order_by(deliveries.c.due_at.desc(), deliveries.c.id.desc())
)
_OF_RECIPIENT = _SINCE.where(deliveries.c.recipient == bindparam("recipient"))
_OF_RECIPIENTS = _SINCE.where(
    deliveries.c.recipient.in_(bindparam("recipients", expanding=True)),
    deliveries.c.subject_type == bindparam("about"),
)
_SAME_NAMES = [name for name in field_names(Copies) if name not in ("due_at", "states")]
_SAME = tuple(deliveries.c[name] for name in _SAME_NAMES)
_EARLIEST = func.min(deliveries.c.due_at)
_IS_PERSON = func.substr(deliveries.c.recipient, 1, 1).in_(("U", "W"))
"""Slack's ids of people begin so; those of channels with C, G or D."""


class Recipients(Ledger):
    """Implements bot.ports.ledgers.deliveries.Recipients."""

    def block(
        self,
        recipient: str,
        *,
        error: str,
        now: datetime,
        first: timedelta = FIRST_PROBE,
        jitter: float = 1.0,
    ) -> bool:
        """What was under way when the probe was refused, or before it was due, is no probe."""
        known = self.block_of(recipient)
        probes = 0 if known is None else known.probes + 1
        probe_at = now + pause_before_probe(probes, jitter, first=first)
        said = {"error": error, "probes": probes, "probe_at": probe_at}
        if known is None:
            self._put(blocked_recipients, recipient=recipient, blocked_at=now, **said)
        elif known.probe_at <= now:
            self._set(blocked_recipients, blocked_recipients.c.recipient == recipient, **said)
        return known is None

    def probe_now(self, recipient: str, now: datetime) -> bool:
        waits = (blocked_recipients.c.recipient == recipient, blocked_recipients.c.probe_at > now)
        earlier = self._set(blocked_recipients, *waits, probe_at=now) > 0
        if earlier:
            announce_now(self._connection)
        return earlier

    def unblock(self, recipient: str) -> bool:
        same = blocked_recipients.c.recipient == recipient
        was_blocked = self._remove(blocked_recipients, same) > 0
        if was_blocked:
            announce_now(self._connection)
        return was_blocked

    @remember_versioned
    def errors_of_blocked(self) -> Mapping[str, str]:
        rows = self._connection.execute(self._select(blocked_recipients))
        return MappingProxyType({row.recipient: row.error for row in rows})

    def block_of(self, recipient: str) -> BlockedRecipient | None:
        return self._one(BlockedRecipient, self._select(blocked_recipients, recipient=recipient))
