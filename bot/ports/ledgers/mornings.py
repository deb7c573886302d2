"""What morning messages have told, item by item."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Protocol

from bot.domain.morning import LastTold, Topic


class Mornings(Protocol):
    """An item is called by its topic and its subject's reference ("A12")."""

    def keep(
        self, delivery_id: int, items: Collection[tuple[Topic, str]], told_at: datetime
    ) -> None:
        """What this delivery is about to tell, in place of what an earlier try of it would have."""

    def shown_in(self, delivery_id: int) -> Sequence[tuple[Topic, str]]:
        """In no order."""

    def told_to(
        self, user_id: str, *, since: datetime, before: date
    ) -> Mapping[tuple[Topic, str], LastTold]:
        """When each was told to this person last, in mornings due since then of earlier days."""

    def have_redrawn(
        self, reference: str, since: datetime, *, recipient: str | None = None
    ) -> None:
        """Mark stale the mornings due since then that show this subject; None: to anybody."""
