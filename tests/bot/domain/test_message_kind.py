"""For how long each kind of message can help."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.group import DEFAULT_REMINDERS
from bot.domain.message_kind import MessageKind

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
DAY = timedelta(days=1)


def useful_until(minutes):
    return MessageKind.REMINDER.useful_until(NOW - timedelta(minutes=minutes), NOW)


@pytest.mark.parametrize(
    ("minutes", "until"),
    [
        (7 * 24 * 60, timedelta(days=6)),
        (3 * 24 * 60, timedelta(days=2)),
        (2 * 24 * 60, timedelta(hours=2)),
        (24 * 60, timedelta(hours=2)),
        (5 * 60, timedelta(hours=2)),
        (4 * 60, timedelta()),
        (60, timedelta()),
        (1, timedelta()),
    ],
)
def test_how_long_a_reminder_stays_useful(minutes, until):
    assert useful_until(minutes) == NOW - until


@given(st.integers(min_value=1, max_value=60 * 24 * 60))
def test_a_reminder_is_useful_from_its_moment_and_never_past_the_start(minutes):
    due = NOW - timedelta(minutes=minutes)
    assert due < useful_until(minutes) <= NOW


@given(st.integers(min_value=0, max_value=8 * 24 * 60))
def test_after_any_outage_at_most_one_of_the_usual_three_is_still_useful(minutes_before):
    back = NOW - timedelta(minutes=minutes_before)
    useful = [
        minutes
        for minutes in DEFAULT_REMINDERS
        if NOW - timedelta(minutes=minutes) <= back < useful_until(minutes)
    ]
    assert len(useful) <= 1


def test_what_is_about_a_dialogue_helps_until_that_begins_or_ends():
    due, start, end = NOW - DAY, NOW, NOW + timedelta(hours=2)
    lasts = {kind: kind.useful_until(due, start, end) for kind in MessageKind}
    assert lasts[MessageKind.ANNOUNCEMENT] == lasts[MessageKind.DIALOGUE_MOVED] == start
    assert lasts[MessageKind.BEGINS] == lasts[MessageKind.CLOSING] == end
    assert lasts[MessageKind.ATTENDANCE] == end + 2 * DAY
    assert lasts[MessageKind.CHAIRS] == due + 14 * DAY
    assert min(lasts.values()) > due
