"""Each answer about a channel is compared with the last one; only news of it is written."""

import pytest

from bot.domain.audience import ChannelFacts
from bot.domain.errors import NotSaved
from bot.domain.group import Unreadable
from handlers.slack.client.channel_readings import Readings
from tests.databases import WORKSPACE
from tests.storage.records import NOW, group


class Counting:
    """A memory that counts its writes, and may be away."""

    def __init__(self, database):
        self.database, self.writes, self.away = database, 0, False

    async def read(self, *asked):
        if self.away:
            raise NotSaved("The database did not answer.")
        return await self.database.read(*asked)

    async def write(self, *asked):
        self.writes += 1
        return await self.database.write(*asked)


@pytest.fixture
def memory(database_sqlite):
    with database_sqlite.transaction(WORKSPACE) as work:
        work.groups.add(group())
    return Counting(database_sqlite)


def facts(*members, channel_id="C1"):
    return ChannelFacts(
        channel_id=channel_id, name="technology", is_private=True, members=frozenset(members)
    )


async def test_only_what_differs_of_a_groups_channel_is_written(memory):
    woken = []
    readings = Readings(
        memory=memory, workspace_id=WORKSPACE, now=lambda: NOW, wake=lambda: woken.append(1)
    )
    seen = []
    for found in (
        facts("U1"),
        facts("U1"),
        facts("U1", "U2"),
        Unreadable("is_archived"),
        Unreadable("is_archived"),
        facts("U1", "U2"),
    ):
        await readings.note("C1", found)
        seen.append((memory.writes, len(woken)))
    await readings.note("C9", facts("U1", channel_id="C9"))
    assert [writes for writes, _ in seen] == [1, 1, 2, 3, 3, 4]
    assert [woke for _, woke in seen] == [0, 0, 1, 2, 2, 3], "the first reading is no news"
    assert memory.writes == 4, "a channel of no group is nobody's"


async def test_an_answer_that_cannot_be_compared_must_not_be_used(memory):
    readings = Readings(memory=memory, workspace_id=WORKSPACE, now=lambda: NOW)
    memory.away = True
    with pytest.raises(NotSaved):
        await readings.note("C1", facts("U1"))
