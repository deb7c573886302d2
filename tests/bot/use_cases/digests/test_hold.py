"""A chair holds one posting back, or posts it before its hour."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest

from bot.domain.delivery import State
from bot.domain.errors import Refusal
from bot.domain.group_notifications import DigestNotification
from bot.domain.message_kind import MessageKind
from bot.domain.notifications import Gone
from bot.use_cases.context import Context
from bot.use_cases.digests.hold import Held, hold_digest, post_weekly_now
from bot.use_cases.digests.schedule import (
    ScheduleDigest,
    plan_digests,
    schedule_digest,
    switch_off_digest,
)
from tests.bot.use_cases.digests.posting import built, claimed, posting, send
from tests.bot.use_cases.practices.network import AMARA, DAY, GRACE, NOW, TECH

MONDAY = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)
EIGHT = MONDAY - DAY / 24


def weekly(network, user_id=AMARA, weekday=0, at=time(9, 0), now=NOW):
    return schedule_digest(
        ScheduleDigest(group_id=network.tech.id, weekday=weekday, at=at), network.by(user_id, now)
    )


def off(network, user_id=AMARA, now=NOW):
    return switch_off_digest(network.tech.id, network.by(user_id, now))


def hold(network, user_id=AMARA, *, now=EIGHT, **changes):
    return hold_digest(posting(network, **changes), network.by(user_id, now))


def post_now(network, user_id=AMARA, *, now=EIGHT, held=False, **changes):
    return post_weekly_now(
        posting(network, **changes),
        network.by(user_id, now),
        held=held,
    )


def written(network, row, now=MONDAY):
    return built(network, row, now=now)


def live(network, kind):
    return [row for row in network.owed(kind) if row.state is State.OWED]


def test_holding_keeps_one_posting_back_and_no_other(network):
    weekly(network)
    held = hold(network)
    assert (held.just_now, held.by, held.posts_at) == (True, AMARA, MONDAY)
    plan_digests(Context.system(network.work, MONDAY - DAY / 24))
    first, second = sorted(live(network, MessageKind.WEEKLY_DIGEST), key=lambda row: row.due_at)
    assert written(network, first) == Gone("held")
    assert isinstance(written(network, second, now=second.due_at), DigestNotification)


def test_holding_twice_says_who_was_first(network):
    weekly(network)
    hold(network)
    again = hold(network, GRACE, now=MONDAY - timedelta(minutes=5))
    assert (again.just_now, again.by) == (False, AMARA)


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


def test_the_day_of_a_posting_is_that_of_the_group(network):
    """09:00 on Monday in Sydney is Sunday, 22:00 UTC."""
    network.work.groups.change(replace(network.tech, zone="Australia/Sydney"))
    weekly(network)
    posts_at = MONDAY - 11 * DAY / 24
    claimed = network.work.queue.claim_due(posts_at, lease_until=MONDAY, limit=9)
    assert MessageKind.WEEKLY_DIGEST in {row.kind for row in claimed}
    with pytest.raises(Refusal, match="for Monday 30 November 2026 is posted already"):
        hold(network, now=posts_at)


def test_what_was_dropped_is_not_held(network):
    weekly(network)
    claimed = network.work.queue.claim_due(MONDAY, lease_until=MONDAY + DAY, limit=9)
    (sending,) = (row for row in claimed if row.kind == MessageKind.WEEKLY_DIGEST)
    network.work.queue.settle_row(sending, State.DROPPED, MONDAY, error="too late")
    with pytest.raises(Refusal, match="is not coming any more"):
        hold(network, now=MONDAY + DAY)


def test_what_is_posted_early_is_not_posted_again_at_its_hour(network):
    weekly(network)
    assert post_now(network).just_now
    (row,) = live(network, MessageKind.DIGEST_NOW)
    assert (row.recipient, row.due_at) == (TECH, EIGHT)
    early = send(network, EIGHT)
    assert (early.number, early.until) == (1, EIGHT)
    plan_digests(Context.system(network.work, EIGHT))
    assert send(network, MONDAY) == Gone("posted early")
    plan_digests(Context.system(network.work, MONDAY))
    next_week = send(network, MONDAY + 7 * DAY)
    assert (next_week.number, next_week.since) == (2, EIGHT)


def test_two_chairs_post_it_at_once_and_one_is_told(network):
    weekly(network)
    assert post_now(network).just_now
    with pytest.raises(Refusal, match="was posted already, by @amara on Monday 30 November"):
        post_now(network, GRACE)
    with pytest.raises(Refusal, match="was posted already, by @amara"):
        hold(network, GRACE)
    assert len(network.owed(MessageKind.DIGEST_NOW)) == 1


def test_what_another_chair_has_held_is_posted_only_by_one_who_knows(network):
    weekly(network)
    hold(network)
    told = post_now(network, GRACE)
    assert isinstance(told, Held)
    assert (told.by, told.just_now) == (AMARA, False)
    assert network.owed(MessageKind.DIGEST_NOW) == []
    assert post_now(network, GRACE, held=True).just_now
    with pytest.raises(Refusal, match="was posted already, by @grace"):
        post_now(network, held=True)


def test_a_held_one_can_be_posted_after_its_hour(network):
    weekly(network)
    hold(network)
    assert send(network, MONDAY) == Gone("held")
    late = MONDAY + timedelta(hours=3)
    assert post_now(network, held=True, now=late).just_now
    assert send(network, late).since == MONDAY + timedelta(hours=3) - 7 * DAY


def test_a_preview_of_before_another_digest_posts_nothing(network):
    weekly(network)
    post_now(network)
    send(network, EIGHT)
    plan_digests(Context.system(network.work, MONDAY))
    with pytest.raises(Refusal, match="This preview is old: G1 of Technology was posted since"):
        post_now(network, occurrence="2026-12-07", now=MONDAY)
    assert post_now(network, occurrence="2026-12-07", after=1, now=MONDAY).just_now


def test_what_is_on_its_way_is_not_posted_once_more(network):
    weekly(network)
    claimed(network, MONDAY)
    with pytest.raises(Refusal, match="is posted already, so it can't be posted once more"):
        post_now(network, now=MONDAY)
    assert network.owed(MessageKind.DIGEST_NOW) == []
