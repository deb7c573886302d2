"""Chairs keep the topics of their group; a closed list binds new cards, older topics stay."""

import pytest

from bot.domain.errors import NotAllowed, NotValid
from bot.domain.practice import TopicList
from bot.use_cases.practices.card import keep_topics
from bot.use_cases.practices.edit import EditPractice, edit_practice
from bot.use_cases.practices.share import SharePractice, share_practice
from tests.bot.use_cases.practices.network import AMARA, LIAM, NORA, card_words
from tests.bot.use_cases.practices.test_edit import put, within


def keep(network, *topics, free=True, user_id=AMARA):
    wanted = TopicList(topics=topics, free=free)
    return keep_topics(network.tech.id, wanted, within(network, user_id))


def share(network, *topics):
    wish = SharePractice(group_id=network.tech.id, card=card_words(topics=topics))
    return share_practice(wish, within(network, NORA))


def test_a_topic_is_spelled_as_the_list_has_it_and_a_new_one_is_taken(network):
    assert keep(network, "Sextortion", "#schools ", "SCHOOLS") == TopicList(
        topics=("Sextortion", "schools")
    )
    assert share(network, "sextortion", "libraries").topics == ("Sextortion", "libraries")
    assert network.work.practices.topics_of(network.tech.id).topics == ("Sextortion", "schools")


def test_a_closed_list_refuses_others_in_words_and_what_a_card_had_stays(network):
    put(network, 1, topics=("libraries",))
    keep(network, "Sextortion", free=False)
    with pytest.raises(NotValid, match="“libraries” is not among the topics of Technology") as no:
        share(network, "sextortion", "libraries")
    assert no.value.field == "topics"
    wish = EditPractice(number=1, card=card_words(topics=("libraries", "sextortion")))
    edited = edit_practice(wish, within(network, NORA))
    assert edited.practice.topics == ("libraries", "Sextortion")


@pytest.mark.parametrize(
    ("topics", "free", "words"),
    [
        (("x" * 31,), True, "up to 30 characters"),
        (tuple(f"t{n}" for n in range(101)), True, "the limit is 100"),
        ((), False, "would let no card have one"),
    ],
    ids=["long", "many", "closed and empty"],
)
def test_a_list_has_limits(network, topics, free, words):
    with pytest.raises(NotValid, match=words):
        keep(network, *topics, free=free)


@pytest.mark.parametrize("user_id", [LIAM, NORA])
def test_only_chairs_keep_it(network, user_id):
    with pytest.raises(NotAllowed):
        keep(network, "mine", user_id=user_id)
