"""What each person finds: their own work first, nothing that is not theirs, all of it counted."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.action_item import ActionStatus
from bot.domain.audience import Audience
from bot.domain.delivery import LATE_AFTER, Owed, SubjectType
from bot.domain.dialogue import Rsvp, RsvpAnswer
from bot.domain.message_kind import MessageKind
from bot.use_cases.home.show import Most, desk_of, office_of, show_home
from tests.bot.use_cases.actions.network import (
    AMARA,
    DAY,
    GRACE,
    LIAM,
    NORA,
    NOW,
    PAT,
    TODAY,
    YVES,
    dialogue,
)

MOST = Most(actions=3, done=2, dialogues=2, practices=2)


def home(network, user_id, *, reader=None):
    person, known = network.identified(user_id, NOW)
    context = replace(network.by(user_id), reader=reader or known)
    return show_home(person, replace(context, presence=network.presence), most=MOST)


def test_own_actions_are_shown_first_due_first_and_counted(network):
    for number in range(1, 6):
        network.put(number, owner_user_id=LIAM, due_on=TODAY + (9 - number) * DAY)
    network.put(6, owner_user_id=NORA)
    network.put(7, owner_user_id=None, owner_organisation_id=network.organisations["Ofcom"].id)
    found = home(network, LIAM)
    assert [action.number for action in found.actions.items] == [5, 4, 3]
    assert found.actions.total == 5
    assert [action.number for action in found.shared] == [7]
    assert home(network, NORA).actions.total == 1


def test_what_a_person_just_completed_can_be_taken_back_for_an_hour(network):
    long_ago, just_now = NOW - DAY, NOW
    for number, at in ((1, long_ago), (2, just_now)):
        done = {"status": ActionStatus.DONE, "settled_at": at, "settled_by": LIAM}
        network.put(number, owner_user_id=LIAM, **done)
    assert [action.number for action in home(network, LIAM).done] == [2]
    assert home(network, NORA).done == ()


def test_dialogues_and_own_answers_of_own_groups_alone(network):
    for number, audience in ((1, Audience.GROUP), (2, Audience.MEMBERS), (3, Audience.NETWORK)):
        at = NOW + number * DAY
        network.work.dialogues.add(dialogue(number, network.tech.id, at, audience=audience))
    said = Rsvp(user_id=LIAM, answer=RsvpAnswer.MAYBE, organisation_id=None, answered_at=NOW)
    network.work.rsvps.keep_answer(1, said)
    liam, nora = home(network, LIAM), home(network, NORA)
    assert [d.number for d in liam.dialogues] == [1, 2, 3], "one more says that there are more"
    assert liam.answers == {1: RsvpAnswer.MAYBE}
    assert [d.number for d in nora.dialogues] == [1, 3]
    assert home(network, YVES).dialogues == (), "in no channel"


def test_the_secretariat_has_its_office_and_not_everybody_s_work(network):
    network.put(1, owner_user_id=LIAM)
    grace = home(network, GRACE)
    assert grace.office is not None
    assert (grace.actions.total, grace.desks, grace.dialogues) == (0, (), ())
    assert home(network, LIAM).office is None


@pytest.mark.parametrize("user_id", [NORA, PAT], ids=["an observer", "of no organisation"])
def test_no_desk_for_those_who_chair_nothing(network, user_id):
    found = home(network, user_id)
    assert (found.desks, found.office) == ((), None)


def test_a_desk_counts_by_the_organisation_that_promised(network):
    ofcom, kcsc = (network.organisations[name].id for name in ("Ofcom", "KCSC"))
    for number, body in enumerate((ofcom, kcsc, ofcom, None), start=1):
        network.put(number, owner_organisation_id=body, due_on=TODAY - 9 * DAY)
    network.put(9, owner_organisation_id=kcsc, due_on=TODAY + DAY)
    network.work.dialogues.add(dialogue(1, network.tech.id, NOW + DAY))
    desk = desk_of(network.tech, network.by(AMARA))
    assert desk.overdue == (("Ofcom", 2), ("KCSC", 1), (None, 1))
    assert desk.unanswered == 5, "Pat is of no organisation"
    assert (desk.reviews, desk.readable) == (0, True)
    assert not desk_of(network.tech, replace(network.by(AMARA), presence={})).readable


def test_the_office_names_gaps_and_what_is_late(network):
    office = office_of(network.by(GRACE))
    assert {network.tech.id, network.teach.id} <= {group.id for group in office.groups}
    assert office.chairs[network.tech.id] == ("amara",)
    assert set(office.unassigned) == {"pat", "grace"}
    assert (office.late_since, office.refused) == (None, 0)
    due = NOW - LATE_AFTER - timedelta(minutes=1)
    late = Owed(
        kind=MessageKind.ACTION_GIVEN,
        subject_type=SubjectType.GROUP,
        subject_id=str(network.tech.id),
        recipient=LIAM,
        due_at=due,
        useful_until=due + DAY,
        audience=Audience.GROUP,
    )
    network.work.deliveries.owe([late], NOW)
    network.work.recipients.block(NORA, error="cannot_dm_bot", now=NOW)
    office = office_of(replace(network.by(GRACE), presence={}))
    assert (office.late_since, office.refused) == (due, 1)
    assert network.tech.id in office.unreadable
    assert PAT not in office.unassigned, "names, not ids"
