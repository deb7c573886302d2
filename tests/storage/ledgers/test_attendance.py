"""The ledger of answers to invitations, on both databases."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from bot.domain.audience import Audience
from bot.domain.dialogue import DialogueStatus, RsvpAnswer
from bot.domain.fairness import Charge
from bot.domain.person import OrganisationKind
from bot.domain.roles import Role
from storage.unit_of_work import UnitOfWork
from tests.storage.records import DAY, NOW, dialogue, nobody, reader, rsvp, secretariat

LATER = NOW + timedelta(hours=1)


@pytest.fixture
def dialogues(unit, group):
    for number in (1, 2, 3):
        unit.dialogues.add(dialogue(number, group))


def test_the_last_answer_counts(unit, dialogues):
    assert unit.rsvps.keep_answer(1, rsvp(answer=RsvpAnswer.GOING))
    assert unit.rsvps.keep_answer(1, rsvp(answer=RsvpAnswer.CANNOT, at=LATER))
    assert unit.rsvps.of_dialogue(1) == (rsvp(answer=RsvpAnswer.CANNOT, at=LATER),)


def test_the_same_answer_again_is_no_news(unit, dialogues):
    unit.rsvps.keep_answer(1, rsvp())
    assert not unit.rsvps.keep_answer(1, rsvp(at=LATER))
    assert unit.rsvps.of_dialogue(1) == (rsvp(),)


def test_answers_come_earliest_first(unit, dialogues):
    unit.rsvps.keep_answer(1, rsvp("U1", at=LATER))
    unit.rsvps.keep_answer(1, rsvp("U2", RsvpAnswer.MAYBE))
    unit.rsvps.keep_answer(2, rsvp("U3"))
    assert [given.user_id for given in unit.rsvps.of_dialogue(1)] == ["U2", "U1"]


def test_another_workspaces_answers_do_not_show(unit, dialogues):
    assert unit.rsvps.of_dialogue(1) == ()
    assert unit.rsvps.by_person("U1", [1, 2, 3]) == {}


def test_one_persons_answers_by_dialogue(unit, dialogues):
    unit.rsvps.keep_answer(1, rsvp())
    unit.rsvps.keep_answer(2, rsvp(answer=RsvpAnswer.MAYBE))
    unit.rsvps.keep_answer(3, rsvp())
    unit.rsvps.keep_answer(1, rsvp("U2"))
    assert unit.rsvps.by_person("U1", [1, 2]) == {1: rsvp(), 2: rsvp(answer=RsvpAnswer.MAYBE)}


def test_another_delegate_is_another_answer(unit, dialogues):
    absent = rsvp(answer=RsvpAnswer.CANNOT)
    unit.rsvps.keep_answer(1, absent)
    named = replace(absent, delegate_user_id="U2", answered_at=LATER)
    assert unit.rsvps.keep_answer(1, named)
    assert unit.rsvps.of_dialogue(1) == (named,)
    assert not unit.rsvps.keep_answer(1, replace(named, answered_at=NOW))
    assert unit.rsvps.keep_answer(1, replace(absent, answered_at=LATER))
    assert unit.rsvps.of_dialogue(1)[0].delegate_user_id is None


def test_delegations_are_those_since_a_moment(connection, unit, dialogues):
    early = replace(rsvp("U1", RsvpAnswer.CANNOT), delegate_user_id="U2")
    late = replace(rsvp("U3", RsvpAnswer.CANNOT, at=LATER), delegate_user_id="U4")
    unit.rsvps.keep_answer(2, late)
    unit.rsvps.keep_answer(1, early)
    unit.rsvps.keep_answer(3, rsvp("U5", RsvpAnswer.CANNOT))
    assert unit.rsvps.naming_delegates(NOW) == ((1, early), (2, late))
    assert unit.rsvps.naming_delegates(LATER) == ((2, late),)
    assert UnitOfWork(connection, "T2").rsvps.naming_delegates(NOW) == ()
    assert unit.rsvps.naming("U4") == ((2, late),)
    assert unit.rsvps.naming("U5") == ()
    assert UnitOfWork(connection, "T2").rsvps.naming("U4") == ()


def test_cleared_answers_are_gone_for_one_dialogue(connection, unit, dialogues):
    for user_id in ("U1", "U2"):
        unit.rsvps.keep_answer(1, rsvp(user_id))
    unit.rsvps.keep_answer(2, rsvp())
    assert UnitOfWork(connection, "T2").rsvps.forget_answers(1) == 1, "the noise's own"
    assert unit.rsvps.forget_answers(1) == 2
    assert unit.rsvps.forget_answers(1) == 0
    assert unit.rsvps.of_dialogue(1) == ()
    assert unit.rsvps.of_dialogue(2) == (rsvp(),)


def test_who_has_answered_which(unit, dialogues):
    unit.rsvps.keep_answer(1, rsvp())
    unit.rsvps.keep_answer(1, rsvp("U2", RsvpAnswer.CANNOT))
    unit.rsvps.keep_answer(3, rsvp("U2"))
    assert unit.rsvps.who_answered([1, 2]) == {(1, "U1"), (1, "U2")}
    assert unit.rsvps.who_answered([1, 3], ["U1", "U9"]) == {(1, "U1")}
    assert unit.rsvps.who_answered([]) == frozenset()


def test_an_answer_keeps_the_organisation_of_its_time(unit, dialogues):
    body = unit.organisations.add(
        name="Body", kind=OrganisationKind.MEMBER, country="IE", zone="UTC"
    )
    unit.rsvps.keep_answer(1, rsvp(organisation_id=body.id))
    assert unit.rsvps.of_dialogue(1)[0].organisation_id == body.id


def test_there_is_no_answer_to_a_dialogue_that_is_not_there(unit, dialogues):
    with pytest.raises(IntegrityError):
        unit.rsvps.keep_answer(4, rsvp())


HOUR = timedelta(hours=1)


@pytest.fixture
def organisation(unit):
    made = unit.organisations.add(
        name="OSC", kind=OrganisationKind.MEMBER, country="FJ", zone="Pacific/Fiji"
    )
    return made.id


@pytest.fixture
def other(unit):
    return unit.organisations.add(
        name="Ofcom", kind=OrganisationKind.MEMBER, country="GB", zone="Europe/London"
    ).id


def charges(number, group, *organisations, points=5, year=2026):
    return [
        Charge(number=number, organisation_id=o, group_id=group, year=year, points=points)
        for o in organisations
    ]


def test_charges_add_up_by_organisation_and_year(unit, group, organisation, other):
    for number in (1, 2, 3):
        unit.dialogues.add(dialogue(number, group))
    assert unit.charges.keep_charges(charges(1, group, organisation, other)) == 2
    assert unit.charges.keep_charges(charges(2, group, organisation, points=3)) == 1
    assert unit.charges.keep_charges(charges(3, group, other, points=9, year=2027)) == 1
    assert unit.charges.points_of_year(secretariat(), group, 2026) == {organisation: 8, other: 5}
    assert unit.charges.points_of_year(secretariat(), group, 2027) == {other: 9}
    assert unit.charges.points_of_year(secretariat(), group + 1, 2026) == {}
    assert unit.charges.years_charged(secretariat(), group) == (2026, 2027)
    assert [c.number for c in unit.charges.of_year(secretariat(), group, 2026)] == [1, 1, 2]


def test_charging_twice_keeps_the_first(unit, group, organisation):
    unit.dialogues.add(dialogue(1, group))
    unit.charges.keep_charges(charges(1, group, organisation, points=5))
    assert unit.charges.keep_charges(charges(1, group, organisation, points=9)) == 0
    assert unit.charges.points_of_year(secretariat(), group, 2026) == {organisation: 5}


def test_a_refund_takes_back_all_of_one_dialogue(unit, group, organisation, other):
    for number in (1, 2):
        unit.dialogues.add(dialogue(number, group))
        unit.charges.keep_charges(charges(number, group, organisation, other))
    assert unit.charges.take_back(1) == 2
    assert unit.charges.take_back(1) == 0
    assert unit.charges.points_of_year(secretariat(), group, 2026) == {organisation: 5, other: 5}


def test_only_what_has_ended_and_was_not_charged_waits(unit, group, other_group, organisation):
    ends = {
        1: (group, NOW - 2 * DAY, {}),
        2: (group, NOW - HOUR, {}),
        3: (group, NOW - HOUR, {"minutes": 61}),
        4: (group, NOW - HOUR, {"status": DialogueStatus.CANCELLED}),
        5: (group, NOW - HOUR, {"audience": Audience.MEMBERS}),
        6: (other_group, NOW - HOUR, {}),
        7: (group, NOW - 3 * DAY, {}),
        8: (group, NOW - HOUR, {}),
    }
    for number, (where, starts_at, changes) in ends.items():
        unit.dialogues.add(dialogue(number, where, starts_at=starts_at, **changes))
    unit.charges.keep_charges(charges(8, group, organisation, points=0))
    waiting = unit.charges.not_yet_charged([group, other_group], NOW - 2 * DAY, NOW)
    assert [d.number for d in waiting] == [1, 2, 5, 6]
    assert [d.number for d in unit.charges.not_yet_charged([group], NOW - 2 * DAY, NOW)] == [
        1,
        2,
        5,
    ]
    assert unit.charges.not_yet_charged([], NOW - 2 * DAY, NOW) == ()


@pytest.mark.parametrize(
    ("audience", "seen"),
    [(Audience.MEMBERS, 0), (Audience.GROUP, 1), (Audience.NETWORK, 1)],
)
def test_a_reader_gets_the_charges_of_what_they_may_see(unit, group, organisation, audience, seen):
    unit.dialogues.add(dialogue(1, group, audience=audience))
    unit.charges.keep_charges(charges(1, group, organisation))
    for asked, expected in (
        (reader(group, role=Role.OBSERVER), seen),
        (reader(group), 1),
        (secretariat(), 1),
        (nobody(), 0),
    ):
        assert len(unit.charges.of_year(asked, group, 2026)) == expected
        assert len(unit.charges.points_of_year(asked, group, 2026)) == expected
        assert len(unit.charges.years_charged(asked, group)) == expected
