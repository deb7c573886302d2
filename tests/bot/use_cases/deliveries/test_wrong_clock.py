"""While the clock cannot be believed nothing is claimed, dropped or declared lost."""

import asyncio
from datetime import timedelta

import pytest

from bot.domain.delivery import State
from bot.domain.errors import AnswerLost, TryLater
from tests.bot.use_cases.deliveries.setting import HOUR, Setting

TWO_DAYS = timedelta(days=2)


@pytest.fixture
def setting(database_sqlite):
    setting = Setting(database_sqlite, certain_after=0.0)
    setting.slack = setting.now

    async def agrees():
        return abs(setting.now - setting.slack) < timedelta(minutes=2)

    setting.deliverer.clock_agrees = agrees
    return setting


def test_two_days_ahead_drop_and_send_nothing_and_all_goes_on_afterwards(setting):
    dialogue = setting.dialogue()
    setting.owe(dialogue)
    setting.owe(dialogue, kind="dialogue.reminder", minutes_before=1440, due=setting.now + HOUR)
    setting.now += TWO_DAYS
    assert setting.deliver() == 0
    assert [row.state for row in setting.rows("C1")] == [State.OWED, State.OWED]
    assert not setting.messenger.sent
    setting.now -= TWO_DAYS
    assert setting.deliver() == 1


def test_a_jump_in_the_middle_of_a_round_drops_nothing(setting):
    """A refusal would now be too late by two days, and so would what is looked for."""

    class Jumps(TryLater):
        def __init__(self):
            setting.now += TWO_DAYS
            super().__init__("ratelimited")

    setting.owe(setting.dialogue())
    trouble = setting.messenger.trouble.setdefault("C1", [])
    send = setting.messenger.send

    async def jumping(*given, **named):
        trouble.append(Jumps())
        return await send(*given, **named)

    setting.messenger.send = jumping
    setting.deliver()
    assert setting.row().state is State.SENDING
    setting.messenger.send = send
    setting.now -= TWO_DAYS
    setting.now += timedelta(seconds=setting.deliverer.pace.lease + 1)
    setting.slack = setting.now
    for _ in range(4):
        setting.deliver()
        setting.now += timedelta(seconds=2)
        setting.slack = setting.now
    assert setting.row().state is State.SENT
    assert len(setting.messenger.sent) == 1


def test_what_is_looked_for_is_not_given_up_by_a_wrong_clock(setting):
    setting.owe(setting.dialogue())
    setting.messenger.trouble["C1"] = [AnswerLost("TimeoutError")]
    setting.deliver()
    assert setting.row().state is State.UNCERTAIN
    setting.now += TWO_DAYS
    setting.deliver()
    assert setting.row().state is State.UNCERTAIN
    setting.now -= TWO_DAYS
    for _ in range(4):
        setting.now += timedelta(seconds=2)
        setting.slack = setting.now
        setting.deliver()
    assert setting.row().state is State.SENT


def test_the_next_due_moment_is_still_told(setting):
    setting.owe(setting.dialogue(), due=setting.now + HOUR)
    setting.now += TWO_DAYS
    assert asyncio.run(setting.deliverer.next_due()) == setting.slack + HOUR


@pytest.fixture
def jump(setting):
    """The clock is two days ahead from a moment on, until somebody asks whether it agrees."""

    async def agrees_again():
        setting.now = setting.slack
        return True

    def begin(*_given, **_named):
        setting.now = setting.slack + TWO_DAYS

    setting.deliverer.clock_agrees = agrees_again
    return begin


def test_a_look_during_a_jump_that_is_over_by_then_drops_nothing(setting, jump):
    """The row was looked at as of two days later, and nobody would have asked about that moment."""
    setting.owe(setting.dialogue())
    channel = setting.directory.channel

    async def told_during_jump(*given, **named):
        jump()
        return await channel(*given, **named)

    setting.directory.channel = told_during_jump
    setting.deliver()
    assert setting.row().state is State.SENDING
    setting.directory.channel = channel
    setting.now += timedelta(seconds=setting.deliverer.pace.lease + 1)
    setting.slack = setting.now
    for _ in range(4):
        setting.deliver()
        setting.slack = setting.now = setting.now + timedelta(seconds=2)
    assert setting.row().state is State.SENT
    assert len(setting.messenger.sent) == 1


def test_what_a_jump_takes_for_useless_at_the_claim_is_not_dropped(setting, jump):
    """The clock is ahead from the question whether it agrees until the next one."""
    setting.owe(setting.dialogue(), due=setting.now + HOUR)
    agrees_again, asked = setting.deliverer.clock_agrees, []

    async def agrees():
        asked.append(await agrees_again())
        if len(asked) == 1:
            jump()
        return True

    setting.deliverer.clock_agrees = agrees
    setting.deliver()
    assert len(asked) > 1
    assert setting.row().state is State.OWED
