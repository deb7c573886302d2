"""All but the claiming statements of the queue, built once: building costs more than running.

Parameters: `now`; `until`, the moment before which nobody else is given the row; `most` rows.
Old direct messages are forgotten along the table's own order, without an index.
"""

from datetime import datetime, timedelta
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Integer, bindparam, delete, func, select

from bot.domain.delivery import FORGOTTEN_KINDS, State, longest_before_probe
from storage.ledgers.deliveries import SENDING_WHEN_WITHDRAWN
from storage.queue.claim import (
    BLOCKED,
    NOW,
    REACHABLE,
    REACHABLE_NOW,
    RECIPIENT,
    RUNNING,
    computed_once,
    moment_parameter,
)
from storage.tables import blocked_recipients, deliveries, morning_items, workspaces
from storage.tables.deliveries import IS_OWED, IS_SENDING, IS_STALE, IS_UNCERTAIN, WAITS_FOR_ITS_END

_MOST: sa.BindParameter[int] = sa.bindparam("most", type_=sa.Integer())
_LEASE_RAN_OUT = "lease_ran_out"

_row = deliveries.c


def _over(begun: sa.ColumnElement[bool]) -> sa.Update:
    """Without those that somebody writes at this moment: a suspended worker may hold them long."""
    over = sa.select(_row.id).where(IS_SENDING, _row.lease_until <= NOW, RUNNING, begun)
    ended = computed_once(over.with_for_update(skip_locked=True), "ended")
    return sa.update(deliveries).where(_row.id.in_(sa.select(ended.c.id)))


END_LEASES_OF_WHAT_WAS_NOT_BEGUN = _over(~_row.begun).values(
    state=State.OWED, nonce=None, lease_until=None, next_at=NOW, error=_LEASE_RAN_OUT
)
END_LEASES_OF_WHAT_WAS_BEGUN = (
    _over(_row.begun.is_(True))
    .values(
        state=State.UNCERTAIN, lease_until=None, attempted_at=NOW, next_at=NOW, error=_LEASE_RAN_OUT
    )
    .returning(deliveries)
)


def _is_time(moment: sa.ColumnElement[Any]) -> sa.ColumnElement[bool]:
    return sa.or_(moment.is_(None), moment <= NOW)


def _taken(due: sa.Select[Any], **also: Any) -> sa.Update:
    taken = computed_once(due.limit(_MOST).with_for_update(skip_locked=True), "taken")
    return (
        sa.update(deliveries)
        .where(_row.id.in_(sa.select(taken.c.id)))
        .values(next_at=moment_parameter("until"), **also)
        .returning(deliveries)
    )


TAKE_TO_FIND = _taken(
    sa.select(_row.id).where(IS_UNCERTAIN, _row.next_at <= NOW, RUNNING).order_by(_row.next_at)
)
_other = deliveries.alias("other")
_SHOWN_BY_ANOTHER = sa.exists().where(
    _other.c.workspace_id == _row.workspace_id,
    _other.c.posted_channel == _row.posted_channel,
    _other.c.posted_ts == _row.posted_ts,
    sa.or_(
        _other.c.lease_until > NOW,
        sa.and_(_other.c.id < _row.id, _other.c.stale, _is_time(_other.c.next_at)),
    ),
)
"""A message is refreshed by one at a time, or an older text may come last and stay."""
TAKE_STALE = _taken(
    sa.select(_row.id)
    .where(IS_STALE, _is_time(_row.next_at), _is_time(_row.lease_until), RUNNING)
    .where(~_SHOWN_BY_ANOTHER)
    .order_by(_row.id),
    looks=sa.case((_row.looks == WAITS_FOR_ITS_END, 0), else_=_row.looks),
    lease_until=moment_parameter("until"),
)
USELESS = (
    sa.select(deliveries)
    .where(IS_OWED, _row.next_at <= NOW, _row.useful_until <= NOW, RUNNING)
    .limit(_MOST)
)

_paused = sa.select(workspaces.c.workspace_id).where(workspaces.c.paused_until > NOW)
_served = sa.select(_row.workspace_id, _row.recipient).where(IS_SENDING).correlate(None)
_free = sa.and_(_row.workspace_id.not_in(_paused), RECIPIENT.not_in(_served))
_owed = sa.select(_row.next_at).where(IS_OWED).order_by(_row.next_at).limit(1)
_looks = sa.select(_row.next_at).where(IS_UNCERTAIN, RUNNING).order_by(_row.next_at).limit(1)
_leases = sa.select(_row.lease_until).where(IS_SENDING, RUNNING).order_by(_row.lease_until).limit(1)
_paused_until = workspaces.c.paused_until
_pauses = sa.select(sa.func.min(_paused_until, type_=_paused_until.type)).where(_paused_until > NOW)
_probe_at = blocked_recipients.c.probe_at
_probes = sa.select(sa.func.min(_probe_at, type_=_probe_at.type)).where(
    _probe_at > NOW, sa.exists().where(IS_OWED, sa.tuple_(*BLOCKED.selected_columns) == RECIPIENT)
)

NEXT_MOMENTS = (_looks, _leases, _owed.where(REACHABLE))
NEXT_MOMENTS_AT = (_looks, _leases, _pauses, _probes, _owed.where(REACHABLE_NOW, _free))
"""A row that waits for a pause, a probe or a busy recipient waits for the end of that."""


_AFTER = deliveries.c.id > bindparam("after", type_=Integer())
_some = (
    select(deliveries.c.id, deliveries.c.created_at)
    .where(_AFTER)
    .order_by(deliveries.c.id)
    .limit(_MOST)
    .subquery()
)
RANGE = select(
    func.max(_some.c.id), func.min(_some.c.created_at, type_=deliveries.c.created_at.type)
)
"""The last id of the `most` rows behind `after`, and when the oldest of them was owed."""

_BEFORE = moment_parameter("before")
SETTLED = (
    delete(deliveries)
    .where(
        _AFTER,
        deliveries.c.id <= bindparam("last", type_=Integer()),
        deliveries.c.state.in_((State.SENT, State.DROPPED)),
        deliveries.c.settled_at < _BEFORE,
        deliveries.c.useful_until < _BEFORE,
        deliveries.c.kind.in_(FORGOTTEN_KINDS),
        func.substr(deliveries.c.recipient, 1, 1).in_(("U", "W")),
        ~deliveries.c.stale,
    )
    .returning(deliveries.c.workspace_id, deliveries.c.id)
)
TOLD_IN = delete(morning_items).where(
    morning_items.c.workspace_id == bindparam("of_workspace"),
    morning_items.c.delivery_id == bindparam("of_delivery"),
)


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
