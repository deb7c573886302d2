"""Cards that are there already are named before a new one is sent."""

from dataclasses import replace

import pytest

from bot.domain.audience import Audience
from bot.domain.practice import PracticeStatus
from bot.use_cases.practices.share import (
    Looked,
    LooksAlike,
    SharePractice,
    look_alike,
    same_address,
    share_practice,
)
from tests.bot.use_cases.practices.network import LIAM, NORA, card_words
from tests.bot.use_cases.practices.test_edit import put, within


def share(network, user_id, told="", **changes):
    fields = {"title": "Something else", "link": "https://example.org/else", **changes}
    wish = SharePractice(group_id=network.tech.id, card=card_words(**fields), told=told)
    return share_practice(wish, within(network, user_id))


@pytest.mark.parametrize(
    "changes",
    [
        {"title": "Peer mentors against Sextortion!"},
        {"title": "Mentors and peers against sextortion"},
        {"link": "http://www.example.org/mentors/?utm_source=mail#top"},
    ],
    ids=["letter case", "order", "link"],
)
def test_what_is_like_a_card_is_asked_about_once(network, changes):
    put(network)
    with pytest.raises(LooksAlike) as asked:
        share(network, LIAM, **changes)
    assert [card.reference for card in asked.value.found] == ["P1"]
    network.work.numbers.take_next("P")
    assert share(network, LIAM, asked.value.mark, **changes).number == 2


@pytest.mark.parametrize(
    "changes",
    [
        {"title": "Peers"},
        {"title": "Lessons about sextortion"},
        {"link": "https://example.org/mentors/2"},
        {"link": None},
    ],
    ids=["a word of it", "a topic of it", "beside it", "no link"],
)
def test_what_is_another_card_is_not(network, changes):
    put(network)
    network.work.numbers.take_next("P")
    assert share(network, LIAM, **changes).number == 2


def test_what_a_person_may_not_see_is_never_named(network):
    put(network, 1, audience=Audience.MEMBERS, author=LIAM)
    put(network, 2, status=PracticeStatus.SUBMITTED, author=LIAM)
    put(network, 3, status=PracticeStatus.WITHDRAWN)
    for _ in range(3):
        network.work.numbers.take_next("P")
    assert share(network, NORA, title="Peer mentors against sextortion").number == 4


def test_new_ones_are_asked_about_again(network):
    put(network)
    put(network, 2)
    with pytest.raises(LooksAlike):
        share(network, LIAM, "P1", title="Peer mentors against sextortion")


def test_what_was_looked_at_before_is_not_looked_at_again(network):
    put(network, 1, title="Peer mentors against sextortion!")
    put(network, 2, title="Another thing", link=None)
    card = card_words(link=None)
    looked = look_alike(card, within(network, LIAM))
    assert looked == Looked(alike=(1,), newest=2)
    network.work.practices.change(put_away(network, 2, title=card.title))
    put(network, 3, title=card.title)
    again = look_alike(card, within(network, LIAM), looked)
    assert again == Looked(alike=(3, 1), newest=3), "P2 is not newer than what was looked at"


def put_away(network, number, **changes):
    return replace(network.work.practices.get(network.reader(LIAM), number), **changes)


@pytest.mark.parametrize(
    ("link", "same"),
    [
        ("https://Example.org:443/a", True),
        ("http://www.example.org/a/", True),
        ("https://example.org/a?utm_campaign=x", True),
        ("https://example.org/A", False),
        ("https://example.org/a?page=2", False),
        ("https://example.com/a", False),
        (None, False),
    ],
)
def test_one_page_has_one_address(link, same):
    assert (same_address(link) == same_address("https://example.org/a")) is same
