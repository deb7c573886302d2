"""The machine's clock against Slack's: a jump is believed once Slack says the same."""

import asyncio
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from handlers.clock.agreement import ASK_AGAIN, TOLERANCE, ClockWatch

NOW = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)


class World:
    """A machine's clock, its loop's clock, and a Slack that answers with its own or not at all."""

    def __init__(self):
        self.machine, self.slack, self.loop = NOW, NOW, 0.0
        self.answers, self.asked = True, 0
        self.watch = ClockWatch(now=lambda: self.machine, ask=self.ask, monotonic=self.monotonic)

    def monotonic(self):
        return self.loop

    async def ask(self):
        self.asked += 1
        if self.answers:
            self.watch.hear(format_datetime(self.slack, usegmt=True))

    def passes(self, time):
        self.machine, self.slack = self.machine + time, self.slack + time
        self.loop += time.total_seconds()

    def agrees(self):
        return asyncio.run(self.watch.agrees())


@pytest.fixture
def world():
    return World()


def test_time_that_passes_is_no_disagreement_and_asks_nobody(world):
    world.passes(timedelta(days=3))
    assert world.agrees()
    assert world.watch.trouble is None
    assert world.asked == 0


@pytest.mark.parametrize(
    ("jump", "words"),
    [
        (timedelta(days=2), "the machine's clock is 2 days ahead of Slack's"),
        (timedelta(hours=-3), "the machine's clock is 3 hours behind Slack's"),
        (timedelta(minutes=14), "the machine's clock is 14 minutes ahead of Slack's"),
    ],
)
def test_a_jump_that_slack_denies_is_told_until_it_is_taken_back(world, jump, words, caplog):
    world.machine += jump
    assert not world.agrees()
    assert world.watch.trouble == words
    world.passes(timedelta(minutes=10))
    assert not world.agrees()
    world.machine -= jump
    assert world.agrees()
    assert world.watch.trouble is None
    assert [r.msg for r in caplog.records if r.levelname == "ERROR"] == ["clocks_disagree"]


def test_a_jump_that_slack_confirms_is_believed_at_once(world):
    """The machine slept: its loop's clock stood still meanwhile."""
    world.machine += timedelta(days=2)
    world.slack += timedelta(days=2)
    assert world.agrees()
    assert world.asked == 1


def test_where_slack_cannot_be_asked_a_jump_is_not_believed(world):
    world.answers = False
    world.machine += timedelta(days=2)
    world.slack += timedelta(days=2)
    assert not world.agrees()
    world.answers = True
    world.passes(timedelta(seconds=ASK_AGAIN))
    assert world.agrees()


def test_slack_is_asked_rarely_about_one_jump_and_at_once_about_the_next(world):
    world.machine += timedelta(days=2)
    for _ in range(50):
        assert not world.agrees()
    assert world.asked == 1
    world.machine += timedelta(days=2)
    assert not world.agrees()
    assert world.asked == 2


def test_a_small_difference_is_borne(world):
    world.machine += TOLERANCE - timedelta(seconds=1)
    assert world.agrees()
    world.machine += timedelta(seconds=2)
    assert not world.agrees()


@pytest.mark.parametrize("date", ["", "yesterday", "Thu, 99 Foo 2026 09:00:00 GMT"])
def test_a_date_that_cannot_be_read_changes_nothing(world, date):
    world.watch.hear(date)
    assert world.agrees()


def test_a_clock_that_was_wrong_from_the_start_shows_with_slacks_first_answer(world):
    world.slack -= timedelta(days=2)
    world.watch.hear(format_datetime(world.slack, usegmt=True))
    assert not world.agrees()
