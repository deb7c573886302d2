"""A chair holds one posting back."""

from datetime import UTC, datetime, time, timedelta

import pytest

from bot.domain.delivery import State
from bot.domain.errors import Refusal
from bot.domain.message_kind import MessageKind
from bot.domain.notifications import DigestNotification, Gone
from bot.use_cases.context import Context
from bot.use_cases.deliveries.builders import notification_for
from bot.use_cases.digests.hold import HoldDigest, hold_digest
from bot.use_cases.digests.schedule import (
    ScheduleDigest,
    SwitchOffDigest,
    schedule_digest,
    switch_off_digest,
)
from bot.use_cases.digests.schedule_messages import plan_digests
from bot.use_cases.identify import channel_reader
from tests.bot.use_cases.practices.network import (
    AMARA,
    DAY,
    GRACE,
    NOW,
    TECH,
)

MONDAY = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)


def weekly(network, user_id=AMARA, weekday=0, at=time(9, 0), now=NOW):
    return schedule_digest(
        ScheduleDigest(group_id=network.tech.id, weekday=weekday, at=at),
        Context(reader=network.reader(user_id), work=network.work, now=now),
    )


def off(network, user_id=AMARA, now=NOW):
    return switch_off_digest(
        SwitchOffDigest(group_id=network.tech.id),
        Context(reader=network.reader(user_id), work=network.work, now=now),
    )


def hold(network, user_id=AMARA, occurrence="2026-11-30", revision=2, now=MONDAY - DAY / 24):
    return hold_digest(
        HoldDigest(group_id=network.tech.id, occurrence=occurrence, revision=revision),
        Context(reader=network.reader(user_id), work=network.work, now=now),
    )


def written(network, row, *, reader=None, now=MONDAY, presence=None):
    reader = reader or channel_reader(network.tech.id, members_only=False)
    return notification_for(
        row, Context(reader=reader, work=network.work, now=now, presence=presence or {})
    )


def live(network, kind):
    return [row for row in network.owed(kind) if row.state is State.OWED]


def test_holding_keeps_one_posting_back_and_no_other(network):
    weekly(network)
    held = hold(network)
    assert (held.just_now, held.by, held.posts_at) == (True, AMARA, MONDAY)
    plan_digests(work=network.work, now=MONDAY - DAY / 24)
    first, second = sorted(live(network, MessageKind.WEEKLY_DIGEST), key=lambda row: row.due_at)
    assert written(network, first) == Gone("held")
    assert isinstance(written(network, second, now=second.due_at), DigestNotification)


def test_holding_twice_says_who_was_first(network):
    weekly(network)
    hold(network)
    again = hold(network, GRACE, now=MONDAY - timedelta(minutes=5))
    assert (again.just_now, again.by, again.at) == (False, AMARA, MONDAY - DAY / 24)


def test_a_held_posting_moved_to_another_hour_comes(network):
    weekly(network)
    hold(network)
    weekly(network, at=time(15, 0), now=MONDAY - timedelta(minutes=30))
    rows = [r for r in live(network, MessageKind.WEEKLY_DIGEST) if r.occurrence == "2026-11-30"]
    assert isinstance(written(network, rows[0], now=rows[0].due_at), DigestNotification)


def test_a_preview_of_another_hour_holds_nothing(network):
    weekly(network)
    weekly(network, at=time(10, 0))
    with pytest.raises(Refusal, match="was changed since this preview"):
        hold(network, revision=2)
    off(network)
    with pytest.raises(Refusal, match="was changed since this preview"):
        hold(network, revision=4)
    weekly(network)
    with pytest.raises(Refusal, match="can't find this digest"):
        hold(network, occurrence="2026-99-99", revision=5)


def test_what_is_posted_is_not_held_any_more(network):
    weekly(network)
    lease = MONDAY + timedelta(minutes=2)
    claimed = network.work.queue.claim_due(MONDAY, lease_until=lease, limit=9)
    (sending,) = (row for row in claimed if row.kind == MessageKind.WEEKLY_DIGEST)
    with pytest.raises(Refusal, match="is posted already"):
        hold(network, now=MONDAY)
    network.work.queue.settle_row(sending, State.SENT, MONDAY, posted_channel=TECH, posted_ts="1.2")
    with pytest.raises(Refusal, match="for Monday 30 November 2026 is posted already"):
        hold(network, now=MONDAY + DAY)


def test_what_was_dropped_is_not_held(network):
    weekly(network)
    claimed = network.work.queue.claim_due(MONDAY, lease_until=MONDAY + DAY, limit=9)
    (sending,) = (row for row in claimed if row.kind == MessageKind.WEEKLY_DIGEST)
    network.work.queue.settle_row(sending, State.DROPPED, MONDAY, error="too late")
    with pytest.raises(Refusal, match="is not coming any more"):
        hold(network, now=MONDAY + DAY)
