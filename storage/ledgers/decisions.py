"""The ledger of decisions."""

from datetime import datetime

from sqlalchemy import func, select

from bot.domain import Decision, Reader
from bot.domain.decision import Answer, DecisionStatus
from bot.domain.reference import DECISION
from bot.ports.ledgers.search import Ids
from storage.ledgers.ledger import to_row, within
from storage.ledgers.search import RecordLedger
from storage.ledgers.search_entries import SearchEntry, decision_entry
from storage.tables import decision_answers, minutes
from storage.tables.types import UTCDateTime

_AGREED = minutes.c.status == DecisionStatus.AGREED
_PROPOSED = minutes.c.status == DecisionStatus.PROPOSED


class Decisions(RecordLedger[Decision]):
    """Implements bot.ports.ledgers.decisions.Decisions."""

    _kind, _table, _letter = Decision, decisions, DECISION

    def _entry(self, record: Decision) -> SearchEntry:
        return decision_entry(record)

    def find_page(
        self, reader: Reader, group_ids: Ids, *, limit: int, offset: int = 0
    ) -> tuple[tuple[Decision, ...], int]:
        query = self._visible(reader).where(minutes.c.group_id.in_(group_ids))
        page = query.order_by(minutes.c.number.desc()).limit(limit).offset(offset)
        return self._all(Decision, page), self._number_of(query)

    def of_dialogue(self, reader: Reader, number: int) -> tuple[Decision, ...]:
        query = self._visible(reader).where(_AGREED, minutes.c.dialogue == number)
        return self._all(Decision, query.order_by(minutes.c.number))

    def agreed_between(
        self, reader: Reader, group_ids: Ids, start: datetime, end: datetime, *, limit: int
    ) -> tuple[tuple[Decision, ...], int]:
        query = self._visible(reader).where(
            _AGREED,
            minutes.c.group_id.in_(group_ids),
            *within(minutes.c.settled_at, start, end),
        )
        newest = query.order_by(minutes.c.settled_at.desc(), minutes.c.number.desc())
        return self._all(Decision, newest.limit(limit)), self._number_of(query)

    def proposed(self, reader: Reader, group_ids: Ids, until: datetime) -> tuple[Decision, ...]:
        query = self._visible(reader).where(
            _PROPOSED, minutes.c.group_id.in_(group_ids), minutes.c.closes_at <= until
        )
        return self._all(Decision, query.order_by(minutes.c.closes_at, minutes.c.number))

    def answer(self, answer: Answer) -> None:
        self._put_or_change(decision_answers, to_row(answer))

    def answers_to(self, decision: Decision) -> tuple[Answer, ...]:
        text = {"number": decision.number, "revision": decision.revision}
        query = self._select(decision_answers, **text)
        order = (decision_answers.c.answered_at, decision_answers.c.organisation_id)
        return self._all(Answer, query.order_by(*order))

    def ended(self, now: datetime) -> tuple[Decision, ...]:
        query = self._select(decisions, _PROPOSED, minutes.c.closes_at <= now)
        return self._all(Decision, query.order_by(minutes.c.closes_at, minutes.c.number))

    def next_end(self) -> datetime | None:
        first = func.min(minutes.c.closes_at, type_=UTCDateTime)
        found: datetime | None = self._connection.scalar(
            select(first).where(self._own(decisions), _PROPOSED)
        )
        return found
