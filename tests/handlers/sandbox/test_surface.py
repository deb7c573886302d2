"""Where the interactive elements of blocks are, and how they are found again."""

import pytest

from handlers.sandbox.surface import elements_of, find, with_names
from tests.handlers.sandbox.validation.parts import image, section
from tests.handlers.sandbox.world import actions, button, text_input

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
