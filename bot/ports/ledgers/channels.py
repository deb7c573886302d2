"""The last reading of each group's channel."""

from collections.abc import Mapping
from typing import Protocol

from bot.domain.channel_reading import ChannelReading


class Channels(Protocol):
    """One reading a channel."""

    def get(self, channel_id: str) -> ChannelReading | None: ...

    def keep_reading(self, reading: ChannelReading) -> None:
        """Store this reading in place of the one before."""

    def last_roster(self, channel_id: str) -> Mapping[str, int] | None:
        """Who was in it at the last daily check, with the organisation's id; None before any."""

    def keep_roster(self, channel_id: str, roster: Mapping[str, int]) -> None:
        """Nothing is kept of a channel that was never read."""
