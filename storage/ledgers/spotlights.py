"""The ledger of what was shown in channels and what comes next."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import Select, Text, and_, cast, func, select

from bot.domain import DropReason, MessageKind, Practice, Reader
from bot.domain.delivery import State, SubjectType
from storage.ledgers.practices import Practices
from storage.tables import deliveries, practices


class Spotlights(Practices):
    """Implements bot.ports.ledgers.spotlights.Spotlights."""

    def shown_before(self, channel_id: str, day: str) -> int | None:
        owed = deliveries.c.state == State.OWED
        query = self._spotlights(channel_id).where(~owed, deliveries.c.occurrence < day)
        found = query.order_by(deliveries.c.due_at.desc()).limit(1)
        number = self._connection.execute(found.with_only_columns(deliveries.c.subject_id)).scalar()
        return int(number) if number else None

    def next_card(
        self, reader: Reader, channel_id: str, *, day: str, besides: Collection[int] = ()
    ) -> Practice | None:
        shown = (
            self._spotlights(channel_id)
            .where(deliveries.c.occurrence != day)
            .with_only_columns(deliveries.c.subject_id, func.max(deliveries.c.due_at).label("at"))
            .group_by(deliveries.c.subject_id)
            .subquery()
        )
        newest = select(shown.c.subject_id).order_by(shown.c.at.desc()).limit(1)
        last = self._connection.execute(newest).scalar()
        left_out = {*besides, *([int(last)] if last else [])}
        query = (
            self._published(reader)
            .outerjoin(shown, cast(practices.c.number, Text) == shown.c.subject_id)
            .where(practices.c.number.not_in(left_out))
            .order_by(
                shown.c.at.is_not(None), shown.c.at, practices.c.settled_at, practices.c.number
            )
        )
        return next(iter(self._cards(query.limit(1))), None)

    def _spotlights(self, channel_id: str) -> Select[Any]:
        """What the channel was shown, may have been shown, or will be."""
        never = and_(
            deliveries.c.state == State.DROPPED, deliveries.c.error != DropReason.CANNOT_TELL
        )
        return self._select(
            deliveries,
            ~never,
            recipient=channel_id,
            kind=MessageKind.SPOTLIGHT,
            subject_type=SubjectType.PRACTICE,
        )
