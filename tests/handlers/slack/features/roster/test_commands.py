"""/wg roster, its buttons and forms, from the call to the words."""

import pytest

from bot.domain.errors import NotAllowed
from bot.domain.person import PersonFacts
from bot.domain.roles import Role
from handlers.slack.features.roster import commands
from tests.bot.use_cases.groups.hall import (
    AMARA,
    GETHIN,
    NOW,
    RAHUL,
    SINA,
    STRANGER,
    TANIS,
)
from tests.handlers.slack.features.groups.scenes import (
    pressed,
    submitted,
    words,
)

OPENERS = [
    commands.open_add,
    commands.open_correct,
    commands.open_assign,
    commands.open_secretariat,
]
ARCOM = {"name": "Arcom", "kind": "member", "country": "FR", "zone": "Europe/Paris"}


@pytest.mark.parametrize("by", [AMARA, TANIS, RAHUL, STRANGER])
def test_the_roster_is_for_the_secretariat(hall, by):
    hall.set_up(chairs=(AMARA,))
    for listener in (commands.show_roster, *OPENERS):
        with pytest.raises(NotAllowed):
            listener(pressed(hall, by, "0"))


# What was sent ------------------------------------------------------------------------------------


def test_an_organisation_is_added_in_words(hall):
    assert words(commands.submit_add(submitted(hall, SINA, ARCOM))).splitlines() == [
        "Arcom is on the roster.",
        "Arcom, a member organisation (France, Europe/Paris).",
        "Nobody speaks for it yet: assign people with /wg roster.",
    ]


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
