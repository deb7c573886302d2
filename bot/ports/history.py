"""Reads in the platform's history what Convenor has posted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Seen:
    """A message of ours in a conversation's history.

    `carries`: "id:nonce" of each delivery in it; `references`: what it names ("D12").
    """

    ts: str
    carries: frozenset[str]
    references: frozenset[str]


class History(Protocol):
    """Reads, and sends nothing."""

    async def ours_since(self, place: str, since: datetime) -> Sequence[Seen] | None:
        """Every message of ours in this conversation since the moment; None: it cannot be read."""
