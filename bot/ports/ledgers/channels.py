"""The last reading of each group's channel."""

from typing import Protocol

from bot.domain.channel_reading import ChannelReading


class Channels(Protocol):
    """One reading a channel."""

    def get(self, channel_id: str) -> ChannelReading | None: ...

    def keep(self, reading: ChannelReading) -> None:
        """Store this reading in place of the one before."""
