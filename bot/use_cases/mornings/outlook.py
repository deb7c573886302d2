"""Predicts whether the coming mornings will say something; for the planner only, never shown.

It may say yes too often: the look before the send decides. It never says no where a morning
message would have something to say.
"""

from collections.abc import Iterator

from bot.domain import Owed, Person
from bot.use_cases.mornings.compose import SOURCES
from bot.use_cases.mornings.look import Foresight, Horizon


class Outlook:
    """What one source foresees is asked only where those before it say no."""

    def __init__(self, horizon: Horizon) -> None:
        self._horizon = horizon
        self._coming = [foresee for source in SOURCES for foresee in source.foresee]
        self._asked: list[Foresight] = []

    def concerns(self, person: Person, owed: Owed) -> bool:
        """Whether `person` may have something to read in this morning's message."""
        return any(foresight(person, owed) for foresight in self._foresights())

    def _foresights(self) -> Iterator[Foresight]:
        for index, foresee in enumerate(self._coming):
            if index == len(self._asked):
                self._asked.append(foresee(self._horizon))
            yield self._asked[index]
