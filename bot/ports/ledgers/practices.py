"""Good practices."""

from collections.abc import Collection
from datetime import datetime
from typing import Protocol

from bot.domain.practice import Practice
from bot.domain.roles import Reader


class Practices(Protocol):
    """A published card is seen by its audience; any other only by its author and the chairs."""

    def add(self, practice: Practice) -> None: ...

    def change(self, practice: Practice) -> None: ...

    def get(self, reader: Reader, number: int) -> Practice | None: ...

    def awaiting_review(self, reader: Reader, group_ids: Collection[int]) -> tuple[Practice, ...]:
        """Cards that await review in groups that the reader chairs, the longest waiting first."""

    def latest_published(self, reader: Reader, *, limit: int = 5) -> tuple[Practice, ...]:
        """Published cards, the newest first."""

    def by_numbers(self, reader: Reader, numbers: Collection[int]) -> tuple[Practice, ...]:
        """Those that the reader may see, in the order of their numbers as given."""

    def published_between(
        self,
        reader: Reader,
        group_ids: Collection[int],
        start: datetime,
        end: datetime,
        *,
        limit: int,
    ) -> tuple[tuple[Practice, ...], int]:
        """Cards published in this span, newest first, and how many there are in all."""
