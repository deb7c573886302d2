"""The search: starts that are free, on the half hour, and different enough to choose between."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import pairwise

import pytest

from bot.domain.fairness import Weights, burden_of_meeting
from bot.domain.zones import to_wall
from bot.use_cases.dialogues.rules.invited import invited_organisations
from tests.bot.use_cases.dialogues.town import AMARA, DAY, LIAM, NOW
from tests.bot.use_cases.fairness.asking import WEEK, found, pay


def by_hand(town, result, starts, before):
    """The totals after each start, the highest first: one meeting at a time."""
    table = {}
    for at in starts:
        after = [
            before.get(o.name, 0)
            + burden_of_meeting(
                at,
                result.minutes,
                o.zone,
                holiday_on=partial(town.work.holidays.on, o.country),
                weights=result.weights,
            ).points
            for o in invited_organisations(result.audience, town.tech, town.by(LIAM))
        ]
        table[at] = (sorted(after, reverse=True), sum(after), at)
    return table


def half_hours(until):
    at = NOW + DAY
    while at < until:
        yield at
        at += timedelta(minutes=30)


@pytest.mark.parametrize("before", [{}, {"eSafety": 40}, {"eSafety": 9, "KCSC": 9, "NCMEC": 3}])
@pytest.mark.parametrize("minutes", [60, 75, 10, 300])
def test_the_first_is_the_fairest_of_all(town, before, minutes):
    pay(town, **before)
    result = found(town, minutes=minutes)
    table = by_hand(town, result, half_hours(NOW + 2 * WEEK), before)
    ranked = [table[slot.starts_at] for slot in result.slots]
    assert ranked == sorted(ranked)
    assert ranked[0] == min(table.values())


def test_none_clashes_with_a_dialogue_of_the_group(town):
    first = found(town).slots[0]
    town.schedule(starts_at=first.starts_at - timedelta(minutes=50), minutes=55)
    again = found(town)
    for slot in again.slots:
        apart = slot.starts_at - first.starts_at
        assert not timedelta(minutes=-110) < apart < timedelta(minutes=5)
    town.schedule(group=town.board, starts_at=again.slots[0].starts_at, user_id=AMARA, title="B")
    assert found(town).slots == again.slots, "another group's is no clash"


def test_slots_are_different_enough_to_choose_between(town):
    result = found(town, ahead=26 * WEEK)
    assert len(result.slots) == 6
    days = [to_wall(s.starts_at, "Europe/London").date() for s in result.slots]
    assert max(days.count(day) for day in days) <= 2
    times = [to_wall(s.starts_at, "Europe/London").time() for s in result.slots]
    assert max(times.count(time) for time in times) <= 3
    starts = sorted(s.starts_at for s in result.slots)
    assert all(b - a >= timedelta(hours=2) for a, b in pairwise(starts))


@pytest.mark.parametrize("zone", ["Asia/Kathmandu", "Australia/Adelaide", "Europe/London"])
def test_starts_are_on_the_half_hour_of_the_groups_clock(town, zone):
    town.tech = replace(town.tech, zone=zone)
    town.work.groups.change(town.tech)
    for slot in found(town).slots:
        assert to_wall(slot.starts_at, zone).minute in (0, 30)


def test_the_span_begins_in_a_day_and_ends_where_asked(town):
    now = NOW + timedelta(minutes=7, seconds=3)
    result = found(town, now=now, ahead=2 * DAY, weights=Weights(hours=(0,) * 24, day_off=0))
    assert result.slots[0].starts_at == datetime(2026, 11, 24, 10, 30, tzinfo=UTC), "the soonest"
    assert max(s.starts_at for s in result.slots) < result.until == now + 2 * DAY
