"""Pauses before another try, lateness, and what a delivery is known by in Slack."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.delivery import LONGEST_PAUSE, is_person, pause_before_retry

SECOND = timedelta(seconds=1)


def test_pauses_double_from_two_seconds_to_a_quarter_of_an_hour():
    pauses = [pause_before_retry(attempt, None, 1.0) for attempt in range(1, 12)]
    assert pauses[:4] == [2 * SECOND, 4 * SECOND, 8 * SECOND, 16 * SECOND]
    assert pauses[-1] == LONGEST_PAUSE
    assert pause_before_retry(500, None, 1.0) == LONGEST_PAUSE


def test_slacks_retry_after_is_a_floor():
    assert pause_before_retry(1, 30.0, 0.0) == 30 * SECOND
    assert pause_before_retry(6, 30.0, 1.0) == 64 * SECOND


def test_a_reminder_ten_minutes_ahead_is_tried_more_than_once():
    left, tries = timedelta(minutes=10), 0
    for attempt in range(1, 99):
        pause = pause_before_retry(attempt, None, 1.0, left=left)
        if pause >= left:
            break
        left, tries = left - pause, tries + 1
    assert tries > 15


@given(
    attempt=st.integers(1, 400),
    jitter=st.floats(0, 1),
    left=st.none() | st.timedeltas(timedelta(0), timedelta(days=9)),
)
def test_a_pause_is_never_nothing_and_never_longer_than_the_longest(attempt, jitter, left):
    pause = pause_before_retry(attempt, None, jitter, left=left)
    assert SECOND <= pause <= LONGEST_PAUSE


@pytest.mark.parametrize(("recipient", "person"), [("U1", True), ("W1", True), ("C1", False)])
def test_who_is_a_person(recipient, person):
    assert is_person(recipient) is person
