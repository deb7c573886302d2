"""The loop sends what is due, once."""

import asyncio

import pytest

from bot.domain.delivery import State
from bot.domain.notifications import Reminder
from tests.bot.use_cases.deliveries.setting import HOUR, NOW, Setting
from tests.databases import WORKSPACE


@pytest.fixture
def setting(database_sqlite):
    return Setting(database_sqlite)


def test_what_is_due_is_sent_once_and_settled(setting):
    setting.owe(setting.dialogue())
    assert setting.deliver() == 1
    assert setting.deliver() == 0
    (sent,) = setting.messenger.sent
    assert sent[0] == "C1"
    assert isinstance(sent[2], Reminder)
    assert sent[3] is False
    row = setting.row()
    assert (row.state, row.posted_channel, row.posted_ts) == (State.SENT, "C1", "1.000000")


def test_what_is_not_due_waits(setting):
    setting.owe(setting.dialogue(), due=NOW + HOUR)
    assert setting.deliver() == 0
    assert asyncio.run(setting.deliverer.next_due()) == NOW + HOUR
    setting.now += HOUR
    assert setting.deliver() == 1


def test_an_expired_lease_is_uncertain(setting):
    setting.owe(setting.dialogue())
    with setting.database.transaction_of_all() as work:
        (claimed,) = work.queue.claim_due(NOW, lease_until=NOW + HOUR, limit=5)
        assert work.queue.begin_post(claimed, NOW, lease_until=NOW + HOUR)
    setting.now += 2 * HOUR
    setting.deliver()
    assert setting.row().state is State.UNCERTAIN
    assert not setting.messenger.sent
    with setting.database.transaction(WORKSPACE) as work:
        assert work.queue.settle_row(claimed, State.SENT, setting.now, posted_ts="1.0"), (
            "the slow worker did send it, and says so"
        )
