"""How old an answer about a channel may be, and when Slack is asked again."""

import asyncio

import pytest

from bot.domain.errors import TryLater
from handlers.slack.directory import SlackDirectory


class Channels:
    """Two of Slack's methods: one private channel, whose members can change at any moment."""

    def __init__(self, *members):
        self.members, self.asked, self.slow = list(members), 0, None

    async def conversations_info(self, *, channel):
        self.asked += 1
        return {"channel": {"id": channel, "name": "board", "is_private": True, "is_member": True}}

    async def conversations_members(self, *, channel, limit, cursor):
        members = list(self.members)
        if self.slow is not None:
            await self.slow.wait()
        return {"members": members}


def test_a_fresh_reading_may_be_two_seconds_old_and_one_just_now_may_not():
    async def story():
        slack = Channels("UMEMBER")
        directory = SlackDirectory(slack)
        await directory.channel("T1", "C1", fresh=True)
        slack.members.append("UOBSERVER")
        assert (await directory.channel("T1", "C1", fresh=True)).members == {"UMEMBER"}
        assert slack.asked == 1
        now = await directory.channel("T1", "C1", fresh=True, just_now=True)
        assert now.members == {"UMEMBER", "UOBSERVER"}

    asyncio.run(story())


def test_what_is_news_just_before_a_send_is_noted_and_what_is_not_costs_one_question():
    noted = []

    async def note(_channel_id, found):
        noted.append(found.members)

    async def story():
        slack = Channels("UMEMBER")
        directory = SlackDirectory(slack, note=note)
        await directory.channel("T1", "C1", fresh=True)
        await directory.channel("T1", "C1", fresh=True, just_now=True)
        assert (slack.asked, noted) == (2, [{"UMEMBER"}])
        slack.members.append("UOBSERVER")
        await directory.channel("T1", "C1", fresh=True, just_now=True)
        assert noted == [{"UMEMBER"}, {"UMEMBER", "UOBSERVER"}]

    asyncio.run(story())


def test_a_question_that_began_before_is_not_shared():
    async def story():
        slack = Channels("UMEMBER")
        directory = SlackDirectory(slack)
        slack.slow = asyncio.Event()
        before = asyncio.ensure_future(directory.channel("T1", "C1", fresh=True))
        while not slack.asked:
            await asyncio.sleep(0)
        await asyncio.sleep(0)  # the members have been read, and the answer is on its way
        slack.members.append("UOBSERVER")
        now = asyncio.ensure_future(directory.channel("T1", "C1", fresh=True, just_now=True))
        while slack.asked < 2:
            await asyncio.sleep(0)
        slack.slow.set()
        assert "UOBSERVER" not in (await before).members
        assert "UOBSERVER" in (await now).members

    asyncio.run(story())


def test_silence_is_no_answer():
    class Silent(Channels):
        async def conversations_info(self, *, channel):
            raise TimeoutError

    async def story():
        await SlackDirectory(Silent()).channel("T1", "C1", fresh=True, just_now=True)

    with pytest.raises(TryLater):
        asyncio.run(story())
