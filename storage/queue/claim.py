"""The statement by which a worker takes due deliveries: whose turn it is, and at which pace.

It is built once for each way of pacing, since to build it takes ten times as long as to run it.
"""

from collections.abc import Collection
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    CTE,
    BindParameter,
    Boolean,
    ColumnElement,
    CompoundSelect,
    Integer,
    Select,
    Text,
    Update,
    and_,
    bindparam,
    case,
    exists,
    false,
    func,
    literal_column,
    or_,
    select,
    true,
    tuple_,
    union,
    update,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from bot.domain.delivery import LATE_AFTER, MOST_SHARED, PACE_WINDOW, SHARED_KINDS, State
from storage.tables import blocked_recipients, deliveries, workspaces
from storage.tables.deliveries import IS_OWED, IS_SENDING
from storage.tables.types import UTCDateTime

_CANDIDATES = 10
"""As many times more rows are looked at as are taken."""
_NEAR = 400
"""The number of earliest due rows that are weighed against each other: in a long backlog it costs
more to weigh all than to send what is taken."""

RUNNING: ColumnElement[bool] = ~exists().where(
    workspaces.c.workspace_id == deliveries.c.workspace_id, workspaces.c.stopped_at.is_not(None)
)
# What is left out is a list that is made once: to look it up for each row takes most of the time,
# and with NOT EXISTS a server may join all that waits before it takes the first.
RECIPIENT = tuple_(deliveries.c.workspace_id, deliveries.c.recipient)
_STOPPED = select(workspaces.c.workspace_id).where(workspaces.c.stopped_at.is_not(None))
BLOCKED = select(blocked_recipients.c.workspace_id, blocked_recipients.c.recipient)
REACHABLE = and_(deliveries.c.workspace_id.not_in(_STOPPED), RECIPIENT.not_in(BLOCKED))


def moment_parameter(name: str) -> BindParameter[datetime]:
    return bindparam(name, type_=UTCDateTime())


NOW = moment_parameter("now")
_LEFT_ALONE = BLOCKED.where(blocked_recipients.c.probe_at > NOW)
"""A blocked recipient that is due for a probe gets one delivery, like any other: it is busy while
that is being sent, and a refusal puts the next probe off."""
REACHABLE_NOW = and_(deliveries.c.workspace_id.not_in(_STOPPED), RECIPIENT.not_in(_LEFT_ALONE))
_AT_MOST: BindParameter[int] = bindparam("at_most", type_=Integer())


def claim_statement(
    now: datetime,
    *,
    lease_until: datetime,
    limit: int,
    skip: Collection[str],
    apart: timedelta,
    at_most: int | None,
) -> tuple[Update, dict[str, Any]]:
    """See bot.ports.ledgers.deliveries.Queue.claim_due; the statement and its parameters.

    It weighs the earliest rows of free recipients alone. Where it takes fewer than it may, a few
    of them may have hidden the others: they are busy now, and it must be run again.
    """
    given: dict[str, Any] = {
        "now": now,
        "late_before": now - LATE_AFTER,
        "leased_until": lease_until,
        "most": limit,
        "skipped": list(skip),
    }
    if apart:
        # The upper bounds: where a clock was set back, what lies ahead says nothing.
        given |= {"served_from": now - apart, "served_to": now + apart}
    if at_most is not None:
        window = {"counted_from": now - PACE_WINDOW, "counted_to": now + PACE_WINDOW}
        given |= {**window, "at_most": at_most}
    return _statement(paced=bool(apart), limited=at_most is not None), given


@lru_cache
def _statement(*, paced: bool, limited: bool) -> Update:
    recent = _recent() if limited else None
    wanted = _whose_turn(_due(_busy(paced=paced), recent))
    if recent is not None:
        wanted = _within_limits(wanted, recent)
    most = bindparam("most", type_=Integer())
    # More than are taken, since others may hold some; not all, or each due row would be compared
    # with each: a server whose statistics know of no due rows joins them in that way.
    first = _once(
        select(wanted.c.id).order_by(wanted.c.due_at, wanted.c.id).limit(most * _CANDIDATES),
        "first",
    )
    # State and due moment are asked again beside the lock: another worker may have moved the row
    # on between our first look and our lock. Within CASE, so that each is found by its id: the
    # server would walk all that is due by the index, and compare each with each.
    still_due = case((and_(IS_OWED, deliveries.c.next_at <= NOW), true()), else_=false())
    taken = (
        select(deliveries.c.id)
        .where(deliveries.c.id.in_(select(first.c.id)), still_due)
        .order_by(deliveries.c.due_at, deliveries.c.id)
        .limit(most)
        .with_for_update(skip_locked=True)
        .cte("taken")
        .prefix_with("MATERIALIZED")
    )
    return (
        update(deliveries)
        .where(deliveries.c.id.in_(select(taken.c.id)))
        .values(
            state=State.SENDING,
            attempt=deliveries.c.attempt + 1,
            nonce=random_hex(),
            lease_until=moment_parameter("leased_until"),
            attempted_at=NOW,
            begun=False,
            next_at=None,
            looks=0,
            readings=0,
            error=None,
            stale=False,
        )
        .returning(deliveries)
    )


def _due(busy: CTE, recent: CTE | None) -> CTE:
    """The earliest of what may be sent now, to recipients who are free.

    Materialised, or SQLite would walk every row ever owed for the sake of its order.
    """
    held = or_(workspaces.c.stopped_at.is_not(None), workspaces.c.paused_until > NOW)
    due = select(
        deliveries.c.id,
        deliveries.c.workspace_id,
        deliveries.c.recipient,
        deliveries.c.due_at,
        deliveries.c.kind,
    ).where(
        IS_OWED,
        deliveries.c.next_at <= NOW,
        deliveries.c.useful_until > NOW,
        deliveries.c.recipient.not_in(bindparam("skipped", expanding=True)),
        deliveries.c.workspace_id.not_in(select(workspaces.c.workspace_id).where(held)),
        RECIPIENT.not_in(_LEFT_ALONE),
        RECIPIENT.not_in(select(busy.c.workspace_id, busy.c.recipient)),
    )
    if recent is not None:
        full = select(recent.c.workspace_id).where(recent.c.number >= _AT_MOST)
        due = due.where(deliveries.c.workspace_id.not_in(full))
    earliest = due.order_by(deliveries.c.due_at, deliveries.c.id)
    return _once(earliest.limit(literal_column(str(_NEAR))), "due")


def _busy(*, paced: bool) -> CTE:
    """Recipients who are being served, or were so recently, by any worker."""
    served = select(deliveries.c.workspace_id, deliveries.c.recipient)
    if not paced:
        return _once(served.where(IS_SENDING), "busy")
    recent = _attempted_within("served_from", "served_to")
    return _once(union(served.where(IS_SENDING), served.where(*recent)), "busy")


def _whose_turn(due: CTE) -> CTE:
    """The first of each free recipient, and what may share a message with it."""
    kinds = due.c.kind.in_(SHARED_KINDS)
    person = func.substr(due.c.recipient, 1, 1).in_(("U", "W"))
    shares = and_(person, due.c.due_at < moment_parameter("late_before"), kinds)
    turn = func.row_number().over(
        partition_by=(due.c.workspace_id, due.c.recipient), order_by=(due.c.due_at, due.c.id)
    )
    first_shares = func.first_value(shares, type_=Boolean).over(
        partition_by=(due.c.workspace_id, due.c.recipient), order_by=(due.c.due_at, due.c.id)
    )
    ranked = select(
        due.c.id,
        due.c.workspace_id,
        due.c.due_at,
        shares.label("shares"),
        turn.label("turn"),
        first_shares.label("first_shares"),
    ).cte("ranked")
    beside_it = and_(ranked.c.shares, ranked.c.first_shares, ranked.c.turn <= MOST_SHARED)
    wanted = select(ranked.c.id, ranked.c.workspace_id, ranked.c.due_at)
    return wanted.where(or_(ranked.c.turn == 1, beside_it)).cte("wanted")


def _attempted_within(begin: str, end: str) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    at = deliveries.c.attempted_at
    return at > moment_parameter(begin), at <= moment_parameter(end)


def _recent() -> CTE:
    """How often each workspace was written to in the last seconds."""
    counted = (
        select(deliveries.c.workspace_id, func.count().label("number"))
        .where(*_attempted_within("counted_from", "counted_to"))
        .group_by(deliveries.c.workspace_id)
    )
    return _once(counted, "recent")


def _within_limits(wanted: CTE, recent: CTE) -> CTE:
    place = func.row_number().over(
        partition_by=wanted.c.workspace_id, order_by=(wanted.c.due_at, wanted.c.id)
    )
    placed = (
        select(
            wanted.c.id, wanted.c.due_at, (place + func.coalesce(recent.c.number, 0)).label("place")
        )
        .outerjoin_from(wanted, recent, recent.c.workspace_id == wanted.c.workspace_id)
        .cte("placed")
    )
    allowed = placed.c.place <= _AT_MOST
    return select(placed.c.id, placed.c.due_at).where(allowed).cte("allowed")


def _once(query: Select[Any] | CompoundSelect[Any], name: str) -> CTE:
    """Computed once, however often the server believes it is cheap to compute it again."""
    return query.cte(name).prefix_with("MATERIALIZED")


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
