"""A morning that was sent shows what has become of each of its items; none keeps a dead button."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.domain.action_item import ActionStatus
from bot.domain.audience import Audience
from bot.domain.decision import Stance
from bot.domain.dialogue import DialogueStatus, Rsvp, RsvpAnswer
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
    GRACE,
    LIAM,
    MINJI,
    NORA,
    OLIVE,
    PAT,
    TECH,
    TODAY,
    YVES,
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


def test_overdue_today_and_soon_in_that_order(network):
    for number, days in ((1, 3), (2, 0), (3, -1), (4, -20), (5, 4), (6, 1)):
        network.put(number, due_on=TODAY + days * DAY)
    network.put(7)
    assert told(written(network, LIAM)) == [
        (Topic.OVERDUE, 4),
        (Topic.OVERDUE, 3),
        (Topic.TODAY, 2),
        (Topic.SOON, 6),
        (Topic.SOON, 1),
    ]


def test_an_organisations_action_without_an_officer_is_said_to_its_people(network):
    ofcom = network.organisations["Ofcom"].id
    network.put(1, owner_user_id=None, owner_organisation_id=ofcom, due_on=TODAY)
    network.put(2, owner_user_id=OLIVE, owner_organisation_id=ofcom, due_on=TODAY)
    assert told(written(network, LIAM)) == [(Topic.TODAY, 1)]
    assert told(written(network, OLIVE)) == [(Topic.TODAY, 1), (Topic.TODAY, 2)]
    assert written(network, MINJI) == Gone(why="nothing to say")


def test_what_nobody_owns_is_said_to_the_chair_only(network):
    network.put(1, owner_user_id=None)
    network.put(2, owner_user_id=None, group_id=network.teach.id)
    said = written(network, AMARA)
    assert [action.number for action in said.of(Topic.UNOWNED)] == [1]
    assert list(said.groups) == [network.tech.id]
    assert [action.number for action in written(network, LIAM).of(Topic.UNOWNED)] == [2]
    for user_id in (MINJI, NORA, GRACE):
        assert written(network, user_id) == Gone(why="nothing to say")


def add_dialogue(network, number=12, starts_at=None, group=None, **changes):
    group = group or network.tech
    made = dialogue(number, group.id, starts_at or NINE + 2 * DAY, **changes)
    network.work.dialogues.add(made)
    return made


def test_dialogues_that_wait_for_this_persons_answer(network):
    add_dialogue(network, 12)
    add_dialogue(network, 13, NINE + DAY)
    network.work.rsvps.keep_answer(
        13, Rsvp(user_id=LIAM, answer=RsvpAnswer.MAYBE, organisation_id=None, answered_at=NINE)
    )
    assert [d.number for d in written(network, LIAM).of(Topic.UNANSWERED)] == [12]
    assert [d.number for d in written(network, OLIVE).of(Topic.UNANSWERED)] == [13, 12]


@pytest.mark.parametrize(
    ("starts_at", "asked"),
    [
        (NINE, False),
        (NINE + timedelta(minutes=1), True),
        (datetime(2026, 12, 9, 23, 59, tzinfo=UTC), True),
        (datetime(2026, 12, 10, 0, 0, tzinfo=UTC), False),
    ],
)
def test_two_days_are_counted_in_the_readers_zone(network, starts_at, asked):
    add_dialogue(network, starts_at=starts_at)
    said = written(network, LIAM)
    assert isinstance(said, Morning) == asked


def test_who_may_not_see_a_dialogue_is_not_asked(network):
    add_dialogue(network, 1, audience=Audience.MEMBERS)
    add_dialogue(network, 2, group=network.teach)
    add_dialogue(network, 3, status=DialogueStatus.CANCELLED)
    assert [d.number for d in written(network, MINJI).of(Topic.UNANSWERED)] == [1, 2]
    assert [d.number for d in written(network, LIAM).of(Topic.UNANSWERED)] == [1], "he runs D2"
    assert [d.number for d in written(network, OLIVE).of(Topic.UNANSWERED)] == [1]
    for user_id in (NORA, PAT, GRACE, YVES):
        assert written(network, user_id) == Gone(why="nothing to say")


def test_a_dialogue_for_the_network_asks_all_of_the_roster(network):
    add_dialogue(network, audience=Audience.NETWORK)
    assert [d.number for d in written(network, YVES).of(Topic.UNANSWERED)] == [12]
    for user_id in (PAT, GRACE):
        assert written(network, user_id) == Gone(why="nothing to say")
