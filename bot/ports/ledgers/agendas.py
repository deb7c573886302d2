"""Agenda items of dialogues, and who was there."""

from collections.abc import Collection
from datetime import datetime
from typing import Protocol

from bot.domain import Dialogue, Reader
from bot.domain.dialogue import AgendaItem, Attendee
from bot.ports.ledgers.search import Ids


class Agendas(Protocol):
    """Callers look the dialogue up first; each item has an audience of its own besides."""

    def add(self, item: AgendaItem) -> AgendaItem:
        """Keep a new item (its `id` is ignored); the kept one."""

    def change(self, item: AgendaItem) -> None: ...

    def of_dialogue(self, reader: Reader, dialogue: Dialogue) -> tuple[AgendaItem, ...]:
        """Its items that are for the reader: accepted by position, then others, oldest first."""

    def to_hand_on(self, since: datetime, now: datetime) -> tuple[int, ...]:
        """Numbers of dialogues of series, ended by now and begun after `since`, with items that
        wait for a decision, stand on every date or were on a cancelled one."""

    def of_dialogues(self, reader: Reader, group_id: int, numbers: Ids) -> tuple[AgendaItem, ...]:
        """The same of several dialogues of one group, by dialogue."""


class Attendance(Protocol):
    """Who was at which dialogue."""

    def note_attendees(self, number: int, attendees: Collection[Attendee]) -> None:
        """Replace what was noted for this dialogue."""

    def of_dialogue(self, number: int) -> tuple[Attendee, ...]: ...

    def of_dialogues(self, numbers: Ids) -> tuple[tuple[int, Attendee], ...]:
        """The same of several dialogues, each with its dialogue's number."""
