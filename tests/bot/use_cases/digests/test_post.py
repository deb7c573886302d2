"""A digest is posted now, once."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.errors import Refusal
from bot.domain.message_kind import MessageKind
from bot.domain.next_steps import NextStep
from bot.domain.notifications import DigestNotification
from bot.use_cases.context import Context
from bot.use_cases.deliveries.builders import notification_for
from bot.use_cases.digests.post import PostDigest, post_digest
from bot.use_cases.identify import channel_reader
from tests.bot.use_cases.practices.network import (
    AMARA,
    DAY,
    GRACE,
    NOW,
    TECH,
    channel,
)

MONDAY = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)


def post(network, user_id=AMARA, now=NOW, place=...):
    return post_digest(
        PostDigest(group_id=network.tech.id),
        Context(reader=network.reader(user_id), work=network.work, now=now),
        channel=network.presence[TECH] if place is ... else place,
    )


def written(network, row, *, reader=None, now=MONDAY, presence=None):
    reader = reader or channel_reader(network.tech.id, members_only=False)
    return notification_for(
        row, Context(reader=reader, work=network.work, now=now, presence=presence or {})
    )


def test_posting_owes_one_digest_to_the_channel_now(network):
    assert post(network).just_now
    (row,) = network.owed()
    assert (row.kind, row.recipient, row.due_at) == (MessageKind.DIGEST_NOW, TECH, NOW)
    assert row.useful_until == NOW + DAY
    assert isinstance(written(network, row), DigestNotification)


def test_a_double_press_within_a_minute_posts_once(network):
    late = NOW.replace(second=59)
    post(network, now=late)
    assert not post(network, now=late + timedelta(seconds=1)).just_now
    assert not post(network, GRACE, now=late + timedelta(seconds=59)).just_now
    assert post(network, now=late + timedelta(seconds=61)).just_now
    assert len(network.owed(MessageKind.DIGEST_NOW)) == 2


@pytest.mark.parametrize("place", [None, channel(TECH, {AMARA}, bot_present=False)])
def test_nothing_is_posted_where_convenor_is_not(network, place):
    with pytest.raises(Refusal, match="I am not in the channel") as refused:
        post(network, place=place)
    assert refused.value.step is NextStep.INVITE_APP_FIRST
    assert network.owed() == []
