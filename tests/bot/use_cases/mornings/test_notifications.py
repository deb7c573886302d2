"""What a morning message says: to its reader, as their rights are at that moment."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.domain.action_item import ActionStatus
from bot.domain.audience import Audience
from bot.domain.message_kind import DropReason
from bot.domain.morning import Morning, Topic
from bot.domain.notifications import Gone
from tests.bot.use_cases.actions.network import (
    AMARA,
    DAY,
    GONE,
    LIAM,
    NORA,
    OLIVE,
    TECH,
    TODAY,
    channel,
    facts_of,
)
from tests.bot.use_cases.mornings.writing import NINE, told, written


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
