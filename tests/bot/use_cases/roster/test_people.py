"""Assigning people, naming the secretariat, and the roster as a whole."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.errors import NotAllowed, NotValid
from bot.domain.person import PersonFacts
from bot.domain.roles import Role
from bot.use_cases.actions.pass_on import MOVED
from bot.use_cases.context import Context
from bot.use_cases.identify import identify_person
from bot.use_cases.roster.people import (
    AssignPerson,
    NameSecretariat,
    assign_person,
    name_secretariat,
)
from bot.use_cases.roster.show import list_roster
from tests.bot.use_cases.groups.hall import (
    AMARA,
    APP,
    FAR,
    GETHIN,
    GRETA,
    MINJI,
    NOW,
    PRIVATE,
    RAHUL,
    SINA,
    STRANGER,
    TANIS,
)
from tests.storage.records import action


def assign(hall, user_id, organisation, by=SINA):
    known = hall.organisations.get(organisation)
    organisation_id = known.id if known else organisation
    return assign_person(
        AssignPerson(user_id=user_id, organisation_id=organisation_id),
        Context(reader=hall.reader(by), work=hall.work, now=NOW),
        facts=hall.facts,
        presence=hall.channels,
    )


def name(hall, *user_ids, by=SINA):
    return name_secretariat(
        NameSecretariat(user_ids=user_ids),
        Context(reader=hall.reader(by), work=hall.work, now=NOW),
        facts=hall.facts,
    )


def refused(hall, kind, run, *args, **options):
    before = hall.everything()
    with pytest.raises(kind) as caught:
        run(hall, *args, **options)
    assert hall.everything() == before
    return caught.value


# Assigning --------------------------------------------------------------------------------------


def test_an_assignment_makes_a_member(hall):
    hall.set_up()
    done = assign(hall, RAHUL, "Ofcom")
    assert done.was is None
    assert done.person.organisation == hall.organisations["Ofcom"]
    assert [(s.group.name, s.was, s.now) for s in done.shifts] == [
        ("Technology", Role.OBSERVER, Role.MEMBER)
    ]
    assert hall.reader(RAHUL).rostered
    ((_, who, did, where),) = hall.work.journal.lines_about(RAHUL)
    assert (who, did, where) == (SINA, "assigned to an organisation", "Ofcom")


def test_a_person_never_seen_before(hall):
    hall.facts["U0NEW"] = PersonFacts(user_id="U0NEW", name="new", zone="Asia/Seoul")
    done = assign(hall, "U0NEW", "KCSC")
    assert (done.person.name, done.person.zone) == ("new", "Asia/Seoul")


def test_the_same_again_changes_nothing(hall):
    before = hall.everything()
    done = assign(hall, AMARA, "Ofcom")
    assert (done.changed, done.was.name) == (False, "Ofcom")
    assert hall.everything() == before


def test_a_chair_who_goes_to_an_observer_chairs_no_longer(hall):
    group = hall.set_up(chairs=(AMARA,)).group
    done = assign(hall, AMARA, "FOSI")
    assert [(s.was, s.now) for s in done.shifts] == [(Role.CHAIR, Role.OBSERVER)]
    assert [(e.user_id, e.group) for e in done.ended] == [(AMARA, group)]
    assign(hall, AMARA, "Ofcom")
    assert hall.role(AMARA) is Role.MEMBER


def test_a_chair_who_goes_to_another_member_still_chairs(hall):
    hall.set_up(chairs=(AMARA,))
    done = assign(hall, AMARA, "KCSC")
    assert (done.shifts, done.ended) == ((), ())
    assert hall.role(AMARA) is Role.CHAIR


def test_out_of_every_organisation(hall):
    hall.set_up()
    done = assign(hall, MINJI, None)
    assert done.person.organisation is None
    assert done.was == hall.organisations["KCSC"]
    assert hall.role(MINJI) is Role.OBSERVER
    assert not hall.reader(MINJI).rostered


@pytest.mark.parametrize(
    ("user_id", "words"),
    [
        (None, "Please choose a person."),
        (APP, "@app is an app. Please choose a person."),
        (GRETA, "@greta has left this Slack workspace. Please choose someone else."),
        (STRANGER, "Slack could not tell me who U0STRANGER is."),
    ],
)
def test_who_cannot_be_assigned(hall, user_id, words):
    refusal = refused(hall, NotValid, assign, user_id, "Ofcom")
    assert refusal.field == "user_id"
    assert words in refusal.words


def test_an_organisation_that_is_not_there(hall):
    assert refused(hall, NotValid, assign, RAHUL, 99).field == "organisation_id"


@pytest.mark.parametrize("by", [AMARA, TANIS, RAHUL, STRANGER])
def test_only_the_secretariat_assigns(hall, by):
    hall.set_up(chairs=(AMARA,))
    words = refused(hall, NotAllowed, assign, RAHUL, "Ofcom", by=by).words
    assert words.startswith("Only the secretariat can change the roster.")


# The secretariat --------------------------------------------------------------------------------


def test_the_secretariat_adds_to_itself_and_takes_from_itself(hall):
    done = name(hall, SINA, AMARA)
    assert [p.user_id for p in done.people] == [AMARA, SINA]
    assert (done.added, done.removed, done.first) == ((AMARA,), (), False)
    assert hall.reader(AMARA).secretariat
    done = name(hall, AMARA, by=AMARA)
    assert (done.added, done.removed) == ((), (SINA,))
    assert not hall.reader(SINA).secretariat


def test_who_is_named_takes_the_place_of_workspace_admins(hall):
    hall.work.people.appoint_secretariat(SINA, appointed=False)
    hall.facts[GETHIN] = PersonFacts(user_id=GETHIN, name="gethin", is_admin=True)
    assert hall.reader(GETHIN).secretariat
    assert name(hall, AMARA, by=GETHIN).first
    assert not hall.reader(GETHIN).secretariat


@pytest.mark.parametrize(
    ("user_ids", "words"),
    [
        ((), "Please leave at least one person in the secretariat."),
        ((SINA, APP), "@app is an app."),
        ((SINA, GRETA), "@greta has left this Slack workspace."),
        (
            (SINA, RAHUL),
            "@rahul is a guest of this workspace, and a guest is never of the secretariat.",
        ),
        ((SINA, STRANGER), "Slack could not tell me who U0STRANGER is."),
    ],
)
def test_who_cannot_be_of_the_secretariat(hall, user_ids, words):
    refusal = refused(hall, NotValid, name, *user_ids)
    assert refusal.field == "user_ids"
    assert words in refusal.words


def test_a_guest_of_an_organisation_cannot_either(hall):
    assign(hall, RAHUL, "Ofcom")
    assert "a guest is never" in refused(hall, NotValid, name, SINA, RAHUL).words


def test_a_guest_is_never_the_secretariat_whatever_slack_the_settings_or_a_roster_say(hall):
    hall.work.people.appoint_secretariat(SINA, appointed=False)
    hall.facts[RAHUL] = replace(hall.facts[RAHUL], is_admin=True)
    assert not hall.reader(RAHUL).secretariat, "nobody is named, and Slack calls the guest an admin"
    _, reader = identify_person(
        RAHUL, hall.facts[RAHUL], hall.channels, work=hall.work, now=hall.now, secretariat=[RAHUL]
    )
    assert not reader.secretariat
    hall.work.people.appoint_secretariat(RAHUL)
    assert not hall.reader(RAHUL).secretariat


@pytest.mark.parametrize("by", [AMARA, TANIS, STRANGER])
def test_nobody_names_themself(hall, by):
    hall.set_up(chairs=(AMARA,))
    words = refused(hall, NotAllowed, name, by, by=by).words
    assert words == "Only the secretariat can change the secretariat. Secretariat: @sina."


# The whole roster -------------------------------------------------------------------------------


def listed(hall, here=PRIVATE.members, by=SINA, facts=None):
    return list_roster(
        reader=hall.reader(by),
        here=here,
        facts=hall.facts if facts is None else facts,
        work=hall.work,
    )


def test_the_roster_has_everyone_by_organisation(hall):
    roster = listed(hall)
    rows = {o.name: [p.user_id for p in people] for o, people in roster.organisations}
    assert rows == {
        "eSafety Commissioner": [SINA],
        "KCSC": [MINJI],
        "Ofcom": [AMARA, FAR, GETHIN],
        "FOSI": [GRETA, TANIS],
    }
    assert list(rows) == ["eSafety Commissioner", "KCSC", "Ofcom", "FOSI"]
    assert [p.user_id for p in roster.secretariat] == [SINA]


def test_who_belongs_to_none_comes_first_from_this_channel_without_apps_and_leavers(hall):
    hall.work.people.keep_seen(PersonFacts(user_id="U0AWAY", name="away"), NOW)
    hall.work.people.keep_seen(PersonFacts(user_id="U0LEFT", name="left", active=False), NOW)
    roster = listed(hall, here={RAHUL, STRANGER, APP, AMARA})
    assert [(u.user_id, u.name, u.here) for u in roster.unassigned] == [
        (RAHUL, "rahul", True),
        (STRANGER, STRANGER, True),
        ("U0AWAY", "away", False),
    ]


def test_only_the_secretariat_sees_the_roster(hall):
    with pytest.raises(NotAllowed) as refusal:
        listed(hall, by=AMARA)
    assert refusal.value.words.startswith("Only the secretariat can see and change the roster.")


def lists(hall, user_id):
    rows = hall.work.deliveries.of_recipient(user_id, NOW - timedelta(days=1))
    return [(row.kind, row.occurrence.split()[0]) for row in rows if row.kind == MOVED]


def test_open_actions_of_one_who_moves_stay_with_the_organisation_they_spoke_for(hall):
    hall.set_up(chairs=(AMARA,))
    for number, owner in ((1, GETHIN), (2, GETHIN), (3, AMARA)):
        hall.work.actions.add(action(number, hall.group.id, owner_user_id=owner))
    done = assign(hall, GETHIN, "KCSC")
    assert done.left_behind == 2
    ofcom = hall.organisations["Ofcom"].id
    found = [hall.work.actions.get(hall.reader(SINA), number) for number in (1, 2, 3)]
    assert [a.owner_user_id for a in found] == [None, None, AMARA]
    assert [a.owner_organisation_id for a in found] == [ofcom, ofcom, None]
    assert lists(hall, AMARA) == [(MOVED, GETHIN)]
    assert assign(hall, GETHIN, "KCSC").left_behind == 0


def test_where_nobody_chairs_the_secretariat_gets_the_list(hall):
    hall.set_up()
    hall.work.actions.add(action(1, hall.group.id, owner_user_id=GETHIN))
    assign(hall, GETHIN, None)
    assert lists(hall, SINA) == [(MOVED, GETHIN)]


def test_a_first_organisation_takes_nothing_from_anybody(hall):
    hall.set_up(chairs=(AMARA,))
    hall.work.actions.add(action(1, hall.group.id, owner_user_id=RAHUL))
    assert assign(hall, RAHUL, "KCSC").left_behind == 0
    assert hall.work.actions.get(hall.reader(SINA), 1).owner_user_id == RAHUL
    assert lists(hall, AMARA) == []
