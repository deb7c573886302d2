"""Groups' channels: the last reading of each, and when it opened to more people."""

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from bot.domain.chair_notices import ChannelOpening
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

    def note_opening(self, opening: ChannelOpening) -> None: ...

    def openings(self, channel_id: str, since: datetime) -> tuple[ChannelOpening, ...]:
        """Those of one channel from that moment on, the oldest first."""
