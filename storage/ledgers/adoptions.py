"""The ledger of who uses which practice."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select

from bot.domain import Practice, PracticeStatus, Reader
from bot.domain.practice import Adoption, Usage
from storage.ledgers.ledger import Ledger, same_number, to_row, within
from storage.ledgers.visibility import practices_visible_to, written_for
from storage.tables import adoptions, organisations, practices

IN_USE = adoptions.c.ended_at.is_(None)


class Adoptions(Ledger):
    """Implements bot.ports.ledgers.practices.Adoptions."""

    def add(self, adoption: Adoption) -> bool:
        return self._put_new(adoptions, **to_row(adoption))

    def end(self, number: int, organisation_id: int, *, by: str, now: datetime) -> bool:
        which = _use(number, organisation_id)
        return self._set(adoptions, *which, IN_USE, ended_by=by, ended_at=now) > 0

    def current(self, number: int, organisation_id: int) -> Adoption | None:
        return self._one(Adoption, self._select(adoptions, *_use(number, organisation_id), IN_USE))

    def was_told(self, number: int, organisation_id: int) -> bool:
        told = self._select(adoptions, *_use(number, organisation_id))
        return self._rows(told.where(adoptions.c.told_on.is_not(None))).first() is not None

    def of_practice(
        self, reader: Reader, practice: Practice, *, limit: int, offset: int = 0
    ) -> tuple[tuple[Adoption, ...], int]:
        query = self._in_use(reader, practice)
        page = query.order_by(adoptions.c.adopted_at, adoptions.c.id).limit(limit).offset(offset)
        return self._all(Adoption, page), self._number_of(query)

    def told_on(self, reader: Reader, practice: Practice, day: date) -> tuple[Adoption, ...]:
        query = self._in_use(reader, practice).where(adoptions.c.told_on == day)
        return self._all(Adoption, query.order_by(adoptions.c.adopted_at, adoptions.c.id))

    def begun_between(
        self, reader: Reader, group_id: int, start: datetime, end: datetime, *, limit: int
    ) -> tuple[tuple[Adoption, ...], int]:
        query = (
            select(adoptions)
            .join(practices, same_number(practices, adoptions))
            .where(
                self._own(adoptions),
                IN_USE,
                *within(adoptions.c.adopted_at, start, end),
                practices.c.group_id == group_id,
                practices.c.status == PracticeStatus.PUBLISHED,
                practices_visible_to(reader),
                written_for(reader, group_id, adoptions),
            )
        )
        newest = query.order_by(adoptions.c.adopted_at.desc(), adoptions.c.id.desc())
        return self._all(Adoption, newest.limit(limit)), self._number_of(query)

    def usage_of(self, reader: Reader, practices: Collection[Practice]) -> Mapping[int, Usage]:
        if not practices:
            return {}
        query = (
            select(adoptions.c.number, func.count(), func.count(organisations.c.country.distinct()))
            .join(organisations, organisations.c.id == adoptions.c.organisation_id)
            .where(self._own(adoptions), IN_USE, _entries_of(reader, practices))
            .group_by(adoptions.c.number)
        )
        return {row[0]: Usage(row[1], row[2]) for row in self._connection.execute(query)}

    def _in_use(self, reader: Reader, practice: Practice) -> Select[Any]:
        return self._select(adoptions, _entries_of(reader, [practice])).where(IN_USE)


def _use(number: int, organisation_id: int) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return adoptions.c.number == number, adoptions.c.organisation_id == organisation_id


def _entries_of(reader: Reader, practices: Collection[Practice]) -> ColumnElement[bool]:
    """Those under these practices that the reader may see; each group gives its own rights."""
    groups: dict[int, list[int]] = {}
    for practice in practices:
        groups.setdefault(practice.group_id, []).append(practice.number)
    return or_(
        *(
            and_(adoptions.c.number.in_(numbers), written_for(reader, group_id, adoptions))
            for group_id, numbers in groups.items()
        )
    )
