"""What a form says back while it is filled in: whose hours, which dates, what is against it."""

import pytest

from handlers.slack import routes
from handlers.slack.request.request import read_press
from tests.bot.use_cases.dialogues.town import LIAM, TECH
from tests.databases import WORKSPACE
from tests.handlers.slack.features.dialogues.door import SCHEDULE

FILLED = {"title": "CSAM roundtable", "date": "2026-12-08", "time": "14:00"}


def told(door, *, changed="date", **filled):
    """The words of the form between its fields, once one of them has changed."""
    view = door.say(LIAM, "/dialogue schedule").view
    state = {}
    for block in view["blocks"]:
        if block["type"] == "input":
            value = filled.get(block["block_id"])
            state[block["block_id"]] = {block["element"]["action_id"]: _state(block, value)}
    body = {
        "team": {"id": WORKSPACE},
        "user": {"id": LIAM},
        "trigger_id": f"t{changed}",
        "view": {
            "id": "V1",
            "hash": "h",
            "callback_id": view["callback_id"],
            "private_metadata": view["private_metadata"],
            "state": {"values": state},
        },
        "actions": [{"action_id": f"dialogue.preview:{changed}", "block_id": changed}],
    }
    call = read_press(body)
    heard = door._answer(call, routes.find_route(call))
    assert heard.view is not None
    return heard.words


def _state(block, value):
    element = block["element"]
    match element["type"]:
        case "datepicker":
            return {"type": "datepicker", "selected_date": value}
        case "timepicker":
            return {"type": "timepicker", "selected_time": value}
        case "static_select" | "external_select" as kind:
            return {"type": kind, "selected_option": element["initial_option"]}
    return {"type": element["type"], "value": value or element.get("initial_value")}


def test_each_place_is_said_once_and_who_pays_apart(door):
    said = told(door, **FILLED)
    assert "For everyone\n" in said
    social, unsocial = said.split("\nOut of hours:\n")
    assert "• 14:00 in London (Ofcom)" in social
    assert "• 23:00 in Seoul (KCSC)" in unsocial
    assert said.count("KCSC") == said.count("eSafety") == 1


def test_how_it_repeats_is_told_back_with_what_is_against_any_of_its_dates(door):
    told_once = told(door, **FILLED)
    said = told(door, changed="repeats", **FILLED, repeats="every week until 5 Jan 2027")
    assert "↻ A series, every week on Tuesday at 14:00 (Europe/London), until" in said
    assert "Tuesday 5 January 2027.\n5 dates until then." in said
    assert "series" not in told_once


def test_a_rhythm_that_is_not_understood_is_said(door):
    said = told(door, changed="repeats", **FILLED, repeats="now and then")
    assert "I can't read all of this. For example: every 2 weeks" in said


@pytest.mark.parametrize("missing", ["date", "time"])
def test_before_there_is_a_start_it_asks_for_one(door, missing):
    assert "Choose date, time and zone" in told(door, **FILLED | {missing: None})


def test_the_dialogue_that_a_form_changes_is_named(door):
    door.say(LIAM, SCHEDULE)
    for press, words in (
        ("move", "D1, now on Tuesday 8 December 2026, 14:00"),
        ("edit", "D1, on Tuesday 8 December 2026, 14:00"),
        ("cancel", "D1, on Tuesday 8 December 2026, 14:00"),
    ):
        assert words in door.press(LIAM, f"dialogue.{press}", "D1", TECH).words
