"""What a form shows at first, as values and as marks."""

import json

import pytest

from handlers.slack.kit import blocks as kit
from handlers.slack.kit.menus import refilled
from handlers.slack.kit.shown import (
    SHOWN,
    inputs_of,
    mark_of,
    marks_shown,
    value_shown,
)

OPTIONS = [kit.option("One", "1"), kit.option("Two", "2")]
GROUPED = {"type": "static_select", "option_groups": [{"label": {}, "options": OPTIONS}]}
ELEMENTS = {
    "text": (kit.text_input(initial="Fines"), "Fines"),
    "no text": (kit.text_input(), None),
    "date": ({"type": "datepicker", "initial_date": "2026-12-01"}, "2026-12-01"),
    "time": ({"type": "timepicker", "initial_time": "09:00"}, "09:00"),
    "person": ({"type": "users_select", "initial_user": "U1"}, "U1"),
    "people": ({"type": "multi_users_select", "initial_users": ["U1", "U2"]}, ["U1", "U2"]),
    "choice": (kit.choice(OPTIONS, initial="2"), "2"),
    "no choice": (kit.choice(OPTIONS), None),
    "grouped": (GROUPED | {"initial_option": OPTIONS[0]}, "1"),
    "choices": (kit.choices(OPTIONS, initial=["1", "2"]), ["1", "2"]),
}


@pytest.mark.parametrize("name", ELEMENTS)
def test_what_an_input_shows_at_first(name):
    element, value = ELEMENTS[name]
    assert value_shown(element) == value
    view = kit.form("c", "T", [kit.field("it", "It", element)], "Save")
    again = refilled(refilled(view, {"it": None}), {"it": value})
    assert value_shown(inputs_of(again["blocks"])["it"]) == value
    assert value_shown(inputs_of(refilled(view, {"it": None})["blocks"])["it"]) is None


def test_a_form_carries_the_marks_of_what_it_shows():
    blocks = [kit.field("title", "Title", kit.text_input(initial="Fines")), kit.divider()]
    view = kit.form("c", "T", blocks, "Save", number=7)
    assert json.loads(view["private_metadata"]) == {
        "number": 7,
        SHOWN: {"title": mark_of("Fines")},
    }
    assert kit.modal("c", "T", [kit.divider()])["private_metadata"] == ""


def test_a_refilled_form_still_carries_what_it_showed_before():
    blocks = [kit.field("title", "Title", kit.text_input(initial="Fines"))]
    view = kit.form("c", "T", blocks, "Save")
    again = refilled(view, {"title": "Age checks", "elsewhere": "x"})
    assert again["private_metadata"] == view["private_metadata"]
    assert marks_shown(again["blocks"]) == {"title": mark_of("Age checks")}


@pytest.mark.parametrize(
    ("one", "other"),
    [(None, ""), (None, []), ("a\r\nb ", "a\nb"), (["U2", "U1"], ["U1", "U2"])],
    ids=["empty text", "empty list", "ends of lines", "order of people"],
)
def test_what_counts_as_the_same(one, other):
    assert mark_of(one) == mark_of(other)


def test_forty_five_inputs_fit_in_what_a_form_can_carry():
    blocks = [kit.field(f"item-{10**6 + n}", "P", kit.choice(OPTIONS)) for n in range(45)]
    assert len(kit.form("c", "T", blocks, "Save")["private_metadata"]) < 1_500
