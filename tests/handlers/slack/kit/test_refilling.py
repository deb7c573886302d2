"""A form shown again with what a person had filled in, as far as its fields can hold that."""

import pytest

from handlers.slack.kit import blocks as kit
from handlers.slack.kit.menus import refilled
from handlers.slack.kit.shown import inputs_of

OPTIONS = [kit.option("One", "1"), kit.option("Two", "2")]


def again(element, *, block_id="it", **given):
    view = kit.modal("c", "T", [kit.divider(), kit.field(block_id, "It", element)], submit="Save")
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
