"""What a deputy and an officer are told, while it is still so."""

from dataclasses import replace

import pytest

from bot.domain.message_kind import DropReason
from bot.domain.notifications import Gone
from bot.use_cases.roster.cover import KeepCover, deputy_goes, deputy_leaves_channel, keep_cover
from bot.use_cases.roster.notifications import deputy_news
from tests.bot.use_cases.actions.network import DAY, LIAM, NOW, OLIVE, everybody, settle_in


@pytest.fixture
def network(work):
    network = settle_in(work)
    network.read_channels()
    return network


def news(network, user_id):
    (row,) = [r for r in network.of_recipients(user_id) if r.kind == "group.deputy"]
    return deputy_news(row, network.tech, network.by(user_id))


def test_a_new_deputy_is_told_unless_it_changed_again(network):
    wish = KeepCover(user_id=LIAM, deputy_user_id=OLIVE)
    keep_cover(wish, network.by(LIAM), facts=everybody())
    assert "You are the deputy of @liam from now on." in news(network, OLIVE).words
    keep_cover(replace(wish, deputy_user_id=None), network.by(LIAM), facts=everybody())
    assert news(network, OLIVE) == Gone(DropReason.OTHER_DEPUTY)


def test_an_officer_is_told_that_the_deputy_went_unless_they_chose_again(network):
    network.covers(LIAM, OLIVE, now=NOW - DAY)
    deputy_goes(OLIVE, work=network.work, now=NOW)
    told = news(network, LIAM)
    assert "@olive is not your deputy any more" in told.words
    network.covers(LIAM, OLIVE)
    assert news(network, LIAM) == Gone(DropReason.OTHER_DEPUTY)


def test_an_officer_is_told_of_a_channel_that_the_deputy_left_unless_they_came_back(network):
    network.covers(LIAM, OLIVE, now=NOW - DAY)
    everyone = dict(network.presence)
    network.read_channels(OLIVE)
    deputy_leaves_channel(OLIVE, network.tech, work=network.work, now=NOW)
    assert "@olive, your deputy, left the channel of Technology." in news(network, LIAM).words
    network.presence = everyone
    network.read_channels()
    assert news(network, LIAM) == Gone(DropReason.OTHER_DEPUTY)
