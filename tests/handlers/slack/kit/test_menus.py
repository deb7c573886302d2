"""Menus of zones, countries, languages and lengths: found by what people type, inside limits."""

import json

import pytest

from bot.domain.countries_and_languages import COUNTRIES, LANGUAGES, read_language
from bot.domain.zone_names import known_keys
from bot.languages import speaking
from handlers.sandbox.validation.elements import SUGGESTIONS
from handlers.sandbox.validation.messages import checked_view
from handlers.sandbox.validation.shapes import Report
from handlers.slack.kit import blocks as kit
from handlers.slack.kit.menus import (
    lengths,
    menu_of_several,
    option_of,
    picker,
    refilled,
    suggested,
)
from handlers.slack.kit.shown import inputs_of, value_shown

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
        kit.form("c", "T", [kit.field("zone", "Time zone", element)], "Save"), kind="modal"
    )
    assert value_shown(element) == kept
    several = menu_of_several("zone", [kept, "Asia/Seoul"], 3)
    checked_view(kit.form("c", "T", [kit.field("zone", "Zones", several)], "Save"), kind="modal")
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


OPTIONS = [kit.option("One", "1"), kit.option("Two", "2")]


def again(element, *, block_id="it", **given):
    view = kit.form("c", "T", [kit.divider(), kit.field(block_id, "It", element)], "Save")
    shown = refilled(view, given)
    assert shown["private_metadata"] == view["private_metadata"]
    assert len(shown["blocks"]) == len(view["blocks"])
    return inputs_of(shown["blocks"])[block_id]


def first_values(element):
    return {name: value for name, value in element.items() if name.startswith("initial_")}


@pytest.mark.parametrize("gone", ["3", ["3"], None, ""], ids=str)
def test_what_is_not_offered_any_more_is_not_chosen(gone):
    assert first_values(again(kit.choice(OPTIONS, initial="1"), it=gone)) == {}
    assert first_values(again(kit.choices(OPTIONS, initial=["1"]), it=gone)) == {}


def test_of_several_those_that_are_offered_are_chosen():
    chosen = again(kit.choices(OPTIONS), it=["2", "3"])
    assert first_values(chosen) == {"initial_options": [OPTIONS[1]]}
    assert first_values(again(kit.choice(OPTIONS, initial="1"), it="2")) == {
        "initial_option": OPTIONS[1]
    }


def test_a_choice_among_groups_is_found_too():
    grouped = {"type": "static_select", "action_id": "a", "option_groups": [{"options": OPTIONS}]}
    assert first_values(again(grouped, it="2")) == {"initial_option": OPTIONS[1]}


def test_a_menu_that_we_search_names_what_was_chosen():
    zone = again({"type": "external_select", "action_id": "a"}, block_id="zone", zone="Asia/Seoul")
    assert zone["initial_option"]["text"]["text"] == "Seoul, South Korea"


@pytest.mark.parametrize(("most", "kept"), [({}, 3_000), ({"max_length": 20}, 20)])
def test_more_than_fits_is_cut_since_slack_would_refuse_the_form(most, kept):
    element = {"type": "plain_text_input", "action_id": "a", **most}
    assert again(element, it="x" * 4_000)["initial_value"] == "x" * kept


def test_what_was_not_filled_in_stays_as_it_was():
    element = kit.text_input(initial="Fines")
    assert again(element, other="x")["initial_value"] == "Fines"
    assert "initial_value" not in again(element, it=None)
