"""The search: starts that are free, on the half hour, and different enough to choose between."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.fairness import QUARTER, Weights, burden_of_meeting
from bot.domain.zones import to_wall
from bot.use_cases.dialogues.rules.invited import invited_organisations
from bot.use_cases.fairness.search import dearest_by_start, prices_by_quarter
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


ZONES = (
    "Pacific/Fiji Australia/Sydney Australia/Lord_Howe Pacific/Chatham Asia/Kathmandu Asia/Seoul "
    "Africa/Casablanca Europe/Dublin Europe/London America/St_Johns America/New_York UTC"
).split()
WEIGHTS = Weights()
FIRST = datetime(2026, 1, 1, tzinfo=UTC)


def holiday_on(day):
    return "Feast" if day.day == 13 else None


def check(zone, first, minutes, starts):
    width = -(-minutes // 15)
    each = prices_by_quarter(
        ZoneInfo(zone),
        holiday_on=holiday_on,
        weights=WEIGHTS,
        first=first,
        quarters=starts + width - 1,
    )
    one_by_one = [
        burden_of_meeting(
            first + n * QUARTER, minutes, zone, holiday_on=holiday_on, weights=WEIGHTS
        ).points
        for n in range(starts)
    ]
    assert dearest_by_start(each, range(starts), width) == one_by_one


@given(
    st.sampled_from(ZONES),
    st.integers(0, 3 * 365 * 96),
    st.integers(5, 24 * 60),
    st.integers(1, 60),
)
def test_one_at_a_time_and_in_bulk_agree(zone, into, minutes, starts):
    check(zone, FIRST + into * QUARTER, minutes, starts)


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("change", [date(2027, 3, 27), date(2026, 10, 3), date(2026, 10, 31)])
def test_they_agree_where_clocks_change(zone, change):
    check(zone, datetime(change.year, change.month, change.day, tzinfo=UTC), 60, 3 * 96)


@given(st.lists(st.integers(0, 9), min_size=1, max_size=40), st.integers(1, 40))
def test_the_highest_of_so_many_in_a_row(points, width):
    starts = range(0, max(len(points) - width + 1, 0), 2)
    found = dict(zip(starts, dearest_by_start(points, starts, width), strict=True))
    for start, highest in found.items():
        assert highest in points[start : start + width]
        assert all(points[n] <= highest for n in range(start, start + width))


def test_nothing_costs_nothing():
    found = prices_by_quarter(
        ZoneInfo("UTC"),
        holiday_on=holiday_on,
        weights=WEIGHTS,
        first=FIRST + timedelta(hours=1),
        quarters=0,
    )
    assert found == []
