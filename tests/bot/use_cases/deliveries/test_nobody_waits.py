"""One slow or failing recipient, or one row that something is wrong with, holds up nobody else."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.delivery import State, SubjectType
from bot.domain.dialogue import Rsvp, RsvpAnswer
from bot.domain.errors import AnswerLost, ContentRefused, PlaceClosed, TryLater
from bot.domain.group import Group
from handlers.slack.client.connection import make_client
from handlers.slack.client.directory import SlackDirectory
from handlers.slack.client.messenger import SlackMessenger
from handlers.slack.kit.manifest import build_manifest
from handlers.slack.renderers import RENDERERS
from tests.bot.use_cases.deliveries.setting import HOUR, NOW, PEOPLE, Setting, channel
from tests.databases import WORKSPACE
from tests.handlers.sandbox.world import (
    BOT,
    BOT_TOKEN,
    EDUCATION,
    LIAM,
    REGULATORS,
    TECHNOLOGY,
    playing,
)

MINUTE = timedelta(minutes=1)
OTHERS = ("C2", "C3", "C4")
BACKLOG, EACH = 12, 4


class Town(Setting):
    """C1 has a long backlog; the channels of three other groups are owed one every ten minutes."""

    def __init__(self, database):
        super().__init__(database, batch=4)
        first = self.group
        for _ in range(BACKLOG):
            self.owe(self.dialogue())
        for channel_id in OTHERS:
            self.settle_in(channel_id)
            for n in range(EACH):
                self.owe(self.dialogue(), recipient=channel_id, due=NOW + n * 10 * MINUTE)
        self.group = first

    def settle_in(self, channel_id):
        """A group of its own there; the coming dialogues belong to it."""
        self.directory.channels[channel_id] = channel(channel_id, *PEOPLE)
        made = Group(id=0, channel_id=channel_id, name=channel_id, zone="UTC", created_at=NOW)
        with self.database.transaction(WORKSPACE) as work:
            self.group = work.groups.add(made)

    def sent_to(self, *recipients):
        return [sent for sent in self.messenger.sent if sent[0] in recipients]


@pytest.fixture
def town(database_sqlite):
    return Town(database_sqlite)


@pytest.mark.parametrize(
    "trouble", [TryLater("unreachable"), AnswerLost("TimeoutError"), PlaceClosed("not_in_channel")]
)
def test_a_channel_that_always_fails(town, trouble):
    """Its rows are tried again and again; everyone else's go out at their moment."""
    town.messenger.trouble["C1"] = [trouble] * 10_000
    for n in range(EACH):
        town.now = NOW + n * 10 * MINUTE
        town.deliver()
        for channel_id in OTHERS:
            assert [late for *_, late in town.sent_to(channel_id)] == [False] * (n + 1)
    assert not town.sent_to("C1")


@pytest.mark.parametrize("steps", [("look",), ("post",), ("look", "post")], ids="+".join)
def test_a_channel_that_is_slow(town, steps):
    """Nothing of it comes to an end before everyone else has all that is due."""
    town.now = NOW + HOUR
    released, under_way = asyncio.Event(), 0
    ask, send = town.directory.channel, town.messenger.send

    async def wait_if_slow(recipient, step):
        nonlocal under_way
        if recipient == "C1" and step in steps:
            under_way += 1
            assert under_way == 1, "a slow channel takes one place, not all of them"
            await asyncio.wait_for(released.wait(), 20)
            under_way -= 1

    async def slow_channel(workspace, channel_id, **how):
        await wait_if_slow(channel_id, "look")
        return await ask(workspace, channel_id, **how)

    async def slow_send(delivery, notification, **how):
        await wait_if_slow(delivery.recipient, "post")
        posted = await send(delivery, notification, **how)
        if len(town.sent_to(*OTHERS)) == EACH * len(OTHERS):
            released.set()
        return posted

    town.directory.channel, town.messenger.send = slow_channel, slow_send
    town.deliver()
    assert len(town.sent_to("C1")) == BACKLOG
    assert [sent[0] == "C1" for sent in town.messenger.sent] == (
        [False] * EACH * len(OTHERS) + [True] * BACKLOG
    )


def lose_one(town):
    """One of C1 whose answer was lost, to be looked for; nothing else is owed there."""
    with town.database.transaction(WORKSPACE) as work:
        for n in range(2, BACKLOG + 1):
            work.deliveries.withdraw(SubjectType.DIALOGUE, f"D{n}", why="not here", now=NOW)
    town.messenger.trouble["C1"] = [AnswerLost("TimeoutError")]
    town.deliver()
    town.now += HOUR


def test_a_slow_look_for_a_lost_message(town):
    lose_one(town)
    released = asyncio.Event()
    find, send = town.messenger.find, town.messenger.send

    async def slow_find(*arguments):
        await asyncio.wait_for(released.wait(), 20)
        return await find(*arguments)

    async def counted_send(*arguments, **options):
        posted = await send(*arguments, **options)
        if len(town.sent_to(*OTHERS)) == EACH * len(OTHERS):
            released.set()
        return posted

    town.messenger.find, town.messenger.send = slow_find, counted_send
    town.deliver()
    assert len(town.sent_to(*OTHERS)) == EACH * len(OTHERS)
    assert len(town.messenger.looked) == 1


async def broken(*_, **__):
    raise KeyError("our own bug")


def test_a_look_that_we_have_a_bug_in(town, caplog):
    """Every round of it fails; the others do not wait for a beat that would start it again."""
    lose_one(town)
    town.messenger.find = broken
    for _ in range(3):
        town.deliver()
        town.wait(minutes=15)
    assert len(town.sent_to(*OTHERS)) == EACH * len(OTHERS)
    row = next(row for row in town.rows("C1") if row.state is State.UNCERTAIN)
    assert row.looks == 3
    assert caplog.text.count("look_failed") == 3


def test_a_refresh_that_we_have_a_bug_in(town, caplog):
    with town.database.transaction(WORKSPACE) as work:
        work.groups.change(replace(town.group, reminders=(60,)))
    town.deliver()
    with town.database.transaction(WORKSPACE) as work:
        work.deliveries.mark_stale(SubjectType.DIALOGUE, "D1", ["dialogue.reminder.60"])
    mended, town.messenger.refresh = town.messenger.refresh, broken
    town.wait(hours=1)
    town.deliver()
    assert len(town.sent_to(*OTHERS)) == EACH * len(OTHERS)
    assert caplog.text.count("refresh_failed") == 1
    town.deliver()
    assert caplog.text.count("refresh_failed") == 1, "not at once again"
    town.messenger.refresh = mended
    town.wait(minutes=15)
    town.deliver()
    assert len(town.messenger.refreshed) == 1


@pytest.mark.parametrize("place", ["directory", "messenger"])
def test_a_letter_that_we_have_a_bug_in(town, place):
    town.now = NOW + HOUR
    plain = {"directory": town.directory.channel, "messenger": town.messenger.send}[place]

    async def broken_for_one(*arguments, **options):
        if "C1" in (arguments[1], getattr(arguments[0], "recipient", None)):
            raise KeyError("our own bug")
        return await plain(*arguments, **options)

    name = {"directory": "channel", "messenger": "send"}[place]
    setattr(getattr(town, place), name, broken_for_one)
    town.deliver()
    assert len(town.sent_to(*OTHERS)) == EACH * len(OTHERS)
    assert {row.error for row in town.rows("C1")} == {"our_bug"}


def test_one_of_several_that_slack_refuses_is_dropped_and_the_others_go_one_by_one(database_sqlite):
    """Also where all of them are good and only together too long."""
    setting = Setting(database_sqlite)
    for _ in range(3):
        dialogue = setting.dialogue()
        going = Rsvp(
            user_id="UMEMBER", answer=RsvpAnswer.GOING, organisation_id=None, answered_at=NOW
        )
        with database_sqlite.transaction(WORKSPACE) as work:
            work.rsvps.keep_answer(dialogue.number, going)
        setting.owe(dialogue, kind="dialogue.starting", recipient="UMEMBER")
    setting.now = NOW + HOUR
    send, refused = setting.messenger.send, []

    async def refuse_together(parts, **_):
        refused.append(len(parts))
        raise ContentRefused("msg_blocks_too_long")

    async def refuse_one(delivery, notification, **how):
        if delivery.subject_id == "D2":
            raise ContentRefused("invalid_blocks")
        return await send(delivery, notification, **how)

    setting.messenger.send_together, setting.messenger.send = refuse_together, refuse_one
    setting.deliver()
    assert refused == [3]
    states = {row.subject_id: (row.state, row.error) for row in setting.rows("UMEMBER")}
    assert states == {
        "D1": (State.SENT, None),
        "D2": (State.DROPPED, "invalid_blocks"),
        "D3": (State.SENT, None),
    }


def test_over_http_a_slow_and_a_failing_channel(database_sqlite):
    """Slack takes two seconds for each post to one channel, and never takes one to another."""
    setting = Setting(database_sqlite)
    slow, failing = TECHNOLOGY, REGULATORS
    owed = {slow: 2, failing: 3, EDUCATION: 6}
    for channel_id, number in owed.items():
        Town.settle_in(setting, channel_id)
        for _ in range(number):
            setting.owe(setting.dialogue(), recipient=channel_id)

    async def together():
        async with playing(app_manifest=build_manifest()) as world:
            fault = {"method": "chat.postMessage"}
            await world.do("faults", LIAM, **fault, fault="slow", seconds=2, channel=slow)
            await world.do("faults", LIAM, **fault, fault="500", channel=failing)
            client = make_client(BOT_TOKEN, api_url=world.sandbox.api_url, timeout=10)
            loop = replace(
                setting.deliverer,
                messenger=SlackMessenger(client, RENDERERS, BOT),
                directory=SlackDirectory(client, BOT),
            )
            try:
                await loop.deliver()
            finally:
                await client.session.close()
            return [arrival.channel for arrival in world.sandbox.arrived]

    arrived = asyncio.run(together())
    second = [n for n, channel_id in enumerate(arrived) if channel_id == slow][1]
    assert sorted(arrived[:second]) == sorted([slow, *[EDUCATION] * 6])
    assert {row.state for row in setting.rows(failing)} == {State.UNCERTAIN}
