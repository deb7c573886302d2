"""The ledgers of digests as posted, of held postings of the weekly one, and of mornings."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import cache
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import RowMapping, Select, bindparam, func, or_, select

from bot.domain import Audience, MessageKind, Reader
from bot.domain.delivery import State, SubjectType
from bot.domain.digest import Digest, DigestHold, KeptDigest
from bot.domain.morning import LastTold, Topic
from bot.domain.reference import ACTION, DECISION, DIALOGUE, PRACTICE, render_reference
from bot.domain.search_words import (
    BEGINS,
    fits_words,
    patterns_of_word,
    tokens_of_text,
    typed_words,
)
from bot.ports.ledgers.search import Ids
from storage.ledgers.deliveries import STANDING_STATES, is_of_delivery, made_stale
from storage.ledgers.ledger import Ledger, own_rows, to_row
from storage.ledgers.visibility import practices_visible_to, visible_to
from storage.tables import (
    actions,
    decisions,
    deliveries,
    dialogues,
    digest_holds,
    digests,
    morning_items,
    practices,
)

_POSTED = (MessageKind.WEEKLY_DIGEST, MessageKind.DIGEST_NOW)


class DigestHolds(Ledger):
    """Implements bot.ports.ledgers.digests.DigestHolds."""

    def get(self, group_id: int, occurrence: str, revision: int) -> DigestHold | None:
        posting = {"group_id": group_id, "occurrence": occurrence, "revision": revision}
        return self._one(DigestHold, self._select(digest_holds, **posting))

    def add(self, hold: DigestHold) -> None:
        self._put_new(digest_holds, **to_row(hold))

    def change(self, hold: DigestHold) -> None:
        self._rewrite(digest_holds, **to_row(hold))


class Digests(Ledger):
    """Implements bot.ports.ledgers.digests.Digests."""

    def keep(
        self,
        digest: Digest,
        *,
        group_id: int,
        delivery_id: int,
        audience: Audience,
        picture: str | None,
    ) -> None:
        self._remove(digests, delivery_id=delivery_id)
        self._put(
            digests,
            number=digest.number,
            group_id=group_id,
            delivery_id=delivery_id,
            audience=audience,
            until=digest.until,
            picture=picture,
            content=_json().dump_json(digest).decode(),
            search_text=f" {' '.join(tokens_of_text(digest.words, 'en'))} ",
        )

    def of_delivery(self, delivery_id: int) -> KeptDigest | None:
        row = self._rows(self._select(digests, delivery_id=delivery_id)).first()
        return None if row is None else _kept(row)

    def get(self, reader: Reader, number: int) -> KeptDigest | None:
        row = self._rows(self._shown(reader).where(digests.c.number == number)).first()
        return None if row is None else self._limited(reader, _kept(row))

    def limited(self, reader: Reader, digest: Digest) -> Digest:
        return replace(digest, listed=digest.limited_to(self._seen(reader, digest.references)))

    def find_page(
        self, reader: Reader, group_ids: Ids, words: str = "", *, limit: int = 10, offset: int = 0
    ) -> tuple[tuple[KeptDigest, ...], int]:
        wanted = [part for word in typed_words(words) for part in patterns_of_word(word, ["en"])]
        query = self._shown(reader).where(digests.c.group_id.in_(group_ids))
        for patterns in wanted:
            query = query.where(
                or_(*(digests.c.search_text.contains(_part(p), autoescape=True) for p in patterns))
            )
        newest = query.order_by(digests.c.number.desc())
        if not wanted:
            total = self._number_of(query)
            rows = self._rows(newest.limit(limit).offset(offset))
            return tuple(self._limited(reader, _kept(row)) for row in rows.all()), total
        # A word of a record that the reader may not see any more finds nothing.
        found = [
            kept
            for row in self._rows(newest).all()
            for kept in [self._limited(reader, _kept(row))]
            if fits_words(wanted, kept.digest.words, "en")
        ]
        return tuple(found[offset : offset + limit]), len(found)

    def last_posted(self, group_id: int) -> tuple[int, datetime] | None:
        until = func.coalesce(digests.c.until, deliveries.c.due_at)
        query = (
            select(digests.c.number, until)
            .join_from(deliveries, digests, _IS_ITS, isouter=True)
            .where(*self._about(group_id), deliveries.c.state == State.SENT)
            .order_by(until.desc())
            .limit(1)
        )
        found = self._connection.execute(query).first()
        return None if found is None else (found[0] or 0, found[1])

    def is_in_doubt(self, group_id: int) -> bool:
        doubtful = select(deliveries.c.id).where(
            *self._about(group_id), deliveries.c.state == State.UNCERTAIN
        )
        return self._connection.execute(doubtful.limit(1)).first() is not None

    def _about(self, group_id: int) -> tuple[Any, ...]:
        return (
            self._own(deliveries),
            deliveries.c.subject_type == SubjectType.DIGEST,
            deliveries.c.subject_id == str(group_id),
            deliveries.c.kind.in_(_POSTED),
        )

    def _shown(self, reader: Reader) -> Select[Any]:
        return (
            select(digests, deliveries.c.settled_at.label("posted_at"))
            .join_from(digests, deliveries, _IS_ITS)
            .where(
                self._own(digests), visible_to(reader, digests), deliveries.c.state == State.SENT
            )
        )

    def _limited(self, reader: Reader, kept: KeptDigest) -> KeptDigest:
        return replace(kept, digest=self.limited(reader, kept.digest))

    def _seen(self, reader: Reader, references: Collection[str]) -> Iterator[tuple[str, str]]:
        """Whatever the reader may see now, by reference, and its title of now. A title of before
        may have been for fewer readers than the record is now."""
        for letter, table, visible in (
            (DIALOGUE, dialogues, visible_to(reader, dialogues)),
            (DECISION, decisions, visible_to(reader, decisions)),
            (ACTION, actions, visible_to(reader, actions)),
            (PRACTICE, practices, practices_visible_to(reader)),
        ):
            numbers = [int(one[1:]) for one in references if one[0] == letter]
            if numbers:
                query = select(table.c.number, table.c.title).where(
                    self._own(table), table.c.number.in_(numbers), visible
                )
                for number, title in self._connection.execute(query):
                    yield render_reference(letter, number), title


_IS_ITS = is_of_delivery(digests)


def _part(pattern: str) -> str:
    """What the stored tokens contain, with spaces between, where one of them fits."""
    begun = pattern.removesuffix(BEGINS)
    return f" {begun}" if begun != pattern else f" {pattern} "


@cache
def _json() -> TypeAdapter[Digest]:
    return TypeAdapter(Digest)


def _kept(row: RowMapping) -> KeptDigest:
    return KeptDigest(
        group_id=row["group_id"],
        audience=row["audience"],
        digest=_json().validate_json(row["content"]),
        picture=row["picture"],
        posted_at=row.get("posted_at"),
    )


class Mornings(Ledger):
    """Implements bot.ports.ledgers.digests.Mornings."""

    def keep(
        self, delivery_id: int, items: Collection[tuple[Topic, str]], told_at: datetime
    ) -> None:
        self._remove(morning_items, delivery_id=delivery_id)
        for topic, reference in items:
            item = {"delivery_id": delivery_id, "topic": topic, "reference": reference}
            self._put(morning_items, **item, told_at=told_at)

    def shown_in(self, delivery_id: int) -> Sequence[tuple[Topic, str]]:
        rows = self._connection.execute(self._select(morning_items, delivery_id=delivery_id))
        return [(row.topic, row.reference) for row in rows]

    def told_to(
        self, user_id: str, *, since: datetime, before: date
    ) -> Mapping[tuple[Topic, str], LastTold]:
        found = self._ask(_TOLD_TO, recipient=user_id, since=since, before=before.isoformat())
        return {
            (row.topic, row.reference): LastTold(date.fromisoformat(row.day), row.at)
            for row in found
        }

    def have_redrawn(
        self, reference: str, since: datetime, *, recipient: str | None = None
    ) -> None:
        showing = select(morning_items.c.delivery_id).where(
            self._own(morning_items), morning_items.c.reference == reference
        )
        update = self._update(
            deliveries, deliveries.c.id.in_(showing), deliveries.c.due_at >= since
        )
        if recipient is not None:
            update = update.where(deliveries.c.recipient == recipient)
        self._connection.execute(made_stale(update))


_TOLD_TO = (
    select(
        morning_items.c.topic,
        morning_items.c.reference,
        func.max(deliveries.c.occurrence).label("day"),
        func.max(morning_items.c.told_at).label("at"),
    )
    .join_from(deliveries, morning_items, is_of_delivery(morning_items))
    .where(
        own_rows(deliveries),
        deliveries.c.recipient == bindparam("recipient"),
        deliveries.c.due_at >= bindparam("since"),
        deliveries.c.kind == MessageKind.MORNING,
        or_(*(deliveries.c.state == state for state in STANDING_STATES)),
        deliveries.c.occurrence < bindparam("before"),
    )
    .group_by(morning_items.c.topic, morning_items.c.reference)
)
