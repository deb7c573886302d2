"""The forms of a decision: what they begin with, and what is sent with them."""

import asyncio

from handlers.slack import routes
from handlers.slack.request.request import read_suggestion
from tests.bot.use_cases.dialogues.town import AMARA, DIRECT, LIAM, NORA, ZOE
from tests.databases import WORKSPACE


def test_it_begins_with_what_was_typed_and_today(door):
    form = door.say(LIAM, "/decision record Share figures monthly")
    assert form.inputs["title"]["initial_value"] == "Share figures monthly"
    assert form.inputs["decided_on"]["initial_date"] == "2026-11-23"
    assert form.inputs["audience"]["initial_option"]["value"] == "group"
    assert "For Technology." in form.words


def test_one_of_a_dialogue(door, record):
    door.say(LIAM, "/dialogue schedule Fines on 12 Feb 14:00 for members")
    shown = record(LIAM, dialogue=" d1 ", audience="network").words
    assert "agreed on Monday 23 November 2026 in D1" in shown
    assert "Who can see it: members only" in shown
    form = door.say(LIAM, "/decision edit R1")
    assert form.inputs["dialogue"]["initial_value"] == "D1"


def test_what_cannot_be_so_is_told_beside_its_field(door):
    form = door.say(LIAM, "/decision record").view
    refused = {
        "dialogue": door.submit(LIAM, form, title="A", dialogue="A1").errors,
        "decided_on": door.submit(LIAM, form, title="A", decided_on="2026-12-24").errors,
        "agreed": door.submit(LIAM, form, title="A", agreed=["Nobody"]).errors,
    }
    assert {field: [*errors] for field, errors in refused.items()} == {
        field: [field] for field in refused
    }


def test_in_a_direct_message_the_group_is_chosen(door):
    form = door.say(AMARA, "/decision record", DIRECT)
    names = [o["text"]["text"] for o in form.inputs["group_id"]["options"]]
    assert names == ["Board", "Technology"]
    assert "group_id" in door.submit(AMARA, form.view, title="A").errors
    board = form.inputs["group_id"]["options"][0]["value"]
    assert "Recorded in Board." in door.submit(AMARA, form.view, title="A", group_id=board).words


def test_it_opens_to_more_people_by_a_second_press(door, record):
    record(LIAM, audience="members")
    form = door.say(LIAM, "/decision edit R1").view
    asked = door.submit(LIAM, form, audience="group")
    assert "You are about to open R1 to the whole group." in asked.words
    assert "Changed." in door.submit(LIAM, asked.view).words
    assert "R1" in door.say(NORA, "/decision R1").words


def test_it_is_superseded_by_another(door, record):
    record(LIAM)
    record(AMARA, title="Use both lists")
    form = door.say(AMARA, "/decision withdraw R1 because the new list is better")
    assert form.inputs["reason"]["initial_value"] == "the new list is better"
    shown = door.submit(AMARA, form.view, superseded_by="r2").words
    assert "R1, withdrawn, superseded by R2" in shown
    again = door.say(AMARA, "/decision withdraw R1").words
    assert "R1, withdrawn, superseded by R2" in again


def test_the_menu_offers_member_organisations_alone(door):
    def offered(user_id, typed):
        body = {"team": {"id": WORKSPACE}, "user": {"id": user_id}, "block_id": "agreed"}
        call = read_suggestion(body | {"value": typed})
        wire = asyncio.run(door.desk.answer(call, routes.find_route(call)))
        return [option["value"] for option in wire.ack["options"]]

    assert offered(LIAM, "") == ["Arcom", "eSafety", "KCSC", "Ofcom"]
    assert offered(LIAM, "safe") == ["eSafety"]
    assert offered(ZOE, "o") == ["Arcom", "Ofcom"]
