"""Records by the words in them."""

from collections.abc import Collection
from datetime import datetime
from typing import Protocol, TypeVar

from bot.domain import Reader
from bot.domain.search_query import SearchQuery

R = TypeVar("R")

Ids = Collection[int]
"""Ids of groups, series or organisations, or numbers of records."""


class NumberedRecords(Protocol[R]):
    """Every reading method takes the reader and leaves out, in SQL, what is not theirs to see."""

    def add(self, record: R) -> None: ...

    def change(self, record: R) -> None: ...

    def get(self, reader: Reader, number: int) -> R | None: ...


class Search(Protocol):
    """`kind` is the letter of the records' references. Only what the reader may see is found.

    Looks at reference, title and all other words of a record; for a practice also at its
    audiences, topics, countries (code and English name) and organisation; for an action at its
    owner. People and organisations are found by their names of now.
    """

    def find(
        self,
        reader: Reader,
        kind: str,
        query: SearchQuery,
        *,
        limit: int,
        offset: int = 0,
        near: datetime | None = None,
    ) -> tuple[tuple[int, ...], int]:
        """Numbers of one page, and how many there are in all (0 for a page past the end). Those
        with a word in the title first, then the newest, or the nearest to `near`; the same on both
        databases."""

    def nearest_word(self, reader: Reader, kinds: Collection[str], word: str) -> str | None:
        """The word in use, written in a record that this reader sees, that `word` is a slip of;
        first of all the same with another hyphen."""
