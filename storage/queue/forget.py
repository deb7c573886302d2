"""The statements that forget old direct messages, along the table's own order, without an index."""

from sqlalchemy import Integer, bindparam, delete, func, select

from bot.domain.delivery import FORGOTTEN_KINDS, State
from storage.queue.claim import moment_parameter
from storage.tables import deliveries, morning_items

_row = deliveries.c
_AFTER = _row.id > bindparam("after", type_=Integer())
_some = (
    select(_row.id, _row.created_at)
    .where(_AFTER)
    .order_by(_row.id)
    .limit(bindparam("most", type_=Integer()))
    .subquery()
)
RANGE = select(func.max(_some.c.id), func.min(_some.c.created_at, type_=_row.created_at.type))
"""The last id of the `most` rows behind `after`, and when the oldest of them was owed."""

_BEFORE = moment_parameter("before")
SETTLED = (
    delete(deliveries)
    .where(
        _AFTER,
        _row.id <= bindparam("last", type_=Integer()),
        _row.state.in_((State.SENT, State.DROPPED)),
        _row.settled_at < _BEFORE,
        _row.useful_until < _BEFORE,
        _row.kind.in_(FORGOTTEN_KINDS),
        func.substr(_row.recipient, 1, 1).in_(("U", "W")),
        ~_row.stale,
    )
    .returning(_row.workspace_id, _row.id)
)
TOLD_IN = delete(morning_items).where(
    morning_items.c.workspace_id == bindparam("of_workspace"),
    morning_items.c.delivery_id == bindparam("of_delivery"),
)
