"""The ledger of decisions."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, func, select

from bot.domain import Decision, Reader
from bot.domain.decision import Answer, DecisionStatus
from bot.domain.reference import DECISION
from storage.ledgers.ledger import to_row
from storage.ledgers.search import SearchedLedger
from storage.ledgers.search_entries import decision_entry
from storage.ledgers.visibility import visible_to
from storage.tables import decision_answers, decisions
from storage.tables.types import UTCDateTime

_AGREED = decisions.c.status == DecisionStatus.AGREED
_PROPOSED = decisions.c.status == DecisionStatus.PROPOSED


class Decisions(SearchedLedger):
    """Implements bot.ports.ledgers.decisions.Decisions."""

    def add(self, decision: Decision) -> None:
        self._put(decisions, **to_row(decision))
        self._search.keep(decision_entry(decision), DECISION, decision.number, new=True)

    def change(self, decision: Decision) -> None:
        self._set(decisions, decisions.c.number == decision.number, **to_row(decision))
        self._search.keep(decision_entry(decision), DECISION, decision.number)

    def get(self, reader: Reader, number: int) -> Decision | None:
        return self._one(Decision, self._visible(reader).where(decisions.c.number == number))

    def find_page(
        self, reader: Reader, group_ids: Collection[int], *, limit: int, offset: int = 0
    ) -> tuple[tuple[Decision, ...], int]:
        query = self._visible(reader).where(decisions.c.group_id.in_(group_ids))
        page = query.order_by(decisions.c.number.desc()).limit(limit).offset(offset)
        return self._all(Decision, page), self._number_of(query)

    def of_dialogue(self, reader: Reader, number: int) -> tuple[Decision, ...]:
        query = self._visible(reader).where(_AGREED, decisions.c.dialogue == number)
        return self._all(Decision, query.order_by(decisions.c.number))

    def agreed_between(
        self,
        reader: Reader,
        group_ids: Collection[int],
        start: datetime,
        end: datetime,
        *,
        limit: int,
    ) -> tuple[tuple[Decision, ...], int]:
        query = self._visible(reader).where(
            _AGREED,
            decisions.c.group_id.in_(group_ids),
            decisions.c.settled_at >= start,
            decisions.c.settled_at < end,
        )
        newest = query.order_by(decisions.c.settled_at.desc(), decisions.c.number.desc())
        return self._all(Decision, newest.limit(limit)), self._number_of(query)

    def proposed(
        self, reader: Reader, group_ids: Collection[int], until: datetime
    ) -> tuple[Decision, ...]:
        query = self._visible(reader).where(
            _PROPOSED, decisions.c.group_id.in_(group_ids), decisions.c.closes_at <= until
        )
        return self._all(Decision, query.order_by(decisions.c.closes_at, decisions.c.number))

    def answer(self, answer: Answer) -> None:
        row = to_row(answer)
        key = ("number", "revision", "organisation_id")
        which = [decision_answers.c[name] == row[name] for name in key]
        if not self._set(decision_answers, *which, **row):
            self._put(decision_answers, **row)

    def answers_to(self, decision: Decision) -> tuple[Answer, ...]:
        query = self._select(
            decision_answers,
            and_(
                decision_answers.c.number == decision.number,
                decision_answers.c.revision == decision.revision,
            ),
        )
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

    def _visible(self, reader: Reader) -> Select[Any]:
        return self._select(decisions, visible_to(reader, decisions))
