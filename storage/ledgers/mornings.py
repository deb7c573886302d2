"""The ledger of what morning messages have told."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import bindparam, func, or_, select

from bot.domain import MessageKind
from bot.domain.morning import LastTold, Topic
from storage.ledgers.deliveries import STANDING_STATES, is_of_delivery, made_stale
from storage.ledgers.ledger import Ledger, own_rows
from storage.tables import deliveries, morning_items


class Mornings(Ledger):
    """Implements bot.ports.ledgers.digests.Mornings."""

    def keep(
        self, delivery_id: int, items: Collection[tuple[Topic, str]], told_at: datetime
    ) -> None:
        self._count(self._delete(morning_items, delivery_id=delivery_id))
        for topic, reference in items:
            item = {"delivery_id": delivery_id, "topic": topic, "reference": reference}
            self._put(morning_items, **item, told_at=told_at)

    def shown_in(self, delivery_id: int) -> Sequence[tuple[Topic, str]]:
        rows = self._connection.execute(self._select(morning_items, delivery_id=delivery_id))
        return [(row.topic, row.reference) for row in rows]

    def told_to(
        self, user_id: str, *, since: datetime, before: date
    ) -> Mapping[tuple[Topic, str], LastTold]:
        found = self._ask(_TOLD_TO, recipient=user_id, since=since, before=before.isoformat())
        return {
            (row.topic, row.reference): LastTold(date.fromisoformat(row.day), row.at)
            for row in found
        }

    def have_redrawn(
        self, reference: str, since: datetime, *, recipient: str | None = None
    ) -> None:
        showing = select(morning_items.c.delivery_id).where(
            self._own(morning_items), morning_items.c.reference == reference
        )
        update = self._update(
            deliveries, deliveries.c.id.in_(showing), deliveries.c.due_at >= since
        )
        if recipient is not None:
            update = update.where(deliveries.c.recipient == recipient)
        self._connection.execute(made_stale(update))


_TOLD_TO = (
    select(
        morning_items.c.topic,
        morning_items.c.reference,
        func.max(deliveries.c.occurrence).label("day"),
        func.max(morning_items.c.told_at).label("at"),
    )
    .join_from(deliveries, morning_items, is_of_delivery(morning_items))
    .where(
        own_rows(deliveries),
        deliveries.c.recipient == bindparam("recipient"),
        deliveries.c.due_at >= bindparam("since"),
        deliveries.c.kind == MessageKind.MORNING,
        or_(*(deliveries.c.state == state for state in STANDING_STATES)),
        deliveries.c.occurrence < bindparam("before"),
    )
    .group_by(morning_items.c.topic, morning_items.c.reference)
)
