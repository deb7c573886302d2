"""Menus of zones, countries, languages and lengths: found by what people type, inside limits."""

import json

import pytest

from bot.domain.countries_and_languages import COUNTRIES, LANGUAGES, read_language
from bot.domain.zone_names import known_keys
from bot.languages import speaking
from handlers.sandbox.validation.messages import checked_view
from handlers.sandbox.validation.shapes import SUGGESTIONS, Report
from handlers.slack.kit import blocks as kit
from handlers.slack.kit.menus import lengths, menu_of_several, option_of, picker, suggested
from handlers.slack.kit.shown import value_shown

MENUS = ("zone", "country", "language")
NEAR = {"Yours": ["Asia/Seoul"], "In the network": [], "Also": ["Europe/Dublin", "Europe/Dublin"]}


def checked(answer):
    report = Report()
    SUGGESTIONS(answer, "", report)
    assert not report.problems
    grouped = [o for group in answer.get("option_groups", ()) for o in group["options"]]
    return [option["value"] for option in (*answer.get("options", ()), *grouped)]


@pytest.mark.parametrize(
    ("menu", "typed", "first"),
    [
        ("zone", "dub", "Asia/Dubai"),
        ("zone", "dublin", "Europe/Dublin"),
        ("zone", "DUBLIN ire", "Europe/Dublin"),
        ("zone", "europe/dublin", "Europe/Dublin"),
        ("zone", "South Korea", "Asia/Seoul"),
        ("zone", "kst", "Asia/Seoul"),
        ("zone", "Côte", "Africa/Abidjan"),
        ("zone", "cote d'ivoire", "Africa/Abidjan"),
        ("zone", "Mumbai", "Asia/Kolkata"),
        ("zone", "Londn", "Europe/London"),
        ("zone", "gmt", "UTC"),
        ("country", "IE", "IE"),
        ("country", "ire", "IE"),
        ("country", "cote d ivoire", "CI"),
        ("country", "ÅLAND", "AX"),
        ("country", "turkey", "TR"),
        ("country", "UK", "GB"),
        ("countries", "eu", "EU"),
        ("countries", "world", "INT"),
        ("language", "pt", "pt"),
        ("language", "portuguese brazil", "pt-BR"),
        ("language", "BOKMAL", "nb"),
        ("language", "maori", "mi"),
    ],
    ids=lambda said: str(said),
)
def test_what_is_typed_finds(menu, typed, first):
    assert checked(suggested(menu, typed, {}))[0] == first


@pytest.mark.parametrize("menu", MENUS)
def test_nothing_typed_offers_everything_in_groups_that_slack_takes(menu):
    answer = suggested(menu, "", NEAR if menu == "zone" else {"Yours": ["IE"]})
    values = checked(answer)
    everything = {"zone": 400, "country": len(COUNTRIES) - 1, "language": len(LANGUAGES)}[menu]
    assert len(set(values)) >= everything
    assert len(json.dumps(answer)) < 100_000
    if menu == "zone":
        assert values[:2] == ["Asia/Seoul", "Europe/Dublin"]
        assert [g["label"]["text"] for g in answer["option_groups"]][:3] == ["Yours", "Also", "All"]


@pytest.mark.parametrize("menu", MENUS)
@pytest.mark.parametrize("typed", ["a", "  ", "%", "\u0000", "😀", "x" * 3_000, "' or 1=1"])
def test_whatever_is_typed_is_answered_within_limits(menu, typed):
    answer = suggested(menu, typed, {})
    checked(answer)
    assert len(answer.get("options", ())) <= 100


@pytest.mark.parametrize("language", ["en", "fr"])
def test_no_two_choices_of_a_menu_read_alike(language):
    with speaking(language):
        for menu in MENUS:
            options = [o for g in suggested(menu, "", {})["option_groups"] for o in g["options"]]
            assert len({option["text"]["text"] for option in options}) == len(options)


def test_a_name_is_found_and_shown_in_the_readers_language_and_found_in_english():
    with speaking("fr"):
        for menu, typed in (("country", "allem"), ("country", "germ"), ("zone", "allem")):
            (first, *_others) = suggested(menu, typed, {})["options"]
            assert "Allemagne" in first["text"]["text"], typed
        assert option_of("language", "de")["text"]["text"] == "allemand"
    assert option_of("country", "DE")["text"]["text"] == "Germany"


def test_every_choice_is_one_that_is_understood():
    assert set(checked(suggested("zone", "", {}))) <= known_keys()
    assert [read_language(tag) for tag in LANGUAGES] == list(LANGUAGES)


@pytest.mark.parametrize("kept", ["Asia/Calcutta", "US/Eastern", "Europe/Dublin", "UTC"])
def test_what_is_kept_is_shown_also_where_the_menu_does_not_offer_it(kept):
    element = picker("zone", kept)
    checked_view(
        kit.modal("c", "T", [kit.field("zone", "Time zone", element)], submit="Save"), kind="modal"
    )
    assert value_shown(element) == kept
    several = menu_of_several("zone", [kept, "Asia/Seoul"], 3)
    checked_view(
        kit.modal("c", "T", [kit.field("zone", "Zones", several)], submit="Save"), kind="modal"
    )
    assert value_shown(several) == [kept, "Asia/Seoul"]
    assert option_of("zone", "US/Eastern")["text"]["text"] == "US/Eastern"


@pytest.mark.parametrize("minutes", [5, 47, 60, 1440])
def test_a_length_is_always_among_those_offered(minutes):
    element = lengths(minutes, shortest=5, longest=1440)
    assert value_shown(element) == str(minutes)
    assert len(element["options"]) <= 100
    offered = [int(option["value"]) for option in element["options"]]
    assert offered == sorted(set(offered))


def test_each_reader_finds_names_in_their_language_and_in_english():
    def found(menu, typed):
        return [option["text"]["text"] for option in suggested(menu, typed, {})["options"]]

    with speaking("fr"):
        assert found("country", "coree du s") == ["Corée du Sud"]
        assert found("country", "south kor") == ["Corée du Sud"]
        assert found("language", "irlandais") == found("language", "irish") == ["irlandais"]
        assert "Seoul, Corée du Sud" in found("zone", "coree")
    assert found("country", "south kor") == ["South Korea"]
    assert "Seoul, South Korea" in found("zone", "korea")
