"""The queue: every workspace's deliveries, as the loop takes and counts them."""

from collections import Counter
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection, Executable, update

from bot.domain.delivery import LATE_AFTER, PACE_WINDOW, Delivery, State
from bot.ports.ledgers.books import Tally
from storage.ledgers.deliveries import Deliveries
from storage.ledgers.ledger import from_row
from storage.queue import claim as claiming
from storage.queue import statements
from storage.queue.claim import REACHABLE
from storage.tables import blocked_recipients, deliveries, workspaces
from storage.tables.deliveries import IS_OWED, IS_SENDING, IS_STALE, IS_UNCERTAIN, WAITS_FOR_ITS_END
from storage.transactions.shared_state import Shared


class Queue:
    """Implements bot.ports.ledgers.deliveries.Queue; the one ledger that is not one workspace's."""

    def __init__(self, connection: Connection, shared: Shared) -> None:
        self._open = connection
        self._shared = shared

    @property
    def _connection(self) -> Connection:
        """The open connection, on which nothing of these rows is left to write."""
        if self._shared.puts_off:
            self._shared.write(self._open, Deliveries)
        return self._open

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
        """Earliest due first; workers who claim at the same moment pass over each other's rows.

        Where fewer are taken than may be, a few recipients may have hidden the others: they are
        busy now, and it is asked again.
        """
        given: dict[str, Any] = {"now": now, "leased_until": lease_until, "most": limit}
        given |= {"late_before": now - LATE_AFTER, "skipped": list(skip)}
        if apart:
            # The upper bounds: where a clock was set back, what lies ahead says nothing.
            given |= {"served_from": now - apart, "served_to": now + apart}
        if at_most is not None:
            given |= {"counted_from": now - PACE_WINDOW, "counted_to": now + PACE_WINDOW}
            given["at_most"] = at_most
        statement = claiming.claim_statement(paced=bool(apart), limited=at_most is not None)
        taken = found = self._rows(statement, **given)
        while found and len(taken) < limit:
            found = self._rows(statement, **{**given, "most": limit - len(taken)})
            taken += found
        return taken

    def blocked_recipients(self) -> frozenset[tuple[str, str]]:
        rows = self._connection.execute(claiming.BLOCKED)
        return frozenset((row.workspace_id, row.recipient) for row in rows)

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
        """Write what became of a claimed row; False, and nothing written, where it is not ours.

        The row is ours while it has the nonce of `delivery` and is `sending` or `uncertain`. One
        that was withdrawn meanwhile takes `sent` and nothing else, so that it is never owed
        again. Only `sent`, `uncertain` and a withdrawal keep the nonce: after `owed` or
        `dropped` no later write with it succeeds. What is owed again after it was uncertain
        remembers the nonce of the attempt that may still appear.
        """
        if state is State.SENDING:
            raise ValueError("A delivery comes to be sending by a claim only.")
        given: dict[str, Any] = {"said": error, "detail": detail, "now": now}
        if state in (State.OWED, State.UNCERTAIN):
            given["again"] = next_at or now
        placed = posted_channel is not None or posted_ts is not None
        if placed:
            given |= {"channel": posted_channel, "ts": posted_ts}
        refreshed = refresh_at is not None
        if refreshed:
            given["refresh"] = refresh_at
        statement = statements.settle_statement(state, placed=placed, refreshed=refreshed)
        return self._still(statement, delivery, **given)

    def begin_post(self, delivery: Delivery, now: datetime, *, lease_until: datetime) -> bool:
        given = {"until": lease_until, "for_members": delivery.members_only}
        return self._still(statements.BEGIN, delivery, now=now, **given)

    def end_leases(self, now: datetime) -> tuple[Delivery, ...]:
        """A holder that was only slow may have begun to send just before its lease ended."""
        self._connection.execute(statements.END_LEASES_OF_WHAT_WAS_NOT_BEGUN, {"now": now})
        return self._rows(statements.END_LEASES_OF_WHAT_WAS_BEGUN, now=now)

    def to_find(self, now: datetime, *, until: datetime, limit: int) -> tuple[Delivery, ...]:
        return self._rows(statements.TAKE_TO_FIND, now=now, until=until, most=limit)

    def note_look(self, delivery: Delivery, *, next_at: datetime, absent: bool) -> bool:
        written = self._connection.execute(
            update(deliveries)
            .where(
                deliveries.c.id == delivery.id,
                deliveries.c.nonce == delivery.nonce,
                deliveries.c.looks == delivery.looks,
                IS_UNCERTAIN,
            )
            .values(
                looks=deliveries.c.looks + 1,
                readings=deliveries.c.readings + int(absent),
                next_at=next_at,
            )
        )
        return written.rowcount > 0

    def of_no_use(self, now: datetime, limit: int) -> tuple[Delivery, ...]:
        return self._rows(statements.USELESS, now=now, most=limit)

    def next_due(self, now: datetime | None = None) -> datetime | None:
        """What `of_no_use` would give out is due as well, though nobody can be sent it."""
        wanted = statements.NEXT_MOMENTS if now is None else statements.NEXT_MOMENTS_AT
        given = {} if now is None else {"now": now}
        found = [self._connection.execute(one, given).scalar_one_or_none() for one in wanted]
        return min((moment for moment in found if moment is not None), default=None)

    def stale_posts(self, now: datetime, *, until: datetime, limit: int) -> tuple[Delivery, ...]:
        return self._rows(statements.TAKE_STALE, now=now, until=until, most=limit)

    def note_refreshed(self, delivery: Delivery) -> None:
        shown = delivery.members_only
        self._set_stale(delivery, stale=False, next_at=None, looks=0, members_only=shown)

    def refresh_at(self, delivery: Delivery, at: datetime) -> None:
        row = deliveries.c
        fresh = (row.id == delivery.id, row.state == State.SENT, ~row.stale)
        self._connection.execute(
            update(deliveries).where(*fresh).values(stale=True, next_at=at, looks=WAITS_FOR_ITS_END)
        )

    def taken_down(self, delivery: Delivery) -> None:
        self._set_stale(delivery, stale=False, next_at=None, looks=0)

    def left_standing(self, delivery: Delivery, error: str) -> None:
        self._set_stale(delivery, stale=False, next_at=None, looks=0, unwanted=False, error=error)

    def put_off_refresh(self, delivery: Delivery, until: datetime) -> None:
        self._set_stale(delivery, next_at=until, looks=deliveries.c.looks + 1)

    def forget_settled(self, before: datetime, *, after: int, most: int) -> int | None:
        range_of = {"after": after, "most": most}
        last, oldest = self._connection.execute(statements.RANGE, range_of).one()
        if last is None or oldest >= before:
            return None
        given = {"after": after, "last": last, "before": before}
        gone = self._connection.execute(statements.SETTLED, given).all()
        if gone:
            told_in = [{"of_workspace": w, "of_delivery": number} for w, number in gone]
            self._connection.execute(statements.TOLD_IN, told_in)
        return int(last)

    def shorten_waits(self, now: datetime, *, longest: timedelta, lease: timedelta) -> int:
        return statements.shorten_waits(self._connection, now, longest=longest, lease=lease)

    def _set_stale(self, delivery: Delivery, **values: Any) -> None:
        """Where it was not marked once more. Our turn ends in any case."""
        row = deliveries.c
        ours = update(deliveries).where(row.id == delivery.id, IS_STALE)
        released = ours.where(row.lease_until == delivery.lease_until).values(lease_until=None)
        self._connection.execute(released)
        self._connection.execute(ours.where(row.next_at == delivery.next_at).values(**values))

    def _still(self, statement: Executable, delivery: Delivery, **given: Any) -> bool:
        """Write where the row is held with the delivery's nonce; whether it was.

        A group writes the rows of all its jobs at once, and takes each to be held. Where one is
        not, nothing of it is kept, and the group runs again row by row.
        """
        row = {"row": delivery.id, "held_with": delivery.nonce, **given}
        if self._shared.puts_off:
            self._shared.put_off(Deliveries, statement, row, each_changes=True)
            return True
        return self._open.execute(statement, row).rowcount > 0

    def _rows(self, statement: Executable, **given: Any) -> tuple[Delivery, ...]:
        """The rows that a statement gives out, the earliest due first."""
        rows = self._connection.execute(statement, given).mappings()
        found = (from_row(Delivery, row) for row in rows)
        return tuple(sorted(found, key=lambda delivery: (delivery.due_at, delivery.id)))


_UNSETTLED = {State.OWED: IS_OWED, State.SENDING: IS_SENDING, State.UNCERTAIN: IS_UNCERTAIN}
"""Each with an index of its own, so that only what was dropped or retried is looked through for."""


class Tallies:
    """Implements bot.ports.ledgers.books.Tallies; like the queue, no one workspace's."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def take_tally(self, now: datetime) -> Tally:
        states = {state: self._count(deliveries, where) for state, where in _UNSETTLED.items()}
        dropped, retries = self._dropped_and_retried()
        states[State.DROPPED] = dropped.total()
        # Whatever else there is was sent: counting rows needs no look into them.
        states[State.SENT] = self._count(deliveries) - sum(states.values())
        return Tally(
            states={state: count for state, count in states.items() if count},
            dropped=dropped,
            retries=retries,
            oldest_due=min(
                filter(None, (self._oldest_due(w, now) for w in _UNSETTLED.values())), default=None
            ),
            blocked=self._count(blocked_recipients),
            stopped=self._count(workspaces, workspaces.c.stopped_at.is_not(None)),
        )

    def _dropped_and_retried(self) -> tuple[Counter[str], int]:
        is_dropped = deliveries.c.state == State.DROPPED
        again = sa.case((deliveries.c.attempt > 1, deliveries.c.attempt - 1), else_=0)
        why = sa.case((is_dropped, sa.func.coalesce(deliveries.c.error, "")))
        query = (
            sa.select(
                why.label("why"), sa.func.count().label("rows"), sa.func.sum(again).label("again")
            )
            .where(sa.or_(is_dropped, deliveries.c.attempt > 1))
            .group_by(why)
        )
        dropped: Counter[str] = Counter()
        retries = 0
        for row in self._connection.execute(query):
            retries += int(row.again)
            if row.why is not None:
                dropped[row.why] = row.rows
        return dropped, retries

    def _oldest_due(self, state: sa.TextClause, now: datetime) -> datetime | None:
        query = (
            sa.select(deliveries.c.due_at)
            .where(sa.and_(state, deliveries.c.due_at <= now, REACHABLE))
            .order_by(deliveries.c.due_at)
            .limit(1)
        )
        return self._connection.execute(query).scalar_one_or_none()

    def _count(self, table: sa.FromClause, *where: sa.ColumnElement[bool] | sa.TextClause) -> int:
        counted = sa.select(sa.func.count()).select_from(table).where(*where)
        return self._connection.execute(counted).scalar_one()
