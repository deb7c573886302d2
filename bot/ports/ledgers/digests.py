"""Which postings of a weekly digest are held."""

from typing import Protocol

from bot.domain.digest import DigestHold


class DigestHolds(Protocol):
    def get(self, group_id: int, occurrence: str, revision: int) -> DigestHold | None:
        """The hold of one posting; None while it is not held."""

    def add(self, hold: DigestHold) -> None:
        """The first hold of a posting stays."""
