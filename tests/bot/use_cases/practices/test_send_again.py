"""A card that was returned is sent again."""

import pytest

from bot.domain.errors import NotAllowed, NotFound, NotValid, Refusal
from bot.domain.practice import PracticeStatus
from bot.use_cases.context import Context
from bot.use_cases.practices.review import (
    AnswerAuthor,
    PublishPractice,
    publish_practice,
    send_back_practice,
)
from bot.use_cases.practices.share import SendAgain, SharePractice, send_again, share_practice
from tests.bot.use_cases.practices.network import (
    AMARA,
    LIAM,
    NORA,
    NOW,
    card_words,
)


@pytest.fixture
def card(network):
    wish = SharePractice(group_id=network.tech.id, card=card_words())
    return share_practice(wish, Context(reader=network.reader(NORA), work=network.work, now=NOW))


def publish(network, number, user_id=AMARA, revision=1, now=NOW):
    wish = PublishPractice(number=number, revision=revision)
    return publish_practice(
        wish, Context(reader=network.reader(user_id), work=network.work, now=now)
    )


def send_back(network, number, user_id=AMARA, revision=1, comment="Please say how many."):
    wish = AnswerAuthor(number=number, revision=revision, words=comment)
    return send_back_practice(
        wish, Context(reader=network.reader(user_id), work=network.work, now=NOW)
    )


def resend(network, number, user_id=NORA, **changes):
    wish = SendAgain(number=number, card=card_words(**changes))
    return send_again(wish, Context(reader=network.reader(user_id), work=network.work, now=NOW))


def test_a_returned_card_is_sent_again_and_answered_anew(network, card):
    send_back(network, card.number)
    again = resend(network, card.number, title="Peer mentors, with numbers")
    assert (again.revision, again.status) == (2, PracticeStatus.SUBMITTED)
    assert again.title == "Peer mentors, with numbers"
    assert (again.comment, again.reviewed_by, again.settled_at) == (
        "Please say how many.",
        None,
        None,
    )
    published = publish(network, card.number, revision=2).practice
    assert published.comment is None
    outcomes = sorted(row.revision for row in network.owed("practice.outcome"))
    assert outcomes == [1, 2]


def test_a_card_that_was_not_returned_is_not_sent_again(network, card):
    with pytest.raises(Refusal, match="P1 was not returned"):
        resend(network, card.number)
    publish(network, card.number)
    with pytest.raises(Refusal, match="P1 was not returned"):
        resend(network, card.number)


def test_only_the_author_sends_it_again(network, card):
    send_back(network, card.number)
    with pytest.raises(NotAllowed, match="Only the author of P1"):
        resend(network, card.number, user_id=AMARA)
    with pytest.raises(NotFound):
        resend(network, card.number, user_id=LIAM)


def test_sending_again_holds_to_the_limits(network, card):
    returned = send_back(network, card.number).practice
    with pytest.raises(NotValid):
        resend(network, card.number, title="x" * 151)
    assert network.work.practices.get(network.reader(NORA), card.number) == returned
