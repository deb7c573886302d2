"""Killed after the claim, after the send, after the settling; woken past the lease; raced."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from bot.domain.delivery import State, SubjectType
from bot.domain.errors import HeldTooLong
from bot.ports.messenger import Posted
from bot.use_cases.deliveries.deliver import Deliverer, Pace
from bot.use_cases.deliveries.serve import serve_recipient
from tests.bot.use_cases.deliveries.setting import NOW, Setting
from tests.databases import WORKSPACE


class Killed(BaseException):
    """The process ends here."""


@pytest.fixture
def setting(database):
    return Setting(database)


@pytest.fixture
def owing(setting):
    setting.owe(setting.dialogue())
    return setting


def claimed(setting, **lease):
    with setting.database.transaction("") as work:
        lease_until = setting.now + timedelta(**(lease or {"minutes": 1}))
        return work.queue.claim_due(setting.now, lease_until=lease_until, limit=1)


def killed_in_the_act(setting):
    with pytest.raises(Killed):
        asyncio.run(serve_recipient(claimed(setting), setting.deliverer))


def recover(setting):
    """As time goes on for whoever is left."""
    for _ in range(3):
        setting.wait(seconds=61)
        setting.deliver()


def test_killed_after_the_claim(owing):
    claimed(owing)
    recover(owing)
    assert owing.row().state is State.SENT
    assert len(owing.messenger.sent) == 1


def test_killed_after_the_send(owing):
    plain = owing.messenger.send

    async def send(delivery, notification, **how):
        posted = await plain(delivery, notification, **how)
        owing.messenger.findings["C1"] = [posted] * 9
        raise Killed

    owing.messenger.send = send
    killed_in_the_act(owing)
    owing.messenger.send = plain
    recover(owing)
    assert (owing.row().state, owing.row().slack_ts) == (State.SENT, "1.000000")
    assert len(owing.messenger.sent) == 1


def test_killed_before_the_send(owing):
    plain = owing.messenger.send

    async def send(*_, **__):
        raise Killed

    owing.messenger.send = send
    killed_in_the_act(owing)
    owing.messenger.send = plain
    recover(owing)
    assert owing.row().state is State.SENT
    assert len(owing.messenger.sent) == 1


def test_killed_after_the_settling(owing):
    plain = owing.deliverer.settle

    async def settle(*arguments, **options):
        await plain(*arguments, **options)
        raise Killed

    owing.deliverer.settle = settle
    killed_in_the_act(owing)
    owing.deliverer.settle = plain
    recover(owing)
    assert owing.row().state is State.SENT
    assert len(owing.messenger.sent) == 1


def test_a_worker_paused_past_its_lease_and_woken_sends_nothing(owing):
    held = claimed(owing)
    recover(owing)
    assert owing.row().state is State.SENT
    asyncio.run(serve_recipient(held, owing.deliverer))
    assert len(owing.messenger.sent) == 1


def test_one_woken_before_anyone_noticed_sends_nothing_either(owing):
    held = claimed(owing, seconds=1)
    owing.wait(seconds=2)
    asyncio.run(serve_recipient(held, owing.deliverer))
    assert not owing.messenger.sent
    recover(owing)
    assert len(owing.messenger.sent) == 1


def test_one_suspended_between_its_last_write_and_the_post_does_not_post(owing):
    """It has noted that it begins, and wakes when others have looked for the message in vain."""
    plain, another = owing.deliverer.begin, owing.another()

    async def begin_and_sleep(deliveries):
        ours = await plain(deliveries)
        for _ in range(3):
            owing.wait(seconds=61)
            await another.deliver()
        return ours

    owing.deliverer.begin = begin_and_sleep
    asyncio.run(serve_recipient(claimed(owing), owing.deliverer))
    assert owing.row().state is State.SENT
    assert len(owing.messenger.sent) == 1


def test_one_suspended_while_it_waits_to_write_its_request_does_not_write_it(owing):
    """It has asked the clock and the messenger has it; what is written is up to `still`."""
    plain, another = owing.messenger.send, owing.another()

    async def sleep_and_send(delivery, notification, *, late, still):
        assert still()
        owing.messenger.send = plain
        for _ in range(3):
            owing.wait(seconds=61)
            await another.deliver()
        if not still():
            raise HeldTooLong("held_too_long")
        return await plain(delivery, notification, late=late, still=still)

    owing.messenger.send = sleep_and_send
    held = claimed(owing)
    asyncio.run(serve_recipient(held, owing.deliverer))
    assert owing.row().state is State.SENT
    assert owing.row().nonce != held[0].nonce
    assert len(owing.messenger.sent) == 1


def test_one_woken_after_its_send_settles_nothing_that_is_another_s(owing):
    (held,) = claimed(owing)
    recover(owing)
    before = owing.row()
    late = Posted("C1", "5.0")
    asyncio.run(owing.deliverer.settle(held, State.SENT, posted=late))
    asyncio.run(owing.deliverer.settle(held, State.OWED))
    assert owing.row() == before


def test_what_is_withdrawn_between_claim_and_send_is_not_sent(owing):
    held = claimed(owing)
    with owing.database.transaction(WORKSPACE) as work:
        assert work.deliveries.withdraw(SubjectType.DIALOGUE, "D1", why="moved", now=NOW) == 1
    asyncio.run(serve_recipient(held, owing.deliverer))
    assert not owing.messenger.sent
    assert (owing.row().state, owing.row().error) == (State.DROPPED, "moved")


def test_two_loops_on_one_database_send_each_once(setting, second):
    """Two `run` processes by mistake, or two workers by design: their own connections each."""
    recipients = ("C1", "UCHAIR", "UMEMBER", "UOBSERVER")
    for _ in range(10):
        dialogue = setting.dialogue()
        for recipient in recipients:
            setting.owe(dialogue, recipient=recipient)
    loops = [
        Deliverer(
            memory=memory,
            messenger=setting.messenger,
            directory=setting.directory,
            now=lambda: NOW,
            pace=Pace(channel=0, workspace=0, batch=3),
        )
        for memory in (setting.database, second)
    ]
    with ThreadPoolExecutor(2) as threads:
        turns = [threads.submit(lambda loop=loop: asyncio.run(loop.deliver())) for loop in loops]
        numbers = [turn.result(60) for turn in turns]
    assert sum(numbers) == 40
    assert len(setting.messenger.sent) == 40
    assert {row.state for r in recipients for row in setting.rows(r)} == {State.SENT}
    assert {row.attempt for r in recipients for row in setting.rows(r)} == {1}
