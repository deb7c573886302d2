"""The ledger of good practices."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import RowMapping, Select, and_, case, func, or_

from bot.domain.practice import Practice, PracticeStatus, Public
from bot.domain.roles import Reader, Role
from storage.ledgers.ledger import Ledger, from_row, to_row
from storage.ledgers.visibility import practices_visible_to
from storage.tables import organisations, practices
from storage.tables.text import folded_text


class Practices(Ledger):
    """Implements bot.ports.ledgers.practices.Practices."""

    def add(self, practice: Practice) -> None:
        self._put(practices, **_row(practice))

    def change(self, practice: Practice) -> None:
        self._set(practices, practices.c.number == practice.number, **_row(practice))

    def get(self, reader: Reader, number: int) -> Practice | None:
        found = self._cards(self._visible(reader).where(practices.c.number == number))
        return found[0] if found else None

    def awaiting_review(self, reader: Reader, group_ids: Collection[int]) -> tuple[Practice, ...]:
        query = self._visible(reader).where(
            practices.c.status == PracticeStatus.SUBMITTED, practices.c.group_id.in_(group_ids)
        )
        if not reader.secretariat:
            chaired = [group for group, role in reader.seats.items() if role is Role.CHAIR]
            query = query.where(practices.c.group_id.in_(chaired))
        return self._cards(query.order_by(practices.c.created_at, practices.c.number))

    def latest_published(self, reader: Reader, *, limit: int = 5) -> tuple[Practice, ...]:
        return self._cards(self._published(reader).order_by(*_NEWEST).limit(limit))

    def search_published(
        self, reader: Reader, words: Sequence[str], *, limit: int = 20, offset: int = 0
    ) -> tuple[tuple[Practice, ...], int]:
        """No words at all occur in every card."""
        wanted = [word for word in map(folded_text, words) if word]
        whose = and_(
            organisations.c.workspace_id == practices.c.workspace_id,
            organisations.c.id == practices.c.organisation_id,
        )
        query = self._published(reader).outerjoin(organisations, whose)
        for word in wanted:
            query = query.where(
                or_(
                    practices.c.search_text.contains(word, autoescape=True),
                    organisations.c.name_key.contains(word, autoescape=True),
                )
            )
        counted = query.with_only_columns(func.count(), maintain_column_froms=True)
        total = self._connection.execute(counted).scalar_one()
        if wanted:
            hits = (practices.c.title_text.contains(word, autoescape=True) for word in wanted)
            query = query.order_by(case((or_(*hits), 0), else_=1))
        return self._cards(query.order_by(*_NEWEST).limit(limit).offset(offset)), total

    def changed_between(
        self, reader: Reader, group_ids: Collection[int], start: datetime, end: datetime
    ) -> tuple[Practice, ...]:
        """`end` itself is not in the span."""
        query = self._published(reader).where(
            practices.c.group_id.in_(group_ids),
            practices.c.settled_at >= start,
            practices.c.settled_at < end,
        )
        return self._cards(query.order_by(*_NEWEST))

    def _visible(self, reader: Reader) -> Select[Any]:
        return self._select(practices, practices_visible_to(reader))

    def _published(self, reader: Reader) -> Select[Any]:
        return self._visible(reader).where(practices.c.status == PracticeStatus.PUBLISHED)

    def _cards(self, query: Select[Any]) -> tuple[Practice, ...]:
        return tuple(map(_card, self._rows(query)))


_NEWEST = (practices.c.settled_at.desc(), practices.c.number.desc())


def _row(practice: Practice) -> dict[str, Any]:
    searched = (
        practice.title,
        practice.summary,
        practice.what_was_done,
        *practice.publics,
        *practice.topics,
        practice.country,
    )
    return {
        **to_row(practice),
        "publics": tuple(public.value for public in practice.publics),
        "title_text": folded_text(practice.title),
        "search_text": folded_text("\n".join(searched)),
    }


def _card(row: RowMapping) -> Practice:
    card = from_row(Practice, row)
    return replace(card, publics=tuple(map(Public, card.publics)))
