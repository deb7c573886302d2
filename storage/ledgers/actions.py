"""The ledger of action items."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from bot.domain import ActionItem, Audience, Reader
from bot.domain.reference import ACTION
from bot.ports.ledgers.actions import ActionQuery
from bot.ports.ledgers.search import Ids
from storage.ledgers.action_lists import ActionLists
from storage.ledgers.deliveries import STANDING_STATES, is_of_delivery
from storage.ledgers.ledger import own_rows, to_row, within
from storage.ledgers.search_entries import action_entry
from storage.ledgers.visibility import visible_to
from storage.tables import actions, deliveries, groups, morning_items, organisations
from storage.tables.actions import DUE_ORDER, IS_OPEN


class Actions(ActionLists):
    """Implements bot.ports.ledgers.actions.Actions."""

    _kind, _table, _letter = ActionItem, actions, ACTION
    _entry = staticmethod(action_entry)

    def add(self, record: ActionItem) -> None:
        self._put_soon(actions, **self._row(record))
        self._search.keep(self._entry(record), ACTION, record.number, new=True)

    def _row(self, record: ActionItem) -> dict[str, Any]:
        """With the owner's local day on which it was settled, which SQL can't tell."""
        settled = record.settled_at and record.settled_at.astimezone(ZoneInfo(record.zone)).date()
        return {**to_row(record), "settled_on": settled}

    def linked(self, reader: Reader, firsts: Ids) -> tuple[ActionItem, ...]:
        if not firsts:
            return ()
        query = self._visible(reader).where(actions.c.linked_to.in_(firsts))
        return self._all(ActionItem, query.order_by(actions.c.number))

    def count_any(self, reader: Reader, queries: Collection[ActionQuery]) -> int:
        fits = sa.or_(sa.false(), *(self._fits(reader, query) for query in queries))
        return self._number_of(self._visible(reader).where(fits))

    def count_by_owner(
        self, reader: Reader, query: ActionQuery
    ) -> Mapping[tuple[int | None, str | None], int]:
        owner, officer = actions.c.owner_organisation_id, actions.c.owner_user_id
        fits = (self._own(actions), visible_to(reader, actions), self._fits(reader, query))
        if query.logged or query.settled:
            pair = (owner, sa.case((owner.is_(None), officer)))
            found: Any = sa.select(*pair, sa.func.count()).where(*fits).group_by(*pair)
        else:  # each organisation's along its own index, which has the audience too
            own = (*fits, owner == organisations.c.id, actions.c.audience.in_(Audience))
            counted = sa.select(sa.func.count()).where(*own).scalar_subquery()
            theirs = sa.select(organisations.c.id, sa.null(), counted).where(
                self._own(organisations)
            )
            rest = sa.select(sa.null(), officer, sa.func.count()).where(*fits, owner.is_(None))
            found = sa.union_all(theirs, rest.group_by(officer))
        return {(body, one): n for body, one, n in self._connection.execute(found) if n}

    def count_each_by_owner(
        self, reader: Reader, queries: Sequence[ActionQuery]
    ) -> Mapping[tuple[int | None, str | None], Sequence[int]]:
        owner = (actions.c.owner_organisation_id, actions.c.owner_user_id)
        fits = [self._fits(reader, query) for query in queries]
        counted = (
            sa.select(*owner, *(sa.func.sum(sa.case((each, 1), else_=0)) for each in fits))
            .where(self._own(actions), visible_to(reader, actions), sa.or_(sa.false(), *fits))
            .group_by(*owner)
        )
        return {
            (body, officer): found for body, officer, *found in self._connection.execute(counted)
        }

    def count_by_week(
        self, reader: Reader, group_id: int, starts: Sequence[datetime]
    ) -> tuple[Sequence[int], Sequence[int]]:
        def count(moment: sa.Column[datetime]) -> list[int]:
            week = sa.case(*((moment < end, n) for n, end in enumerate(starts[1:])))
            counted = (
                sa.select(week, sa.func.count())
                .where(
                    self._own(actions),
                    actions.c.group_id == group_id,
                    *within(moment, starts[0], starts[-1]),
                    visible_to(reader, actions),
                )
                .group_by(week)
            )
            found: dict[int, int] = dict(self._connection.execute(counted).all())
            return [found.get(n, 0) for n in range(len(starts) - 1)]

        return count(actions.c.created_at), count(actions.c.settled_at)

    def pressing_for(
        self,
        reader: Reader,
        *,
        due_by: date,
        owner_user_id: str | None = None,
        organisation_id: int | None = None,
        given_since: datetime | None = None,
    ) -> tuple[ActionItem, ...]:
        wanted = actions.c.due_on <= due_by
        if given_since is not None:
            wanted = sa.or_(wanted, actions.c.given_at > given_since)
        query = self._visible(reader).where(IS_OPEN, wanted).filter_by(owner_user_id=owner_user_id)
        if organisation_id is not None:
            query = query.where(actions.c.owner_organisation_id == organisation_id)
        return self._all(ActionItem, query.order_by(*_EARLIEST_DUE))

    def due_between(
        self, reader: Reader, group_ids: Ids, after: date, until: date
    ) -> tuple[ActionItem, ...]:
        query = self._visible(reader).where(
            IS_OPEN,
            actions.c.group_id.in_(group_ids),
            actions.c.due_on > after,
            actions.c.due_on <= until,
        )
        return self._all(ActionItem, query.order_by(*_EARLIEST_DUE))

    def open_during(
        self, reader: Reader, group_id: int, start: datetime, end: datetime, *, limit: int
    ) -> tuple[ActionItem, ...]:
        query = self._visible(reader).where(
            actions.c.group_id == group_id,
            actions.c.created_at < end,
            sa.or_(IS_OPEN, actions.c.settled_at >= start),
        )
        return self._all(ActionItem, query.order_by(actions.c.number).limit(limit))

    def of_dialogue(self, reader: Reader, number: int) -> tuple[ActionItem, ...]:
        query = self._visible(reader).where(actions.c.from_dialogue == number)
        return self._all(ActionItem, query.order_by(actions.c.number))

    def first_due_of_officers(
        self, due_by: date, user_ids: Collection[str] | None = None
    ) -> Mapping[str, date]:
        if user_ids is None:
            return _by_owner(self._ask(_FIRST_DUE_OF_OFFICERS, due_by=due_by))
        some = self._ask(_FIRST_DUE_OF_SOME_OFFICERS, due_by=due_by, wanted=list(user_ids))
        return _by_owner(some)

    def first_due_of_organisations(
        self, due_by: date, organisation_ids: Ids | None = None
    ) -> Mapping[int, date]:
        if organisation_ids is None:
            return _by_owner(self._ask(_FIRST_DUE_OF_ORGANISATIONS, due_by=due_by))
        wanted = list(organisation_ids)
        return _by_owner(self._ask(_FIRST_DUE_OF_SOME_ORGANISATIONS, due_by=due_by, wanted=wanted))

    def newly_given(self, since: datetime) -> tuple[frozenset[str], frozenset[int]]:
        found = self._ask(_NEWLY_GIVEN, since=since).all()
        officers = frozenset(row.owner_user_id for row in found) - {None}
        return officers, frozenset(
            row.owner_organisation_id for row in found if row.owner_user_id is None
        ) - {None}

    def groups_with_due(self, after: date, until: date) -> frozenset[int]:
        return frozenset(self._ask(_GROUPS_WITH_DUE, after=after, until=until).scalars())

    def on_date(self, series: Ids, occurrence: date) -> tuple[ActionItem, ...]:
        these = (actions.c.series.in_(series), actions.c.occurrence == occurrence)
        return self._all(ActionItem, self._select(actions, *these).order_by(actions.c.number))

    def recurring(self, due_by: date) -> tuple[ActionItem, ...]:
        due = sa.and_(IS_OPEN, actions.c.repeats.is_not(None), actions.c.due_on <= due_by)
        query = self._select(actions, due)
        return self._all(ActionItem, query.order_by(actions.c.due_on, actions.c.number))

    def groups_with_unowned(self) -> frozenset[int]:
        return frozenset(self._ask(_GROUPS_WITH_UNOWNED).scalars())


_EARLIEST_DUE = (DUE_ORDER, actions.c.number)


def _first_due(owner: sa.Column[Any]) -> sa.Select[Any]:
    """Each owner's earliest due date among open actions with a date by `due_by`."""
    by_then = (IS_OPEN, owner.is_not(None), actions.c.due_on <= sa.bindparam("due_by"))
    first = sa.select(owner.label("owner"), sa.func.min(actions.c.due_on).label("due_on"))
    return first.where(own_rows(actions), *by_then).group_by(owner)


def _by_owner(found: sa.CursorResult[Any]) -> dict[Any, date]:
    return {row.owner: row.due_on for row in found}


_FIRST_DUE_OF_OFFICERS = _first_due(actions.c.owner_user_id)
_FIRST_DUE_OF_SOME_OFFICERS = _FIRST_DUE_OF_OFFICERS.where(
    actions.c.owner_user_id.in_(sa.bindparam("wanted", expanding=True))
)
_FIRST_DUE_OF_ORGANISATIONS = _first_due(actions.c.owner_organisation_id).where(
    actions.c.owner_user_id.is_(None)
)
_FIRST_DUE_OF_SOME_ORGANISATIONS = _FIRST_DUE_OF_ORGANISATIONS.where(
    actions.c.owner_organisation_id.in_(sa.bindparam("wanted", expanding=True))
)
_TOLD_OF_IT = (
    sa.select(morning_items.c.delivery_id)
    .join(deliveries, is_of_delivery(morning_items))
    .where(
        morning_items.c.workspace_id == actions.c.workspace_id,
        morning_items.c.reference == sa.literal(ACTION).concat(sa.cast(actions.c.number, sa.Text)),
        morning_items.c.told_at >= actions.c.given_at,
        deliveries.c.recipient == actions.c.owner_user_id,
        deliveries.c.state.in_(STANDING_STATES),
    )
)
_GIVEN_UNTOLD = (actions.c.given_at > sa.bindparam("since"), ~_TOLD_OF_IT.exists())
_OWNERS = sa.select(actions.c.owner_user_id, actions.c.owner_organisation_id).distinct()
_NEWLY_GIVEN = _OWNERS.where(own_rows(actions), IS_OPEN, *_GIVEN_UNTOLD)
_DUE = (actions.c.due_on > sa.bindparam("after"), actions.c.due_on <= sa.bindparam("until"))
_GROUPS_WITH_DUE = sa.select(actions.c.group_id).distinct().where(own_rows(actions), IS_OPEN, *_DUE)
_UNOWNED = sa.select(actions.c.number).where(
    actions.c.workspace_id == groups.c.workspace_id,
    actions.c.group_id == groups.c.id,
    IS_OPEN,
    actions.c.owner_user_id.is_(None),
    actions.c.owner_organisation_id.is_(None),
)
_GROUPS_WITH_UNOWNED = sa.select(groups.c.id).where(own_rows(groups), _UNOWNED.exists())
