"""The queue: every workspace's deliveries, as the loop claims and settles them."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Text, and_, exists, func, or_, select, update
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from bot.domain.delivery import Delivery, State
from storage.deliveries import SENDING_WHEN_WITHDRAWN
from storage.ledger import from_row
from storage.tables import blocked_recipients, deliveries, workspaces
from storage.tables.deliveries import IS_OWED, IS_SENDING, IS_STALE


class random_hex(FunctionElement[str]):  # noqa: N801  reads as the SQL function it is
    """128 random bits in hexadecimal, other for each row."""

    type = Text()
    inherit_cache = True


@compiles(random_hex, "sqlite")
def _random_hex_sqlite(_element: random_hex, _compiler: SQLCompiler, **_options: Any) -> str:
    return "lower(hex(randomblob(16)))"


@compiles(random_hex, "postgresql")
def _random_hex_postgresql(_element: random_hex, _compiler: SQLCompiler, **_options: Any) -> str:
    return "replace(gen_random_uuid()::text, '-', '')"


class Queue:
    """Implements bot.ports.ledgers.deliveries.Queue; the one ledger that is not one workspace's."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def claim(
        self, now: datetime, *, lease_until: datetime, limit: int, skip: Collection[str] = ()
    ) -> tuple[Delivery, ...]:
        """Earliest due first; workers who claim at the same moment pass over each other's rows."""
        # Materialised, or SQLite would walk every row ever owed for the sake of its order.
        due = (
            select(
                deliveries.c.id,
                deliveries.c.workspace_id,
                deliveries.c.recipient,
                deliveries.c.due_at,
            )
            .where(
                IS_OWED,
                deliveries.c.due_at <= now,
                deliveries.c.recipient.not_in(skip),
                _REACHABLE,
            )
            .cte("due")
            .prefix_with("MATERIALIZED")
        )
        turn = func.row_number().over(
            partition_by=(due.c.workspace_id, due.c.recipient),
            order_by=(due.c.due_at, due.c.id),
        )
        ranked = select(due.c.id, turn.label("turn")).cte("ranked")
        first = select(ranked.c.id).where(ranked.c.turn == 1)
        # State and due moment are asked again beside the lock: another worker may have moved the
        # row on between our first look and our lock.
        taken = (
            select(deliveries.c.id)
            .where(deliveries.c.id.in_(first), IS_OWED, deliveries.c.due_at <= now)
            .order_by(deliveries.c.due_at, deliveries.c.id)
            .limit(limit)
            .with_for_update(skip_locked=True)
            .cte("taken")
            .prefix_with("MATERIALIZED")
        )
        claim = (
            update(deliveries)
            .where(deliveries.c.id.in_(select(taken.c.id)))
            .values(
                state=State.SENDING,
                attempt=deliveries.c.attempt + 1,
                nonce=random_hex(),
                lease_until=lease_until,
                error=None,
                stale=False,
            )
        )
        return self._changed(claim)

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
        """Write what became of a claimed row; False, and nothing written, where it is not ours.

        The row is ours while it has the nonce of `delivery` and is `sending` or `uncertain`. One
        that was withdrawn meanwhile takes `sent` and nothing else, so that it is never owed
        again. Only `sent`, `uncertain` and a withdrawal keep the nonce: after `owed` or
        `dropped` no later write with it succeeds.
        """
        if state is State.SENDING:
            raise ValueError("A delivery comes to be sending by a claim only.")
        ours: ColumnElement[bool] = deliveries.c.state.in_((State.SENDING, State.UNCERTAIN))
        if state is State.SENT:
            ours = or_(ours, SENDING_WHEN_WITHDRAWN)
        values: dict[str, Any] = {
            "state": state,
            "error": error,
            "lease_until": None,
            "settled_at": now if state in (State.SENT, State.DROPPED) else None,
        }
        if state in (State.OWED, State.DROPPED):
            values["nonce"] = None
        given = {"due_at": due_at, "slack_channel": slack_channel, "slack_ts": slack_ts}
        values |= {name: value for name, value in given.items() if value is not None}
        written = self._connection.execute(
            update(deliveries)
            .where(deliveries.c.id == delivery.id, deliveries.c.nonce == delivery.nonce, ours)
            .values(**values)
        )
        return written.rowcount > 0

    def expired(self, now: datetime) -> tuple[Delivery, ...]:
        return self._changed(
            update(deliveries)
            .where(IS_SENDING, deliveries.c.lease_until <= now, _RUNNING)
            .values(state=State.UNCERTAIN, lease_until=None)
        )

    def next_due(self) -> datetime | None:
        query = (
            select(deliveries.c.due_at)
            .where(IS_OWED, _REACHABLE)
            .order_by(deliveries.c.due_at)
            .limit(1)
        )
        return self._connection.execute(query).scalar_one_or_none()

    def stale(self, limit: int) -> tuple[Delivery, ...]:
        query = select(deliveries).where(IS_STALE, _RUNNING).order_by(deliveries.c.id).limit(limit)
        return tuple(from_row(Delivery, row) for row in self._connection.execute(query).mappings())

    def refreshed(self, delivery_id: int) -> None:
        self._connection.execute(
            update(deliveries).where(deliveries.c.id == delivery_id).values(stale=False)
        )

    def _changed(self, change: Any) -> tuple[Delivery, ...]:
        rows = self._connection.execute(change.returning(deliveries)).mappings()
        found = (from_row(Delivery, row) for row in rows)
        return tuple(sorted(found, key=lambda delivery: (delivery.due_at, delivery.id)))


_RUNNING: ColumnElement[bool] = ~exists().where(
    workspaces.c.workspace_id == deliveries.c.workspace_id,
    workspaces.c.stopped_at.is_not(None),
)
_REACHABLE = and_(
    _RUNNING,
    ~exists().where(
        blocked_recipients.c.workspace_id == deliveries.c.workspace_id,
        blocked_recipients.c.recipient == deliveries.c.recipient,
    ),
)
