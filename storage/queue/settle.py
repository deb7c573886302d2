"""The statements by which a worker begins and settles what it has claimed, built once each."""

from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import (
    Boolean,
    ColumnElement,
    Connection,
    Text,
    Update,
    and_,
    bindparam,
    case,
    func,
    literal,
    null,
    or_,
    true,
    update,
)

from bot.domain.delivery import State, longest_before_probe
from storage.ledgers.deliveries import SENDING_WHEN_WITHDRAWN
from storage.queue.claim import NOW, moment_parameter
from storage.tables import blocked_recipients, deliveries, workspaces
from storage.tables.deliveries import IS_SENDING, IS_STALE, IS_UNCERTAIN, WAITS_FOR_ITS_END

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
def settle_statement(state: State, *, placed: bool, refreshed: bool) -> Update:
    """Parameters: `row`, `held_with`, `now`, `said` (the error), `detail` and, where they apply,
    `again` (owed or looked for at), `channel` and `ts` (`placed`), `refresh` (`refreshed`)."""
    ours: ColumnElement[bool] = or_(IS_SENDING, IS_UNCERTAIN)
    if state == State.SENT:
        ours = or_(ours, SENDING_WHEN_WITHDRAWN)
    values: dict[str, Any] = {
        "state": state,
        "error": bindparam("said", type_=Text()),
        "detail": bindparam("detail", type_=Text()),
        "lease_until": null(),
        "next_at": moment_parameter("again") if state in (State.OWED, State.UNCERTAIN) else null(),
        "settled_at": NOW if state in (State.SENT, State.DROPPED) else null(),
    }
    if state in (State.OWED, State.DROPPED):
        values["nonce"] = null()
    if state == State.OWED:
        values["earlier_nonces"] = _WITH_A_LOST_ONE
    if state != State.DROPPED:
        values["attempted_at"] = NOW
    if placed:
        values |= {
            "posted_channel": func.coalesce(
                bindparam("channel", type_=Text()), _row.posted_channel
            ),
            "posted_ts": func.coalesce(bindparam("ts", type_=Text()), _row.posted_ts),
        }
    if refreshed:  # what has become stale while it was posted is refreshed at once
        values |= {
            "stale": true(),
            "next_at": case((_row.stale, null()), else_=moment_parameter("refresh")),
            "looks": case((_row.stale, _row.looks), else_=WAITS_FOR_ITS_END),
        }
    return update(deliveries).where(_OURS, ours).values(**values)


_WITH_A_LOST_ONE = case(
    (_row.state == State.UNCERTAIN, func.coalesce(_row.earlier_nonces + " ", "") + _row.nonce),
    else_=_row.earlier_nonces,
)


def shorten_waits(
    connection: Connection, now: datetime, *, longest: timedelta, lease: timedelta
) -> int:
    """See bot.ports.ledgers.deliveries.Queue.shorten_waits."""
    limit = now + longest
    row = deliveries.c
    too_long = row.next_at > limit
    due_or_now = case((row.due_at > now, row.due_at), else_=now)
    # Asked by the attempt, which such a wait began with: what waits for its day is never walked.
    put_off = (row.state == State.OWED, row.attempted_at > now, too_long)
    sought = (IS_UNCERTAIN, or_(too_long, row.attempted_at > limit))
    held = (IS_SENDING, row.lease_until > limit)
    changes = (
        update(deliveries).where(*put_off).values(next_at=due_or_now),
        # Slack may still post what was attempted just now, so certainty counts from now as well.
        update(deliveries).where(*sought).values(next_at=now, attempted_at=now),
        update(deliveries).where(*held).values(lease_until=now + lease),
        # What waits for the end of its subject is not of our own making.
        update(deliveries)
        .where(IS_STALE, or_(too_long, row.lease_until > limit), row.looks != WAITS_FOR_ITS_END)
        .values(next_at=now, lease_until=None),
        update(workspaces).where(workspaces.c.paused_until > limit).values(paused_until=now),
        update(blocked_recipients)
        .where(blocked_recipients.c.probe_at > now + longest_before_probe())
        .values(probe_at=now),
    )
    return sum(connection.execute(change).rowcount for change in changes)
