"""Who hears of an officer's actions while they are away: the deputy, else the chair once."""

from datetime import date, timedelta

import pytest

from bot.domain.audience import Audience
from bot.domain.morning import Topic
from bot.domain.notifications import Gone
from bot.domain.person import HowOften
from bot.use_cases.actions.settle import CompleteAction, complete_action
from tests.bot.use_cases.actions.network import (
    AMARA,
    DAY,
    LIAM,
    MINJI,
    NOW,
    OLIVE,
    TODAY,
    snooze,
)
from tests.bot.use_cases.mornings.writing import plan, send, told, written

WEEK_ON = TODAY + 6 * DAY
DUE_TODAY = [(Topic.TODAY, 1)]


@pytest.fixture
def away(network):
    """A1 of Liam is due today; he is away this week, and Olive is his deputy."""
    network.read_channels()
    network.put(due_on=TODAY)
    network.covers(LIAM, OLIVE, TODAY, WEEK_ON)
    return network


def uncovered(network, today=TODAY + DAY):
    """What Amara finds, whose mornings come eleven hours before those of London."""
    morning = written(network, AMARA, today=today)
    return [] if isinstance(morning, Gone) else [a.number for a in morning.of(Topic.UNCOVERED)]


def test_the_deputy_hears_instead_and_is_told_for_which_officer(away):
    plan(away)
    morning = written(away, OLIVE)
    assert told(morning) == DUE_TODAY
    assert morning.items[0].said == "@liam, who is away up to Sunday 13 December 2026"
    assert written(away, LIAM) == Gone(why="nothing to say")
    assert OLIVE in away.owed_to()
    assert uncovered(away) == []


def test_it_goes_back_by_itself_on_the_day_of_return(away):
    away.covers(LIAM, OLIVE, TODAY - 7 * DAY, TODAY - DAY)
    assert told(written(away, LIAM)) == DUE_TODAY
    assert written(away, OLIVE) == Gone(why="nothing to say")


def no_longer_named(network):
    network.covers(LIAM, None, TODAY, WEEK_ON)


def moved(network):
    network.work.people.assign(OLIVE, network.organisations["KCSC"].id)


def left_the_channel(network):
    network.read_channels(OLIVE)


def away_too(network):
    network.covers(OLIVE, None, TODAY, TODAY)


def wants_no_mornings(network):
    network.work.people.choose_mornings(OLIVE, HowOften.OFF, 9)


@pytest.mark.parametrize(
    "change", [no_longer_named, moved, left_the_channel, away_too, wants_no_mornings]
)
def test_without_a_deputy_who_hears_it_stays_and_the_chair_is_told_once(away, change):
    change(away)
    plan(away)
    assert told(written(away, LIAM)) == DUE_TODAY
    assert AMARA in away.owed_to()
    assert uncovered(away) == [1]
    assert send(away, AMARA, today=TODAY + DAY).of(Topic.UNCOVERED)
    assert uncovered(away, TODAY + 2 * DAY) == []


def test_a_lowered_deputy_hears_of_what_observers_may_see(away):
    away.work.roles.lower_person(away.tech.id, OLIVE, lowered=True)
    away.put(2, due_on=TODAY, audience=Audience.MEMBERS)
    assert told(written(away, OLIVE)) == DUE_TODAY
    assert told(written(away, LIAM)) == [(Topic.TODAY, 2)]
    assert uncovered(away) == [2]


def test_what_is_given_or_comes_near_meanwhile_is_told_to_the_chair_then(network):
    network.read_channels()
    network.covers(LIAM, None, TODAY - 7 * DAY, WEEK_ON, now=NOW - 30 * DAY)
    network.put(1, due_on=TODAY - DAY)
    network.put(2, due_on=TODAY + 4 * DAY)
    assert send(network, AMARA).of(Topic.UNCOVERED)
    network.put(3, due_on=TODAY - DAY, changed_at=NOW - timedelta(hours=1))
    assert uncovered(network) == [3, 2]
    assert send(network, AMARA, today=TODAY + DAY).of(Topic.UNCOVERED)
    assert uncovered(network, TODAY + 2 * DAY) == []


def test_a_deputy_completes_and_snoozes_and_another_colleague_does_not(away):
    assert snooze(away, OLIVE).changed
    assert written(away, OLIVE) == Gone(why="nothing to say")
    assert complete_action(CompleteAction(1), away.by(OLIVE)).changed
    assert away.stored().settled_by == OLIVE


def test_a_week_overdue_is_told_to_the_deputy_of_one_who_is_there(network):
    network.read_channels()
    network.covers(LIAM, OLIVE)
    network.put(due_on=date(2026, 11, 30))
    plan(network)
    assert OLIVE in network.owed_to()
    assert [a.number for a in written(network, OLIVE).of(Topic.WEEK_OVERDUE)] == [1]
    assert MINJI not in network.owed_to()
