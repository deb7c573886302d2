"""The pace is the database's: all workers together, one recipient, one workspace, one pause."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.delivery import PACE_WINDOW, State
from bot.domain.errors import TryLater
from bot.domain.person import PersonFacts
from bot.ports.messenger import Posted
from tests.bot.use_cases.deliveries.setting import NOW, Setting, channel
from tests.databases import WORKSPACE
from tests.storage.records import owed
from tests.waiting import PATIENCE

SECOND = timedelta(seconds=1)
LEASE = NOW + timedelta(minutes=1)


def claim(memory, now, **limits):
    with memory.transaction_of_all() as work:
        limits = {"apart": SECOND, "at_most": None, **limits}
        return work.queue.claim_due(now, lease_until=LEASE, limit=50, **limits)


def settle(memory, deliveries, now, state=State.SENT):
    with memory.transaction(WORKSPACE) as work:
        for delivery in deliveries:
            work.queue.settle_row(delivery, state, now, posted_channel="C", posted_ts="1.0")


def test_two_workers_give_one_channel_one_message_a_second(database, second):
    with database.transaction(WORKSPACE) as work:
        work.deliveries.owe([owed(revision=n) for n in (1, 2, 3)], NOW)
    first = claim(database, NOW)
    assert len(first) == 1
    assert claim(second, NOW + 10 * SECOND) == (), "the first is still being sent"
    ended = NOW + 12 * SECOND
    settle(database, first, ended)
    assert claim(second, ended + SECOND / 2) == ()
    assert len(claim(second, ended + SECOND)) == 1
    assert claim(database, ended + SECOND) == ()


def test_a_clock_set_back_an_hour_holds_nobody_up(database):
    with database.transaction(WORKSPACE) as work:
        work.deliveries.owe([owed(revision=n) for n in (1, 2)], NOW - timedelta(hours=2))
    settle(database, claim(database, NOW + timedelta(hours=1)), NOW + timedelta(hours=1))
    assert len(claim(database, NOW, at_most=1)) == 1


def test_a_workspace_gets_so_many_in_the_window_by_all_workers(database, second):
    with database.transaction(WORKSPACE) as work:
        work.deliveries.owe([owed(recipient=f"C{n}") for n in range(30)], NOW)
    with database.transaction("T9") as work:
        work.deliveries.owe([owed(recipient=f"C{n}") for n in range(3)], NOW)
    ours = [d for d in claim(database, NOW, at_most=10) if d.workspace_id == WORKSPACE]
    assert len(ours) == 10
    assert claim(second, NOW + SECOND, at_most=10) == ()
    settle(database, ours, NOW)
    assert len(claim(second, NOW + PACE_WINDOW, at_most=10)) == 10


def test_slacks_pause_holds_for_its_workspace_and_every_worker(database, second):
    with database.transaction(WORKSPACE) as work:
        work.workspaces.keep_installed("Network", "UBOT", NOW)
        work.deliveries.owe([owed()], NOW)
        work.workspaces.pause_posts(NOW + 30 * SECOND)
        work.workspaces.pause_posts(NOW + 10 * SECOND)
    with database.transaction("T9") as work:
        work.workspaces.keep_installed("Other", "UBOT", NOW)
        work.deliveries.owe([owed()], NOW)
    assert [d.workspace_id for d in claim(second, NOW + 29 * SECOND)] == ["T9"]
    with second.transaction_of_all() as work:
        assert work.queue.next_due(NOW + SECOND) == NOW + 30 * SECOND
    assert [d.workspace_id for d in claim(second, NOW + 30 * SECOND)] == [WORKSPACE]


@pytest.fixture
def setting(database_sqlite):
    return Setting(database_sqlite)


def test_a_429_pauses_what_others_have_claimed_too(setting):
    dialogue = setting.dialogue()
    setting.owe(dialogue)
    setting.messenger.trouble["C1"] = [TryLater("ratelimited", retry_after=30)]
    setting.deliver()
    setting.owe(dialogue, recipient="C2")
    setting.wait(seconds=29)
    setting.deliver()
    assert not setting.messenger.sent
    setting.wait(seconds=1)
    setting.deliver()
    assert sorted(s[0] for s in setting.messenger.sent) == ["C1"]
    assert setting.row("C2").error != "paused", "C2 is no group's channel: not theirs"


def test_the_slow_hold_up_nobody(setting):
    """One channel's send takes until everyone else's is done, and what falls due meanwhile."""
    for recipient in ("C1", "UCHAIR", "UMEMBER", "UOBSERVER"):
        setting.owe(setting.dialogue(), recipient=recipient)
    released = asyncio.Event()
    plain = setting.messenger.send

    async def send(delivery, notification, **how):
        if delivery.recipient == "C1":
            await asyncio.wait_for(released.wait(), PATIENCE)
            return Posted("C1", "9.0")
        posted = await plain(delivery, notification, **how)
        if len(setting.messenger.sent) == 3:
            setting.owe(setting.dialogue(), recipient="UMEMBER")
        if len(setting.messenger.sent) == 4:
            released.set()
        return posted

    setting.messenger.send = send
    assert setting.deliver() == 5
    assert setting.row("C1").state is State.SENT


def test_a_look_fills_several_places(database_sqlite, monkeypatch):
    """In a long backlog it is not asked again after each message that has ended."""
    monkeypatch.setattr("bot.use_cases.deliveries.deliver._GATHER", 60)
    setting = Setting(database_sqlite, batch=8)
    recipients = [f"U{n}" for n in range(40)]
    known = PersonFacts(user_id="", name="Someone", zone="UTC")
    setting.directory.people = {u: replace(known, user_id=u) for u in recipients}
    setting.directory.channels["C1"] = channel("C1", *recipients)
    dialogue = setting.dialogue()
    for recipient in recipients:
        setting.owe(dialogue, recipient=recipient)
    looks, plain = [], setting.deliverer._take

    async def take(room):
        looks.append(room)
        return await plain(room)

    setting.deliverer._take = take
    assert setting.deliver() == 40
    assert all(room >= 2 for room in looks)
    assert len(looks) <= 40 / 2 + 1


def test_never_more_under_way_at_once_than_places(database_sqlite):
    setting = Setting(database_sqlite, batch=3)
    for _ in range(9):
        setting.owe(setting.dialogue(), recipient="UMEMBER")
        setting.owe(setting.dialogue(), recipient="UCHAIR")
        setting.owe(setting.dialogue(), recipient="C1")
        setting.owe(setting.dialogue(), recipient="UOBSERVER")
    under_way, most, three = 0, 0, asyncio.Event()
    plain = setting.messenger.send

    async def send(delivery, notification, **how):
        nonlocal under_way, most
        under_way += 1
        most = max(most, under_way)
        if most == 3:
            three.set()
        await asyncio.wait_for(three.wait(), PATIENCE)
        under_way -= 1
        return await plain(delivery, notification, **how)

    setting.messenger.send = send
    assert setting.deliver() == 36
    assert most == 3
