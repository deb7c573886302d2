"""Publishing, returning and declining: once, by a chair, and the author hears.

The look before the send, for cards and outcomes.
"""

from dataclasses import replace

import pytest

from bot.domain.audience import Audience
from bot.domain.delivery import State
from bot.domain.errors import NotAllowed, NotFound, NotValid, Refusal
from bot.domain.notifications import Gone
from bot.domain.practice import PracticeStatus
from bot.use_cases.context import Context
from bot.use_cases.identify import channel_reader
from bot.use_cases.practices.review import (
    AnswerAuthor,
    PublishPractice,
    build_review_news,
    decline_practice,
    owed_for_review,
    publish_practice,
    send_back_practice,
)
from bot.use_cases.practices.share import SendAgain, SharePractice, send_again, share_practice
from tests.bot.use_cases.practices.network import (
    AMARA,
    DAY,
    GRACE,
    LIAM,
    NORA,
    NOW,
    PAT,
    TEACH,
    TECH,
    card_words,
    practice,
)
from tests.journal import told_about


@pytest.fixture
def card(network):
    wish = SharePractice(group_id=network.tech.id, card=card_words())
    return share_practice(wish, Context(reader=network.reader(NORA), work=network.work, now=NOW))


def publish(network, number, user_id=AMARA, revision=1, now=NOW, also=()):
    wish = PublishPractice(number=number, revision=revision, also=also)
    return publish_practice(
        wish, Context(reader=network.reader(user_id), work=network.work, now=now)
    )


def send_back(network, number, user_id=AMARA, revision=1, comment="Please say how many."):
    wish = AnswerAuthor(number=number, revision=revision, words=comment)
    return send_back_practice(
        wish, Context(reader=network.reader(user_id), work=network.work, now=NOW)
    )


def decline(network, number, user_id=AMARA, revision=1, reason="It is an advertisement."):
    wish = AnswerAuthor(number=number, revision=revision, words=reason)
    return decline_practice(
        wish, Context(reader=network.reader(user_id), work=network.work, now=NOW)
    )


def resend(network, number, user_id=NORA, **changes):
    wish = SendAgain(number=number, card=card_words(**changes))
    return send_again(wish, Context(reader=network.reader(user_id), work=network.work, now=NOW))


def test_publishing_opens_the_card_and_owes_the_channel_and_the_author(network, card):
    reviewed = publish(network, card.number, now=NOW + DAY)
    assert reviewed.just_now
    assert reviewed.practice.status is PracticeStatus.PUBLISHED
    assert (reviewed.practice.reviewed_by, reviewed.practice.settled_at) == (AMARA, NOW + DAY)
    assert network.work.practices.get(network.reader(LIAM), card.number) == reviewed.practice
    owed = {(row.kind, row.recipient, row.revision, row.useful_until) for row in network.owed()}
    assert owed == {
        ("practice.card", TECH, 1, NOW + 15 * DAY),
        ("practice.outcome", NORA, 1, NOW + 15 * DAY),
    }


def test_the_owed_card_has_the_cards_own_audience(network):
    wish = SharePractice(group_id=network.tech.id, card=card_words(audience=Audience.MEMBERS))
    card = share_practice(wish, Context(reader=network.reader(LIAM), work=network.work, now=NOW))
    publish(network, card.number)
    assert {row.audience for row in network.owed()} == {Audience.MEMBERS}


@pytest.mark.parametrize("decide", [send_back, decline])
def test_returning_and_declining_tell_the_author_alone(network, card, decide):
    reviewed = decide(network, card.number)
    assert reviewed.practice.comment in ("Please say how many.", "It is an advertisement.")
    assert [(row.kind, row.recipient) for row in network.owed()] == [("practice.outcome", NORA)]
    assert network.work.practices.get(network.reader(LIAM), card.number) is None
    assert network.work.practices.get(network.reader(NORA), card.number) == reviewed.practice


@pytest.mark.parametrize("decide", [publish, send_back, decline])
def test_the_secretariat_may_too(network, card, decide):
    assert decide(network, card.number, user_id=GRACE).just_now


@pytest.mark.parametrize("decide", [publish, send_back, decline])
def test_the_author_may_not_decide_and_others_do_not_see_it(network, card, decide):
    with pytest.raises(NotAllowed, match="Only a chair of Technology can publish, return or"):
        decide(network, card.number, user_id=NORA)
    with pytest.raises(NotFound, match="I can't find P1 in a group you belong to"):
        decide(network, card.number, user_id=LIAM)
    assert network.work.practices.get(network.reader(NORA), card.number) == card
    assert network.owed() == []


@pytest.mark.parametrize("first", [publish, send_back, decline])
@pytest.mark.parametrize("second", [publish, send_back, decline])
def test_the_second_of_two_decisions_changes_nothing(network, card, first, second):
    before = first(network, card.number).practice
    owed = network.owed()
    again = second(network, card.number, user_id=GRACE)
    assert not again.just_now
    assert again.practice == before
    assert network.owed() == owed
    assert len(told_about(network.work, card.reference)) == 2


@pytest.mark.parametrize("words", ["", "   ", "x" * 2001])
def test_a_comment_and_a_reason_are_needed(network, card, words):
    with pytest.raises(NotValid) as refused:
        send_back(network, card.number, comment=words)
    assert refused.value.field == "comment"
    with pytest.raises(NotValid) as refused:
        decline(network, card.number, reason=words)
    assert refused.value.field == "reason"
    assert network.work.practices.get(network.reader(NORA), card.number) == card


def test_a_number_that_does_not_exist_gets_the_same_words(network):
    with pytest.raises(NotFound, match="I can't find P99 in a group you belong to"):
        publish(network, 99)


def test_nobody_decides_on_words_they_have_not_read(network, card):
    send_back(network, card.number)
    resend(network, card.number)
    with pytest.raises(Refusal, match="was changed since you opened this"):
        publish(network, card.number, revision=1)
    assert network.owed("practice.card") == []


def test_every_delivery_waits_for_the_loop(network, card):
    publish(network, card.number)
    assert {row.state for row in network.owed()} == {State.OWED}
    assert {row.due_at for row in network.owed()} == {NOW}


def test_what_is_for_the_network_goes_to_other_groups_of_who_publishes_it(network):
    wish = SharePractice(group_id=network.tech.id, card=card_words(audience=Audience.NETWORK))
    card = share_practice(wish, Context(reader=network.reader(LIAM), work=network.work, now=NOW))
    with pytest.raises(NotValid):
        publish(network, card.number, also=(999,))
    reviewed = publish(network, card.number, user_id=GRACE, also=(network.teach.id,))
    assert reviewed.also == (network.teach.name,)
    assert {row.recipient for row in network.owed("practice.card")} == {TECH, TEACH}
    for row in network.owed("practice.card"):
        group = network.work.groups.by_channel(row.recipient)
        reader = channel_reader(group.id, members_only=False)
        told = build_review_news(row, Context(reader=reader, work=network.work, now=NOW))
        assert told.practice.number == card.number


@pytest.mark.parametrize("audience", [Audience.GROUP, Audience.MEMBERS])
def test_what_is_for_one_group_goes_to_no_other_and_not_when_it_was_narrowed(network, audience):
    wish = SharePractice(group_id=network.tech.id, card=card_words(audience=audience))
    card = share_practice(wish, Context(reader=network.reader(LIAM), work=network.work, now=NOW))
    with pytest.raises(NotValid, match="leaves its own group"):
        publish(network, card.number, user_id=GRACE, also=(network.teach.id,))
    assert network.owed() == []
    wide = replace(card, audience=Audience.NETWORK)
    network.work.practices.change(wide)
    publish(network, card.number, user_id=GRACE, also=(network.teach.id,))
    narrowed = network.work.practices.get(network.reader(GRACE), card.number)
    network.work.practices.change(replace(narrowed, audience=audience))
    (row,) = [row for row in network.owed("practice.card") if row.recipient == TEACH]
    reader = channel_reader(network.teach.id, members_only=True)
    told = build_review_news(row, Context(reader=reader, work=network.work, now=NOW))
    assert told == Gone("not theirs")


def test_the_queue_counts_from_when_a_card_was_last_sent(network, card):
    send_back(network, card.number)
    wish = SendAgain(number=card.number, card=card_words())
    later = Context(reader=network.reader(NORA), work=network.work, now=NOW + DAY)
    assert send_again(wish, later).waits_since == NOW + DAY


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
    return build_review_news(row, Context(reader=reader, work=network.work, now=NOW))


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
