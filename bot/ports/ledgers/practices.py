"""Good practices."""

from collections.abc import Collection, Sequence
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

    def search_published(
        self, reader: Reader, words: Sequence[str], *, limit: int = 20, offset: int = 0
    ) -> tuple[tuple[Practice, ...], int]:
        """Published cards in which every word occurs, and how many there are in all.

        Looks at reference, title, summary, what was done, tags, countries (code and English name)
        and the organisation's names of now, by the rules of `bot.domain.search_words`. Cards with
        a word in the title come first, then the newest.
        """

    def changed_between(
        self, reader: Reader, group_ids: Collection[int], start: datetime, end: datetime
    ) -> tuple[Practice, ...]:
        """Cards published in this span, newest first."""
