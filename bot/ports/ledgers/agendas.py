"""Agenda items of dialogues, and who was there."""

from collections.abc import Collection
from typing import Protocol

from bot.domain.agenda import AgendaItem
from bot.domain.attendance import Attendee


class Agendas(Protocol):
    """Whoever may see a dialogue may see its agenda: callers look the dialogue up first."""

    def add(self, item: AgendaItem) -> AgendaItem:
        """Keep a new item (its `id` is ignored); the kept one."""

    def change(self, item: AgendaItem) -> None: ...

    def of(self, number: int) -> tuple[AgendaItem, ...]:
        """All items of a dialogue: accepted ones by position, then the others, oldest first."""


class Attendance(Protocol):
    """Who was at which dialogue."""

    def note(self, number: int, attendees: Collection[Attendee]) -> None:
        """Replace what was noted for this dialogue."""

    def of(self, number: int) -> tuple[Attendee, ...]: ...
