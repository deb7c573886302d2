"""Preview, post, weekly, off and hold: who may, once, and what is owed."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest

from bot.domain.delivery import State
from bot.domain.digest import Section
from bot.domain.errors import NotAllowed
from bot.domain.group_notifications import DigestPreview
from bot.domain.message_kind import MessageKind
from bot.domain.notifications import Gone
from bot.use_cases.context import Context
from bot.use_cases.deliveries.builders import notification_for
from bot.use_cases.digests.hold import hold_digest, post_weekly_now
from bot.use_cases.digests.post import PostDigest, post_digest, preview_digest
from bot.use_cases.digests.schedule import (
    ScheduleDigest,
    plan_digests,
    schedule_digest,
    switch_off_digest,
)
from bot.use_cases.identify import channel_reader
from tests.bot.use_cases.digests.posting import posting, shown
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
    practice,
)
from tests.journal import told_about

MONDAY = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)


def preview(network, user_id=AMARA):
    return preview_digest(
        network.tech.id,
        network.by(user_id, NOW),
    )


def standing(context, place):
    """With `place` as the group's channel; None: it can't be read."""
    if place is ...:
        return context
    return replace(context, presence={TECH: place} if place else {})


def post(network, user_id=AMARA, now=NOW, place=...):
    return post_digest(
        PostDigest(group_id=network.tech.id),
        standing(network.by(user_id, now), place),
    )


def weekly(network, user_id=AMARA, weekday=0, at=time(9, 0), now=NOW):
    return schedule_digest(
        ScheduleDigest(group_id=network.tech.id, weekday=weekday, at=at),
        Context(reader=network.reader(user_id), work=network.work, now=now),
    )


def off(network, user_id=AMARA, now=NOW):
    return switch_off_digest(
        network.tech.id,
        Context(reader=network.reader(user_id), work=network.work, now=now),
    )


def hold(network, user_id=AMARA):
    return hold_digest(posting(network), network.by(user_id, MONDAY - DAY / 24))


def post_now(network, user_id=AMARA):
    context = network.by(user_id, MONDAY - DAY / 24)
    return post_weekly_now(posting(network), context, held=True)


def written(network, row, *, reader=None, now=MONDAY, presence=None):
    reader = reader or channel_reader(network.tech.id, members_only=False)
    return notification_for(
        row, Context(reader=reader, work=network.work, now=now, presence=presence or {})
    )


def live(network, kind):
    return [row for row in network.owed(kind) if row.state is State.OWED]


@pytest.mark.parametrize("do", [preview, post, weekly, hold, post_now, off])
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
    assert (digest.needs.awaiting_review, digest.needs.unowned) == (1, 1)
    assert shown(digest, Section.LOGGED) == [1]
    assert network.owed() == []


def test_a_weekly_digest_is_owed_from_its_next_date_on(network):
    plan = weekly(network)
    assert (plan.changed, plan.previewed, plan.next_at) == (True, True, MONDAY)
    kept = network.work.groups.get(network.tech.id)
    assert (kept.digest_weekday, kept.digest_time, kept.digest_revision) == (0, time(9, 0), 2)
    assert [row.occurrence for row in live(network, MessageKind.WEEKLY_DIGEST)] == ["2026-11-30"]
    assert [row.recipient for row in live(network, MessageKind.DIGEST_PREVIEW)] == [AMARA]


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
    assert [(r.occurrence, r.revision) for r in live(network, MessageKind.WEEKLY_DIGEST)] == [
        ("2026-11-27", 3)
    ]
    assert [r.revision for r in live(network, MessageKind.DIGEST_PREVIEW)] == [3]
    gone = [r for r in network.owed() if r.state is State.DROPPED]
    assert {r.error for r in gone} == {"rescheduled"}
    weekly(network)
    assert [(r.occurrence, r.revision) for r in live(network, MessageKind.WEEKLY_DIGEST)] == [
        ("2026-11-30", 4)
    ]


def test_an_hour_less_than_two_hours_away_has_no_preview(network):
    plan = weekly(network, now=MONDAY - timedelta(minutes=90))
    assert (plan.next_at, plan.previewed) == (MONDAY, False)
    assert {row.occurrence for row in live(network, MessageKind.DIGEST_PREVIEW)} == {"2026-12-07"}


def test_off_withdraws_and_stays_off(network):
    weekly(network)
    assert off(network)
    assert not off(network)
    assert (
        live(network, MessageKind.WEEKLY_DIGEST) == live(network, MessageKind.DIGEST_PREVIEW) == []
    )
    assert plan_digests(Context.system(network.work, NOW)) == 0
    assert network.work.groups.get(network.tech.id).digest_weekday is None


def test_what_was_owed_before_a_change_finds_nothing_to_say(network):
    weekly(network)
    (row,) = live(network, MessageKind.WEEKLY_DIGEST)
    weekly(network, at=time(10, 0))
    assert written(network, row) == Gone("rescheduled")
    off(network)
    assert written(network, row) == Gone("switched off")


def test_the_preview_is_for_chairs_with_the_channels_eyes(network):
    weekly(network)
    network.work.actions.add(action(1, network.tech.id, created_at=MONDAY - DAY))
    (row,) = live(network, MessageKind.DIGEST_PREVIEW)
    said = written(
        network, row, reader=network.reader(AMARA), now=row.due_at, presence=network.presence
    )
    assert isinstance(said, DigestPreview)
    assert (said.posts_at, said.occurrence, said.revision) == (MONDAY, "2026-11-30", 2)
    assert said.complete
    assert said.digest.needs.unowned == 1
    blind = written(network, row, reader=network.reader(AMARA), now=row.due_at)
    assert not blind.complete
    for user_id in (LIAM, NORA):
        theirs = replace(row, recipient=user_id)
        gone = written(network, theirs, reader=network.reader(user_id), now=row.due_at)
        assert gone == Gone("not a chair any more")


def test_every_write_is_journalled(network):
    weekly(network)
    post(network)
    off(network)
    did = [entry[2:] for entry in told_about(network.work, TECH)]
    assert did == [
        ("scheduled the weekly digest", "Monday 09:00"),
        ("posted the digest", None),
        ("stopped the weekly digest", None),
    ]
