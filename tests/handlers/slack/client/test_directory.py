"""How old an answer about a channel may be, when Slack is asked again, and who is a guest."""

import asyncio
from collections import Counter

import pytest

from bot.domain.errors import TryLater
from handlers.slack.client.directory import MANY, SlackDirectory


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


async def test_convenor_itself_is_none_of_a_channels_members():
    directory = SlackDirectory(Channels("UBOT", "UMEMBER"), "UBOT", "T1")
    assert (await directory.channel("T1", "C1")).members == {"UMEMBER"}


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


def test_at_the_end_no_question_goes_on_and_none_complains(caplog):
    async def story():
        slack = Channels("UMEMBER")
        slack.slow = asyncio.Event()
        directory = SlackDirectory(slack, ask_seconds=0.01)
        assert await directory.channel("T1", "C1") is None
        waiting = asyncio.all_tasks() - {asyncio.current_task()}
        assert len(waiting) == 1
        caplog.clear()
        await directory.close()
        assert all(task.cancelled() for task in waiting)

    asyncio.run(story())
    assert caplog.records == []


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


class Everyone:
    """users.list in two pages and users.info; `during` runs between the two pages."""

    def __init__(self, *users):
        self.names, self.calls, self.fails = dict.fromkeys(users, "Amara"), [], False
        self.during = lambda: None

    def user(self, user_id):
        return {"id": user_id, "team_id": "T1", "real_name": self.names[user_id]}

    async def users_list(self, *, limit, cursor, include_locale):
        self.calls.append("users.list")
        if self.fails:
            raise TimeoutError
        half, users = len(self.names) // 2, [self.user(u) for u in self.names]
        if cursor:
            return {"members": users[half:]}
        self.during()
        return {"members": users[:half], "response_metadata": {"next_cursor": "next"}}

    async def users_info(self, *, user, include_locale):
        self.calls.append("users.info")
        return {"user": self.user(user)}


async def test_many_people_are_one_list_which_answers_for_each_of_them_for_a_while():
    slack = Everyone(*(f"U{n}" for n in range(100)))
    directory = SlackDirectory(slack, "UBOT", "T1")
    found = await directory.many_people("T1", ["U1", "U99", "USTRANGER"])
    assert {user_id: facts.name for user_id, facts in found.items()} == {
        "U1": "Amara",
        "U99": "Amara",
    }
    assert (await directory.person("T1", "U99", fresh=True)).name == "Amara"
    again = await directory.many_people("T1", ["U1", "U99", "USTRANGER"])
    assert (again, slack.calls) == (found, ["users.list"] * 2)
    await directory.person("T1", "U50")
    assert slack.calls[2:] == ["users.info"], "nobody was kept who was not asked for"


async def test_many_sends_to_people_of_a_channel_ask_for_everyone_once_a_minute():
    members = [f"U{n}" for n in range(100)]
    slack = Everyone(*members)
    directory = SlackDirectory(slack, "UBOT", "T1")
    slack.conversations_info = Channels().conversations_info
    slack.conversations_members = Channels(*members, "USTRANGER").conversations_members
    slack.names["USTRANGER"] = "Stranger"
    await directory.channel("T1", "C1")
    for user_id in members:
        assert (await directory.person("T1", user_id, fresh=True)).name == "Amara"
    assert Counter(slack.calls) == {"users.info": MANY, "users.list": 2}
    directory.forget_person("U7")  # an event
    slack.names["U7"] = "Amara Okonkwo"
    assert (await directory.person("T1", "U7", fresh=True)).name == "Amara Okonkwo"


async def test_what_an_event_changed_while_the_list_was_read_is_asked_again():
    slack = Everyone("U1", "U2")
    directory = SlackDirectory(slack, "UBOT", "T1")

    def change():
        slack.names["U1"] = slack.names["U2"] = "Amara Okonkwo"
        slack.during = lambda: None
        old = {"id": "U1", "team_id": "T1", "real_name": "Amara"}
        slack.user = lambda u: old if u == "U1" else type(slack).user(slack, u)
        directory.forget_person("U1")

    slack.during = change
    assert set(await directory.many_people("T1", ["U1", "U2"])) == {"U2"}
    del slack.user
    assert (await directory.person("T1", "U1")).name == "Amara Okonkwo"


async def test_a_list_that_failed_says_so_in_the_log_and_is_asked_for_again(caplog):
    slack = Everyone("U1", "U2")
    directory = SlackDirectory(slack, "UBOT", "T1")
    slack.fails = True
    assert await directory.many_people("T1", ["U1"]) == {}
    assert [record.message for record in caplog.records] == ["people_not_listed"]
    slack.fails = False
    assert set(await directory.many_people("T1", ["U1"])) == {"U1"}
