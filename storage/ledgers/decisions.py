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
from storage.tables import decision_answers, decisions
from storage.tables.types import UTCDateTime

_AGREED = decisions.c.status == DecisionStatus.AGREED
_PROPOSED = decisions.c.status == DecisionStatus.PROPOSED


class Decisions(RecordLedger[Decision]):
    """Implements bot.ports.ledgers.minutes.Decisions."""

    _kind, _table, _letter = Decision, decisions, DECISION

    def _entry(self, record: Decision) -> SearchEntry:
        return decision_entry(record)

    def find_page(
        self, reader: Reader, group_ids: Ids, *, limit: int, offset: int = 0
    ) -> tuple[tuple[Decision, ...], int]:
        query = self._visible(reader).where(decisions.c.group_id.in_(group_ids))
        page = query.order_by(decisions.c.number.desc()).limit(limit).offset(offset)
        return self._all(Decision, page), self._number_of(query)

    def of_dialogue(self, reader: Reader, number: int) -> tuple[Decision, ...]:
        query = self._visible(reader).where(_AGREED, decisions.c.dialogue == number)
        return self._all(Decision, query.order_by(decisions.c.number))

    def agreed_between(
        self, reader: Reader, group_ids: Ids, start: datetime, end: datetime, *, limit: int
    ) -> tuple[tuple[Decision, ...], int]:
        query = self._visible(reader).where(
            _AGREED,
            decisions.c.group_id.in_(group_ids),
            *within(decisions.c.settled_at, start, end),
        )
        newest = query.order_by(decisions.c.settled_at.desc(), decisions.c.number.desc())
        return self._all(Decision, newest.limit(limit)), self._number_of(query)

    def proposed(self, reader: Reader, group_ids: Ids, until: datetime) -> tuple[Decision, ...]:
        query = self._visible(reader).where(
            _PROPOSED, decisions.c.group_id.in_(group_ids), decisions.c.closes_at <= until
        )
        return self._all(Decision, query.order_by(decisions.c.closes_at, decisions.c.number))

    def answer(self, answer: Answer) -> None:
        self._put_or_change(decision_answers, to_row(answer))

    def answers_to(self, decision: Decision) -> tuple[Answer, ...]:
        text = {"number": decision.number, "revision": decision.revision}
        query = self._select(decision_answers, **text)
        order = (decision_answers.c.answered_at, decision_answers.c.organisation_id)
        return self._all(Answer, query.order_by(*order))

    def ended(self, now: datetime) -> tuple[Decision, ...]:
        query = self._select(decisions, _PROPOSED, decisions.c.closes_at <= now)
        return self._all(Decision, query.order_by(decisions.c.closes_at, decisions.c.number))

    def next_end(self) -> datetime | None:
        first = func.min(decisions.c.closes_at, type_=UTCDateTime)
        found: datetime | None = self._connection.scalar(
            select(first).where(self._own(decisions), _PROPOSED)
        )
        return found
