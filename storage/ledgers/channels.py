"""The ledger of groups' channels: the last reading of each, and when it opened to more people."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import bindparam, select

from bot.domain.chair_notices import ChannelOpening
from bot.domain.channel_reading import ChannelReading
from storage.ledgers.ledger import Ledger, from_row, own_rows, remember_read, to_row
from storage.tables import channel_openings, channel_readings

_ALL = select(channel_readings).where(own_rows(channel_readings))
_ROSTER = select(channel_readings.c.roster).where(
    own_rows(channel_readings), channel_readings.c.channel_id == bindparam("channel_id")
)


class Channels(Ledger):
    """Implements bot.ports.ledgers.channels.Channels."""

    def get(self, channel_id: str) -> ChannelReading | None:
        return self._all_by_id().get(channel_id)

    def keep_reading(self, reading: ChannelReading) -> None:
        self._put_or_change(channel_readings, to_row(reading))

    def last_roster(self, channel_id: str) -> Mapping[str, int] | None:
        kept = self._ask(_ROSTER, channel_id=channel_id).scalar()
        if kept is None:
            return None
        pairs = (entry.split() for entry in kept)
        return {user_id: int(organisation_id) for user_id, organisation_id in pairs}

    def keep_roster(self, channel_id: str, roster: Mapping[str, int]) -> None:
        of_channel = channel_readings.c.channel_id == channel_id
        entries = tuple(f"{user_id} {number}" for user_id, number in sorted(roster.items()))
        self._set(channel_readings, of_channel, roster=entries)

    def note_opening(self, opening: ChannelOpening) -> None:
        self._put(channel_openings, **to_row(opening))

    def openings(self, channel_id: str, since: datetime) -> tuple[ChannelOpening, ...]:
        in_it = channel_openings.c.channel_id == channel_id
        query = self._select(channel_openings, in_it, channel_openings.c.at >= since)
        return self._all(ChannelOpening, query.order_by(channel_openings.c.id))

    @remember_read
    def _all_by_id(self) -> dict[str, ChannelReading]:
        found = (from_row(ChannelReading, row) for row in self._ask(_ALL).mappings())
        return {reading.channel_id: reading for reading in found}
