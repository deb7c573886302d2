"""The last reading of a channel, and beside it the roster of the last daily check."""

from dataclasses import replace

from bot.domain.channel_reading import ChannelReading
from tests.databases import WORKSPACE
from tests.storage.records import DAY, NOW

READING = ChannelReading(channel_id="C1", name="technology", members=("U1", "U2"), read_at=NOW)


def test_the_roster_of_the_last_check_outlives_new_readings(database):
    with database.transaction(WORKSPACE) as work:
        work.channels.keep_reading(READING)
        assert work.channels.last_roster("C1") is None
        work.channels.keep_roster("C1", {"U2": 3, "U1": 12})
        work.channels.keep_reading(replace(READING, members=("U1",), read_at=NOW + DAY))
    with database.transaction(WORKSPACE) as work:
        assert work.channels.last_roster("C1") == {"U1": 12, "U2": 3}
        assert work.channels.get("C1").members == ("U1",)


def test_an_empty_roster_is_not_none_and_of_no_reading_nothing_is_kept(database):
    with database.transaction(WORKSPACE) as work:
        work.channels.keep_reading(READING)
        work.channels.keep_roster("C1", {})
        work.channels.keep_roster("C2", {"U1": 1})
        assert work.channels.last_roster("C1") == {}
        assert work.channels.last_roster("C2") is None
    with database.transaction("T2") as work:
        assert work.channels.last_roster("C1") is None
