"""What chairs find about their groups: once, or once for each week, and not each day."""

from datetime import UTC, date, datetime

import pytest

from bot.domain.morning import OWN_ACTIONS, Morning, Topic
from bot.domain.notifications import Gone
from bot.domain.person import HowOften
from bot.domain.stocktake import Quarter
from tests.bot.use_cases.actions.network import AMARA, DAY, LIAM, MINJI, NOW, OLIVE, TODAY
from tests.bot.use_cases.mornings.writing import plan, send, written
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


LOGGED = datetime(2026, 11, 2, 10, tzinfo=UTC)
FRIDAY_1, MONDAY_4, MONDAY_11 = date(2027, 1, 1), date(2027, 1, 4), date(2027, 1, 11)


def due(network, day):
    said = written(network, AMARA, today=day)
    return [] if isinstance(said, Gone) else list(said.of(Topic.STOCKTAKE))


@pytest.fixture(params=[HowOften.DAILY, HowOften.WEEKLY], ids=str)
def rhythm(request, network):
    network.work.people.choose_mornings(AMARA, request.param, 9)
    return request.param


def test_it_comes_once_to_the_chairs_of_a_group_that_has_actions(network, rhythm):
    network.put(1, created_at=LOGGED, owner_user_id=LIAM)
    weekly = rhythm is HowOften.WEEKLY
    first, later = (MONDAY_4, MONDAY_11) if weekly else (FRIDAY_1, MONDAY_4)
    (found,) = due(network, first)
    assert (found.quarter, found.group_id) == (Quarter(2026, 4), network.tech.id)
    assert send(network, AMARA, today=first).of(Topic.STOCKTAKE)
    assert due(network, later) == []
    assert written(network, LIAM, today=first) == Gone(why="nothing to say")


def test_nothing_is_said_where_nothing_was_promised(network):
    assert due(network, FRIDAY_1) == []


def test_chairs_are_owed_that_morning(network):
    network.put(1, created_at=LOGGED, owner_user_id=LIAM)
    eve = datetime(2026, 12, 31, 12, tzinfo=UTC)
    plan(network, now=eve)
    assert network.owed_days(AMARA) == ["2027-01-01"]
    assert network.owed_days(LIAM) == ["2027-01-01"]


LEFT = {"owner_user_id": None, "due_on": TODAY - DAY, "created_at": NOW - 30 * DAY}


def told(network, day):
    morning = send(network, AMARA, today=day)
    if isinstance(morning, Gone):
        return []
    return [(i.subject.number, i.said) for i in morning.items if i.topic is Topic.UNCOVERED]


def test_it_is_told_when_it_passes_on_and_then_weekly(network):
    ofcom = network.organisations["Ofcom"].id
    network.put(1, owner_organisation_id=ofcom, changed_at=NOW, **LEFT)
    network.read_channels(LIAM, OLIVE)
    plan(network)
    assert AMARA in network.owed_to()
    tuesday = TODAY + DAY
    days = [tuesday, tuesday + DAY, tuesday + 7 * DAY, tuesday + 8 * DAY]
    named = (1, "Ofcom, with nobody here")
    assert [told(network, day) for day in days] == [[named], [], [named], []]


def test_who_is_there_hears_and_the_chair_does_not(network):
    ofcom = network.organisations["Ofcom"].id
    network.put(1, owner_organisation_id=ofcom, changed_at=NOW, **LEFT)
    network.read_channels(LIAM)
    assert told(network, TODAY + DAY) == []
