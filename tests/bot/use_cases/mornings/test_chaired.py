"""What chairs find about their groups: once, or once for each week, and not each day."""

import pytest

from bot.domain.morning import OWN_ACTIONS, Morning, Topic
from tests.bot.use_cases.actions.network import AMARA, DAY, LIAM, MINJI, NOW, TODAY
from tests.bot.use_cases.mornings.writing import plan, send
from tests.network import practice


def days_told(network, topic, days, user_id=AMARA, first=TODAY):
    """The days, counted from the first, of mornings that told of this topic; each is sent."""
    found = {}
    for ahead in days:
        day = first + ahead * DAY
        if day.weekday() < 5 and isinstance(said := send(network, user_id, today=day), Morning):
            found[ahead] = [subject.number for subject in said.of(topic)]
    return {ahead: numbers for ahead, numbers in found.items() if numbers}


def test_a_chair_hears_once_what_has_become_a_week_overdue(network):
    network.put(1, owner_user_id=MINJI, due_on=TODAY - 6 * DAY)
    network.put(2, owner_user_id=MINJI, due_on=TODAY + 90 * DAY)
    network.put(3, owner_user_id=MINJI, due_on=TODAY - 2 * DAY)
    plan(network)
    assert network.owed_days(AMARA)[0] == "2026-12-08", "a Tuesday, a week after it was due"
    assert network.owed_days(LIAM) == [], "he chairs another group"
    assert days_told(network, Topic.WEEK_OVERDUE, range(12)) == {1: [1], 7: [3]}, "of a Saturday"


def test_what_chairs_own_themselves_or_nobody_owns_is_told_elsewhere(network):
    week_ago = TODAY - 7 * DAY
    network.put(1, owner_user_id=AMARA, due_on=week_ago)
    network.put(2, owner_user_id=None, due_on=week_ago)
    said = send(network, AMARA)
    assert said.of(Topic.WEEK_OVERDUE) == ()
    assert [a.number for a in said.of(*OWN_ACTIONS)] == [1]
    assert [a.number for a in said.of(Topic.UNOWNED)] == [2]


def test_a_card_that_waits_is_told_to_its_chairs_each_week_and_not_each_day(network):
    sent = NOW - 6 * DAY
    network.work.practices.add(practice(1, network.tech.id, created_at=sent))
    network.work.practices.add(practice(2, network.tech.id, created_at=NOW))
    plan(network)
    assert network.owed_days(AMARA)[0] == "2026-12-08", "a week after it was sent"
    assert network.owed_days(LIAM) == [], "he chairs another group"
    told = {1: [1], 7: [2], 8: [1], 14: [2]}
    assert days_told(network, Topic.UNREVIEWED, range(15)) == told


def test_what_nobody_owns_is_told_to_its_chairs_once_and_then_weekly(network):
    network.put(1, owner_user_id=None)
    assert days_told(network, Topic.UNOWNED, range(16)) == {0: [1], 7: [1], 14: [1]}


def test_what_a_chair_leaves_alone_is_silent_for_that_long(network):
    network.put(1, owner_user_id=None, snoozed_until=TODAY + 9 * DAY)
    assert days_told(network, Topic.UNOWNED, range(20)) == {9: [1], 16: [1]}


@pytest.mark.parametrize("topic", [Topic.UNOWNED, Topic.UNREVIEWED, Topic.WEEK_OVERDUE])
def test_no_morning_is_owed_for_what_a_chair_has_heard_until_it_is_told_again(network, topic):
    if topic is Topic.UNREVIEWED:
        network.work.practices.add(practice(2, network.tech.id, created_at=NOW - 7 * DAY))
    else:
        owner = None if topic is Topic.UNOWNED else MINJI
        network.put(owner_user_id=owner, due_on=TODAY - 7 * DAY)
    assert send(network, AMARA).of(topic)
    plan(network, NOW + DAY)
    assert network.owed_days(AMARA) == []
    plan(network, NOW + 5 * DAY)
    again = [] if topic is Topic.WEEK_OVERDUE else ["2026-12-14"]
    assert network.owed_days(AMARA)[:1] == again
