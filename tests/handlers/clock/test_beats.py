"""The loop's beats: earlier when told, never lost, whatever the machine's clock does."""

import asyncio
from datetime import timedelta

import pytest

from bot.domain.errors import NotSaved
from bot.use_cases.deliveries import plan as planning
from handlers.clock import beats as module
from handlers.clock.beats import TIMETABLE, Beats
from tests.waiting import until


class Memory:
    """A database that can be away."""

    def __init__(self):
        self.away = False

    async def workspace_ids(self):
        if self.away:
            raise NotSaved("away")
        return ()


class Ending(Memory):
    """A database with one proposal, which ends at this moment and stays unsettled."""

    def __init__(self, ends):
        super().__init__()
        self.decisions = self
        self.next_end = lambda: ends

    async def workspace_ids(self):
        return ("T1",)

    async def write(self, _workspace_id, job):
        return job(self)

    async def read(self, _workspace_id, job):
        return job(self)

    async def read_apart(self, _workspace_id, _job):
        return []


class Loop:
    """A deliverer that counts its rounds; `during` runs inside the next one."""

    def __init__(self):
        self.rounds, self.woken, self.stopped = 0, 0, False
        self.due, self.during, self.beat = None, None, lambda: None
        self.fails, self.mended = 0, 0

    async def mend_waits(self):
        self.mended += 1
        return 0

    async def deliver(self):
        self.rounds += 1
        if self.fails:
            self.fails -= 1
            raise NotSaved("away")
        if self.during is not None:
            during, self.during = self.during, None
            await during()
        self.beat()
        return 0

    async def next_due(self):
        return self.due

    def wake(self):
        self.woken += 1

    def stop(self):
        self.stopped = True


def beating(test):
    """Run a test's coroutine with beats that have begun and had their first round."""

    def run(monkeypatch):
        async def together():
            loop = Loop()
            beats = Beats(memory=Memory(), deliverer=loop, now=module._real_now)
            beats.start()
            try:
                await until(lambda: "deliver" in beats.ages and not beats._busy.locked())
                await test(beats, loop, monkeypatch)
            finally:
                await beats.stop()
            assert loop.stopped

        asyncio.run(together())

    run.__name__ = test.__name__
    run.__doc__ = test.__doc__
    return run


OWN = ("deliver", "plan", "housekeeping")


def next_beat(beats, name="deliver"):
    return beats._scheduler.get_job(name).next_run_time


@beating
async def test_a_wake_delivers_at_once(beats, loop, patch):
    before = loop.rounds
    beats.wake()
    await until(lambda: loop.rounds > before)


@beating
async def test_a_wake_in_a_running_round_is_not_lost(beats, loop, patch):
    async def during():
        beats.wake()
        await asyncio.sleep(0)

    loop.during, before = during, loop.rounds
    beats.wake()
    await until(lambda: loop.rounds >= before + 2)
    assert loop.woken


@beating
async def test_the_interval_goes_on_from_an_earlier_moment(beats, loop, patch):
    """What APScheduler makes of `modify`: the run after it is one interval later, not two."""
    before = loop.rounds
    beats.wake()
    await until(lambda: loop.rounds > before and not beats._busy.locked())
    ahead = next_beat(beats) - module._real_now()
    assert timedelta(seconds=13) < ahead <= timedelta(seconds=15)


@beating
async def test_it_comes_back_when_the_next_is_due(beats, loop, patch):
    loop.due = module._real_now() + timedelta(seconds=0.3)
    before = loop.rounds
    beats.wake()
    await until(lambda: loop.rounds >= before + 1)
    loop.due = None
    await until(lambda: loop.rounds >= before + 2)


@beating
async def test_the_end_of_a_proposal_brings_a_plan_and_a_delivery(beats, loop, patch):
    """The plan settles it, and what that owes goes out in the same round."""
    ends, planned = module._real_now() + timedelta(seconds=0.3), []
    patch.setattr(planning, "_steps", lambda _: [lambda _context: planned.append(loop.rounds)])
    beats.memory = Ending(ends)
    await beats.plan()
    assert await beats.next_due() == ends
    before = len(planned)
    await until(lambda: len(planned) > before and loop.rounds > planned[-1])
    assert module._real_now() >= ends
    assert await beats.next_due() is None


@beating
async def test_a_database_that_is_away_is_waited_out(beats, loop, patch):
    loop.fails, before = 1, loop.rounds
    beats.memory.away = True
    await beats.plan()
    beats.wake()
    await until(lambda: loop.rounds > before)
    beats.memory.away = False
    before = loop.rounds
    beats.wake()
    await until(lambda: loop.rounds > before)


@beating
async def test_a_clock_set_back_an_hour_stalls_no_beat(beats, loop, patch):
    real = module._real_now
    patch.setattr(module, "_real_now", lambda: real() - timedelta(hours=1))
    far = {beat: next_beat(beats, beat) for beat in OWN}
    beats.mend_after_clock_change()
    for beat in OWN:
        if TIMETABLE[beat] < 3_000:
            assert next_beat(beats, beat) < far[beat] - timedelta(minutes=50)
    before, mended = loop.rounds, loop.mended
    await until(lambda: loop.rounds > before)
    await until(lambda: loop.mended > mended)


@beating
async def test_a_clock_that_goes_right_is_left_alone(beats, loop, patch):
    before = {beat: next_beat(beats, beat) for beat in OWN}
    beats.mend_after_clock_change()
    assert {beat: next_beat(beats, beat) for beat in OWN} == before


@pytest.mark.parametrize("failing", [True, False])
def test_a_round_that_was_begun_is_ended_at_the_stop(failing):
    async def together():
        loop = Loop()
        beats = Beats(memory=Memory(), deliverer=loop, now=module._real_now)
        ended = []

        async def during():
            await asyncio.sleep(0.05)
            ended.append(True)
            if failing:
                raise NotSaved("away")

        loop.during = during
        beats.start()
        await until(beats._busy.locked)
        await beats.stop()
        assert ended

    asyncio.run(together())
