"""Answers: who may, one effect, and the private reminder that follows."""

import pytest

from bot.domain.audience import Audience
from bot.domain.dialogue import RsvpAnswer
from bot.domain.errors import NotAllowed, NotFound, Refusal
from bot.use_cases.context import Context
from bot.use_cases.dialogues.cancel import CancelDialogue, cancel_dialogue
from tests.bot.use_cases.dialogues.town import AMARA, HOUR, LIAM, MINUTE, NORA, NOW, PAT, START, ZOE


def answers(town):
    return {rsvp.user_id: rsvp.answer for rsvp in town.work.rsvps.of_dialogue(1)}


@pytest.mark.parametrize("user_id", [LIAM, AMARA, NORA, PAT])
def test_everyone_in_the_channel_may_answer(town, user_id):
    town.schedule()
    done = town.answer(user_id, 1, RsvpAnswer.MAYBE)
    assert answers(town) == {user_id: RsvpAnswer.MAYBE}
    assert done.reminded


def test_an_answer_speaks_for_ones_organisation(town):
    town.schedule()
    town.answer(NORA, 1)
    town.answer(PAT, 1)
    by = {rsvp.user_id: rsvp.organisation_id for rsvp in town.work.rsvps.of_dialogue(1)}
    assert by == {NORA: town.work.organisations.by_name("NCMEC").id, PAT: None}


def test_the_invitation_is_refreshed_once_an_answer_is_new(town):
    town.schedule()
    town.post_due(NOW)
    first = town.answer(LIAM, 1)
    assert [row.kind for row in town.stale()] == ["dialogue.announcement"]
    assert town.answer(LIAM, 1, now=NOW + MINUTE) == first
    assert town.stale() == ()
    did = [did for _, _, did, _ in town.work.journal.lines_about("D1")]
    assert did.count("answered") == 1


def test_going_and_maybe_owe_one_private_reminder(town):
    town.schedule()
    town.answer(LIAM, 1)
    town.answer(LIAM, 1, RsvpAnswer.MAYBE)
    (row,) = town.owed("dialogue.starting")
    assert (row.recipient, row.due_at, row.useful_until) == (LIAM, START - 10 * MINUTE, START)


def test_no_owes_none_and_a_mind_changed_twice_still_gets_it(town):
    town.schedule()
    done = town.answer(LIAM, 1, RsvpAnswer.CANNOT)
    assert not done.reminded
    assert town.owed("dialogue.starting") == []
    town.answer(LIAM, 1)
    town.answer(LIAM, 1, RsvpAnswer.CANNOT)
    town.answer(LIAM, 1)
    assert len(town.owed("dialogue.starting")) == 1
    assert answers(town) == {LIAM: RsvpAnswer.GOING}


def test_in_the_last_ten_minutes_nothing_more_is_promised(town):
    town.schedule()
    done = town.answer(LIAM, 1, now=START - 10 * MINUTE)
    assert not done.reminded
    assert town.owed("dialogue.starting") == []


def test_while_it_runs_one_can_still_answer_and_afterwards_not(town):
    town.schedule()
    town.answer(LIAM, 1, now=START + 59 * MINUTE)
    with pytest.raises(Refusal) as refused:
        town.answer(NORA, 1, now=START + HOUR)
    assert refused.value.words == (
        "D1 is over: it began on Tuesday 8 December 2026, 14:00 (Europe/London, UTC+0)."
    )
    assert set(answers(town)) == {LIAM}


def test_a_cancelled_one_says_so(town):
    town.schedule()
    cancel_dialogue(
        CancelDialogue(number=1, reason="the report is late"),
        Context(reader=town.reader(LIAM), work=town.work, now=NOW),
    )
    with pytest.raises(Refusal) as refused:
        town.answer(NORA, 1)
    assert refused.value.words == (
        "D1 is cancelled: the report is late. There is nothing to answer."
    )
    assert answers(town) == {}


def test_a_button_on_what_one_may_not_see(town):
    town.schedule(audience=Audience.MEMBERS)
    for user_id, number in ((NORA, 1), (PAT, 1), (ZOE, 1), (LIAM, 99)):
        with pytest.raises(NotFound) as refused:
            town.answer(user_id, number)
        assert refused.value.words == f"I can't find D{number} in a group you belong to."
    assert answers(town) == {}


def test_seeing_it_from_another_group_is_not_being_invited(town):
    town.schedule(AMARA, audience=Audience.NETWORK)
    with pytest.raises(NotAllowed) as refused:
        town.answer(ZOE, 1)
    assert refused.value.words == (
        "Only someone in the channel of Technology can answer this invitation. "
        "Chair: @Amara Okafor."
    )
