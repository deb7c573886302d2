"""A digest is posted now, once, and covers what came since the last one."""

from datetime import timedelta

import pytest

from bot.domain.action_item import ActionStatus
from bot.domain.delivery import State
from bot.domain.digest import Section
from bot.domain.errors import NextStep, Refusal, TryLater
from bot.domain.message_kind import MessageKind
from bot.use_cases.digests.post import PostDigest, post_digest
from bot.use_cases.practices.edit import see_edit
from bot.use_cases.practices.review import PublishPractice, publish_practice
from tests.bot.use_cases.digests.posting import built, send, shown
from tests.bot.use_cases.digests.test_schedule import standing
from tests.bot.use_cases.practices.network import (
    AMARA,
    DAY,
    GRACE,
    NORA,
    NOW,
    TECH,
    action,
    channel,
)
from tests.bot.use_cases.practices.test_edit import edit, put

HOUR = timedelta(hours=1)


def post(network, user_id=AMARA, now=NOW, place=..., after=None):
    return post_digest(
        PostDigest(group_id=network.tech.id, after=after),
        standing(network.by(user_id, now), place),
    )


def log(network, number, at, **changes):
    network.work.actions.add(action(number, network.tech.id, created_at=at, **changes))


def test_posting_owes_one_digest_to_the_channel_now(network):
    assert post(network).just_now
    (row,) = network.owed()
    assert (row.kind, row.recipient, row.due_at) == (MessageKind.DIGEST_NOW, TECH, NOW)
    assert row.useful_until == NOW + DAY


def test_one_that_is_on_its_way_is_enough_and_so_is_one_of_the_last_minute(network):
    post(network)
    assert not post(network, GRACE, now=NOW + HOUR).just_now
    send(network, NOW + HOUR)
    assert not post(network, now=NOW + HOUR + timedelta(seconds=59)).just_now
    assert post(network, now=NOW + HOUR + timedelta(seconds=61)).just_now
    assert len(network.owed(MessageKind.DIGEST_NOW)) == 2


def test_an_old_preview_posts_nothing_and_names_the_digest_that_came_since(network):
    assert post(network, after=0).just_now
    send(network, NOW)
    with pytest.raises(Refusal, match="This preview is old: G1 of Technology was") as refused:
        post(network, GRACE, now=NOW + HOUR, after=0)
    assert refused.value.step is NextStep.PREVIEW_DIGEST
    assert post(network, GRACE, now=NOW + HOUR, after=1).just_now


def test_two_digests_in_a_row_share_out_what_is_new(network):
    log(network, 1, NOW - 8 * DAY)
    log(network, 2, NOW - 7 * DAY)
    log(network, 3, NOW - DAY)
    post(network)
    first = send(network, NOW)
    assert (first.number, first.since, first.until) == (1, NOW - 7 * DAY, NOW)
    assert shown(first, Section.LOGGED) == [3, 2]
    log(network, 4, NOW)
    log(network, 5, NOW + 9 * DAY)
    log(network, 6, NOW + 9 * DAY, status=ActionStatus.DROPPED, settled_at=NOW + 10 * DAY)
    log(network, 7, NOW + 9 * DAY, status=ActionStatus.DONE, settled_at=NOW + 10 * DAY)
    later = NOW + 20 * DAY
    post(network, now=later)
    second = send(network, later)
    assert (second.number, second.since, second.until) == (2, NOW, later)
    assert shown(second, Section.LOGGED) == [5, 4]
    assert shown(second, Section.DONE) == [7]


def test_a_card_that_is_changed_and_approved_again_is_not_new_again(network):
    put(network, settled_at=NOW - DAY)
    post(network)
    assert shown(send(network, NOW), Section.PRACTICES) == [1]
    edit(network, NORA, title="Peer mentors", now=NOW + HOUR)
    see_edit(1, 2, network.by(AMARA, NOW + HOUR))
    again = publish_practice(PublishPractice(number=1, revision=2), network.by(AMARA, NOW + HOUR))
    assert not again.just_now
    post(network, now=NOW + DAY)
    second = send(network, NOW + DAY)
    assert second.listed[Section.PRACTICES].total == 0


def test_another_try_of_the_same_one_has_its_number_and_covers_more(network):
    post(network)
    send(network, NOW, state=State.OWED)
    assert network.work.digests.last_posted(network.tech.id) is None
    again = send(network, NOW + HOUR)
    assert (again.number, again.since, again.until) == (1, NOW + HOUR - 7 * DAY, NOW + HOUR)


def test_one_waits_while_it_is_not_known_whether_the_last_was_posted(network):
    post(network)
    send(network, NOW, state=State.UNCERTAIN)
    assert not post(network, now=NOW + HOUR).just_now
    network.tech = network.work.groups.get(network.tech.id)
    (row,) = network.owed()
    with pytest.raises(TryLater, match="digest_in_doubt"):
        built(network, row, now=NOW + HOUR / 2)
    assert built(network, row, now=NOW + HOUR).digest.until == NOW + HOUR


@pytest.mark.parametrize("place", [None, channel(TECH, {AMARA}, bot_present=False)])
def test_nothing_is_posted_where_convenor_is_not(network, place):
    with pytest.raises(Refusal, match="I am not in the channel") as refused:
        post(network, place=place)
    assert refused.value.step is NextStep.INVITE_APP_FIRST
    assert network.owed() == []
