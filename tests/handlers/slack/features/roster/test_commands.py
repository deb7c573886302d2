"""/wg roster, its buttons and forms, from the call to the words."""

import json

import pytest

from bot.domain.errors import NotAllowed, NotValid, Refusal
from bot.domain.organisation import OrganisationKind
from bot.domain.person import PersonFacts
from bot.domain.roles import Role
from handlers.slack.features.roster import commands
from tests.bot.use_cases.groups.hall import (
    AMARA,
    GETHIN,
    NOW,
    PRIVATE,
    RAHUL,
    SINA,
    STRANGER,
    TANIS,
    Hall,
)
from tests.handlers.slack.features.groups.scenes import (
    buttons,
    inputs,
    pressed,
    submitted,
    typed,
    words,
)

OPENERS = [
    commands.open_add,
    commands.open_correct,
    commands.open_assign,
    commands.open_secretariat,
]
ARCOM = {"name": "Arcom", "kind": "member", "country": "FR", "zone": "Europe/Paris"}


# The list ----------------------------------------------------------------------------------------


def test_the_roster_begins_with_those_of_this_channel_who_belong_to_none(hall):
    answer = commands.run_roster(typed(hall, SINA))
    assert words(answer).splitlines() == [
        "Roster: 7 people of 4 organisations",
        "1 person of this channel belongs to no organisation yet and may do only what observers "
        "may.",
        "• <@U0RAHUL>",
        "Secretariat: <@U0SINA>",
        "eSafety Commissioner, member (Australia, Australia/Sydney)",
        "• <@U0SINA> (secretariat)",
        "KCSC, member (South Korea, Asia/Seoul)",
        "• <@U0MINJI>",
        "Ofcom, member (United Kingdom, Europe/London)",
        "• <@U0AMARA>",
        "• <@U0FAR>",
        "• <@U0GETHIN>",
        "FOSI, observer (United States, America/New_York)",
        "• <@U0GRETA> (has left Slack)",
        "• <@U0TANIS>",
    ]
    found = buttons(answer)
    assert found[0] == ("Assign @rahul", "roster.assign:0", RAHUL)
    assert [(label, action) for label, action, _ in found[1:4]] == [
        ("Add an organisation", "roster.add"),
        ("Assign a person", "roster.assign:anyone"),
        ("Change the secretariat", "roster.secretariat"),
    ]
    assert {action for _, action, _ in found[4:]} == {"roster.correct"}


def test_an_empty_roster_still_has_its_buttons(work):
    hall = Hall(work)
    hall.facts[SINA] = PersonFacts(user_id=SINA, name="sina", is_admin=True)
    answer = commands.run_roster(typed(hall, SINA))
    assert "Roster: 0 people of 0 organisations" in words(answer)
    assert "else workspace admins" in words(answer)
    assert "Add an organisation" in [label for label, *_ in buttons(answer)]


def test_three_hundred_unassigned_people_come_a_few_at_a_time(hall):
    crowd = {f"U0X{number:03}" for number in range(300)}
    for user_id in crowd:
        hall.facts[user_id] = PersonFacts(user_id=user_id, name="ن" * 80)
    channel = PRIVATE.__class__(
        channel_id="C0TECH", name="t", is_private=True, members=frozenset(crowd | {SINA})
    )
    answer = commands.run_roster(typed(hall, SINA, channel=channel))
    assert "300 people of this channel belong to no organisation yet" in words(answer)
    assert "Here are the first 15." in words(answer)
    assert sum(1 for _, action, _ in buttons(answer) if action.startswith("roster.assign:")) == 16


def test_a_roster_of_three_hundred_organisations_is_paged(hall):
    for number in range(300):
        hall.work.organisations.add(
            name=f"Body {number:03} {'x' * 70}",
            kind=OrganisationKind.OBSERVER,
            country="US",
            zone="UTC",
        )
    answer = commands.run_roster(typed(hall, SINA))
    pages = 1
    while onward := [value for label, _, value in buttons(answer) if label == "Next"]:
        answer = commands.press_turn(pressed(hall, SINA, onward[0]))
        assert answer.replace
        words(answer)
        pages += 1
    assert pages == 26
    assert "Body 299" in words(answer)


@pytest.mark.parametrize("by", [AMARA, TANIS, RAHUL, STRANGER])
def test_the_roster_is_for_the_secretariat(hall, by):
    hall.set_up(chairs=(AMARA,))
    for listener in (commands.run_roster, commands.press_turn, *OPENERS):
        with pytest.raises(NotAllowed):
            listener(pressed(hall, by, "0"))


# Forms --------------------------------------------------------------------------------------------


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
    assert inputs(new)["zone"]["initial_value"] == "Australia/Sydney"
    ofcom = hall.organisations["Ofcom"]
    old = commands.open_correct(pressed(hall, SINA, str(ofcom.id)))
    words(old)
    fields = inputs(old)
    assert fields["name"]["initial_value"] == "Ofcom"
    assert fields["kind"]["initial_option"]["value"] == "member"
    assert fields["country"]["initial_value"] == "GB"
    assert json.loads(old.view["private_metadata"]) == {"organisation": ofcom.id}


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


# What was sent ------------------------------------------------------------------------------------


def test_an_organisation_is_added_in_words(hall):
    assert words(commands.submit_add(submitted(hall, SINA, ARCOM))).splitlines() == [
        "Arcom is on the roster.",
        "Arcom, a member organisation (France, Europe/Paris).",
        "Nobody speaks for it yet: assign people with /wg roster.",
    ]


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


def test_a_correction_says_what_it_changes(hall):
    hall.set_up(chairs=(AMARA,))
    fields = {"name": "Ofcom", "kind": "observer", "country": "GB", "zone": "Europe/London"}
    metadata = {"organisation": hall.organisations["Ofcom"].id}
    said = words(commands.submit_correct(submitted(hall, SINA, fields, metadata)))
    assert said.splitlines() == [
        "Ofcom is corrected.",
        "Now: Ofcom, an observer organisation (United Kingdom, Europe/London).",
        "Before: Ofcom, a member organisation (United Kingdom, Europe/London).",
        "This changes what 3 people may see and do.",
        "• In Technology: <@U0AMARA>, <@U0GETHIN>. From now on observer: what is for members only "
        "is not shown.",
        "• <@U0AMARA> chairs Technology no longer.",
    ]
    assert words(commands.submit_correct(submitted(hall, SINA, fields, metadata))).startswith(
        "Nothing changed."
    )


def test_an_assignment_says_what_it_changes(hall):
    hall.set_up()
    fields = {"user_id": RAHUL, "organisation_id": str(hall.organisations["Ofcom"].id)}
    assert words(commands.submit_assign(submitted(hall, SINA, fields))).splitlines() == [
        "@rahul speaks for Ofcom.",
        "<@U0RAHUL> speaks for Ofcom, a member organisation (United Kingdom, Europe/London) from "
        "now on.",
        "• In Technology: <@U0RAHUL>. From now on member: what is for members only is shown.",
    ]
    assert hall.role(RAHUL) is Role.MEMBER
    assert words(commands.submit_assign(submitted(hall, SINA, fields))).splitlines() == [
        "Nothing changed.",
        "<@U0RAHUL> speaks for Ofcom already.",
    ]


def test_out_of_every_organisation(hall):
    hall.set_up(chairs=(AMARA,))
    fields = {"user_id": AMARA, "organisation_id": "none"}
    said = words(commands.submit_assign(submitted(hall, SINA, fields)))
    assert "@amara belongs to no organisation now." in said
    assert "may do only what observers may. Before: Ofcom." in said
    assert "<@U0AMARA> chairs Technology no longer." in said
    fields = {"user_id": RAHUL, "organisation_id": "none"}
    assert "belongs to no organisation already." in words(
        commands.submit_assign(submitted(hall, SINA, fields))
    )


def test_an_organisation_must_be_chosen(hall):
    with pytest.raises(NotValid) as refused:
        commands.submit_assign(submitted(hall, SINA, {"user_id": RAHUL, "organisation_id": None}))
    assert refused.value.field == "organisation_id"


def test_the_secretariat_is_confirmed(hall):
    said = words(commands.name_the_secretariat(submitted(hall, SINA, {"user_ids": [SINA, AMARA]})))
    assert said.splitlines() == [
        "The secretariat is changed.",
        "The secretariat is <@U0AMARA>, <@U0SINA>.",
    ]
    said = words(commands.name_the_secretariat(submitted(hall, SINA, {"user_ids": [AMARA]})))
    assert "You are not among them: unless the settings name you, your part ends here." in said
    said = words(commands.name_the_secretariat(submitted(hall, AMARA, {"user_ids": [AMARA]})))
    assert said.startswith("Nothing changed.")


def test_the_first_secretariat_takes_the_place_of_admins(hall):
    hall.work.people.appoint_secretariat(SINA, appointed=False)
    hall.facts[GETHIN] = PersonFacts(user_id=GETHIN, name="gethin", is_admin=True)
    hall.work.people.keep_seen(hall.facts[GETHIN], NOW)
    said = words(commands.name_the_secretariat(submitted(hall, GETHIN, {"user_ids": [GETHIN]})))
    assert "being a workspace admin is no longer enough" in said


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
