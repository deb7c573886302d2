"""A form that was closed half-filled is filled in again for its person when they open it next."""

from dataclasses import replace
from datetime import timedelta

import pytest

from handlers.slack.request.drafting import DISCARD, draft_of
from handlers.slack.request.request import read_press
from tests.bot.use_cases.dialogues.town import AMARA, LIAM, NOW
from tests.databases import WORKSPACE
from tests.handlers.slack.features.dialogues.door import Door

AGAIN = "You closed this form before you sent it."


@pytest.fixture
def door(database_sqlite):
    at_the_door = Door(database_sqlite)
    assert "Scheduled D1" in at_the_door.say(LIAM, "/dialogue schedule Fines on 12 Feb 14:00").words
    return at_the_door


def types(door, user_id, view, *, view_id="V1", action_id="draft", at="", **typed):
    """The person's keys reach us: all that is in the form comes with each. The call."""
    values = {}
    for block in view["blocks"]:
        if block["type"] == "input":
            element = block["element"]
            said = typed.get(block["block_id"])
            initial = next((v for k, v in element.items() if k.startswith("initial_")), None)
            if "select" in element["type"] or element["type"] == "radio_buttons":
                state = {"selected_option": {"value": said} if said else initial}
            else:
                state = {"value": said if said is not None else initial}
            values[block["block_id"]] = {element["action_id"]: state}
    call = read_press(
        {
            "team": {"id": WORKSPACE},
            "user": {"id": user_id},
            "trigger_id": "t",
            "actions": [{"action_id": action_id, "action_ts": at}],
            "view": {
                "id": view_id,
                "callback_id": view["callback_id"],
                "private_metadata": view["private_metadata"],
                "state": {"values": values},
            },
        }
    )
    draft = draft_of(call, door.now)
    if draft is not None:
        door.change(lambda town: town.work.drafts.keep(draft))
    return call


def test_what_was_changed_is_there_again_for_that_person_alone(door):
    view = door.say(LIAM, "/dialogue edit D1").view
    types(door, LIAM, view, title="Fines by country")
    again = door.say(LIAM, "/dialogue edit D1")
    assert AGAIN in again.words
    assert again.inputs["title"]["initial_value"] == "Fines by country"
    assert AGAIN not in door.say(AMARA, "/dialogue edit D1").words
    assert "Fines by country" in door.submit(LIAM, again.view).words
    assert AGAIN not in door.say(LIAM, "/dialogue edit D1").words


def test_a_form_that_nobody_changed_leaves_nothing(door):
    types(door, LIAM, door.say(LIAM, "/dialogue edit D1").view)
    assert AGAIN not in door.say(LIAM, "/dialogue edit D1").words


def test_a_field_that_was_put_back_is_not_kept(door):
    view = door.say(LIAM, "/dialogue edit D1").view
    types(door, LIAM, view, title="Fines by country", at="1795442700.000001")
    types(door, LIAM, view, title="Fines", at="1795442701.000001")
    assert AGAIN not in door.say(LIAM, "/dialogue edit D1").words


def test_a_new_form_is_kept_too(door):
    view = door.press(LIAM, "dialogue.schedule", "").view
    types(door, LIAM, view, title="Age checks", zone="Asia/Seoul", minutes="90")
    again = door.press(LIAM, "dialogue.schedule", "")
    assert again.inputs["title"]["initial_value"] == "Age checks"
    assert again.inputs["zone"]["initial_option"]["text"]["text"] == "Seoul, South Korea"
    assert again.inputs["minutes"]["initial_option"]["value"] == "90"


def test_words_of_the_command_stand_over_those_of_the_draft(door):
    view = door.say(LIAM, "/decision record Fines by country").view
    types(door, LIAM, view, note="As circulated")

    def begins(words):
        inputs = door.say(LIAM, f"/decision record{words}").inputs
        return [inputs[name].get("initial_value") for name in ("title", "note")]

    assert begins("") == ["Fines by country", "As circulated"]
    assert begins(" Age checks") == ["Age checks", "As circulated"]
    types(door, LIAM, door.say(LIAM, "/decision record Fines by country").view, title="Fines")
    assert begins(" Fines by country") == ["Fines", "As circulated"]


def test_a_start_that_was_chosen_has_a_draft_of_its_own(door):
    found = door.say(LIAM, "/dialogue find 60m next week").buttons["fairness.schedule:1"][1]
    view = door.press(LIAM, "fairness.schedule", found).view
    types(door, LIAM, view, title="Age checks")
    again = door.press(LIAM, "fairness.schedule", found)
    assert again.inputs["title"]["initial_value"] == "Age checks"
    assert AGAIN not in door.press(LIAM, "dialogue.schedule", "").words


def test_more_than_fits_does_not_keep_the_form_from_opening(door):
    """Slack refuses a view whose input begins with more than its limit."""
    view = door.say(LIAM, "/action add").view
    types(door, LIAM, view, title="x" * 3_000)
    title = door.say(LIAM, "/action add").inputs["title"]
    assert len(title["initial_value"]) == title["max_length"]


def test_a_draft_never_writes_over_what_is_newer(door):
    """The form shows what was there when the draft was begun, as far as marks go."""
    view = door.say(LIAM, "/dialogue edit D1").view
    types(door, LIAM, view, title="Fines by country")
    door.submit(AMARA, door.say(AMARA, "/dialogue edit D1").view, title="Fines and their size")
    again = door.say(LIAM, "/dialogue edit D1").view
    asked = door.submit(LIAM, again)
    assert "“Fines and their size”" in asked.words
    assert AGAIN not in door.submit(LIAM, asked.view).words


def test_a_refused_form_is_kept_and_one_that_was_asked_about_too(door):
    view = door.say(LIAM, "/dialogue edit D1").view
    door.submit(AMARA, door.say(AMARA, "/dialogue edit D1").view, title="Fines and their size")
    door.submit(LIAM, view, title="Fines by country")
    assert AGAIN in door.say(LIAM, "/dialogue edit D1").words


def test_it_can_be_thrown_away(door):
    view = door.say(LIAM, "/dialogue edit D1").view
    types(door, LIAM, view, title="Fines by country")
    again = door.say(LIAM, "/dialogue edit D1").view
    call = types(door, LIAM, again, view_id="V2", action_id=DISCARD, title="Fines by country")
    assert "thrown away" in door._found(call).words
    types(door, LIAM, again, view_id="V2", title="A late key")
    assert AGAIN not in door.say(LIAM, "/dialogue edit D1").words


def test_it_is_kept_for_a_day(door):
    types(door, LIAM, door.say(LIAM, "/dialogue edit D1").view, title="Fines by country")
    door.now = NOW + timedelta(hours=23)
    assert AGAIN in door.say(LIAM, "/dialogue edit D1").words
    door.now = NOW + timedelta(hours=25)
    assert AGAIN not in door.say(LIAM, "/dialogue edit D1").words


def test_who_may_not_open_the_form_any_more_does_not_see_it(door):
    types(door, LIAM, door.say(LIAM, "/dialogue edit D1").view, title="Fines by country")
    door.directory.channels.clear()
    assert "Fines by country" not in door.say(LIAM, "/dialogue edit D1").words


@pytest.mark.parametrize("metadata", ["", "[", '{"number":1}', '{"shown":[]}'])
def test_a_form_without_marks_has_no_draft(door, metadata):
    view = door.say(LIAM, "/dialogue edit D1").view | {"private_metadata": metadata}
    call = types(door, LIAM, view, title="Fines by country")
    assert draft_of(call, NOW) is None


@pytest.mark.parametrize("at", ["", "soon", "9" * 400, "1e300", "-1.0"])
def test_an_odd_moment_counts_as_now(door, at):
    call = types(door, LIAM, door.say(LIAM, "/dialogue edit D1").view, title="x", at=at)
    assert draft_of(replace(call, typed_at=at), NOW).typed_at == NOW
