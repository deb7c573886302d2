"""What somebody may have meant by a zone that does not exist."""

import pytest

from bot.domain import zone_names
from bot.domain.zones import (
    UnknownZone,
    rules_of,
)


@pytest.mark.parametrize(
    ("typed", "offer"),
    [
        ("Europe/Dubln", "Europe/Dublin"),
        ("Eurpe/Dublin", "Europe/Dublin"),
        ("Asia/Soul", "Asia/Seoul"),
        ("suva", "Pacific/Fiji"),
        ("new york", "America/New_York"),
        ("IST", "Asia/Kolkata"),
        ("Melborne", "Australia/Melbourne"),
    ],
)
def test_an_unknown_zone_offers_what_was_meant(typed, offer):
    with pytest.raises(UnknownZone) as refused:
        rules_of(typed)
    assert offer in refused.value.offers
    assert offer in refused.value.words


@pytest.mark.parametrize("word", ["home", "note", "please", "x/y", "", "christmas"])
def test_other_words_offer_nothing(word):
    assert zone_names.offered(word) == ()


def test_every_zone_offered_anywhere_exists():
    abbreviated = {key for keys in zone_names.ABBREVIATIONS.values() for key in keys}
    cities = {key for name in ("suva", "pretoria", "the hague") for key in zone_names.city(name)}
    for key in abbreviated | cities:
        assert rules_of(key)


def test_abbreviations_that_are_words_count_in_capitals_only():
    assert zone_names.abbreviation("MET")
    assert not zone_names.abbreviation("met")
    assert zone_names.abbreviation("ist") == zone_names.abbreviation("IST") != ()
