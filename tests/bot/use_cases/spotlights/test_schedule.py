"""When a group's spotlight comes: chairs set it, and only hours that are ahead count."""

from datetime import time

import pytest

from bot.domain.errors import NotAllowed
from bot.use_cases.spotlights.schedule import (
    ScheduleSpotlight,
    next_spotlight,
    schedule_spotlight,
)
from tests.bot.use_cases.practices.network import AMARA, LIAM, NOW
from tests.bot.use_cases.spotlights.test_schedule_messages import (
    WEDNESDAY,
    WEEK,
    plan,
    send,
    spotlights,
)
from tests.network import HOUR, MINUTE


def test_chairs_alone_set_it_and_it_is_off_until_they_do(network, put):
    put()
    assert plan(network, WEDNESDAY) == 0
    wish = ScheduleSpotlight(group_id=network.tech.id, weekday=2, at=time(10))
    with pytest.raises(NotAllowed):
        schedule_spotlight(wish, network.by(LIAM))
    done = schedule_spotlight(wish, network.by(AMARA))
    assert next_spotlight(done.group, NOW) == WEDNESDAY
    assert not schedule_spotlight(wish, network.by(AMARA)).changed


def test_an_hour_that_had_passed_when_it_was_set_is_not_caught_up(network, put):
    put()
    wish = ScheduleSpotlight(group_id=network.tech.id, weekday=2, at=time(10))
    schedule_spotlight(wish, network.by(AMARA, WEDNESDAY + MINUTE))
    plan(network, WEDNESDAY + 2 * HOUR)
    assert [row.occurrence for row in spotlights(network)] == ["2026-12-02"]


def test_another_hour_on_the_day_moves_it_and_a_second_one_is_not_owed(weekly, put):
    put(1), put(2)
    plan(weekly, WEDNESDAY - 10 * MINUTE)
    later = ScheduleSpotlight(group_id=weekly.tech.id, weekday=2, at=time(16))
    schedule_spotlight(later, weekly.by(AMARA, WEDNESDAY - 5 * MINUTE))
    errors = [row.error for row in spotlights(weekly)]
    assert errors == ["another card", "rescheduled", None]
    assert send(weekly, WEDNESDAY) == []
    plan(weekly, WEDNESDAY + 6 * HOUR)
    assert len(send(weekly, WEDNESDAY + 6 * HOUR)) == 1
    earlier = ScheduleSpotlight(group_id=weekly.tech.id, weekday=2, at=time(18))
    schedule_spotlight(earlier, weekly.by(AMARA, WEDNESDAY + 7 * HOUR))
    plan(weekly, WEDNESDAY + 8 * HOUR)
    assert send(weekly, WEDNESDAY + 8 * HOUR) == []
    off = ScheduleSpotlight(group_id=weekly.tech.id, weekday=None)
    plan(weekly, WEDNESDAY + WEEK + 8 * HOUR - 5 * MINUTE)
    schedule_spotlight(off, weekly.by(AMARA, WEDNESDAY + WEEK + 8 * HOUR - MINUTE))
    assert spotlights(weekly)[-1].error == "switched off"
    assert plan(weekly, WEDNESDAY + WEEK + 8 * HOUR) == 0
