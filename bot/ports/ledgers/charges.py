"""The points that dialogues have cost organisations."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Protocol

from bot.domain import Dialogue, Reader
from bot.domain.fairness import Charge
from bot.ports.ledgers.search import Ids


class Charges(Protocol):
    """Kept when a dialogue has taken place, taken back when it turns out that it has not.

    A sum tells of what it is made of: readers get the charges of dialogues that they may see.
    """

    def keep_charges(self, charges: Collection[Charge]) -> int:
        """Keep them; what is charged already stays as it is. How many are new."""

    def take_back(self, number: int) -> int:
        """Take back all charges of a dialogue; how many there were."""

    def not_yet_charged(
        self, group_ids: Ids, since: datetime, now: datetime
    ) -> tuple[Dialogue, ...]:
        """Planned dialogues that ended after `since` up to `now` and have no charge, by number.

        For the loop, which charges whatever the audience is; nothing of them is shown.
        """

    def points_of_year(self, reader: Reader, group_id: int, year: int) -> Mapping[int, int]:
        """Points by organisation id."""

    def of_year(self, reader: Reader, group_id: int, year: int) -> tuple[Charge, ...]:
        """Every charge, by dialogue number."""

    def years_charged(self, reader: Reader, group_id: int) -> tuple[int, ...]:
        """The years in which anything was charged, in order."""
