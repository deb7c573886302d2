"""What a morning tells one reader: what is due, what nobody owns, which answers are missing."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.audience import Audience
from bot.domain.dialogue import DialogueStatus, Rsvp, RsvpAnswer
from bot.domain.morning import Morning, Topic
from bot.domain.notifications import Gone
from tests.bot.use_cases.actions.network import (
    AMARA,
    DAY,
    GRACE,
    LIAM,
    MINJI,
    NORA,
    OLIVE,
    PAT,
    TODAY,
    YVES,
    dialogue,
)
from tests.bot.use_cases.mornings.writing import NINE, told, written


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
