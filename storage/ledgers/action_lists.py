"""Lists of actions: pages in the order that they are shown in, and how many there are."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from bot.domain import ActionItem, Audience, Reader
from bot.domain.action_item import ActionStatus
from bot.domain.reference import ACTION
from bot.ports.ledgers.actions import ActionPage, ActionQuery, ActionView
from storage.ledgers.ledger import own_rows, within
from storage.ledgers.search import RecordLedger
from storage.ledgers.visibility import visible_to
from storage.tables import actions
from storage.tables.actions import DUE_ORDER, IS_OPEN, due_order

MOST_COUNTED = 1_000
"""Behind the first of a page; of what is more only that is told."""
_MOST_WALKED = 30
"""Groups of one list whose actions are looked for one group after another."""
_FARTHEST_WEST, _FARTHEST_EAST = timedelta(hours=-12), timedelta(hours=14)
_ANY_TIME = datetime.min.replace(tzinfo=UTC)

_Walks = tuple[tuple[int, Audience], ...]


class ActionLists(RecordLedger[ActionItem]):
    """The half of the ledger of actions that lists them."""

    def find_page(self, reader: Reader, query: ActionQuery) -> ActionPage:
        most = query.offset + MOST_COUNTED
        counting, page = self._statements(reader, query)
        counted = self._ask(counting).scalar_one()
        items = self._asked(ActionItem, page)
        return ActionPage(items=items, total=min(counted, most), more=counted > most)

    def first(self, reader: Reader, query: ActionQuery) -> tuple[ActionItem, ...]:
        return self._asked(ActionItem, self._statements(reader, query)[1])

    def _statements(
        self, reader: Reader, query: ActionQuery
    ) -> tuple[sa.Select[Any], sa.Select[Any]]:
        """What counts, and what reads a page. The same list has the same ones, built once."""
        of_a_span = (query.words, query.logged, query.settled, query.late)
        is_list = all(asked is None for asked in of_a_span)
        if not is_list or reader.kept_seats or len(query.group_ids) > _MOST_WALKED:
            return _built((), query, (visible_to(reader, actions), self._fits(reader, query)))
        walks = tuple(
            (group_id, audience)
            for group_id in query.group_ids
            for audience in sorted(reader.audiences_under(group_id))
        )
        if not walks:
            return _built((), query, (sa.false(),))
        if query.view is ActionView.OVERDUE:
            return _built(walks, query, (self._overdue(query),))
        return _built_once(walks, replace(query, group_ids=(), now=_ANY_TIME))

    def _fits(self, reader: Reader, query: ActionQuery) -> sa.ColumnElement[bool]:
        fits = [actions.c.group_id.in_(query.group_ids), *_asked(query)]
        if query.view is ActionView.OVERDUE:
            fits.append(self._overdue(query))
        if query.words is not None:
            fits.append(actions.c.number.in_(self._search.numbers(reader, ACTION, query.words)))
        if query.late is not None:
            first, last = query.late
            fits += [
                actions.c.due_on < last,
                sa.or_(
                    sa.and_(IS_OPEN, self._overdue(query)),
                    sa.and_(actions.c.settled_on >= first, actions.c.settled_on > actions.c.due_on),
                ),
            ]
        return sa.and_(*fits)

    def _overdue(self, query: ActionQuery) -> sa.ColumnElement[bool]:
        """The due day has ended in the action's own zone. SQL does not know zones alike. So what is
        due on a day that is today somewhere is asked for its zones; over the whole earth that are
        two or three days."""
        first, last = ((query.now + shift).date() for shift in (_FARTHEST_WEST, _FARTHEST_EAST))
        zones = self._connection.scalars(
            sa.select(actions.c.zone)
            .distinct()
            .where(
                self._own(actions),
                IS_OPEN,
                actions.c.group_id.in_(query.group_ids),
                actions.c.due_on.between(first, last),
            )
        )
        by_today: dict[date, list[str]] = defaultdict(list)
        for zone in zones:
            by_today[query.now.astimezone(ZoneInfo(zone)).date()].append(zone)
        return sa.and_(
            last > DUE_ORDER,
            sa.or_(
                first > DUE_ORDER,
                *(
                    sa.and_(actions.c.due_on < today, actions.c.zone.in_(there))
                    for today, there in by_today.items()
                ),
            ),
        )


def _built(
    walks: _Walks, query: ActionQuery, more: Iterable[sa.ColumnElement[bool]] = ()
) -> tuple[sa.Select[Any], sa.Select[Any]]:
    """Statements that count, and that read a page, of what is asked for and fits `more`.

    In each walk one group, audience and status are looked through along an index, in order, and
    no further than needed; then they are put together. So nobody waits for what they may not see,
    nor for later pages: which walks there are is the reader's filter.
    """
    fits = (own_rows(actions), *_asked(query), *more)
    # An index has all that is counted, so it is in no order: PostgreSQL would read each row for it.
    counted = sa.select(actions.c.number).where(*fits)
    keys = sa.select(actions.c.number, actions.c.due_on).where(*fits)
    most, end = query.offset + MOST_COUNTED + 1, query.offset + query.limit
    some = _walked(walks, counted, query, most, ()).limit(most).subquery()
    found = _walked(walks, keys, query, end, _order_of(query, actions.c)).subquery()
    shown = sa.select(found.c.number).order_by(*_order_of(query, found.c))
    shown = shown.limit(query.limit).offset(query.offset)
    page = sa.select(actions).where(own_rows(actions), actions.c.number.in_(shown))
    return sa.select(sa.func.count()).select_from(some), page.order_by(*_order_of(query, actions.c))


_built_once = lru_cache(maxsize=500)(_built)


def _walked(
    walks: _Walks, keys: sa.Select[Any], query: ActionQuery, most: int, order: Iterable[Any]
) -> sa.Select[Any] | sa.CompoundSelect[Any]:
    if not walks:
        return keys
    statuses = ActionStatus if query.view is ActionView.ALL else (None,)
    every = (
        keys.where(
            actions.c.group_id == group_id,
            actions.c.audience == audience,
            *(actions.c.status == one for one in [status] if one),
        )
        for group_id, audience in walks
        for status in statuses
    )
    in_order = (walk.order_by(*order).limit(most) for walk in every)
    return sa.union_all(*(sa.select(walk.subquery()) for walk in in_order))


def _asked(query: ActionQuery) -> list[Any]:
    """All that is asked for beside group, words and what is overdue."""
    asked: list[Any] = []
    if query.view is ActionView.DONE:
        asked.append(actions.c.status == ActionStatus.DONE)
    elif query.view is not ActionView.ALL:
        asked.append(IS_OPEN)
    for column, wanted in (
        (actions.c.owner_user_id, query.owner_user_id),
        (actions.c.owner_organisation_id, query.owner_organisation_id),
        (actions.c.passed_on_from, query.passed_on_from),
    ):
        if wanted is not None:
            asked.append(column == wanted)
    if query.unowned:
        asked += [actions.c.owner_user_id.is_(None), actions.c.owner_organisation_id.is_(None)]
    for column, span in (
        (actions.c.created_at, query.logged),
        (actions.c.settled_at, query.settled),
    ):
        if span is not None:
            asked += within(column, *span)
    return asked


def _order_of(query: ActionQuery, row: Any) -> tuple[Any, ...]:
    if query.view in (ActionView.OPEN, ActionView.OVERDUE) and query.logged is None:
        return due_order(row.due_on), row.number
    return (row.number.desc(),)
