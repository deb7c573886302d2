"""The statements by which a worker begins and settles what it has claimed, built once each."""

from functools import cache
from typing import Any

from sqlalchemy import (
    Boolean,
    ColumnElement,
    Text,
    Update,
    and_,
    bindparam,
    case,
    func,
    literal,
    null,
    or_,
    update,
)

from bot.domain.delivery import State
from storage.ledgers.deliveries import SENDING_WHEN_WITHDRAWN
from storage.queue.claim import NOW, moment_parameter
from storage.tables import deliveries
from storage.tables.deliveries import IS_SENDING

_row = deliveries.c
_OURS = and_(_row.id == bindparam("row"), _row.nonce == bindparam("held_with"))

BEGIN = (
    update(deliveries)
    .where(_OURS, _row.lease_until > NOW, IS_SENDING)
    .values(
        begun=literal(True, Boolean()),
        lease_until=moment_parameter("until"),
        members_only=bindparam("for_members", type_=Boolean()),
    )
)
"""Parameters: `row`, `held_with` (its nonce), `now`, `until`, `for_members`."""


@cache
def settle_statement(state: State, *, placed: bool) -> Update:
    """Parameters: `row`, `held_with`, `now`, `said` (the error) and, where they apply, `again`
    (owed or looked for at), `channel` and `ts` (`placed`)."""
    ours: ColumnElement[bool] = _row.state.in_((State.SENDING, State.UNCERTAIN))
    if state is State.SENT:
        ours = or_(ours, SENDING_WHEN_WITHDRAWN)
    values: dict[str, Any] = {
        "state": state,
        "error": bindparam("said", type_=Text()),
        "lease_until": null(),
        "next_at": moment_parameter("again") if state in (State.OWED, State.UNCERTAIN) else null(),
        "settled_at": NOW if state in (State.SENT, State.DROPPED) else null(),
    }
    if state in (State.OWED, State.DROPPED):
        values["nonce"] = null()
    if state is State.OWED:
        values["earlier_nonces"] = _WITH_A_LOST_ONE
    if state is not State.DROPPED:
        values["attempted_at"] = NOW
    if placed:
        values |= {
            "slack_channel": func.coalesce(bindparam("channel", type_=Text()), _row.slack_channel),
            "slack_ts": func.coalesce(bindparam("ts", type_=Text()), _row.slack_ts),
        }
    return update(deliveries).where(_OURS, ours).values(**values)


_WITH_A_LOST_ONE = case(
    (
        _row.state == State.UNCERTAIN,
        func.coalesce(_row.earlier_nonces + " ", "") + _row.nonce,
    ),
    else_=_row.earlier_nonces,
)
