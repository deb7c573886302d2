"""Weekly digests: one a week, at the wall time, through every change of clocks."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.delivery import State
from bot.domain.group import Group, Term
from bot.domain.message_kind import MessageKind
from bot.use_cases.context import Context
from bot.use_cases.digests.schedule import (
    HORIZON,
    next_posting,
    plan_digests,
    posting_moment,
    weekly_postings,
)
from tests.bot.use_cases.practices.network import AMARA, DAY, LIAM, NOW, TECH

ZONES = [
    "UTC",
    "Europe/London",
    "Europe/Dublin",
    "Europe/Paris",
    "America/New_York",
    "America/St_Johns",
    "Australia/Sydney",
    "Australia/Lord_Howe",
    "Asia/Seoul",
    "Asia/Kolkata",
    "Asia/Kathmandu",
    "Pacific/Fiji",
    "Pacific/Auckland",
    "Pacific/Chatham",
    "Pacific/Apia",
    "Pacific/Kiritimati",
    "Africa/Johannesburg",
    "Africa/Casablanca",
    "Africa/Cairo",
    "America/Santiago",
    "Asia/Beirut",
    "America/Nuuk",
]
START, END = datetime(2026, 1, 1, tzinfo=UTC), datetime(2028, 1, 1, tzinfo=UTC)


def group(zone="Europe/London", weekday=0, at=time(9, 0), **changes):
    fields = {"id": 1, "channel_id": TECH, "name": "Technology", "created_at": START}
    return Group(**fields, zone=zone, digest_weekday=weekday, digest_time=at, **changes)


def exists(wall, zone):
    there = wall.replace(tzinfo=ZoneInfo(zone))
    return there.astimezone(UTC).astimezone(ZoneInfo(zone)).replace(tzinfo=None) == wall


@given(
    st.sampled_from(ZONES),
    st.integers(0, 6),
    st.times().map(lambda t: t.replace(second=0, microsecond=0)),
)
def test_one_a_week_at_the_wall_time_through_2026_and_2027(zone, weekday, at):
    found = list(weekly_postings(group(zone, weekday, at), START, END))
    days = [day for day, _ in found]
    assert len(found) in (104, 105)
    assert all(day.weekday() == weekday for day in days)
    assert all(later - earlier == 7 * DAY for earlier, later in pairwise(days))
    for day, moment in found:
        wall = datetime.combine(day, at)
        shown = moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
        if exists(wall, zone):
            assert shown == wall
            assert moment == wall.replace(tzinfo=ZoneInfo(zone), fold=0).astimezone(UTC)
        else:
            just_before = (moment - timedelta(seconds=1)).astimezone(ZoneInfo(zone))
            assert just_before.replace(tzinfo=None) < wall < shown


@given(st.sampled_from(ZONES), st.integers(0, 6), st.times(), st.integers(0, 730 * 24 * 60))
def test_any_two_spans_that_meet_share_the_postings_out(zone, weekday, at, minutes):
    one = group(zone, weekday, at.replace(second=0, microsecond=0))
    middle = START + timedelta(minutes=minutes)
    halves = [*weekly_postings(one, START, middle), *weekly_postings(one, middle, END)]
    assert halves == list(weekly_postings(one, START, END))


@pytest.mark.parametrize(
    ("day", "at", "zone", "moment"),
    [
        # London's clocks go from 01:00 to 02:00: 01:30 does not exist, 02:00 does.
        (date(2026, 3, 29), time(1, 30), "Europe/London", "2026-03-29T01:00+00:00"),
        (date(2026, 3, 29), time(9, 0), "Europe/London", "2026-03-29T08:00+00:00"),
        (date(2026, 3, 22), time(9, 0), "Europe/London", "2026-03-22T09:00+00:00"),
        # 01:30 comes twice in autumn: the first.
        (date(2026, 10, 25), time(1, 30), "Europe/London", "2026-10-25T00:30+00:00"),
        # Lord Howe moves by half an hour: 02:15 does not exist, clocks show 02:30 at once.
        (date(2026, 10, 4), time(2, 15), "Australia/Lord_Howe", "2026-10-03T15:30+00:00"),
        # Cairo's day begins at 01:00 on that Friday.
        (date(2026, 4, 24), time(0, 0), "Africa/Cairo", "2026-04-23T22:00+00:00"),
        # A whole day that Samoa never had.
        (date(2011, 12, 30), time(9, 0), "Pacific/Apia", "2011-12-30T10:00+00:00"),
    ],
)
def test_nights_on_which_clocks_change(day, at, zone, moment):
    assert posting_moment(day, at, zone) == datetime.fromisoformat(moment)


def test_without_a_weekday_nothing_comes():
    off = group(weekday=None)
    assert list(weekly_postings(off, START, END)) == []
    assert next_posting(off, NOW) is None


def test_the_next_posting_is_after_now():
    assert next_posting(group(), NOW) == datetime(2026, 11, 30, 9, 0, tzinfo=UTC)
    just_before = datetime(2026, 11, 23, 8, 59, tzinfo=UTC)
    assert next_posting(group(), just_before) == datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


# Planning ------------------------------------------------------------------------------------


@pytest.fixture
def weekly(network):
    """Technology's digest on Mondays at 09:00 in London."""

    def weekly(**changes):
        fields = {"digest_weekday": 0, "digest_time": time(9, 0)}
        network.tech = replace(network.tech, **{**fields, **changes})
        network.work.groups.change(network.tech)

    weekly()
    return weekly


def plan(network, now=NOW, horizon=HORIZON):
    return plan_digests(Context.system(network.work, now), horizon=horizon)


def test_the_digest_and_the_chairs_previews_are_owed_once(network, weekly):
    network.work.roles.appoint_chair(
        network.tech.id, Term(user_id=LIAM, starts_on=date(2026, 11, 30))
    )
    assert plan(network) == 3
    assert plan(network) == 0
    (digest,) = network.owed(MessageKind.WEEKLY_DIGEST)
    assert (digest.recipient, digest.occurrence, digest.revision) == (TECH, "2026-11-30", 1)
    assert digest.due_at == datetime(2026, 11, 30, 9, 0, tzinfo=UTC)
    assert digest.useful_until == digest.due_at + DAY
    previews = network.owed(MessageKind.DIGEST_PREVIEW)
    assert {row.recipient for row in previews} == {AMARA, LIAM}
    assert {row.due_at for row in previews} == {datetime(2026, 11, 30, 7, 0, tzinfo=UTC)}
    assert {row.useful_until for row in previews} == {digest.due_at}


def test_groups_without_a_weekly_digest_owe_nothing(network):
    assert plan(network) == 0


def test_planning_every_day_owes_every_week_once(network, weekly):
    for day in range(60):
        plan(network, NOW + day * DAY)
    occurrences = sorted(row.occurrence for row in network.owed(MessageKind.WEEKLY_DIGEST))
    mondays = [(date(2026, 11, 30) + n * 7 * DAY).isoformat() for n in range(9)]
    assert occurrences == mondays


def test_a_posting_less_than_two_hours_away_has_no_preview(network, weekly):
    now = datetime(2026, 11, 30, 7, 30, tzinfo=UTC)
    plan(network, now, horizon=timedelta(hours=6))
    assert [row.occurrence for row in network.owed(MessageKind.WEEKLY_DIGEST)] == ["2026-11-30"]
    assert network.owed(MessageKind.DIGEST_PREVIEW) == []


def test_after_a_long_outage_the_missed_one_is_owed_while_useful(network, weekly):
    plan(network)
    plan(network, datetime(2026, 12, 14, 15, 0, tzinfo=UTC))
    occurrences = sorted(row.occurrence for row in network.owed(MessageKind.WEEKLY_DIGEST))
    assert occurrences == ["2026-11-30", "2026-12-14", "2026-12-21"]


def test_an_hour_chosen_after_it_passed_begins_next_week(network, weekly):
    afternoon = datetime(2026, 11, 30, 15, 0, tzinfo=UTC)
    plan(network, afternoon)
    assert [row.occurrence for row in network.owed(MessageKind.WEEKLY_DIGEST)] == ["2026-12-07"]
    weekly(digest_time=time(10, 0), digest_revision=2)
    plan(network, afternoon)
    rows = [row for row in network.owed(MessageKind.WEEKLY_DIGEST) if row.revision == 2]
    assert [row.occurrence for row in rows] == ["2026-12-07"]


def test_what_was_dropped_is_not_owed_again(network, weekly):
    plan(network)
    (row,) = network.owed(MessageKind.WEEKLY_DIGEST)
    network.work.deliveries.withdraw(row.subject_type, row.subject_id, why="test", now=NOW)
    assert plan(network) == 0
    assert {row.state for row in network.owed()} == {State.DROPPED}
