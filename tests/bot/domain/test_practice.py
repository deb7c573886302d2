"""A card of a practice."""

from tests.bot.use_cases.practices.network import practice


def test_a_card_is_named_by_its_reference():
    assert practice(31, 1).reference == "P31"
