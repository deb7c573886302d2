"""What waits is told again less and less often, and nothing twice."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.morning import due_step, is_new, week_step

DUE, DAY = date(2026, 12, 7), timedelta(days=1)


def told_on(days, last=None):
    """The days, counted from the due date, on which somebody who hears on `days` is told."""
    for ahead in days:
        day = DUE + ahead * DAY
        if is_new(due_step(DUE, day), last):
            last = day
            yield ahead


@pytest.mark.parametrize(
    ("days", "told"),
    [
        (range(-3, 30), [-3, 0, 1, 3, 7, 14, 21, 28]),
        ([-3, -2, 4, 5, 8, 30], [-3, 4, 8, 30]),
        ([-1], [-1]),
        ([40, 41], [40]),
    ],
    ids=["each day", "with an outage", "late", "long ago"],
)
def test_an_overdue_action_is_told_after_one_three_and_seven_days_then_weekly(days, told):
    assert list(told_on(days)) == told


@given(st.sets(st.integers(-3, 90), min_size=1), st.integers(0, 90))
def test_whenever_somebody_hears_no_step_is_missed_and_none_told_twice(days, again):
    heard = sorted(days)
    told = list(told_on(heard))
    assert told[0] == heard[0]
    steps = [step for step in (-3, 0, 1, 3, *range(7, 120, 7)) if step <= heard[-1]]
    assert all(any(a < step <= b for step in steps) for a, b in pairwise(told))
    assert list(told_on([day for day in heard if day <= again], last=DUE + again * DAY)) == []


def test_weeks_are_counted_from_the_first_day():
    days = [week_step(DUE, DUE + ahead * DAY) for ahead in (-1, 0, 6, 7, 13, 14)]
    week = 7 * DAY
    assert days == [None, None, None, DUE + week, DUE + week, DUE + 2 * week]
