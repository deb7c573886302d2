"""Scheduling by form: what it offers, and what is said beside its fields."""

import pytest

from bot.domain.audience import Audience
from tests.bot.use_cases.dialogues.town import (
    AMARA,
    BOARD,
    LIAM,
    MINJI,
    MINUTE,
    NOW,
    START,
    TECH,
    ZOE,
)
from tests.handlers.slack.features.dialogues.door import SCHEDULE, dialogues


def form(door, user_id=LIAM, place=TECH):
    heard = door.say(user_id, "/dialogue schedule", place)
    assert heard.wire.opens == "open"
    return heard


FILLED = {"title": "CSAM roundtable", "date": "2026-12-08", "time": "14:00"}


def test_alone_it_opens_a_form_in_the_persons_own_zone(door):
    heard = form(door, MINJI)
    asked = ["title", "date", "time", "zone", "minutes", "repeats", "link", "audience"]
    assert list(heard.inputs) == asked
    assert heard.inputs["zone"]["initial_option"]["value"] == "Asia/Seoul"
    assert heard.inputs["audience"]["initial_option"]["value"] == "group"


@pytest.mark.parametrize(
    ("user_id", "place", "offered"),
    [
        (LIAM, TECH, {"group", "members"}),
        (AMARA, TECH, {"group", "members", "network"}),
        (LIAM, BOARD, {"members"}),
    ],
)
def test_only_audiences_that_one_may_choose_are_offered(door, user_id, place, offered):
    options = form(door, user_id, place).inputs["audience"]["options"]
    assert {option["value"] for option in options} == offered


def test_the_form_schedules(door):
    view = form(door).view
    heard = door.submit(
        LIAM,
        view,
        **FILLED,
        zone=" europe/dublin ",
        minutes="1h30",
        link="https://meet.example/1",
        audience="members",
    )
    (kept,) = dialogues(door)
    assert (kept.starts_at, kept.zone, kept.minutes) == (START, "Europe/Dublin", 90)
    assert kept.audience is Audience.MEMBERS
    assert heard.wire.ack["response_action"] == "update"
    assert heard.words.startswith("Scheduled D1")


def test_the_form_sent_twice_schedules_once(door):
    view = form(door).view
    first = door.submit(LIAM, view, again="V-same", **FILLED)
    assert door.submit(LIAM, view, again="V-same", **FILLED).wire == first.wire
    assert len(dialogues(door)) == 1


@pytest.mark.parametrize(
    ("filled", "field", "part"),
    [
        ({"title": "x" * 151}, "title", "is 151 characters long; the limit is 150"),
        ({"title": "   "}, "title", "The title is missing"),
        ({"date": "2026-11-22"}, "date", "is in the past"),
        ({"date": "2040-01-01"}, "date", "more than five years ahead"),
        ({"date": ""}, "date", "Please choose a date."),
        ({"time": ""}, "time", "Please choose a time."),
        ({"zone": ""}, "zone", "Please name a time zone"),
        ({"zone": "IST"}, "zone", "Asia/Kolkata"),
        ({"zone": "Europe/Dubln"}, "zone", "Europe/Dublin"),
        ({"date": "2027-03-28", "time": "01:30"}, "time", "does not exist in Europe/London"),
        ({"date": "2027-10-31", "time": "01:30"}, "time", "comes twice in Europe/London"),
        ({"minutes": "a while"}, "minutes", "as a length"),
        ({"minutes": "25h"}, "minutes", "between 5 minutes and 24 hours"),
        ({"link": "meet.example"}, "link", "A link starts with https://"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field(door, filled, field, part):
    heard = door.submit(LIAM, form(door).view, **{**FILLED, **filled})
    assert list(heard.errors) == [field]
    assert part in heard.errors[field]
    assert dialogues(door) == ()


def test_a_bare_number_of_minutes_is_enough_in_the_form(door):
    door.submit(LIAM, form(door).view, **FILLED, minutes="45")
    assert dialogues(door)[0].minutes == 45


def test_the_same_title_again_is_said_beside_the_title(door):
    door.say(LIAM, SCHEDULE)
    heard = door.submit(LIAM, form(door).view, **FILLED)
    assert "You have just scheduled this title as D1" in heard.errors["title"]
    assert len(dialogues(door)) == 1
    door.now = NOW + 2 * MINUTE
    assert door.submit(LIAM, form(door).view, **FILLED).words.startswith("Scheduled D2")


def test_rights_are_asked_again_when_the_form_is_sent(door):
    view = form(door).view
    door.change(lambda town: town.work.roles.lower_person(town.tech.id, LIAM, lowered=True))
    heard = door.submit(LIAM, view, **FILLED)
    assert heard.errors["title"].startswith("Only a member of Technology can schedule")
    assert dialogues(door) == ()


def test_a_press_opens_the_same_form(door):
    heard = door.press(LIAM, "dialogue.schedule", "")
    assert heard.view["callback_id"] == "dialogue.schedule"
    assert door.press(ZOE, "dialogue.schedule", "").view is None
