"""Save and Unsave: a person's own list, of what they may see."""

from dataclasses import replace

import pytest

from bot.domain.audience import Audience
from bot.domain.errors import NotFound
from bot.use_cases.adoptions.adopt import SavePractice, save_practice
from tests.bot.use_cases.practices.network import DAY, LIAM, NORA, NOW


def saved(network, user_id):
    found, total = network.work.practices.saved_by(network.reader(user_id))
    assert total == len(found)
    return [practice.number for practice in found]


def save(network, user_id, number, *, keep=True, now=NOW):
    return save_practice(SavePractice(number=number, keep=keep), network.by(user_id, now)).just_now


def test_the_latest_saved_comes_first_and_nobody_else_has_it(network, put):
    put(1), put(2)
    assert save(network, NORA, 2)
    assert not save(network, NORA, 2)
    assert save(network, NORA, 1, now=NOW + DAY)
    assert (saved(network, NORA), saved(network, LIAM)) == ([1, 2], [])
    assert save(network, NORA, 1, keep=False)
    assert not save(network, NORA, 1, keep=False)
    assert saved(network, NORA) == [2]


def test_what_its_reader_may_not_see_any_more_is_not_listed(network, put):
    card = put(1)
    save(network, NORA, 1)
    network.work.practices.change(replace(card, audience=Audience.MEMBERS))
    assert saved(network, NORA) == []
    with pytest.raises(NotFound):
        save(network, NORA, 1)
