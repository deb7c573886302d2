"""The queue in numbers, over all workspaces."""

from collections import Counter
from datetime import datetime

import sqlalchemy as sa

from bot.domain.delivery import State
from bot.ports.ledgers.books import Tally
from storage.queue.claim import REACHABLE
from storage.tables import blocked_recipients, deliveries, workspaces
from storage.tables.deliveries import IS_OWED, IS_SENDING, IS_UNCERTAIN

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
