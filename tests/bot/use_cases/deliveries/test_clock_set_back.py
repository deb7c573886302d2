"""The machine's clock is set back an hour: nothing is sent twice, nothing waits for its return."""

import asyncio
from datetime import timedelta

import pytest

from bot.domain.delivery import State
from bot.domain.errors import AnswerLost, TryLater
from bot.ports.messenger import Absent, Posted
from handlers.clock import beats as module
from handlers.clock.beats import Beats
from tests.bot.use_cases.deliveries.clockwork import Clockwork
from tests.bot.use_cases.deliveries.setting import HOUR, NOW, Setting
from tests.bot.use_cases.deliveries.test_clock_changes import NIGHTS, SPRING
from tests.waiting import PATIENCE


@pytest.fixture
def setting(database):
    return Setting(database)


def set_back(setting):
    """By an hour; the beats notice it within seconds and have the waits mended."""
    setting.wait(hours=-1)
    return asyncio.run(setting.deliverer.mend_waits())


class History:
    """What really is in Slack, by its own clock: an hour behind ours while ours is wrong."""

    def __init__(self, setting):
        self.setting, self.posts, self.behind = setting, [], HOUR
        self.loses = 1
        setting.messenger.send = self.send
        setting.messenger.find = self.find

    async def send(self, delivery, notification, *, late, still):
        at = self.setting.now - self.behind
        self.posts.append((delivery.id, at))
        if self.loses:
            self.loses -= 1
            raise AnswerLost("TimeoutError")
        return Posted("C1", f"{at.timestamp():.6f}")

    async def find(self, delivery, place, since):
        for number, at in self.posts:
            if number == delivery.id and at >= since:
                return Posted("C1", f"{at.timestamp():.6f}")
        return Absent()


@pytest.mark.parametrize("meanwhile", [0, 70, 600], ids="{} minutes later".format)
def test_a_message_whose_answer_was_lost_by_the_wrong_clock_is_found(setting, meanwhile):
    """It stands an hour before its own moment in Slack's history."""
    history = History(setting)
    setting.owe(setting.dialogue(), until=setting.now + 24 * HOUR)
    setting.deliver()
    assert setting.row().state is State.UNCERTAIN
    set_back(setting)
    history.behind = timedelta(0)
    setting.wait(minutes=meanwhile, seconds=3)
    for _ in range(3):
        setting.deliver()
        setting.wait(seconds=31)
    assert setting.row().state is State.SENT
    assert len(history.posts) == 1


def test_one_that_never_arrived_is_sent_again_within_a_minute_or_so(setting):
    setting.owe(setting.dialogue(), due=NOW - 2 * HOUR)
    setting.messenger.trouble["C1"] = [AnswerLost("TimeoutError")]
    setting.deliver()
    assert set_back(setting) == 1
    for _ in range(4):
        setting.deliver()
        setting.wait(seconds=31)
    assert setting.row().state is State.SENT
    assert len(setting.messenger.sent) == 1


def test_a_look_under_way_at_the_change_holds_nothing_up(setting):
    """It was given its row by the old clock, and says by the new one when to look again."""
    setting.owe(setting.dialogue(), due=NOW - 2 * HOUR)
    setting.messenger.trouble["C1"] = [AnswerLost("TimeoutError")]
    setting.deliver()
    setting.wait(seconds=3)
    plain = setting.messenger.find

    async def find(*arguments):
        setting.messenger.find = plain
        setting.wait(hours=-1)
        await setting.deliverer.mend_waits()
        return await plain(*arguments)

    setting.messenger.find = find
    for _ in range(4):
        setting.deliver()
        setting.wait(seconds=31)
    assert setting.row().state is State.SENT
    assert len(setting.messenger.sent) == 1


@pytest.mark.parametrize("retry_after", [None, 30])
def test_what_was_put_off_goes_out_at_once(setting, retry_after):
    setting.owe(setting.dialogue(), due=NOW - 2 * HOUR)
    setting.messenger.trouble["C1"] = [TryLater("ratelimited", retry_after=retry_after)]
    setting.deliver()
    assert set_back(setting) >= 1
    setting.deliver()
    assert [s[0] for s in setting.messenger.sent] == ["C1"]


def test_what_one_held_who_died_before_is_looked_for_in_two_minutes(setting):
    setting.owe(setting.dialogue(), due=NOW - 2 * HOUR)
    with setting.database.transaction_of_all() as work:
        lease = setting.now + timedelta(minutes=1)
        (claimed,) = work.queue.claim_due(setting.now, lease_until=lease, limit=5)
        assert work.queue.begin_post(claimed, setting.now, lease_until=lease)
    assert set_back(setting) == 1
    for _ in range(6):
        setting.deliver()
        setting.wait(seconds=31)
    assert (setting.row().state, len(setting.messenger.sent)) == (State.SENT, 1)


def test_one_that_never_arrived_and_is_not_due_by_the_right_clock_waits_for_its_moment(setting):
    setting.owe(setting.dialogue(), due=NOW)
    setting.messenger.trouble["C1"] = [AnswerLost("TimeoutError")]
    setting.deliver()
    set_back(setting)
    for _ in range(4):
        setting.deliver()
        setting.wait(seconds=31)
    assert not setting.messenger.sent
    setting.now = NOW
    setting.deliver()
    assert len(setting.messenger.sent) == 1


@pytest.mark.parametrize(
    ("minutes", "kind"),
    [(30, "digest.weekly"), (7 * 60, "dialogue.starting"), (31 * 60 + 30, "morning")],
)
def test_what_was_sent_does_not_come_again_when_its_hour_does(database_sqlite, minutes, kind):
    """All is planned again in the hour that comes twice, this many minutes after clocks changed."""
    clockwork = Clockwork(database_sqlite, NIGHTS[SPRING])
    back = clockwork.at + timedelta(minutes=minutes)
    clockwork.live((clockwork.start, back), (back - HOUR, clockwork.end))
    due = clockwork.wanted()
    assert clockwork.sent() == {key: [at] for key, at in due.items()}
    assert kind in {key[0] for key, at in due.items() if back - HOUR < at <= back}


def test_the_beats_notice_it_and_go_on_by_themselves(setting, monkeypatch):
    """The real loop: nobody calls it, and by the new clock its wait is an hour and more."""
    monkeypatch.setattr(module, "GUARD_EVERY", 0.5)
    setting.owe(setting.dialogue(), due=NOW - 2 * HOUR)
    setting.messenger.trouble["C1"] = [TryLater("ratelimited", retry_after=600)]
    setting.wait(minutes=30)  # off the hour at which mornings come
    real = module._real_now

    async def together():
        beats = Beats(memory=setting.database, deliverer=setting.deliverer, now=lambda: setting.now)
        beats.start()
        try:
            async with asyncio.timeout(PATIENCE):
                while setting.row().error is None or "housekeeping" not in beats.ages:
                    await asyncio.sleep(0.01)
                assert not setting.messenger.sent
                setting.wait(hours=-1)
                monkeypatch.setattr(module, "_real_now", lambda: real() - HOUR)
                while not setting.messenger.sent:
                    await asyncio.sleep(0.01)
        finally:
            await beats.stop()

    asyncio.run(together())
    assert len(setting.messenger.sent) == 1
