"""/wg away and its form, from the call to what is kept."""

import pytest

from tests.bot.use_cases.dialogues.town import AMARA, LIAM
from tests.handlers.slack.features.dialogues.door import Door


@pytest.fixture
def door(database_sqlite):
    return Door(database_sqlite)


def kept(door, user_id=LIAM):
    person = door.look(lambda town: town.work.people.get(user_id))
    return person.deputy_user_id, [
        (a.first.isoformat(), a.last.isoformat()) for a in person.absences
    ]


def test_days_away_are_added_and_dropped_in_the_form(door):
    form = door.say(LIAM, "/wg away")
    answer = door.submit(LIAM, form.view, first="2027-02-01", last="2027-02-12")
    assert "Away: Monday 1 February 2027 to Friday 12 February 2027." in answer.words
    form = door.say(LIAM, "/wg away")
    door.submit(LIAM, form.view, first="2027-03-01", last=None)
    assert kept(door)[1] == [("2027-02-01", "2027-02-12"), ("2027-03-01", "2027-03-01")]
    form = door.say(LIAM, "/wg away")
    door.submit(LIAM, form.view, keep=["2027-03-01/2027-03-01"])
    assert kept(door)[1] == [("2027-03-01", "2027-03-01")]


def test_a_last_day_alone_is_refused_beside_the_first(door):
    refused = door.submit(LIAM, door.say(LIAM, "/wg away").view, last="2027-02-12")
    assert refused.wire.ack["errors"] == {"first": "Please give the first day as well."}
    assert kept(door) == (None, [])


def test_another_s_is_for_the_secretariat_and_the_form_is_not_opened(door):
    refused = door.say(AMARA, f"/wg away <@{LIAM}>")
    assert "Only the secretariat can change the deputies and absences of others." in refused.words
