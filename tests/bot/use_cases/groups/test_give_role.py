"""Chairs' terms, and people lowered to observer."""

from datetime import date, timedelta

import pytest

from bot.domain.errors import NotAllowed, NotValid, Refusal
from bot.domain.group import Term
from bot.domain.person import OrganisationKind
from bot.domain.roles import Role
from bot.use_cases.context import Context
from bot.use_cases.groups.give_role import GiveRole, give_role
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
from tests.journal import told_about

TODAY, MARCH = date(2026, 12, 7), date(2027, 3, 31)
YEAR = date(2027, 12, 7)


@pytest.fixture
def give(hall):
    hall.set_up(chairs=(AMARA,))

    def run(user_id, role, *, by=AMARA, until=None, channel=PRIVATE):
        return give_role(
            GiveRole(group=hall.group, user_id=user_id, role=role, until=until),
            Context(reader=hall.reader(by), work=hall.work, now=hall.now),
            channel=channel,
            facts=hall.facts,
        )

    return run


def refused(hall, kind, give, *args, **options):
    before = hall.everything()
    with pytest.raises(kind) as caught:
        give(*args, **options)
    assert hall.everything() == before
    return caught.value.words


# Chairs ------------------------------------------------------------------------------------------


def test_a_chair_with_a_last_day(hall, give):
    done = give(MINJI, Role.CHAIR, until=MARCH)
    assert done.term == Term(user_id=MINJI, starts_on=TODAY, ends_on=MARCH)
    assert (done.was, done.role, done.changed) == (Role.MEMBER, Role.CHAIR, True)
    assert done.chairs == (AMARA, MINJI)
    assert hall.role(MINJI) is Role.CHAIR
    hall.now = NOW + (MARCH - TODAY)
    assert hall.role(MINJI) is Role.CHAIR
    hall.now += timedelta(days=1)
    assert hall.role(MINJI) is Role.MEMBER


def test_a_chair_without_a_last_day_has_a_year(give):
    assert give(MINJI, Role.CHAIR).term == Term(user_id=MINJI, starts_on=TODAY, ends_on=YEAR)


def test_another_last_day_takes_the_place_of_the_first(hall, give):
    hall.now = NOW + timedelta(days=10)
    done = give(AMARA, Role.CHAIR, until=MARCH)
    assert done.was is Role.CHAIR
    assert done.term == Term(user_id=AMARA, starts_on=date(2026, 12, 17), ends_on=MARCH)
    hall.now = NOW + timedelta(days=200)
    assert hall.role(AMARA) is Role.MEMBER


@pytest.mark.parametrize("until", [None, YEAR])
def test_who_chairs_already_keeps_the_term(hall, give, until):
    before = hall.everything()
    done = give(AMARA, Role.CHAIR, until=until)
    assert not done.changed
    assert done.term == Term(user_id=AMARA, starts_on=TODAY, ends_on=YEAR)
    assert hall.everything() == before


def test_who_was_lowered_can_be_appointed(hall, give):
    give(MINJI, Role.OBSERVER)
    assert give(MINJI, Role.CHAIR).was is Role.OBSERVER
    assert hall.role(MINJI) is Role.CHAIR


def test_today_can_be_the_last_day_and_yesterday_not(hall, give):
    assert give(MINJI, Role.CHAIR, until=TODAY).term.ends_on == TODAY
    words = refused(hall, NotValid, give, GETHIN, Role.CHAIR, until=TODAY - timedelta(days=1))
    assert words == (
        "Sunday 6 December 2026 is over already in Europe/London, the zone of Technology. "
        "Please give a last day that is still ahead."
    )


@pytest.mark.parametrize(
    ("user_id", "words"),
    [
        (
            TANIS,
            "@tanis belongs to FOSI, an observer organisation. Only people of member organisations",
        ),
        (RAHUL, "@rahul belongs to no organisation yet"),
        (FAR, "@far is not in the channel of Technology."),
        (GRETA, "@greta has left this workspace."),
        (APP, "@app is an app."),
        (STRANGER, "I don't know this person."),
    ],
)
def test_who_cannot_chair(hall, give, user_id, words):
    assert words in refused(hall, Refusal, give, user_id, Role.CHAIR)


# Members and observers ---------------------------------------------------------------------------


def test_an_observer_is_lowered_at_once(hall, give):
    done = give(GETHIN, Role.OBSERVER)
    assert (done.was, done.changed) == (Role.MEMBER, True)
    assert hall.role(GETHIN) is Role.OBSERVER
    assert not give(GETHIN, Role.OBSERVER).changed


def test_member_lifts_a_lowering(hall, give):
    give(GETHIN, Role.OBSERVER)
    done = give(GETHIN, Role.MEMBER)
    assert (done.was, done.changed) == (Role.OBSERVER, True)
    assert hall.role(GETHIN) is Role.MEMBER
    assert not give(GETHIN, Role.MEMBER).changed


@pytest.mark.parametrize("role", [Role.MEMBER, Role.OBSERVER])
def test_a_term_ends_at_once_and_a_coming_one_too(hall, give, role):
    give(MINJI, Role.CHAIR)
    later = Term(user_id=MINJI, starts_on=YEAR + timedelta(days=5))
    hall.work.roles.appoint_chair(hall.group.id, later)
    done = give(MINJI, role)
    assert (done.was, done.chairs) == (Role.CHAIR, (AMARA,))
    assert hall.role(MINJI) is role
    give(MINJI, Role.MEMBER)
    hall.now = NOW + timedelta(days=400)
    assert hall.role(MINJI) is Role.MEMBER


def test_a_group_left_without_a_chair_is_said_to_be(give):
    assert give(AMARA, Role.MEMBER).chairs == ()


def test_a_role_never_raises_anyone(hall, give):
    words = refused(hall, Refusal, give, TANIS, Role.MEMBER)
    assert words == (
        "@tanis belongs to FOSI, an observer organisation. A role in a group never raises anyone "
        "above their organisation."
    )
    assert "@rahul belongs to no organisation yet" in refused(
        hall, Refusal, give, RAHUL, Role.MEMBER
    )


def test_an_observer_by_organisation_stays_what_they_are(hall, give):
    before = hall.everything()
    assert not give(TANIS, Role.OBSERVER).changed
    assert hall.everything() == before
    fosi = hall.organisations["FOSI"]
    assert fosi.kind is OrganisationKind.OBSERVER


# Rights ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("by", [GETHIN, TANIS, RAHUL, FAR, STRANGER])
@pytest.mark.parametrize("role", [Role.CHAIR, Role.MEMBER, Role.OBSERVER])
def test_only_chairs_and_the_secretariat_give_roles(hall, give, by, role):
    words = refused(hall, NotAllowed, give, MINJI, role, by=by)
    assert words == (
        "Only a chair of Technology can change a group's settings and roles. Chair: @amara."
    )


def test_the_secretariat_gives_roles(give):
    assert give(MINJI, Role.CHAIR, by=SINA).changed


def test_each_change_is_in_the_journal(hall, give):
    give(MINJI, Role.CHAIR, until=MARCH)
    give(MINJI, Role.OBSERVER)
    told = [(who, did, about) for _, who, did, about in told_about(hall.work, "C0TECH")]
    assert told[1:] == [
        (AMARA, "made chair until 2027-03-31", MINJI),
        (AMARA, "made observer", MINJI),
    ]
