"""Assigning people, naming the secretariat, and the roster as a whole."""

from datetime import timedelta

import pytest

from bot.domain.errors import NotAllowed, NotValid
from bot.domain.message_kind import MessageKind
from bot.domain.person import PersonFacts
from bot.domain.roles import Role
from tests.bot.use_cases.groups.hall import (
    AMARA,
    APP,
    GETHIN,
    GRETA,
    MINJI,
    NOW,
    RAHUL,
    SINA,
    STRANGER,
    TANIS,
    assign,
    refused,
)
from tests.journal import told_about
from tests.storage.records import action


def test_an_assignment_makes_a_member(hall):
    hall.set_up()
    done = assign(hall, RAHUL, "Ofcom")
    assert done.was is None
    assert done.person.organisation == hall.organisations["Ofcom"]
    assert [(s.group.name, s.was, s.now) for s in done.shifts] == [
        ("Technology", Role.OBSERVER, Role.MEMBER)
    ]
    assert hall.reader(RAHUL).rostered
    ((_, who, did, where),) = told_about(hall.work, RAHUL)
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
        (GRETA, "@greta has left this workspace. Please choose someone else."),
        (STRANGER, "I could not find out who U0STRANGER is."),
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


def lists(hall, user_id):
    rows = hall.work.deliveries.of_recipient(user_id, NOW - timedelta(days=1))
    return [
        (row.kind, row.occurrence.split()[0]) for row in rows if row.kind == MessageKind.OWNER_MOVED
    ]


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
    assert lists(hall, AMARA) == [(MessageKind.OWNER_MOVED, GETHIN)]
    assert assign(hall, GETHIN, "KCSC").left_behind == 0


def test_where_nobody_chairs_the_secretariat_gets_the_list(hall):
    hall.set_up()
    hall.work.actions.add(action(1, hall.group.id, owner_user_id=GETHIN))
    assign(hall, GETHIN, None)
    assert lists(hall, SINA) == [(MessageKind.OWNER_MOVED, GETHIN)]


def test_a_first_organisation_takes_nothing_from_anybody(hall):
    hall.set_up(chairs=(AMARA,))
    hall.work.actions.add(action(1, hall.group.id, owner_user_id=RAHUL))
    assert assign(hall, RAHUL, "KCSC").left_behind == 0
    assert hall.work.actions.get(hall.reader(SINA), 1).owner_user_id == RAHUL
    assert lists(hall, AMARA) == []
