"""Which card a group's channel is shown next."""

from collections.abc import Collection
from typing import Protocol

from bot.domain import Practice, Reader


class Spotlights(Protocol):
    """What was shown is read from the deliveries themselves."""

    def shown_before(self, channel_id: str, day: str) -> int | None:
        """The number of the card that the channel was shown last before that local date."""

    def next_card(
        self, reader: Reader, channel_id: str, *, day: str, besides: Collection[int] = ()
    ) -> Practice | None:
        """The published card that the channel was shown longest ago, never shown ones first.

        `day`: the occurrence that it is for; what was owed for that day before does not count.

        Of those the first published. Never the one that was shown last, nor any of `besides`.
        """
