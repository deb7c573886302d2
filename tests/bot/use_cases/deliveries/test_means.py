"""The short transactions around a post: is it still ours, and what becomes of it."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.delivery import State, SubjectType
from bot.domain.errors import TryLater
from bot.domain.message_kind import DropReason
from bot.use_cases.deliveries.serve import serve_recipient
from tests.bot.use_cases.deliveries.setting import NOW, Setting
from tests.databases import WORKSPACE
from tests.storage.records import owed

SECOND = timedelta(seconds=1)
LEASE = NOW + timedelta(minutes=1)


@pytest.fixture
def setting(database_sqlite):
    return Setting(database_sqlite)


def test_a_row_claimed_before_the_pause_waits_for_its_end(setting):
    setting.owe(setting.dialogue())
    with setting.database.transaction(WORKSPACE) as work:
        (claimed,) = work.queue.claim_due(NOW, lease_until=LEASE, limit=1)
        work.workspaces.pause_posts(NOW + 30 * SECOND)
    asyncio.run(serve_recipient([claimed], setting.deliverer))
    assert not setting.messenger.sent
    assert (setting.row().state, setting.row().next_at) == (State.OWED, NOW + 30 * SECOND)


def claimed(setting):
    with setting.database.transaction(WORKSPACE) as work:
        return work.queue.claim_due(setting.now, lease_until=LEASE, limit=9)


def test_what_was_withdrawn_meanwhile_is_not_begun(setting):
    for _ in range(2):
        setting.owe(setting.dialogue())
    rows = claimed(setting)
    with setting.database.transaction(WORKSPACE) as work:
        work.deliveries.withdraw(SubjectType.DIALOGUE, "D1", why=DropReason.CANCELLED, now=NOW)
    still = {row.id for row in rows if row.subject_id == "D2"}
    begun = asyncio.run(setting.deliverer.begin([(row, None) for row in rows]))
    assert {row.id for row, _ in begun} == still


@pytest.mark.parametrize(
    ("useful", "state", "error"),
    [(31, State.OWED, "ratelimited"), (30, State.DROPPED, "too late")],
    ids=["in time", "too late by then"],
)
def test_what_would_come_too_late_after_the_pause_is_dropped_at_once(setting, useful, state, error):
    setting.owe(setting.dialogue(), until=NOW + useful * SECOND)
    setting.messenger.trouble["C1"] = [TryLater("ratelimited", retry_after=30)]
    setting.deliver()
    row = setting.row()
    assert (row.state, row.error) == (state, error)
    assert row.detail == (None if state is State.OWED else "ratelimited")


def test_by_a_clock_that_is_not_believed_nothing_is_dropped(setting):
    setting.owe(setting.dialogue())
    (row,) = claimed(setting)

    async def wrong():
        return False

    doubting = replace(setting.deliverer, clock_agrees=wrong)
    asyncio.run(doubting.drop(row, DropReason.MOVED, decided_at=NOW))
    assert setting.row() == row
    asyncio.run(setting.deliverer.drop(row, DropReason.MOVED, "why", decided_at=NOW))
    kept = setting.row()
    assert (kept.state, kept.error, kept.detail) == (State.DROPPED, "moved", "why")


def test_what_else_is_owed_with_a_settling_comes_with_it_or_not_at_all(setting):
    """A worker whose row is another's by then owes nothing for it."""
    setting.owe(setting.dialogue())
    (row,) = claimed(setting)
    also = [owed(recipient="UMEMBER", subject_id="D1")]
    stranger = replace(row, nonce="another")
    asyncio.run(setting.deliverer.settle(stranger, State.OWED, also=also))
    assert setting.rows("UMEMBER") == ()
    asyncio.run(setting.deliverer.settle(row, State.OWED, also=also))
    assert len(setting.rows("UMEMBER")) == 1


def test_after_a_copy_was_put_back_only_what_fell_due_before_is_looked_for_first(setting):
    setting.owe(setting.dialogue())
    (row,) = claimed(setting)
    restored = replace(setting.deliverer, look_first_until=NOW)
    assert restored.looks_first(row)
    assert not restored.looks_first(replace(row, due_at=NOW + SECOND))
    assert not setting.deliverer.looks_first(row)
