"""The ledger of dialogues."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

import sqlalchemy as sa

from bot.domain import Dialogue, Reader
from bot.domain.dialogue import LONGEST_MINUTES, DialogueStatus, RsvpAnswer
from bot.domain.reference import DIALOGUE
from bot.ports.ledgers.search import Ids
from storage.ledgers.ledger import own_rows, remember_read, same_number, to_row, within
from storage.ledgers.search import RecordLedger
from storage.ledgers.search_entries import dialogue_entry
from storage.ledgers.visibility import visible_to
from storage.tables import attendance, dialogues, rsvps


class Dialogues(RecordLedger[Dialogue]):
    """Implements bot.ports.ledgers.dialogues.Dialogues."""

    _kind, _table, _letter = Dialogue, dialogues, DIALOGUE
    _entry = staticmethod(dialogue_entry)

    def _row(self, record: Dialogue) -> dict[str, Any]:
        return {**to_row(record), "ends_at": record.ends_at}

    def get(self, reader: Reader, number: int) -> Dialogue | None:
        return self._seen(visible_to(reader, dialogues), number)

    @remember_read
    def _seen(self, visible: sa.ColumnElement[bool], number: int) -> Dialogue | None:
        return next(iter(self._asked(Dialogue, _one_visible(visible), number=number)), None)

    def planned_between(
        self, reader: Reader, group_ids: Ids, start: datetime, end: datetime, *, limit: int = 50
    ) -> tuple[Dialogue, ...]:
        return self._asked(
            Dialogue,
            _planned_between(visible_to(reader, dialogues)),
            group_ids=list(group_ids),
            start=start,
            earliest=start - LONGEST,  # the index has starts only
            end=end,
            limit=limit,
        )

    def changed_between(
        self, reader: Reader, group_ids: Ids, start: datetime, end: datetime
    ) -> tuple[Dialogue, ...]:
        in_span = within(dialogues.c.starts_at, start, end)
        query = self._visible(reader).where(dialogues.c.group_id.in_(group_ids), *in_span)
        return self._all(Dialogue, query.order_by(*_SOONEST))

    def mark_between(
        self, reader: Reader, group_ids: Ids, start: datetime, end: datetime
    ) -> str | None:
        query, span = _mark_between(visible_to(reader, dialogues)), {"start": start, "end": end}
        return self._ask(query, group_ids=list(group_ids), **span).scalar_one_or_none()

    def starting_between(
        self, reader: Reader, group_ids: Ids, start: datetime, end: datetime, *, limit: int
    ) -> tuple[tuple[Dialogue, ...], int, int]:
        query = self._visible(reader).where(*_planned_from(group_ids, start, end))
        confirmed = sa.func.count(dialogues.c.attendance_confirmed_at)
        counted = query.with_only_columns(sa.func.count(), confirmed)
        total, known = self._connection.execute(counted).one()
        return self._all(Dialogue, query.order_by(*_SOONEST).limit(limit)), total, known

    def took_part_between(
        self, reader: Reader, group_ids: Ids, start: datetime, end: datetime
    ) -> Mapping[int | None, int]:
        confirmed = dialogues.c.attendance_confirmed_at

        def people(table: sa.Table, *which: sa.ColumnElement[bool]) -> sa.Select[Any]:
            took_part = sa.select(table.c.organisation_id, table.c.user_id)
            return took_part.join_from(dialogues, table, same_number(table, dialogues)).where(
                self._own(dialogues),
                visible_to(reader, dialogues),
                *_planned_from(group_ids, start, end),
                *which,
            )

        came = people(attendance, confirmed.is_not(None)).union(
            people(rsvps, confirmed.is_(None), rsvps.c.answer == RsvpAnswer.GOING)
        )
        each = came.subquery()
        counted = sa.select(each.c.organisation_id, sa.func.count()).group_by(
            each.c.organisation_id
        )
        return dict(self._connection.execute(counted).all())

    def of_series(self, series_id: int) -> tuple[Dialogue, ...]:
        query = self._select(dialogues, series_id=series_id)
        return self._all(Dialogue, query.order_by(dialogues.c.series_date))

    def next_of_series(
        self, reader: Reader, series_ids: Ids, after: datetime, *, limit: int
    ) -> tuple[Dialogue, ...]:
        query = self._visible(reader).where(
            dialogues.c.series_id.in_(series_ids),
            dialogues.c.status == DialogueStatus.PLANNED,
            dialogues.c.starts_at > after,
        )
        return self._all(Dialogue, query.order_by(*_SOONEST).limit(limit))

    def last_of_series(
        self, group_ids: Ids, start: datetime, end: datetime
    ) -> tuple[Dialogue, ...]:
        later = dialogues.alias()
        followed = sa.exists().where(
            later.c.workspace_id == dialogues.c.workspace_id,
            later.c.series_id == dialogues.c.series_id,
            later.c.status == DialogueStatus.PLANNED,
            later.c.starts_at > dialogues.c.starts_at,
        )
        query = self._select(
            dialogues,
            dialogues.c.group_id.in_(group_ids),
            dialogues.c.series_id.is_not(None),
            dialogues.c.starts_at > start,
            dialogues.c.starts_at < end,
            ~followed,
            status=DialogueStatus.PLANNED,
        )
        return self._all(Dialogue, query.order_by(*_SOONEST))

    @remember_read
    def just_scheduled(
        self, created_by: str, group_id: int, title: str, since: datetime
    ) -> Dialogue | None:
        """Planned ones only: what was cancelled since may well be scheduled again."""
        query = self._select(
            dialogues,
            dialogues.c.created_at >= since,
            created_by=created_by,
            group_id=group_id,
            title=title,
            status=DialogueStatus.PLANNED,
        )
        return self._one(Dialogue, query.order_by(dialogues.c.number.desc()).limit(1))


LONGEST = timedelta(minutes=LONGEST_MINUTES)
_SOONEST = (dialogues.c.starts_at, dialogues.c.number)


@lru_cache(maxsize=1_000)
def _one_visible(visible: sa.ColumnElement[bool]) -> sa.Select[Any]:
    """Built once for each set of rights, which `visible_to` keeps."""
    number = sa.bindparam("number", type_=sa.Integer)
    return sa.select(dialogues).where(own_rows(dialogues), visible, dialogues.c.number == number)


@lru_cache(maxsize=1_000)
def _planned_between(visible: sa.ColumnElement[bool]) -> sa.Select[Any]:
    return (
        sa.select(dialogues)
        .where(
            own_rows(dialogues),
            visible,
            dialogues.c.group_id.in_(sa.bindparam("group_ids", expanding=True)),
            dialogues.c.status == DialogueStatus.PLANNED,
            dialogues.c.ends_at > sa.bindparam("start"),
            dialogues.c.starts_at > sa.bindparam("earliest"),
            dialogues.c.starts_at < sa.bindparam("end"),
        )
        .order_by(*_SOONEST)
        .limit(sa.bindparam("limit"))
    )


def _said(name: str) -> sa.ColumnElement[str]:
    return sa.func.coalesce(sa.cast(dialogues.c[name], sa.Text), "") + " "


_MARK = _said("number") + _said("sequence") + _said("zone") + _said("starts_at")


@lru_cache(maxsize=1_000)
def _mark_between(visible: sa.ColumnElement[bool]) -> sa.Select[Any]:
    """In whatever order the database reads: another order is taken for a change."""
    return sa.select(sa.func.aggregate_strings(_MARK + _said("changed_at"), "\n")).where(
        own_rows(dialogues),
        visible,
        dialogues.c.group_id.in_(sa.bindparam("group_ids", expanding=True)),
        dialogues.c.starts_at >= sa.bindparam("start"),
        dialogues.c.starts_at < sa.bindparam("end"),
    )


def _planned_from(
    group_ids: Ids, start: datetime, end: datetime
) -> tuple[sa.ColumnElement[bool], ...]:
    return (
        dialogues.c.group_id.in_(group_ids),
        *within(dialogues.c.starts_at, start, end),
        dialogues.c.status == DialogueStatus.PLANNED,
    )
