"""A chair's first morning of a quarter has the stocktake of the one that ended; no other has."""

from datetime import UTC, date, datetime

import pytest

from bot.domain.morning import Topic
from bot.domain.notifications import Gone
from bot.domain.person import HowOften
from bot.domain.stocktake import Quarter
from tests.bot.use_cases.actions.network import AMARA, LIAM
from tests.bot.use_cases.mornings.writing import plan, send, written

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
