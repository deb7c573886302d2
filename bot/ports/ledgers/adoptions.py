"""Which organisations use which practice."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Protocol

from bot.domain import Practice, Reader
from bot.domain.practice import Adoption, Usage


class Adoptions(Protocol):
    """What a reader sees here belongs to cards that they see; the caller has asked for those."""

    def add(self, adoption: Adoption) -> bool:
        """False where the organisation uses the practice already; then nothing is changed."""

    def end(self, number: int, organisation_id: int, *, by: str, now: datetime) -> bool:
        """Note that the organisation no longer uses it; whether it did."""

    def current(self, number: int, organisation_id: int) -> Adoption | None:
        """For the organisation's own people and for Convenor: no reader is asked."""

    def was_told(self, number: int, organisation_id: int) -> bool:
        """Whether the author has heard, or will hear, that this organisation uses it."""

    def of_practice(
        self, reader: Reader, practice: Practice, *, limit: int, offset: int = 0
    ) -> tuple[tuple[Adoption, ...], int]:
        """Those who use it now, the first first, and how many there are."""

    def told_on(self, reader: Reader, practice: Practice, day: date) -> tuple[Adoption, ...]:
        """What the author hears on that day, as far as it is still so."""

    def begun_between(
        self, reader: Reader, group_id: int, start: datetime, end: datetime, *, limit: int
    ) -> tuple[tuple[Adoption, ...], int]:
        """Uses of the group's published practices that began in this span and go on, newest
        first, and how many there are; of practices, too, only those that the reader sees."""

    def usage_of(self, reader: Reader, practices: Collection[Practice]) -> Mapping[int, Usage]:
        """By number; a practice that nobody uses is left out."""
