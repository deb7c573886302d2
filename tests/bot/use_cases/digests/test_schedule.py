"""Preview, post, weekly, off and hold: who may, once, and what is owed."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest

from bot.domain.delivery import State
from bot.domain.errors import NotAllowed, Refusal
from bot.domain.notifications import DigestNotification, DigestPreview, Gone
from bot.use_cases.context import Context
from bot.use_cases.digests.hold import HoldDigest, hold_digest
from bot.use_cases.digests.notifications import build_notification
from bot.use_cases.digests.post import PostDigest, PreviewDigest, post_digest, preview_digest
from bot.use_cases.digests.schedule import (
    ScheduleDigest,
    SwitchOffDigest,
    schedule_digest,
    switch_off_digest,
)
from bot.use_cases.digests.schedule_messages import NOW as POSTED
from bot.use_cases.digests.schedule_messages import PREVIEW, WEEKLY, plan_digests
from bot.use_cases.identify import channel_reader
from tests.bot.use_cases.practices.network import (
    AMARA,
    DAY,
    GRACE,
    LIAM,
    NORA,
    NOW,
    PAT,
    TECH,
    action,
    channel,
    practice,
)

MONDAY = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)


def preview(network, user_id=AMARA):
    return preview_digest(
        PreviewDigest(group_id=network.tech.id),
        Context(reader=network.reader(user_id), work=network.work, now=NOW),
        channel=network.presence[TECH],
    )


def post(network, user_id=AMARA, now=NOW, place=...):
    return post_digest(
        PostDigest(group_id=network.tech.id),
        Context(reader=network.reader(user_id), work=network.work, now=now),
        channel=network.presence[TECH] if place is ... else place,
    )


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
    return build_notification(
        row, Context(reader=reader, work=network.work, now=now), presence=presence
    )


def live(network, kind):
    return [row for row in network.owed(kind) if row.state is State.OWED]


@pytest.mark.parametrize("do", [preview, post, weekly, off, hold])
def test_only_chairs_and_the_secretariat_run_digests(network, do):
    weekly(network)
    owed = network.owed()
    for user_id in (LIAM, NORA, PAT):
        with pytest.raises(NotAllowed, match="Only a chair of Technology can preview, post or"):
            do(network, user_id)
    assert network.owed() == owed
    do(network, GRACE)


def test_a_preview_is_the_channels_version_with_what_needs_the_chair(network):
    network.work.practices.add(practice(1, network.tech.id))
    network.work.actions.add(action(1, network.tech.id, created_at=NOW - DAY))
    digest = preview(network)
    assert (digest.awaiting_review, digest.unowned) == (1, 1)
    assert [a.number for a in digest.logged] == [1]
    assert network.owed() == []


def test_posting_owes_one_digest_to_the_channel_now(network):
    assert post(network).just_now
    (row,) = network.owed()
    assert (row.kind, row.recipient, row.due_at) == (POSTED, TECH, NOW)
    assert row.useful_until == NOW + DAY
    assert isinstance(written(network, row), DigestNotification)


def test_a_double_press_within_a_minute_posts_once(network):
    late = NOW.replace(second=59)
    post(network, now=late)
    assert not post(network, now=late + timedelta(seconds=1)).just_now
    assert not post(network, GRACE, now=late + timedelta(seconds=59)).just_now
    assert post(network, now=late + timedelta(seconds=61)).just_now
    assert len(network.owed(POSTED)) == 2


@pytest.mark.parametrize("place", [None, channel(TECH, {AMARA}, bot_present=False)])
def test_nothing_is_posted_where_convenor_is_not(network, place):
    with pytest.raises(Refusal, match="/invite @Convenor"):
        post(network, place=place)
    assert network.owed() == []


def test_a_weekly_digest_is_owed_from_its_next_date_on(network):
    plan = weekly(network)
    assert (plan.changed, plan.previewed, plan.next_at) == (True, True, MONDAY)
    kept = network.work.groups.get(network.tech.id)
    assert (kept.digest_weekday, kept.digest_time, kept.digest_revision) == (0, time(9, 0), 2)
    assert [row.occurrence for row in live(network, WEEKLY)] == ["2026-11-30"]
    assert [row.recipient for row in live(network, PREVIEW)] == [AMARA]


def test_the_same_hour_again_changes_nothing(network):
    weekly(network)
    owed = network.owed()
    assert not weekly(network).changed
    assert network.owed() == owed
    assert network.work.groups.get(network.tech.id).digest_revision == 2


def test_another_hour_replaces_what_was_owed(network):
    weekly(network)
    plan = weekly(network, weekday=4, at=time(16, 30))
    assert plan.next_at == datetime(2026, 11, 27, 16, 30, tzinfo=UTC)
    assert [(r.occurrence, r.revision) for r in live(network, WEEKLY)] == [("2026-11-27", 3)]
    assert [r.revision for r in live(network, PREVIEW)] == [3]
    gone = [r for r in network.owed() if r.state is State.DROPPED]
    assert {r.error for r in gone} == {"rescheduled"}
    weekly(network)
    assert [(r.occurrence, r.revision) for r in live(network, WEEKLY)] == [("2026-11-30", 4)]


def test_an_hour_less_than_two_hours_away_has_no_preview(network):
    plan = weekly(network, now=MONDAY - timedelta(minutes=90))
    assert (plan.next_at, plan.previewed) == (MONDAY, False)
    assert {row.occurrence for row in live(network, PREVIEW)} == {"2026-12-07"}


def test_off_withdraws_and_stays_off(network):
    weekly(network)
    assert off(network).changed
    assert not off(network).changed
    assert live(network, WEEKLY) == live(network, PREVIEW) == []
    assert plan_digests(work=network.work, now=NOW) == 0
    assert network.work.groups.get(network.tech.id).digest_weekday is None


def test_what_was_owed_before_a_change_finds_nothing_to_say(network):
    weekly(network)
    (row,) = live(network, WEEKLY)
    weekly(network, at=time(10, 0))
    assert written(network, row) == Gone("rescheduled")
    off(network)
    assert written(network, row) == Gone("switched off")


def test_the_weekly_digest_looks_back_from_posting_to_posting(network):
    weekly(network, now=datetime(2026, 10, 23, 9, 0, tzinfo=UTC))
    (row,) = (r for r in live(network, WEEKLY) if r.occurrence == "2026-10-26")
    late = row.due_at + timedelta(hours=5)
    first = written(network, row, now=late).digest
    # Clocks went back on the 25th: 09:00 in London was 08:00 UTC a week before.
    assert first.since == datetime(2026, 10, 19, 8, 0, tzinfo=UTC)
    assert first.until == datetime(2026, 10, 26, 9, 0, tzinfo=UTC)
    plan_digests(work=network.work, now=late)
    (row,) = (r for r in live(network, WEEKLY) if r.occurrence == "2026-11-02")
    assert written(network, row, now=row.due_at).digest.since == first.until


def test_the_preview_is_for_chairs_with_the_channels_eyes(network):
    weekly(network)
    network.work.actions.add(action(1, network.tech.id, created_at=MONDAY - DAY))
    (row,) = live(network, PREVIEW)
    said = written(
        network, row, reader=network.reader(AMARA), now=row.due_at, presence=network.presence
    )
    assert isinstance(said, DigestPreview)
    assert (said.posts_at, said.occurrence, said.revision) == (MONDAY, "2026-11-30", 2)
    assert said.complete
    assert said.digest.unowned == 1
    blind = written(network, row, reader=network.reader(AMARA), now=row.due_at)
    assert not blind.complete
    for user_id in (LIAM, NORA):
        theirs = replace(row, recipient=user_id)
        gone = written(network, theirs, reader=network.reader(user_id), now=row.due_at)
        assert gone == Gone("not a chair any more")


def test_holding_keeps_one_posting_back_and_no_other(network):
    weekly(network)
    held = hold(network)
    assert (held.just_now, held.by, held.posts_at) == (True, AMARA, MONDAY)
    plan_digests(work=network.work, now=MONDAY - DAY / 24)
    first, second = sorted(live(network, WEEKLY), key=lambda row: row.due_at)
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
    rows = [r for r in live(network, WEEKLY) if r.occurrence == "2026-11-30"]
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
    (sending,) = (row for row in claimed if row.kind == WEEKLY)
    with pytest.raises(Refusal, match="is posted already"):
        hold(network, now=MONDAY)
    network.work.queue.settle_row(sending, State.SENT, MONDAY, slack_channel=TECH, slack_ts="1.2")
    with pytest.raises(Refusal, match="for Monday 30 November 2026 is posted already"):
        hold(network, now=MONDAY + DAY)


def test_what_was_dropped_is_not_held(network):
    weekly(network)
    claimed = network.work.queue.claim_due(MONDAY, lease_until=MONDAY + DAY, limit=9)
    (sending,) = (row for row in claimed if row.kind == WEEKLY)
    network.work.queue.settle_row(sending, State.DROPPED, MONDAY, error="too late")
    with pytest.raises(Refusal, match="is not coming any more"):
        hold(network, now=MONDAY + DAY)


def test_every_write_is_journalled(network):
    weekly(network)
    post(network)
    off(network)
    did = [entry[2:] for entry in network.work.journal.lines_about(TECH)]
    assert did == [
        ("scheduled the weekly digest", "Monday 09:00"),
        ("posted the digest", None),
        ("stopped the weekly digest", None),
    ]
