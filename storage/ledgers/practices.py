"""The ledgers of good practices, who uses which, and those that channels are shown again."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy import ColumnElement, Select, and_, func, or_, select

from bot.domain import Audience, DropReason, MessageKind, Practice, PracticeStatus, Reader, Role
from bot.domain.delivery import State, SubjectType
from bot.domain.practice import Adoption, TopicList, Usage
from bot.domain.reference import PRACTICE
from bot.ports.ledgers.search import Ids
from storage.ledgers.ledger import Ledger, own_rows, same_number, to_row, within
from storage.ledgers.search import RecordLedger
from storage.ledgers.search_entries import practice_entry
from storage.ledgers.visibility import practices_visible_to, written_for
from storage.tables import (
    adoptions,
    deliveries,
    organisations,
    practices,
    saved_practices,
    topic_lists,
)


class Practices(RecordLedger[Practice]):
    """Implements bot.ports.ledgers.practices.Practices."""

    _kind, _table, _letter = Practice, practices, PRACTICE
    _entry = staticmethod(practice_entry)

    def awaiting_review(
        self, reader: Reader, group_ids: Ids, *, limit: int | None = None, offset: int = 0
    ) -> tuple[Practice, ...]:
        since = sa.func.coalesce(_EDITED, practices.c.sent_at, practices.c.created_at)
        query = self._awaiting(reader, group_ids).order_by(since, practices.c.number)
        return self._all(Practice, query.limit(limit).offset(offset))

    def count_awaiting_review(self, reader: Reader, group_ids: Ids) -> int:
        return self._number_of(self._awaiting(reader, group_ids))

    def _awaiting(self, reader: Reader, group_ids: Ids) -> sa.Select[Any]:
        if not reader.secretariat:
            group_ids = {group for group in group_ids if reader.role_in(group) is Role.CHAIR}
        waits = sa.or_(practices.c.status == PracticeStatus.SUBMITTED, _EDITED.is_not(None))
        return self._visible(reader).where(waits, practices.c.group_id.in_(group_ids))

    def titles_seen(
        self, reader: Reader, limit: int, *, after: int = 0
    ) -> tuple[tuple[int, str, str | None], ...]:
        gone = (PracticeStatus.DECLINED, PracticeStatus.WITHDRAWN)
        row = practices.c
        query = self._visible(reader).where(row.status.not_in(gone), row.number > after)
        query = query.with_only_columns(row.number, row.title, row.link)
        found = self._connection.execute(query.order_by(row.number.desc()).limit(limit))
        return tuple((each.number, each.title, each.link) for each in found)

    def topics_of(self, group_id: int) -> TopicList:
        return self._one(TopicList, self._select(topic_lists, group_id=group_id)) or TopicList()

    def keep_topics(self, group_id: int, kept: TopicList) -> None:
        self._put_or_change(topic_lists, to_row(kept), group_id=group_id)

    def topics_in_use(self, reader: Reader, group_ids: Ids) -> frozenset[str]:
        query = self._published(reader).where(practices.c.group_id.in_(group_ids))
        lists = self._connection.scalars(query.with_only_columns(practices.c.topics))
        return frozenset(topic for topics in lists for topic in topics)

    def latest_published(self, reader: Reader, *, limit: int = 5) -> tuple[Practice, ...]:
        return self._all(Practice, self._published(reader).order_by(*_NEWEST).limit(limit))

    def by_numbers(self, reader: Reader, numbers: Ids) -> tuple[Practice, ...]:
        visible = _by_numbers(practices_visible_to(reader))
        cards = {c.number: c for c in self._asked(Practice, visible, numbers=list(numbers))}
        return tuple(cards[number] for number in numbers if number in cards)

    def published_between(
        self, reader: Reader, group_ids: Ids, start: datetime, end: datetime, *, limit: int
    ) -> tuple[tuple[Practice, ...], int]:
        in_span = within(practices.c.settled_at, start, end)
        query = self._published(reader).where(practices.c.group_id.in_(group_ids), *in_span)
        return self._all(Practice, query.order_by(*_NEWEST).limit(limit)), self._number_of(query)

    def visible_to(self, reader: Reader, *, group_id: int | None = None) -> tuple[Practice, ...]:
        query = self._visible(reader)
        if group_id is not None:
            query = query.where(practices.c.group_id == group_id)
        return self._all(Practice, query.order_by(practices.c.number))

    def for_network(self, reader: Reader, *, limit: int) -> tuple[Practice, ...]:
        query = self._published(reader).where(practices.c.audience == Audience.NETWORK)
        return self._all(Practice, query.order_by(*_NEWEST).limit(limit))

    def past_review(self, day: date, *, asked_since: datetime, limit: int) -> tuple[Practice, ...]:
        asked = sa.exists().where(
            deliveries.c.workspace_id == practices.c.workspace_id,
            deliveries.c.subject_type == SubjectType.PRACTICE,
            deliveries.c.subject_id == sa.cast(practices.c.number, sa.Text),
            deliveries.c.kind == MessageKind.REVIEW_DUE,
            deliveries.c.due_at > asked_since,
            deliveries.c.state != State.DROPPED,
        )
        query = self._published(Reader.system()).where(practices.c.review_by < day, ~asked)
        return self._all(
            Practice, query.order_by(practices.c.review_by, practices.c.number).limit(limit)
        )

    def save_for(self, user_id: str, number: int, now: datetime) -> bool:
        return self._put_new(saved_practices, user_id=user_id, number=number, saved_at=now)

    def unsave_for(self, user_id: str, number: int) -> bool:
        return self._remove(saved_practices, *_saved(user_id, number)) > 0

    def is_saved(self, user_id: str, number: int) -> bool:
        found = self._select(saved_practices, *_saved(user_id, number))
        return self._rows(found).first() is not None

    def saved_by(
        self, reader: Reader, *, limit: int = 20, offset: int = 0
    ) -> tuple[tuple[Practice, ...], int]:
        query = self._published(reader).join(
            saved_practices,
            sa.and_(
                saved_practices.c.workspace_id == practices.c.workspace_id,
                *_saved(reader.user_id, practices.c.number),
            ),
        )
        newest = query.order_by(saved_practices.c.saved_at.desc(), practices.c.number.desc())
        return self._all(Practice, newest.limit(limit).offset(offset)), self._number_of(query)

    def _visible(self, reader: Reader) -> sa.Select[Any]:
        return self._select(practices, practices_visible_to(reader))

    def _published(self, reader: Reader) -> sa.Select[Any]:
        return self._visible(reader).where(practices.c.status == PracticeStatus.PUBLISHED)


@lru_cache(maxsize=1_000)
def _by_numbers(visible: sa.ColumnElement[bool]) -> sa.Select[Any]:
    wanted = practices.c.number.in_(sa.bindparam("numbers", expanding=True))
    return sa.select(practices).where(own_rows(practices), visible, wanted)


_EDITED = sa.case(
    (practices.c.status == PracticeStatus.PUBLISHED, practices.c.edited_at), else_=None
)
_NEWEST = (practices.c.settled_at.desc(), practices.c.number.desc())


def _saved(user_id: str, number: Any) -> tuple[sa.ColumnElement[bool], sa.ColumnElement[bool]]:
    return saved_practices.c.user_id == user_id, saved_practices.c.number == number


class Spotlights(Practices):
    """Implements bot.ports.ledgers.practices.Spotlights."""

    def shown_before(self, channel_id: str, day: str) -> int | None:
        owed = deliveries.c.state == State.OWED
        query = self._spotlights(channel_id).where(~owed, deliveries.c.occurrence < day)
        found = query.order_by(deliveries.c.due_at.desc()).limit(1)
        number = self._connection.execute(found.with_only_columns(deliveries.c.subject_id)).scalar()
        return int(number) if number else None

    def next_card(
        self, reader: Reader, channel_id: str, *, day: str, besides: Ids = ()
    ) -> Practice | None:
        subject = deliveries.c.subject_id
        last_due = sa.func.max(deliveries.c.due_at).label("at")
        others = self._spotlights(channel_id).where(deliveries.c.occurrence != day)
        shown = others.with_only_columns(subject, last_due).group_by(subject).subquery()
        newest = sa.select(shown.c.subject_id).order_by(shown.c.at.desc()).limit(1)
        last = self._connection.execute(newest).scalar()
        query = (
            self._published(reader)
            .outerjoin(shown, sa.cast(practices.c.number, sa.Text) == shown.c.subject_id)
            .where(practices.c.number.not_in({*besides, *([int(last)] if last else [])}))
            .order_by(
                shown.c.at.is_not(None), shown.c.at, practices.c.settled_at, practices.c.number
            )
        )
        return next(iter(self._all(Practice, query.limit(1))), None)

    def _spotlights(self, channel_id: str) -> sa.Select[Any]:
        """What the channel was shown, may have been shown, or will be."""
        never = sa.and_(
            deliveries.c.state == State.DROPPED, deliveries.c.error != DropReason.CANNOT_TELL
        )
        return self._select(
            deliveries,
            ~never,
            recipient=channel_id,
            kind=MessageKind.SPOTLIGHT,
            subject_type=SubjectType.PRACTICE,
        )


_IN_USE = adoptions.c.ended_at.is_(None)


class Adoptions(Ledger):
    """Implements bot.ports.ledgers.practices.Adoptions."""

    def add(self, adoption: Adoption) -> bool:
        return self._put_new(adoptions, **to_row(adoption))

    def end(self, number: int, organisation_id: int, *, by: str, now: datetime) -> bool:
        which = _use(number, organisation_id)
        return self._set(adoptions, *which, _IN_USE, ended_by=by, ended_at=now) > 0

    def current(self, number: int, organisation_id: int) -> Adoption | None:
        return self._one(Adoption, self._select(adoptions, *_use(number, organisation_id), _IN_USE))

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
                _IN_USE,
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
            .where(self._own(adoptions), _IN_USE, _entries_of(reader, practices))
            .group_by(adoptions.c.number)
        )
        return {row[0]: Usage(row[1], row[2]) for row in self._connection.execute(query)}

    def _in_use(self, reader: Reader, practice: Practice) -> Select[Any]:
        return self._select(adoptions, _entries_of(reader, [practice])).where(_IN_USE)


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
