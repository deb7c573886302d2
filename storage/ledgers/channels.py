"""The ledger of the last reading of each group's channel."""

from collections.abc import Mapping

from sqlalchemy import bindparam, select

from bot.domain.channel_reading import ChannelReading
from storage.ledgers.ledger import Ledger, from_row, own_rows, remember_read, to_row
from storage.tables import channel_readings

_ALL = select(channel_readings).where(own_rows(channel_readings))
_ROSTER = select(channel_readings.c.roster).where(
    own_rows(channel_readings), channel_readings.c.channel_id == bindparam("channel_id")
)


class Channels(Ledger):
    """Implements bot.ports.ledgers.channels.Channels."""

    def get(self, channel_id: str) -> ChannelReading | None:
        return self._all_by_id().get(channel_id)

    def keep_reading(self, reading: ChannelReading) -> None:
        row = to_row(reading)
        insert = self._insert(channel_readings).values(**self._with_workspace(row))
        key = [channel_readings.c.workspace_id, channel_readings.c.channel_id]
        self._connection.execute(insert.on_conflict_do_update(index_elements=key, set_=row))

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

    @remember_read
    def _all_by_id(self) -> dict[str, ChannelReading]:
        found = (from_row(ChannelReading, row) for row in self._ask(_ALL).mappings())
        return {reading.channel_id: reading for reading in found}
