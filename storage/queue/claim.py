"""The statement by which a worker takes due deliveries: whose turn it is, and at which pace.

It is built once for each way of pacing, since to build it takes ten times as long as to run it.
"""

from datetime import datetime
from functools import lru_cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from bot.domain.delivery import MOST_SHARED, SHARED_KINDS, State
from storage.tables import blocked_recipients, deliveries, workspaces
from storage.tables.deliveries import IS_OWED, IS_SENDING
from storage.tables.types import UTCDateTime

_CANDIDATES = 10
"""As many times more rows are looked at as are taken."""
_NEAR = 400
"""The number of earliest due rows that are weighed against each other: in a long backlog it costs
more to weigh all than to send what is taken."""

RUNNING: sa.ColumnElement[bool] = ~sa.exists().where(
    workspaces.c.workspace_id == deliveries.c.workspace_id, workspaces.c.stopped_at.is_not(None)
)
# What is left out is a list that is made once: to look it up for each row takes most of the time,
# and with NOT EXISTS a server may join all that waits before it takes the first.
RECIPIENT = sa.tuple_(deliveries.c.workspace_id, deliveries.c.recipient)
_STOPPED = sa.select(workspaces.c.workspace_id).where(workspaces.c.stopped_at.is_not(None))
BLOCKED = sa.select(blocked_recipients.c.workspace_id, blocked_recipients.c.recipient)
REACHABLE = sa.and_(deliveries.c.workspace_id.not_in(_STOPPED), RECIPIENT.not_in(BLOCKED))


def moment_parameter(name: str) -> sa.BindParameter[datetime]:
    return sa.bindparam(name, type_=UTCDateTime())


NOW = moment_parameter("now")
_LEFT_ALONE = BLOCKED.where(blocked_recipients.c.probe_at > NOW)
"""A blocked recipient that is due for a probe gets one delivery, like any other: it is busy while
that is being sent, and a refusal puts the next probe off."""
REACHABLE_NOW = sa.and_(deliveries.c.workspace_id.not_in(_STOPPED), RECIPIENT.not_in(_LEFT_ALONE))
_AT_MOST: sa.BindParameter[int] = sa.bindparam("at_most", type_=sa.Integer())


@lru_cache
def claim_statement(*, paced: bool, limited: bool) -> sa.Update:
    """See bot.ports.ledgers.deliveries.Queue.claim_due; `paced`: by `apart`, `limited`: by
    `at_most`. It weighs the earliest rows of free recipients alone."""
    recent = _recent() if limited else None
    wanted = _whose_turn(_due(_busy(paced=paced), recent))
    if recent is not None:
        wanted = _within_limits(wanted, recent)
    most = sa.bindparam("most", type_=sa.Integer())
    # More than are taken, since others may hold some; not all, or each due row would be compared
    # with each: a server whose statistics know of no due rows joins them in that way.
    first = computed_once(
        sa.select(wanted.c.id).order_by(wanted.c.due_at, wanted.c.id).limit(most * _CANDIDATES),
        "first",
    )
    # State and due moment are asked again beside the lock: another worker may have moved the row
    # on between our first look and our lock. Within CASE, so that each is found by its id: the
    # server would walk all that is due by the index, and compare each with each.
    still_due = sa.case(
        (sa.and_(IS_OWED, deliveries.c.next_at <= NOW), sa.true()), else_=sa.false()
    )
    taken = (
        sa.select(deliveries.c.id)
        .where(deliveries.c.id.in_(sa.select(first.c.id)), still_due)
        .order_by(deliveries.c.due_at, deliveries.c.id)
        .limit(most)
        .with_for_update(skip_locked=True)
        .cte("taken")
        .prefix_with("MATERIALIZED")
    )
    return (
        sa.update(deliveries)
        .where(deliveries.c.id.in_(sa.select(taken.c.id)))
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


def _due(busy: sa.CTE, recent: sa.CTE | None) -> sa.CTE:
    """The earliest of what may be sent now, to recipients who are free. Materialised, or SQLite
    would walk every row ever owed for the sake of its order."""
    held = sa.or_(workspaces.c.stopped_at.is_not(None), workspaces.c.paused_until > NOW)
    due = sa.select(
        deliveries.c.id,
        deliveries.c.workspace_id,
        deliveries.c.recipient,
        deliveries.c.due_at,
        deliveries.c.kind,
    ).where(
        IS_OWED,
        deliveries.c.next_at <= NOW,
        deliveries.c.useful_until > NOW,
        deliveries.c.recipient.not_in(sa.bindparam("skipped", expanding=True)),
        deliveries.c.workspace_id.not_in(sa.select(workspaces.c.workspace_id).where(held)),
        RECIPIENT.not_in(_LEFT_ALONE),
        RECIPIENT.not_in(sa.select(busy.c.workspace_id, busy.c.recipient)),
    )
    if recent is not None:
        full = sa.select(recent.c.workspace_id).where(recent.c.number >= _AT_MOST)
        due = due.where(deliveries.c.workspace_id.not_in(full))
    earliest = due.order_by(deliveries.c.due_at, deliveries.c.id)
    return computed_once(earliest.limit(sa.literal_column(str(_NEAR))), "due")


def _busy(*, paced: bool) -> sa.CTE:
    """Recipients who are being served, or were so recently, by any worker."""
    served = sa.select(deliveries.c.workspace_id, deliveries.c.recipient)
    if not paced:
        return computed_once(served.where(IS_SENDING), "busy")
    recent = _attempted_within("served_from", "served_to")
    return computed_once(sa.union(served.where(IS_SENDING), served.where(*recent)), "busy")


def _whose_turn(due: sa.CTE) -> sa.CTE:
    """The first of each free recipient, and what may share a message with it."""
    kinds = due.c.kind.in_(SHARED_KINDS)
    person = sa.func.substr(due.c.recipient, 1, 1).in_(("U", "W"))
    shares = sa.and_(person, due.c.due_at < moment_parameter("late_before"), kinds)
    turn = sa.func.row_number().over(
        partition_by=(due.c.workspace_id, due.c.recipient), order_by=(due.c.due_at, due.c.id)
    )
    first_shares = sa.func.first_value(shares, type_=sa.Boolean).over(
        partition_by=(due.c.workspace_id, due.c.recipient), order_by=(due.c.due_at, due.c.id)
    )
    ranked = sa.select(
        due.c.id,
        due.c.workspace_id,
        due.c.due_at,
        shares.label("shares"),
        turn.label("turn"),
        first_shares.label("first_shares"),
    ).cte("ranked")
    beside_it = sa.and_(ranked.c.shares, ranked.c.first_shares, ranked.c.turn <= MOST_SHARED)
    wanted = sa.select(ranked.c.id, ranked.c.workspace_id, ranked.c.due_at)
    return wanted.where(sa.or_(ranked.c.turn == 1, beside_it)).cte("wanted")


def _attempted_within(
    begin: str, end: str
) -> tuple[sa.ColumnElement[bool], sa.ColumnElement[bool]]:
    at = deliveries.c.attempted_at
    return at > moment_parameter(begin), at <= moment_parameter(end)


def _recent() -> sa.CTE:
    """How often each workspace was written to in the last seconds."""
    counted = (
        sa.select(deliveries.c.workspace_id, sa.func.count().label("number"))
        .where(*_attempted_within("counted_from", "counted_to"))
        .group_by(deliveries.c.workspace_id)
    )
    return computed_once(counted, "recent")


def _within_limits(wanted: sa.CTE, recent: sa.CTE) -> sa.CTE:
    place = sa.func.row_number().over(
        partition_by=wanted.c.workspace_id, order_by=(wanted.c.due_at, wanted.c.id)
    )
    placed = (
        sa.select(
            wanted.c.id,
            wanted.c.due_at,
            (place + sa.func.coalesce(recent.c.number, 0)).label("place"),
        )
        .outerjoin_from(wanted, recent, recent.c.workspace_id == wanted.c.workspace_id)
        .cte("placed")
    )
    return sa.select(placed.c.id, placed.c.due_at).where(placed.c.place <= _AT_MOST).cte("allowed")


def computed_once(query: sa.Select[Any] | sa.CompoundSelect[Any], name: str) -> sa.CTE:
    """Computed once, however often the server believes it is cheap to compute it again."""
    return query.cte(name).prefix_with("MATERIALIZED")


class random_hex(FunctionElement[str]):  # noqa: N801  reads as the SQL function it is
    """128 random bits in hexadecimal, other for each row."""

    type = sa.Text()
    inherit_cache = True


@compiles(random_hex, "sqlite")
def _random_hex_sqlite(_element: random_hex, _compiler: SQLCompiler, **_options: Any) -> str:
    return "lower(hex(randomblob(16)))"


@compiles(random_hex, "postgresql")
def _random_hex_postgresql(_element: random_hex, _compiler: SQLCompiler, **_options: Any) -> str:
    return "replace(gen_random_uuid()::text, '-', '')"
