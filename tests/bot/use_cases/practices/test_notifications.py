"""The look before the send, for cards and outcomes."""

from dataclasses import replace

import pytest

from bot.domain.audience import Audience
from bot.domain.notifications import Gone
from bot.domain.practice import PracticeStatus
from bot.use_cases.context import Context
from bot.use_cases.identify import channel_reader
from bot.use_cases.practices.notifications import build_notification
from bot.use_cases.practices.review import owed_for_review
from tests.bot.use_cases.practices.network import AMARA, LIAM, NORA, NOW, PAT, practice


@pytest.fixture
def put(network):
    def put(**changes):
        fields = {
            "status": PracticeStatus.PUBLISHED,
            "reviewed_by": AMARA,
            "settled_at": NOW,
            "organisation_id": network.organisations["NCMEC"].id,
        }
        card = practice(1, network.tech.id, **{**fields, **changes})
        network.work.practices.add(card)
        network.work.deliveries.owe(owed_for_review(card, [network.tech], NOW), NOW)
        return card

    return put


def written(network, kind, reader):
    (row,) = network.owed(kind)
    return build_notification(row, Context(reader=reader, work=network.work, now=NOW))


def observers(network):
    return channel_reader(network.tech.id, members_only=False)


def test_the_card_names_author_and_organisation(network, put):
    card = put()
    said = written(network, "practice.card", observers(network))
    assert (said.practice, said.group) == (card, network.tech)
    assert (said.author, said.organisation) == ("nora", "NCMEC")


def test_the_outcome_names_the_reviewer(network, put):
    card = put(status=PracticeStatus.RETURNED, comment="More, please")
    said = written(network, "practice.outcome", network.reader(NORA))
    assert (said.practice, said.reviewer.name) == (card, "amara")


def test_a_members_only_card_is_not_for_a_mixed_channel_nor_for_observers(network, put):
    put(audience=Audience.MEMBERS, author=LIAM)
    assert written(network, "practice.card", observers(network)) == Gone("not theirs")
    for user_id in (NORA, PAT):
        assert isinstance(written(network, "practice.card", network.reader(user_id)), Gone)
    assert written(network, "practice.card", network.reader(LIAM)).author == "liam"
    members = channel_reader(network.tech.id, members_only=True)
    assert written(network, "practice.card", members).author == "liam"


def test_what_was_sent_again_since_is_not_answered_with_old_words(network, put):
    card = put(status=PracticeStatus.RETURNED, comment="More, please")
    network.work.practices.change(
        replace(card, status=PracticeStatus.SUBMITTED, revision=2, settled_at=None)
    )
    assert written(network, "practice.outcome", network.reader(NORA)) == Gone("sent again")


def test_another_group_is_told_nothing(network, put):
    put()
    elsewhere = channel_reader(network.teach.id, members_only=True)
    assert written(network, "practice.card", elsewhere) == Gone("not theirs")


def test_a_card_that_was_declined_after_all_is_not_posted(network, put):
    card = put()
    network.work.practices.change(replace(card, status=PracticeStatus.DECLINED))
    assert written(network, "practice.card", network.reader(AMARA)) == Gone("not published")
