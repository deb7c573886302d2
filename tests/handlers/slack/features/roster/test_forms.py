"""Forms of the roster: what they show, what they change, and the errors beside their fields."""

import json

import pytest

from bot.domain.errors import NotAllowed, NotValid, Refusal
from bot.domain.person import OrganisationKind, PersonFacts
from handlers.slack.features.roster import commands
from tests.bot.use_cases.groups.hall import (
    AMARA,
    GETHIN,
    RAHUL,
    SINA,
    STRANGER,
    TANIS,
    Hall,
)
from tests.handlers.slack.features.groups.scenes import (
    inputs,
    pressed,
    submitted,
    words,
)

ARCOM = {"name": "Arcom", "kind": "member", "country": "FR", "zone": "Europe/Paris"}


def test_more_than_a_hundred_organisations_fit_the_form(hall):
    for number in range(250):
        hall.work.organisations.add(
            name=f"Body {number:03}", kind=OrganisationKind.OBSERVER, country="US", zone="UTC"
        )
    answer = commands.open_assign(pressed(hall, SINA, RAHUL))
    words(answer)  # refuses what Slack would refuse
    fields = inputs(answer)
    assert fields["user_id"]["initial_user"] == RAHUL
    groups = fields["organisation_id"]["option_groups"]
    labels = [group["label"]["text"] for group in groups]
    assert labels == [
        "Members",
        "Observers from Body 000",
        "Observers from Body 100",
        "Observers from Body 200",
        "Otherwise",
    ]
    assert sum(len(group["options"]) for group in groups) == 4 + 250 + 1


def test_the_form_shows_where_a_person_is_now(hall):
    fields = inputs(commands.open_assign(pressed(hall, SINA, AMARA)))
    assert fields["organisation_id"]["initial_option"]["text"]["text"] == "Ofcom"
    anyone = inputs(commands.open_assign(pressed(hall, SINA)))
    assert "initial_user" not in anyone["user_id"]
    assert "initial_option" not in anyone["organisation_id"]


def test_nobody_can_be_assigned_before_there_is_an_organisation(work):
    hall = Hall(work)
    hall.facts[SINA] = PersonFacts(user_id=SINA, name="sina", is_admin=True)
    with pytest.raises(Refusal) as refused:
        commands.open_assign(pressed(hall, SINA))
    assert refused.value.words == "There is no organisation yet. Please add one first."


def test_the_form_of_an_organisation(hall):
    new = commands.open_add(pressed(hall, SINA))
    words(new)
    assert inputs(new)["zone"]["initial_option"]["value"] == "Australia/Sydney"
    ofcom = hall.organisations["Ofcom"]
    old = commands.open_correct(pressed(hall, SINA, str(ofcom.id)))
    words(old)
    fields = inputs(old)
    assert fields["name"]["initial_value"] == "Ofcom"
    assert fields["kind"]["initial_option"]["value"] == "member"
    assert fields["country"]["initial_option"]["value"] == "GB"
    assert json.loads(old.view["private_metadata"])["organisation"] == ofcom.id


def test_an_organisation_that_is_no_more(hall):
    with pytest.raises(Refusal) as refused:
        commands.open_correct(pressed(hall, SINA, "99"))
    assert refused.value.words == "That organisation is not on the roster any more."


def test_the_form_of_the_secretariat(hall):
    answer = commands.open_secretariat(pressed(hall, SINA))
    words(answer)
    assert inputs(answer)["user_ids"]["initial_users"] == [SINA]
    hall.work.people.appoint_secretariat(SINA, appointed=False)
    hall.facts[GETHIN] = PersonFacts(user_id=GETHIN, name="gethin", is_admin=True)
    answer = commands.open_secretariat(pressed(hall, GETHIN))
    assert inputs(answer)["user_ids"]["initial_users"] == [GETHIN]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": None}, "name"),
        ({"name": "ofcom"}, "name"),
        ({"kind": None}, "kind"),
        ({"country": "ZZ"}, "country"),
        ({"zone": "Paris"}, "zone"),
    ],
)
def test_a_wrong_value_stands_beside_its_field(hall, changes, field):
    before = hall.everything()
    with pytest.raises(NotValid) as refused:
        commands.submit_add(submitted(hall, SINA, ARCOM | changes))
    assert refused.value.field == field
    assert field in ARCOM
    assert hall.everything() == before


def test_an_organisation_must_be_chosen(hall):
    with pytest.raises(NotValid) as refused:
        commands.submit_assign(submitted(hall, SINA, {"user_id": RAHUL, "organisation_id": None}))
    assert refused.value.field == "organisation_id"


@pytest.mark.parametrize("by", [AMARA, TANIS, STRANGER])
def test_rights_are_checked_when_a_form_is_sent(hall, by):
    hall.set_up(chairs=(AMARA,))
    before = hall.everything()
    ofcom = {"organisation": hall.organisations["Ofcom"].id}
    calls = [
        (commands.submit_add, ARCOM, None),
        (commands.submit_correct, ARCOM, ofcom),
        (
            commands.submit_assign,
            {"user_id": by, "organisation_id": str(ofcom["organisation"])},
            None,
        ),
        (commands.name_the_secretariat, {"user_ids": [by]}, None),
    ]
    for listener, fields, metadata in calls:
        with pytest.raises(NotAllowed):
            listener(submitted(hall, by, fields, metadata))
    assert hall.everything() == before
