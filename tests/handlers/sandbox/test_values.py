"""What people put into inputs: what the client refuses, and how state.values look."""

import pytest

from handlers.sandbox.values import (
    complaints,
    elements_of,
    find,
    initial_values,
    taken_values,
    with_names,
)
from tests.handlers.sandbox.validation.parts import image, section
from tests.handlers.sandbox.world import actions, button, plain, text_input


def field(kind, *, optional=False, **element):
    element = {"type": kind, "action_id": "a", **element}
    return {
        "type": "input",
        "block_id": "b",
        "label": plain("L"),
        "element": element,
        "optional": optional,
    }


def chosen(block, **value):
    values = taken_values([block], {"b": {"a": value}}, initial_values([block]))
    return values["b"]["a"], complaints([block], values).get("b")


OPTIONS = [{"text": plain(value), "value": value} for value in ("x", "y", "z")]


@pytest.mark.parametrize(
    ("block", "value", "state"),
    [
        (field("plain_text_input"), {"value": "words"}, {"value": "words"}),
        (field("number_input", is_decimal_allowed=False), {"value": "3"}, {"value": "3"}),
        (field("email_text_input"), {"value": "a@b.ie"}, {"value": "a@b.ie"}),
        (field("url_text_input"), {"value": "https://a.b/c"}, {"value": "https://a.b/c"}),
        (
            field("static_select", options=OPTIONS),
            {"selected_option": {"value": "y"}},
            {"selected_option": OPTIONS[1]},
        ),
        (
            field("multi_static_select", option_groups=[{"label": plain("g"), "options": OPTIONS}]),
            {"selected_options": [{"value": "x"}, {"value": "z"}]},
            {"selected_options": [OPTIONS[0], OPTIONS[2]]},
        ),
        (
            field("checkboxes", options=OPTIONS),
            {"selected_options": [{"value": "x"}]},
            {"selected_options": [OPTIONS[0]]},
        ),
        (
            field("radio_buttons", options=OPTIONS),
            {"selected_option": {"value": "x"}},
            {"selected_option": OPTIONS[0]},
        ),
        (field("users_select"), {"selected_user": "U1"}, {"selected_user": "U1"}),
        (field("multi_users_select"), {"selected_users": ["U1"]}, {"selected_users": ["U1"]}),
        (
            field("multi_conversations_select"),
            {"selected_conversations": ["C1", "D1"]},
            {"selected_conversations": ["C1", "D1"]},
        ),
        (field("multi_channels_select", optional=True), {}, {"selected_channels": []}),
        (
            field("conversations_select"),
            {"selected_conversation": "C1"},
            {"selected_conversation": "C1"},
        ),
        (field("channels_select"), {"selected_channel": "C1"}, {"selected_channel": "C1"}),
        (field("datepicker"), {"selected_date": "2026-12-12"}, {"selected_date": "2026-12-12"}),
        (field("timepicker"), {"selected_time": "09:05"}, {"selected_time": "09:05"}),
        (
            field("datetimepicker"),
            {"selected_date_time": 1_800_000_000},
            {"selected_date_time": 1_800_000_000},
        ),
    ],
)
def test_a_good_value_stands_in_the_state_with_its_type(block, value, state):
    assert chosen(block, **value) == ({"type": block["element"]["type"], **state}, None)


@pytest.mark.parametrize(
    ("block", "value"),
    [
        (field("static_select", options=OPTIONS), {"selected_option": {"value": "other"}}),
        (field("checkboxes", options=OPTIONS), {"selected_options": [{"value": "other"}]}),
        (field("datepicker"), {"selected_date": "2026-02-30"}),
        (field("timepicker"), {"selected_time": "25:00"}),
        (field("datetimepicker"), {"selected_date_time": "soon"}),
    ],
)
def test_a_value_that_the_client_could_not_have_sent_is_an_error(block, value):
    with pytest.raises(ValueError, match=r".+"):
        chosen(block, **value)


REQUIRED = "Please complete this required field."


@pytest.mark.parametrize(
    ("block", "value", "words"),
    [
        (field("plain_text_input"), {"value": ""}, REQUIRED),
        (field("plain_text_input"), {"value": None}, REQUIRED),
        (field("plain_text_input", optional=True), {"value": ""}, None),
        (field("plain_text_input", max_length=3), {"value": "abcd"}, "at most 3 characters"),
        (field("plain_text_input", max_length=3), {"value": "abc"}, None),
        (field("plain_text_input", min_length=3), {"value": "ab"}, "at least 3 characters"),
        (field("plain_text_input"), {"value": "x" * 3001}, "at most 3000 characters"),
        (field("email_text_input"), {"value": "a@b"}, "valid email address"),
        (field("email_text_input"), {"value": "a b@c.ie"}, "valid email address"),
        (field("url_text_input"), {"value": "a.b/c"}, "valid URL"),
        (field("url_text_input"), {"value": "javascript:x"}, "valid URL"),
        (field("url_text_input"), {"value": "http://["}, "valid URL"),
        (field("number_input", is_decimal_allowed=True), {"value": "x"}, "valid number"),
        (field("number_input", is_decimal_allowed=False), {"value": "1.5"}, "whole number"),
        (field("number_input", is_decimal_allowed=True), {"value": "1.5"}, None),
        (field("number_input", is_decimal_allowed=False, min_value="2"), {"value": "1"}, "least 2"),
        (field("number_input", is_decimal_allowed=False, max_value="2"), {"value": "3"}, "most 2"),
        (field("static_select", options=OPTIONS), {"selected_option": None}, REQUIRED),
        (field("checkboxes", options=OPTIONS), {"selected_options": []}, REQUIRED),
        (field("datepicker"), {"selected_date": None}, REQUIRED),
        (
            field("multi_users_select", max_selected_items=1),
            {"selected_users": ["U1", "U2"]},
            "at most 1",
        ),
    ],
)
def test_what_stands_beside_a_field(block, value, words):
    _, complaint = chosen(block, **value)
    if words is None:
        assert complaint is None
    else:
        assert words in complaint


def test_untouched_elements_hold_their_initial_values():
    block = field("checkboxes", options=OPTIONS, initial_options=OPTIONS[:1])
    assert initial_values([block])["b"]["a"] == {
        "type": "checkboxes",
        "selected_options": OPTIONS[:1],
    }


BLOCKS = [
    section("words"),
    section("with a picture", accessory=image()),
    section("with a button", block_id="side", accessory=button("beside")),
    actions(button("first"), button("second"), block_id="row"),
    text_input("title", "value"),
    {"type": "context", "elements": [image()]},
]


def test_accessories_rows_and_inputs_hold_them_and_pictures_are_none():
    found = [[element["action_id"] for element in elements_of(block)] for block in BLOCKS]
    assert found == [[], [], ["beside"], ["first", "second"], ["value"], []]


def test_an_element_is_found_by_both_of_its_ids():
    for block_id, action_id in (("side", "beside"), ("row", "second"), ("title", "value")):
        block, element = find(BLOCKS, block_id, action_id)
        assert (block["block_id"], element["action_id"]) == (block_id, action_id)
    for block_id, action_id in (("row", "beside"), ("gone", "first")):
        with pytest.raises(LookupError):
            find(BLOCKS, block_id, action_id)
    with pytest.raises(LookupError):
        find(None, "row", "first")


def test_only_what_has_no_name_is_named_and_the_app_keeps_its_own_blocks():
    given = [section("words"), actions({**button(), "action_id": "kept"}, block_id="row")]
    del given[1]["elements"][0]["action_id"]
    first, second = with_names(given)
    assert first["block_id"] != second["block_id"] == "row"
    assert second["elements"][0]["action_id"]
    assert "block_id" not in given[0]
    assert "action_id" not in given[1]["elements"][0]
