"""The ledger of good practices."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    RowMapping,
    Select,
    Text,
    and_,
    case,
    cast,
    exists,
    func,
    or_,
)

from bot.domain.audience import Audience
from bot.domain.delivery import State, SubjectType
from bot.domain.message_kind import MessageKind
from bot.domain.practice import Practice, PracticeStatus, Public, TopicList
from bot.domain.roles import Reader, Role
from bot.domain.search_words import analyse_text, patterns_of_words
from storage.ledgers.ledger import Ledger, from_row, to_row
from storage.ledgers.visibility import practices_visible_to
from storage.tables import deliveries, organisations, practices, saved_practices, topic_lists
from storage.tables.practices import searched_columns


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
        waits = or_(
            practices.c.status == PracticeStatus.SUBMITTED, practices.c.edited_at.is_not(None)
        )
        query = self._visible(reader).where(waits, practices.c.group_id.in_(group_ids))
        if not reader.secretariat:
            chaired = [group for group, role in reader.seats.items() if role is Role.CHAIR]
            query = query.where(practices.c.group_id.in_(chaired))
        since = func.coalesce(practices.c.edited_at, practices.c.sent_at, practices.c.created_at)
        return self._cards(query.order_by(since, practices.c.number))

    def titles_seen(self, reader: Reader, limit: int) -> tuple[Practice, ...]:
        gone = (PracticeStatus.DECLINED, PracticeStatus.WITHDRAWN)
        query = self._visible(reader).where(practices.c.status.not_in(gone))
        return self._cards(query.order_by(practices.c.number.desc()).limit(limit))

    def topics_of(self, group_id: int) -> TopicList:
        kept = self._select(topic_lists, topic_lists.c.group_id == group_id)
        row = next(iter(self._rows(kept)), None)
        return TopicList(topics=row["topics"], free=row["free"]) if row else TopicList()

    def keep_topics(self, group_id: int, kept: TopicList) -> None:
        said = {"topics": kept.topics, "free": kept.free}
        if not self._set(topic_lists, topic_lists.c.group_id == group_id, **said):
            self._put(topic_lists, group_id=group_id, **said)

    def topics_in_use(self, reader: Reader, group_ids: Collection[int]) -> frozenset[str]:
        query = self._published(reader).where(practices.c.group_id.in_(group_ids))
        lists = self._connection.scalars(query.with_only_columns(practices.c.topics))
        return frozenset(topic for topics in lists for topic in topics)

    def latest_published(self, reader: Reader, *, limit: int = 5) -> tuple[Practice, ...]:
        return self._cards(self._published(reader).order_by(*_NEWEST).limit(limit))

    def search_published(
        self, reader: Reader, words: Sequence[str], *, limit: int = 20, offset: int = 0
    ) -> tuple[tuple[Practice, ...], int]:
        """No words at all occur in every card."""
        query = self._published(reader)
        languages = query.with_only_columns(practices.c.language).distinct()
        wanted = patterns_of_words(" ".join(words), self._connection.scalars(languages))
        named = self._names_of_organisations() if wanted else {}
        for patterns in wanted:
            whose = [id_ for id_, name in named.items() if any(p in name for p in patterns)]
            found = _contains(practices.c.search_text, patterns)
            query = query.where(or_(found, practices.c.organisation_id.in_(whose)))
        counted = query.with_only_columns(func.count(), maintain_column_froms=True)
        total = self._connection.execute(counted).scalar_one()
        if wanted:
            # A condition for each word: SQLite takes no expression deeper than 1,000.
            hits = [(_contains(practices.c.title_text, patterns), 0) for patterns in wanted]
            query = query.order_by(case(*hits, else_=1))
        return self._cards(query.order_by(*_NEWEST).limit(limit).offset(offset)), total

    def _names_of_organisations(self) -> dict[int, str]:
        """Their names of now and other names, analysed, by id."""
        return {
            row["id"]: analyse_text("\n".join((row["name"], *row["aliases"])), "en")
            for row in self._rows(self._select(organisations))
        }

    def published_between(
        self,
        reader: Reader,
        group_ids: Collection[int],
        start: datetime,
        end: datetime,
        *,
        limit: int,
    ) -> tuple[tuple[Practice, ...], int]:
        """`end` itself is not in the span."""
        query = self._published(reader).where(
            practices.c.group_id.in_(group_ids),
            practices.c.settled_at >= start,
            practices.c.settled_at < end,
        )
        counted = query.with_only_columns(func.count(), maintain_column_froms=True)
        total = self._connection.execute(counted).scalar_one()
        return self._cards(query.order_by(*_NEWEST).limit(limit)), total

    def visible_to(self, reader: Reader, *, group_id: int | None = None) -> tuple[Practice, ...]:
        query = self._visible(reader)
        if group_id is not None:
            query = query.where(practices.c.group_id == group_id)
        return self._cards(query.order_by(practices.c.number))

    def for_network(self, reader: Reader, *, limit: int) -> tuple[Practice, ...]:
        query = self._published(reader).where(practices.c.audience == Audience.NETWORK)
        return self._cards(query.order_by(*_NEWEST).limit(limit))

    def past_review(self, day: date, *, asked_since: datetime, limit: int) -> tuple[Practice, ...]:
        asked = exists().where(
            deliveries.c.workspace_id == practices.c.workspace_id,
            deliveries.c.subject_type == SubjectType.PRACTICE,
            deliveries.c.subject_id == cast(practices.c.number, Text),
            deliveries.c.kind == MessageKind.REVIEW_DUE,
            deliveries.c.due_at > asked_since,
            deliveries.c.state != State.DROPPED,
        )
        query = self._published(Reader.system()).where(practices.c.review_by < day, ~asked)
        return self._cards(query.order_by(practices.c.review_by, practices.c.number).limit(limit))

    def save_for(self, user_id: str, number: int, now: datetime) -> bool:
        return self._put_new(saved_practices, user_id=user_id, number=number, saved_at=now)

    def unsave_for(self, user_id: str, number: int) -> bool:
        return self._count(self._delete(saved_practices, *_saved(user_id, number))) > 0

    def is_saved(self, user_id: str, number: int) -> bool:
        found = self._select(saved_practices, *_saved(user_id, number))
        return self._rows(found).first() is not None

    def saved_by(
        self, reader: Reader, *, limit: int = 20, offset: int = 0
    ) -> tuple[tuple[Practice, ...], int]:
        query = self._published(reader).join(
            saved_practices,
            and_(
                saved_practices.c.workspace_id == practices.c.workspace_id,
                *_saved(reader.user_id, practices.c.number),
            ),
        )
        counted = query.with_only_columns(func.count(), maintain_column_froms=True)
        total = self._connection.execute(counted).scalar_one()
        newest = query.order_by(saved_practices.c.saved_at.desc(), practices.c.number.desc())
        return self._cards(newest.limit(limit).offset(offset)), total

    def _visible(self, reader: Reader) -> Select[Any]:
        return self._select(practices, practices_visible_to(reader))

    def _published(self, reader: Reader) -> Select[Any]:
        return self._visible(reader).where(practices.c.status == PracticeStatus.PUBLISHED)

    def _cards(self, query: Select[Any]) -> tuple[Practice, ...]:
        return tuple(map(_card, self._rows(query)))


_NEWEST = (practices.c.settled_at.desc(), practices.c.number.desc())


def _saved(user_id: str, number: Any) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return saved_practices.c.user_id == user_id, saved_practices.c.number == number


def _contains(column: Column[Any], patterns: Iterable[str]) -> ColumnElement[bool]:
    return or_(*(column.contains(pattern, autoescape=True) for pattern in patterns))


def _row(practice: Practice) -> dict[str, Any]:
    publics = tuple(public.value for public in practice.publics)
    return {**to_row(practice), "publics": publics, **searched_columns(practice)}


def _card(row: RowMapping) -> Practice:
    card = from_row(Practice, row)
    return replace(card, publics=tuple(map(Public, card.publics)))
