"""The ledger of answers to invitations, on both databases."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from bot.domain.dialogue import RsvpAnswer
from bot.domain.person import OrganisationKind
from storage.unit_of_work import UnitOfWork
from tests.storage.records import NOW, dialogue, rsvp

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
