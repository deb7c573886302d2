"""Two workers that plan the same days at the same moment owe each thing once, on both databases."""

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from bot.domain.delivery import State
from bot.use_cases.context import Context
from bot.use_cases.dialogues.messages.build import plan_closings
from bot.use_cases.digests.schedule import plan_digests
from bot.use_cases.mornings.plan import plan_mornings
from tests.bot.use_cases.deliveries.clockwork import Clockwork
from tests.bot.use_cases.deliveries.test_clock_changes import AUTUMN, NIGHTS
from tests.databases import WORKSPACE
from tests.storage.records import kind_of
from tests.waiting import PATIENCE

BY_THE_BEAT = "morning digest.weekly digest.preview dialogue.closing dialogue.attendance".split()
"""The kinds that are planned day by day."""
BEATS = (plan_mornings, plan_digests, plan_closings)


@pytest.fixture
def clockwork(database):
    zones = ("Europe/London", "Europe/Paris", "Asia/Seoul")
    return Clockwork(database, {zone: NIGHTS[AUTUMN][zone] for zone in zones})


def rows(clockwork):
    with clockwork.database.transaction(WORKSPACE, write=False) as work:
        found = [
            row
            for recipient in [*clockwork.directory.people, *clockwork.directory.channels]
            for row in work.deliveries.of_recipient(recipient, clockwork.start)
        ]
    return [row for row in found if kind_of(row) in BY_THE_BEAT]


def test_planning_at_the_same_moment_owes_once(clockwork, second):
    """Also day after day: what one owes is what the other would owe a moment later."""
    days = [clockwork.start + timedelta(days=n) for n in range(4)]
    together = threading.Barrier(2)

    def plan_all(memory):
        new = 0
        for day in days:
            together.wait(PATIENCE)
            with memory.transaction(WORKSPACE) as work:
                new += sum(plan(Context.system(work, day)) for plan in BEATS)
        return new

    with ThreadPoolExecutor(2) as threads:
        turns = [threads.submit(plan_all, memory) for memory in (clockwork.database, second)]
        new = sum(turn.result(60) for turn in turns)
    kept = rows(clockwork)
    assert len(kept) == new >= 5 * len(clockwork.zones)
    once = {(kind_of(row), row.recipient, row.occurrence) for row in kept}
    assert len(once) == len(kept)


def test_two_loops_that_plan_and_send_through_a_change_send_each_once(clockwork, second):
    """As two `run` processes by mistake: each plans, wakes and claims for itself."""

    async def together():
        loops = [clockwork.worker(memory) for memory in (clockwork.database, second)]
        clockwork.now = clockwork.at - timedelta(hours=2)
        while clockwork.now <= clockwork.at + timedelta(hours=8):
            await asyncio.gather(*(clockwork.plan(loop.memory) for loop in loops))
            await asyncio.gather(*(loop.deliver() for loop in loops))
            clockwork.now += timedelta(hours=1)

    asyncio.run(together())
    sent = clockwork.sent()
    assert {len(moments) for moments in sent.values()} == {1}
    assert {"digest.weekly", "digest.preview", "dialogue.reminder.60"} <= {key[0] for key in sent}
    assert {row.attempt for row in rows(clockwork) if row.state is State.SENT} == {1}
