"""What quarters cost, worked out in bulk, is what one meeting at a time is charged."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.fairness import QUARTER, Weights, burden_of_meeting
from bot.use_cases.fairness.search import dearest_by_start, prices_by_quarter

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
