"""Block Kit shapes: inside Slack's limits by construction, and literal where people wrote."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.languages import speaking
from handlers.sandbox.validation.messages import checked_blocks, checked_view
from handlers.slack.kit import blocks as kit

LONG = "long words " * 1_000
AT = datetime(2026, 12, 12, 14, 0, tzinfo=UTC)


def test_text_has_a_style_only_when_it_has_one():
    assert kit.text("words") == {"type": "text", "text": "words"}
    assert kit.bold("words")["style"] == {"bold": True}
    assert kit.text("words", italic=True, code=True)["style"] == {"italic": True, "code": True}


def test_a_moment_is_the_readers_own_with_the_spelled_time_to_fall_back_on():
    assert kit.moment(AT, "Asia/Seoul") == {
        "type": "date",
        "timestamp": 1_797_084_000,
        "format": "{date_long} at {time}",
        "fallback": "Saturday 12 December 2026, 23:00 (Asia/Seoul, UTC+9)",
    }


def test_a_line_takes_bare_words_and_leaves_out_empty_ones():
    line = kit.line("a", "", kit.bold("b"))
    assert [part["text"] for part in line["elements"]] == ["a", "b"]


def test_a_sentence_is_filled_with_elements_and_literal_words():
    moment = kit.moment(AT, "UTC")
    filled = kit.fill_sentence("{who} wrote {{it}} {at}.", who="{x}", at=["on ", moment])
    assert filled == ["{x} wrote {it} on ", moment, "."]
    assert kit.fill_sentence("Le {at}, {who}", who="y", at=moment) == ["Le ", moment, ", y"]
    with speaking("fr"):
        assert kit.fill_sentence("Avis de {it} {at}", it="A3", at=moment) == ["Avis d’A3 ", moment]


def test_empty_lines_fall_out_of_a_block():
    assert len(kit.rich(kit.line("a"), kit.line(), kit.bullets([]))["elements"]) == 1


def test_preformatted_words_are_never_empty():
    checked_blocks([kit.rich(kit.preformatted(""))])


def test_what_is_too_long_is_shortened():
    button = kit.button(LONG, "a", says=LONG, confirm=kit.confirm(LONG, LONG, LONG, LONG))
    checked_blocks([kit.header(LONG), kit.small(LONG), kit.actions(button), kit.divider()])
    assert button["text"]["text"].endswith("…")


@pytest.mark.parametrize("words", ["", " ", "\n", "\t \n"])
def test_no_words_are_still_words_for_slack(words):
    checked_blocks([kit.header(words), kit.small(words), kit.actions(kit.button(words, "a"))])


@given(st.text(max_size=200))
def test_any_words_make_a_block_that_slack_takes(words):
    checked_blocks([kit.header(words), kit.small(words), kit.actions(kit.button(words, "a"))])
    option = kit.option(words, "v", words)
    field = kit.field("f", words, kit.choice([option]), hint=words or None)
    view = kit.form("c", words, [field], "Save")
    assert checked_view(view, kind="modal")


def test_codes_and_markup_in_plain_text_stay_as_typed():
    button = kit.button(":tada: <!here> *x*", "a")
    assert button["text"] == {
        "type": "plain_text",
        "text": ":tada: <!here> *x*",
        "emoji": False,
    }


def test_a_button_has_only_what_it_was_given():
    assert set(kit.button("Done", "a")) == {"type", "text", "action_id"}
    full = kit.button("Done", "a", "7", style="primary", says="Done with it")
    assert (full["value"], full["style"]) == ("7", "primary")
    assert full["accessibility_label"] == "Done with it"


@pytest.mark.parametrize(
    ("words", "says", "heard"),
    [
        ("Show", "Show P3", "Show P3"),
        ("Edit…", "Edit the round table", "Edit the round table"),
        ("All dates", "all dates of it", "all dates of it"),
        ("Going 2", "Round table", "Going 2: Round table"),
        ("No longer", "We do not use P1", "No longer: We do not use P1"),
        ("Change…", "x" * 90, f"Change: {'x' * 66}…"),
    ],
)
def test_a_label_that_is_heard_has_the_words_that_are_seen(words, says, heard):
    assert kit.button(words, "a", says=says)["accessibility_label"] == heard


def test_a_choice_begins_with_an_option_that_it_has():
    options = [kit.option("One", "1"), kit.option("Two", "2")]
    assert kit.choice(options, initial="2")["initial_option"]["value"] == "2"
    assert "initial_option" not in kit.choice(options, initial="3")
    several = kit.choices(options, initial=("1", "3"))
    assert [option["value"] for option in several["initial_options"]] == ["1"]
    assert "initial_options" not in kit.choices(options)


def test_an_input_stands_in_a_block_named_as_the_wish_names_it():
    block = kit.field(
        "title",
        "Title",
        kit.text_input(initial="a", limit=150, lines=True, example="b"),
        hint="Short",
        optional=True,
    )
    assert block["block_id"] == "title"
    assert block["element"]["action_id"] == "draft"
    each_key = {"trigger_actions_on": ["on_character_entered"]}
    assert block["element"]["dispatch_action_config"] == each_key
    assert (block["optional"], block["dispatch_action"]) == (True, True)
    named = kit.field("title", "Title", {"type": "datepicker", "action_id": "own"})
    assert named["element"]["action_id"] == "own"
    checked_view(kit.form("c", "T", [block], "Save"), kind="modal")


def test_a_modal_holds_a_hundred_blocks_and_no_more():
    view = kit.form("c", LONG, [kit.divider()] * 120, LONG, LONG)
    assert len(checked_view(view, kind="modal")["blocks"]) == 100


def test_what_is_only_read_is_closed():
    view = checked_view(kit.modal("c", "T", [kit.divider()]), kind="modal")
    assert "submit" not in view
    assert view["close"]["text"] == "Close"


def test_a_chooser_shows_what_is_chosen():
    assert kit.chooser("datepicker") == {"type": "datepicker"}
    assert kit.chooser("timepicker", "09:00") == {"type": "timepicker", "initial_time": "09:00"}
    assert kit.chooser("multi_users_select", []) == {"type": "multi_users_select"}
    chosen = {"type": "multi_users_select", "initial_users": ["U1"]}
    assert kit.chooser("multi_users_select", ["U1"]) == chosen


def test_a_form_is_sent_or_cancelled_and_its_title_is_spoken():
    title, blocks = "Settings of the group", [kit.field("a", "Note", kit.text_input("typed", 10))]
    view = checked_view(kit.form("x", title, blocks, "Save", group=7), kind="modal")
    assert [view[name]["text"] for name in ("submit", "close")] == ["Save", "Cancel"]
    assert json.loads(view["private_metadata"])["group"] == 7
    kept = kit.form("x", "Cancel a dialogue", blocks, "Cancel the dialogue", "Keep it")
    assert kept["close"]["text"] == "Keep it"
    with speaking("fr"):
        spoken = kit.form("x", title, blocks, "Save")
    assert spoken["title"]["text"] != view["title"]["text"]
