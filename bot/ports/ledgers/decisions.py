"""Decisions, and the answers to those that are proposals."""

from datetime import datetime
from typing import Protocol

from bot.domain import Decision, Reader
from bot.domain.decision import Answer
from bot.ports.ledgers.search import Ids, NumberedRecords


class Decisions(NumberedRecords[Decision], Protocol):
    def find_page(
        self, reader: Reader, group_ids: Ids, *, limit: int, offset: int = 0
    ) -> tuple[tuple[Decision, ...], int]:
        """Proposals and withdrawn ones too, the newest first, and how many there are."""

    def of_dialogue(self, reader: Reader, number: int) -> tuple[Decision, ...]:
        """What was agreed in it and stands, in the order of their numbers."""

    def agreed_between(
        self, reader: Reader, group_ids: Ids, start: datetime, end: datetime, *, limit: int
    ) -> tuple[tuple[Decision, ...], int]:
        """Those recorded or adopted in this span, its end left out, that stand: the newest first,
        and how many there are."""

    def proposed(self, reader: Reader, group_ids: Ids, until: datetime) -> tuple[Decision, ...]:
        """Open proposals that end by then, the first to end first."""

    # For those who see the decision; the caller has asked.

    def answer(self, answer: Answer) -> None:
        """In the place of what the organisation said to this text before."""

    def answers_to(self, decision: Decision) -> tuple[Answer, ...]:
        """To its present text, the first first."""

    # For the planner, never shown:

    def ended(self, now: datetime) -> tuple[Decision, ...]:
        """Proposals whose deadline has come and that are not settled."""

    def next_end(self) -> datetime | None:
        """When the next open proposal ends, or has ended unsettled."""
