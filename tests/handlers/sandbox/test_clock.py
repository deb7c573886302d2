"""The moving clock: never backwards, and leaps that stop at each due moment."""

import asyncio

import pytest

from handlers.sandbox import Hooks, MovingClock
from handlers.sandbox.clock import leap, leap_to_next
from tests.handlers.sandbox.world import (
    SINA,
    TECHNOLOGY,
    FakeTime,
    playing,
)

START = 1_800_000_000.0


def test_a_clock_never_runs_backwards():
    time = FakeTime(START)
    clock = MovingClock(time)
    clock.leap_to(START + 100)
    assert (clock.now(), clock.offset) == (START + 100, 100)
    clock.leap_to(START + 50)
    assert clock.now() == START + 100
    time.value -= 30
    assert clock.now() == START + 100
    time.value += 40
    assert clock.now() == START + 110


class Diary:
    """An app with due moments; each is done when the clock has reached it and it may settle."""

    def __init__(self, clock, *due, stuck=()):
        self.clock = clock
        self.due = list(due)
        self.stuck = stuck
        self.done = []

    @property
    def hooks(self):
        return Hooks(next_due=self.next_due, settle=self.settle)

    async def next_due(self):
        return min(self.due, default=None)

    async def settle(self):
        await asyncio.sleep(0)
        for moment in sorted(self.due):
            if moment <= self.clock.now() and moment not in self.stuck:
                self.due.remove(moment)
                self.done.append((moment, self.clock.now()))


def test_a_leap_stops_at_each_due_moment_so_that_nothing_is_late():
    clock = MovingClock(FakeTime(START))
    diary = Diary(clock, START + 10, START + 60, START + 500)
    passed = asyncio.run(leap(clock, diary.hooks, START + 100))
    assert passed == [START + 10, START + 60]
    assert diary.done == [(START + 10, START + 10), (START + 60, START + 60)]
    assert clock.now() == START + 100


def test_a_due_moment_that_has_passed_is_done_without_moving_back():
    clock = MovingClock(FakeTime(START))
    diary = Diary(clock, START - 5)
    assert asyncio.run(leap(clock, diary.hooks, START + 1)) == [START - 5]
    assert diary.done == [(START - 5, START)]


def test_an_app_that_is_stuck_does_not_hold_the_clock_for_ever():
    clock = MovingClock(FakeTime(START))
    diary = Diary(clock, START + 10, stuck=(START + 10,))
    assert asyncio.run(leap(clock, diary.hooks, START + 100)) == [START + 10]
    assert clock.now() == START + 100


def test_to_the_next_due_moment_and_no_further():
    clock = MovingClock(FakeTime(START))
    diary = Diary(clock, START + 10, START + 20)
    assert asyncio.run(leap_to_next(clock, diary.hooks)) == [START + 10]
    assert clock.now() == START + 10
    assert asyncio.run(leap_to_next(clock, diary.hooks)) == [START + 20]
    assert asyncio.run(leap_to_next(clock, diary.hooks)) == []
    assert clock.now() == START + 20


def test_without_hooks_the_clock_just_leaps():
    clock = MovingClock(FakeTime(START))
    assert asyncio.run(leap(clock, Hooks(), START + 100)) == []
    assert asyncio.run(leap_to_next(clock, Hooks())) == []
    assert clock.now() == START + 100


async def test_the_door_moves_the_clock_and_messages_take_their_ts_from_it():
    async with playing(real_now=FakeTime(START)) as world:
        diary = Diary(world.sandbox.clock, START + 30, START + 5000)
        world.sandbox.hooks = diary.hooks
        answer = await world.do("clock", SINA, advance=3600)
        nothing = {"arrived": [], "owed": []}
        assert answer == {"now": START + 3600, "stopped_at": [START + 30], **nothing}
        said = await world.do("say", SINA, channel=TECHNOLOGY, text="later")
        assert float(said["ts"]) == pytest.approx(START + 3600)
        _, seen = await world.get("workspace", SINA)
        assert seen["clock"] == {"now": START + 3600, "offset": 3600, "next_due": START + 5000}
        answer = await world.do("clock", SINA, to_next=True)
        assert answer == {"now": START + 5000, "stopped_at": [START + 5000], **nothing}
        for wrong in ({"advance": -1}, {"advance": "1"}, {"advance": True}):
            assert (await world.post("clock", SINA, **wrong))[0] == 400


async def test_leaps_wait_for_each_other():
    async with playing(real_now=FakeTime(START)) as world:
        diary = Diary(world.sandbox.clock, START + 10, START + 20)
        world.sandbox.hooks = diary.hooks
        first, second = await asyncio.gather(world.sandbox.advance(15), world.sandbox.advance(15))
        assert (first, second) == ([START + 10], [START + 20])
        assert world.sandbox.clock.now() == START + 30


def test_a_restored_offset_never_shortens_the_distance():
    clock = MovingClock(FakeTime(0.0))
    clock.restore(50)
    clock.restore(20)
    assert clock.now() == 50
