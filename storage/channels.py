"""The ledger of the last reading of each group's channel."""

from sqlalchemy import select

from bot.domain.channel_reading import ChannelReading
from storage.ledger import Ledger, from_row, own, remembered, to_row
from storage.tables import channel_readings

_ALL = select(channel_readings).where(own(channel_readings))


class Channels(Ledger):
    """Implements bot.ports.ledgers.channels.Channels."""

    def get(self, channel_id: str) -> ChannelReading | None:
        return self._all_by_id().get(channel_id)

    def keep(self, reading: ChannelReading) -> None:
        row = to_row(reading)
        insert = self._insert(channel_readings).values(**self._with_workspace(row))
        key = [channel_readings.c.workspace_id, channel_readings.c.channel_id]
        self._connection.execute(insert.on_conflict_do_update(index_elements=key, set_=row))

    @remembered
    def _all_by_id(self) -> dict[str, ChannelReading]:
        found = (from_row(ChannelReading, row) for row in self._ask(_ALL).mappings())
        return {reading.channel_id: reading for reading in found}
