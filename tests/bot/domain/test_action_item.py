"""When an action is overdue, and which heading of the morning lists it."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.action_item import ActionItem, ActionStatus, Urgency, is_overdue, urgency_on

TODAY = date(2026, 12, 7)
DAY = timedelta(days=1)
SOON = TODAY + 3 * DAY
ZONES = sorted(z for z in available_timezones() if "/" in z)


def action(**changes):
    fields = {
        "number": 104,
        "group_id": 1,
        "title": "Draft the summary",
        "created_by": "U1",
        "created_at": datetime(2026, 11, 1, tzinfo=UTC),
    }
    return ActionItem(**{**fields, **changes})


def test_its_reference_is_what_people_type():
    assert action().reference == "A104"


@pytest.mark.parametrize(
    ("zone", "ends"),
    [
        ("Europe/London", datetime(2026, 12, 8, 0, tzinfo=UTC)),
        ("Australia/Sydney", datetime(2026, 12, 7, 13, tzinfo=UTC)),
        ("America/New_York", datetime(2026, 12, 8, 5, tzinfo=UTC)),
        ("Asia/Kathmandu", datetime(2026, 12, 7, 18, 15, tzinfo=UTC)),
    ],
)
def test_overdue_begins_when_the_day_has_ended_where_the_owner_is(zone, ends):
    due = action(due_on=TODAY, zone=zone)
    assert not is_overdue(due, ends - timedelta(seconds=1))
    assert is_overdue(due, ends)


@settings(max_examples=200)
@given(
    st.sampled_from(ZONES),
    st.dates(date(2020, 1, 1), date(2035, 12, 31)),
    st.integers(-60 * 48, 60 * 48),
)
def test_overdue_is_a_later_local_date_and_nothing_else(zone, due_on, minutes):
    now = datetime.combine(due_on, time(12), tzinfo=UTC) + timedelta(minutes=minutes)
    local = now.astimezone(ZoneInfo(zone)).date()
    assert is_overdue(action(due_on=due_on, zone=zone), now) == (local > due_on)


def test_without_a_due_day_or_when_settled_nothing_is_overdue():
    later = datetime(2027, 1, 1, tzinfo=UTC)
    assert not is_overdue(action(), later)
    for status in (ActionStatus.DONE, ActionStatus.DROPPED):
        settled = action(due_on=TODAY, status=status)
        assert not settled.open
        assert not is_overdue(settled, later)
        assert urgency_on(settled, TODAY, SOON) is None


@pytest.mark.parametrize(
    ("days", "heading"),
    [
        (-400, Urgency.OVERDUE),
        (-1, Urgency.OVERDUE),
        (0, Urgency.TODAY),
        (1, Urgency.SOON),
        (3, Urgency.SOON),
        (4, None),
    ],
)
def test_headings_of_the_morning(days, heading):
    assert urgency_on(action(due_on=TODAY + days * DAY), TODAY, SOON) is heading


def test_no_due_day_no_heading():
    assert urgency_on(action(), TODAY, SOON) is None


def test_a_snoozed_action_is_silent_until_its_day_and_speaks_on_it():
    snoozed = action(due_on=TODAY, snoozed_until=TODAY + DAY)
    assert urgency_on(snoozed, TODAY, SOON) is None
    assert urgency_on(snoozed, TODAY + DAY, SOON) is Urgency.OVERDUE
