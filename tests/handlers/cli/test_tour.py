"""The tour's dialogue is on a weekday at a civil hour, soon, whenever somebody begins the tour."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from handlers.cli.page_words import ZONE, soon, steps

MONDAY = datetime(2026, 11, 30, tzinfo=UTC)


def test_the_dialogue_is_at_a_civil_hour_of_the_coming_weekdays():
    for hour in range(24 * 14):
        now = MONDAY + timedelta(hours=hour, minutes=17)
        at = soon(now)
        assert at.tzinfo == ZoneInfo(ZONE)
        assert at.weekday() < 5, now
        assert 8 <= at.hour <= 20, now
        assert at.minute == 0
        # The name of the weekday alone means this day, and no other, to who types it now.
        assert timedelta(hours=10) < at - now < timedelta(days=4), now


def test_by_day_the_first_reminder_comes_before_the_next_morning():
    zone = ZoneInfo(ZONE)
    for hour in range(9, 19):
        now = datetime(2026, 12, 1, hour, 30, tzinfo=zone)  # a Tuesday
        reminder = soon(now) - timedelta(days=1)
        assert now < reminder < datetime(2026, 12, 2, 9, tzinfo=zone), hour


def test_each_step_points_at_something_and_says_what_it_is():
    assert len(steps()) == 6
    for step in steps():
        assert all(step[key] for key in ("title", "words", "points")), step
