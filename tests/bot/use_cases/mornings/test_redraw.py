"""A morning that was sent shows what has become of each of its items; none keeps a dead button."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.domain.action_item import ActionStatus
from bot.domain.audience import Audience
from bot.domain.decision import Stance
from bot.domain.dialogue import DialogueStatus, RsvpAnswer
from bot.domain.message_kind import DropReason
from bot.domain.morning import Morning, Topic
from bot.domain.notifications import Gone
from bot.use_cases.actions.edit import AssignAction, assign_action
from bot.use_cases.actions.owners import Owner
from bot.use_cases.context import Context
from bot.use_cases.decisions.answer import AnswerProposal, answer_proposal
from bot.use_cases.decisions.propose import ProposeDecision, propose_decision
from bot.use_cases.dialogues.answer import AnswerDialogue, answer_dialogue
from bot.use_cases.mornings.redraw import morning_again
from bot.use_cases.practices.review import AnswerAuthor, decline_practice
from tests.bot.use_cases.actions.network import (
    AMARA,
    DAY,
    GONE,
    LIAM,
    MINJI,
    NORA,
    OLIVE,
    TECH,
    TODAY,
    channel,
    complete,
    dialogue,
    facts_of,
    snooze,
)
from tests.bot.use_cases.mornings.writing import NINE, send, told, written
from tests.network import HOUR, practice

LATER = NINE + DAY


def again(network, user_id=LIAM, now=LATER):
    """What each item of that morning says now, by reference."""
    (row,) = (row for row in network.mornings(user_id) if row.posted_ts == TODAY.isoformat())
    person, reader = network.identified(user_id, now)
    shown = morning_again(row, person, Context(reader=reader, work=network.work, now=now))
    return {item.subject.reference: item.became for item in shown.items}


def is_stale(network, user_id=LIAM):
    return [row.stale for row in network.mornings(user_id) if row.posted_ts]


def give(network, owner, by=LIAM):
    assign_action(AssignAction(1, Owner(user_id=owner)), **network.placing(by, NINE))


@pytest.mark.parametrize(
    ("do", "became"),
    [
        (complete, "done by you"),
        (lambda network: complete(network, AMARA), "done by @amara"),
        (lambda network: give(network, MINJI), "now with @min-ji"),
        (lambda network: snooze(network, now=LATER), "silent until Wednesday 9 December 2026"),
    ],
    ids=["done", "done by a chair", "handed over", "snoozed"],
)
def test_what_is_done_with_an_action_anywhere_is_said_in_its_morning(network, do, became):
    network.put(1, due_on=TODAY)
    network.put(2, due_on=TODAY)
    send(network, LIAM)
    assert is_stale(network) == [False]
    do(network)
    assert is_stale(network) == [True]
    assert again(network) == {"A1": became, "A2": ""}


def test_both_chairs_see_that_an_action_has_an_owner_now(network):
    network.put(1, owner_user_id=None)
    send(network, AMARA)
    give(network, MINJI, by=AMARA)
    assert is_stale(network, AMARA) == [True]
    assert again(network, AMARA) == {"A1": "now with @min-ji"}


def test_an_answer_is_said_to_who_gave_it_alone(network):
    network.work.dialogues.add(dialogue(12, network.tech.id, NINE + 2 * DAY))
    for user_id in (LIAM, MINJI):
        assert isinstance(send(network, user_id), Morning)
    answer_dialogue(
        AnswerDialogue(number=12, answer=RsvpAnswer.MAYBE),
        network.by(LIAM, NINE),
        person=network.work.people.get(LIAM),
    )
    assert (is_stale(network), is_stale(network, MINJI)) == ([True], [False])
    assert again(network) == {"D12": "you answered Maybe"}
    assert again(network, MINJI) == {"D12": ""}


def test_a_dialogue_that_is_over_or_cancelled_is_not_answered_any_more(network):
    made = dialogue(12, network.tech.id, NINE + DAY)
    network.work.dialogues.add(made)
    send(network, LIAM)
    assert again(network, now=made.ends_at) == {"D12": "over"}
    network.work.dialogues.change(
        dialogue(12, network.tech.id, NINE + DAY, status=DialogueStatus.CANCELLED)
    )
    assert again(network) == {"D12": "cancelled"}


def test_what_its_reader_may_not_see_any_more_is_left_out(network):
    network.put(1, due_on=TODAY)
    send(network, LIAM)
    network.presence.clear()
    assert again(network) == {}


def test_a_card_that_is_decided_keeps_no_button_in_the_chairs_mornings(network):
    network.work.practices.add(practice(1, network.tech.id, created_at=NINE - 8 * DAY))
    send(network, AMARA)
    assert again(network, AMARA, NINE) == {"P1": ""}
    decline_practice(
        AnswerAuthor(number=1, revision=1, words="One is enough"), network.by(AMARA, NINE)
    )
    assert is_stale(network, AMARA) == [True]
    assert again(network, AMARA) == {"P1": "declined"}


@pytest.mark.parametrize(
    ("by", "became"), [(LIAM, ""), (MINJI, "KCSC has answered")], ids=["another's", "their own"]
)
def test_a_proposal_that_their_organisation_answered(network, by, became):
    wish = ProposeDecision(
        group_id=network.tech.id, title="Use the list", closes_at=NINE + 2 * DAY + HOUR
    )
    context = network.by(AMARA, NINE - 4 * DAY)
    propose_decision(wish, replace(context, presence=network.presence))
    send(network, MINJI)
    answer_proposal(
        AnswerProposal(number=1, revision=1, stance=Stance.AGREE, words=""), network.by(by, NINE)
    )
    assert is_stale(network, MINJI) == [True]
    assert again(network, MINJI) == {"R1": became}


def test_it_is_private_to_its_reader(network):
    network.put(1, owner_user_id=OLIVE, due_on=TODAY)
    assert written(network, LIAM) == Gone(why="nothing to say")
    assert told(written(network, OLIVE)) == [(Topic.TODAY, 1)]


@pytest.mark.parametrize("status", [ActionStatus.DONE, ActionStatus.DROPPED])
def test_what_was_settled_since_is_not_said(network, status):
    network.put(due_on=TODAY, status=status)
    assert written(network, LIAM) == Gone(why="nothing to say")


def test_a_snooze_silences_until_its_day(network):
    network.put(due_on=TODAY, snoozed_until=TODAY + DAY)
    assert written(network, LIAM) == Gone(why="nothing to say")
    assert told(written(network, LIAM, today=TODAY + DAY)) == [(Topic.OVERDUE, 1)]


def test_what_its_owner_may_not_see_any_more_is_not_said(network):
    network.put(1, owner_user_id=NORA, due_on=TODAY, audience=Audience.MEMBERS)
    network.put(2, owner_user_id=NORA, due_on=TODAY)
    assert told(written(network, NORA)) == [(Topic.TODAY, 2)]
    network.presence = {TECH: channel(TECH, {AMARA, LIAM})}
    assert written(network, NORA) == Gone(why="nothing to say")


def test_who_has_left_gets_none(network):
    network.put(owner_user_id=GONE, due_on=TODAY)
    assert written(network, GONE) == Gone(why="no person")


def test_a_morning_of_another_zone_is_dropped_and_owed_again_there(network):
    network.put(owner_user_id=LIAM, due_on=TODAY)
    network.work.people.keep_seen(replace(facts_of(LIAM), zone="America/New_York"), NINE)
    assert written(network, LIAM, now=NINE) == Gone(why=DropReason.PLANNED_AGAIN)
    assert isinstance(written(network, LIAM, now=NINE + timedelta(hours=5)), Morning)


def test_it_is_still_right_when_it_comes_late(network):
    network.put(due_on=TODAY)
    assert told(written(network, LIAM, now=NINE + timedelta(hours=6))) == [(Topic.TODAY, 1)]


def test_its_date_is_the_readers_own(network):
    """At nine in Sydney on the 8th it is still the 7th in London."""
    network.put(owner_user_id=AMARA, due_on=date(2026, 12, 8), zone="Australia/Sydney")
    said = written(network, AMARA, today=date(2026, 12, 8))
    assert said.today == date(2026, 12, 8)
    assert told(said) == [(Topic.TODAY, 1)]
