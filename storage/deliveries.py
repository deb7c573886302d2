"""The ledger of one workspace's deliveries, as use cases see them."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import and_, or_

from bot.domain.delivery import Delivery, Owed, State, SubjectType
from storage.ledger import Ledger, to_row
from storage.tables import deliveries

SENDING_WHEN_WITHDRAWN = and_(deliveries.c.state == State.DROPPED, deliveries.c.nonce.is_not(None))
"""Dropped while a worker held it, who may post it yet; a worker's own drop clears the nonce."""


class Deliveries(Ledger):
    """Implements bot.ports.ledgers.deliveries.Deliveries."""

    def owe(self, wanted: Iterable[Owed], now: datetime) -> int:
        """A key that was dropped or sent before is not owed again: count `revision` up."""
        rows = [self._with_workspace(_new_row(owed, now)) for owed in wanted]
        if not rows:
            return 0
        return self._count(self._insert(deliveries).on_conflict_do_nothing(), rows)

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
        """What is uncertain stays so: it may stand in Slack, and has to be looked for."""
        update = self._update(
            deliveries,
            *_about(subject_type, subject_id),
            deliveries.c.state.in_((State.OWED, State.SENDING)),
        )
        if kinds is not None:
            update = update.where(deliveries.c.kind.in_(kinds))
        if recipient is not None:
            update = update.where(deliveries.c.recipient == recipient)
        return self._count(
            update.values(state=State.DROPPED, error=why, settled_at=now, lease_until=None)
        )

    def mark_stale(self, subject_type: SubjectType, subject_id: str, kinds: Collection[str]) -> int:
        """What is being posted now counts too: it may have been written before the change."""
        posted = or_(
            deliveries.c.state.in_((State.SENT, State.SENDING, State.UNCERTAIN)),
            SENDING_WHEN_WITHDRAWN,
        )
        about = _about(subject_type, subject_id)
        return self._set(deliveries, *about, deliveries.c.kind.in_(kinds), posted, stale=True)

    def posted(self, subject_type: SubjectType, subject_id: str, kind: str) -> tuple[Delivery, ...]:
        query = self._select(
            deliveries,
            *_about(subject_type, subject_id),
            deliveries.c.kind == kind,
            deliveries.c.state == State.SENT,
        )
        return self._all(Delivery, query.order_by(deliveries.c.settled_at, deliveries.c.id))

    def at(self, channel_id: str, ts: str) -> Delivery | None:
        query = self._select(
            deliveries, deliveries.c.slack_channel == channel_id, deliveries.c.slack_ts == ts
        )
        return self._one(Delivery, query)

    def of_recipient(self, recipient: str, since: datetime) -> tuple[Delivery, ...]:
        query = self._select(
            deliveries, deliveries.c.recipient == recipient, deliveries.c.due_at >= since
        )
        return self._all(
            Delivery, query.order_by(deliveries.c.due_at.desc(), deliveries.c.id.desc())
        )


def _about(subject_type: SubjectType, subject_id: str) -> tuple[Any, Any]:
    return (deliveries.c.subject_type == subject_type, deliveries.c.subject_id == subject_id)


def _new_row(owed: Owed, now: datetime) -> dict[str, Any]:
    return {
        **to_row(owed),
        "state": State.OWED,
        "attempt": 0,
        "created_at": now,
        "stale": False,
    }
