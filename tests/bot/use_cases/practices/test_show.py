"""A card's history: what each of its readers is told."""

import pytest

from bot.domain.errors import NotFound
from bot.use_cases.practices.show import show_history
from tests.bot.use_cases.practices.network import AMARA, LIAM, NORA, NOW
from tests.bot.use_cases.practices.test_edit import edit, put, within


def test_a_change_says_which_fields_and_its_history_is_for_its_readers(network):
    card, work = put(network), network.work
    work.journal.record(NORA, "shared", card, NOW)
    work.journal.record(AMARA, "returned", card, NOW, "How many?")
    work.journal.record(AMARA, "published", card, NOW)
    edit(network, NORA, summary="Other words", contact=None)
    told = {
        who: [(e.did, e.detail) for e in show_history(1, within(network, who))[1]]
        for who in (LIAM, NORA, AMARA)
    }
    assert told[LIAM] == [("published", None), ("edited", "summary, contact")]
    assert told[NORA] == told[AMARA] == [("shared", None), ("returned", "How many?"), *told[LIAM]]


def test_who_may_not_see_a_card_learns_nothing_of_it(network):
    put(network, author=LIAM, audience="members")
    with pytest.raises(NotFound, match="I can't find P1"):
        show_history(1, within(network, NORA))
