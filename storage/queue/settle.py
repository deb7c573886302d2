"""The statements by which a worker begins and settles what it has claimed, built once each."""

from datetime import datetime, timedelta
from functools import cache
from typing import Any

import sqlalchemy as sa

from bot.domain.delivery import State, longest_before_probe
from storage.ledgers.deliveries import SENDING_WHEN_WITHDRAWN
from storage.queue.claim import NOW, moment_parameter
from storage.tables import blocked_recipients, deliveries, workspaces
from storage.tables.deliveries import IS_SENDING, IS_STALE, IS_UNCERTAIN, WAITS_FOR_ITS_END

_row = deliveries.c
_OURS = sa.and_(_row.id == sa.bindparam("row"), _row.nonce == sa.bindparam("held_with"))

BEGIN = (
    sa.update(deliveries)
    .where(_OURS, _row.lease_until > NOW, IS_SENDING)
    .values(
        begun=sa.literal(True, sa.Boolean()),
        lease_until=moment_parameter("until"),
        members_only=sa.bindparam("for_members", type_=sa.Boolean()),
    )
)
"""Parameters: `row`, `held_with` (its nonce), `now`, `until`, `for_members`."""


@cache
def settle_statement(state: State, *, placed: bool, refreshed: bool) -> sa.Update:
    """Parameters: `row`, `held_with`, `now`, `said` (the error), `detail` and, where they apply,
    `again` (owed or looked for at), `channel` and `ts` (`placed`), `refresh` (`refreshed`)."""
    ours: sa.ColumnElement[bool] = sa.or_(IS_SENDING, IS_UNCERTAIN)
    if state == State.SENT:
        ours = sa.or_(ours, SENDING_WHEN_WITHDRAWN)
    values: dict[str, Any] = {
        "state": state,
        "error": sa.bindparam("said", type_=sa.Text()),
        "detail": sa.bindparam("detail", type_=sa.Text()),
        "lease_until": sa.null(),
        "next_at": moment_parameter("again")
        if state in (State.OWED, State.UNCERTAIN)
        else sa.null(),
        "settled_at": NOW if state in (State.SENT, State.DROPPED) else sa.null(),
    }
    if state in (State.OWED, State.DROPPED):
        values["nonce"] = sa.null()
    if state == State.OWED:
        values["earlier_nonces"] = _WITH_A_LOST_ONE
    if state != State.DROPPED:
        values["attempted_at"] = NOW
    if placed:
        values |= {
            "posted_channel": sa.func.coalesce(
                sa.bindparam("channel", type_=sa.Text()), _row.posted_channel
            ),
            "posted_ts": sa.func.coalesce(sa.bindparam("ts", type_=sa.Text()), _row.posted_ts),
        }
    if refreshed:  # what has become stale while it was posted is refreshed at once
        values |= {
            "stale": sa.true(),
            "next_at": sa.case((_row.stale, sa.null()), else_=moment_parameter("refresh")),
            "looks": sa.case((_row.stale, _row.looks), else_=WAITS_FOR_ITS_END),
        }
    return sa.update(deliveries).where(_OURS, ours).values(**values)


_WITH_A_LOST_ONE = sa.case(
    (_row.state == State.UNCERTAIN, sa.func.coalesce(_row.earlier_nonces + " ", "") + _row.nonce),
    else_=_row.earlier_nonces,
)


def shorten_waits(
    connection: sa.Connection, now: datetime, *, longest: timedelta, lease: timedelta
) -> int:
    """See bot.ports.ledgers.deliveries.Queue.shorten_waits."""
    limit = now + longest
    row = deliveries.c
    too_long = row.next_at > limit
    due_or_now = sa.case((row.due_at > now, row.due_at), else_=now)
    # Asked by the attempt, which such a wait began with: what waits for its day is never walked.
    put_off = (row.state == State.OWED, row.attempted_at > now, too_long)
    sought = (IS_UNCERTAIN, sa.or_(too_long, row.attempted_at > limit))
    held = (IS_SENDING, row.lease_until > limit)
    changes = (
        sa.update(deliveries).where(*put_off).values(next_at=due_or_now),
        # Slack may still post what was attempted just now, so certainty counts from now as well.
        sa.update(deliveries).where(*sought).values(next_at=now, attempted_at=now),
        sa.update(deliveries).where(*held).values(lease_until=now + lease),
        # What waits for the end of its subject is not of our own making.
        sa.update(deliveries)
        .where(IS_STALE, sa.or_(too_long, row.lease_until > limit), row.looks != WAITS_FOR_ITS_END)
        .values(next_at=now, lease_until=None),
        sa.update(workspaces).where(workspaces.c.paused_until > limit).values(paused_until=now),
        sa.update(blocked_recipients)
        .where(blocked_recipients.c.probe_at > now + longest_before_probe())
        .values(probe_at=now),
    )
    return sum(connection.execute(change).rowcount for change in changes)
