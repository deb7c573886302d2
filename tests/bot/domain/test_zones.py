"""Wall time and instants, on the nights when clocks change and on days without a midnight."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import zone_names
from bot.domain.errors import Refusal
from bot.domain.zones import (
    UnknownZone,
    end_of_day,
    instants,
    is_missing,
    is_repeated,
    resolve,
    rules_of,
    start_of_day,
    to_wall,
)

NETWORK = (
    "Australia/Sydney", "Pacific/Fiji", "Asia/Seoul", "Europe/Paris", "Europe/Dublin",
    "Europe/Amsterdam", "Europe/Bratislava", "Europe/London", "Africa/Johannesburg",
    "Africa/Accra", "America/New_York", "America/Winnipeg", "America/Los_Angeles",
)  # fmt: skip


def naive(text):
    """A wall time, which has no zone of its own."""
    return datetime.fromisoformat(text)


@pytest.mark.parametrize(
    "key",
    [
        "../../etc/passwd", "/etc/localtime", "Europe/../Europe/London", "", "IST", "Dublin",
        "europe/dublin", "Europe/Dubln", "Factory", "localtime", "UTC+2", "+02:00", "Europe",
    ],
)  # fmt: skip
def test_only_a_key_of_the_database_is_a_zone(key):
    with pytest.raises(UnknownZone) as refused:
        rules_of(key)
    assert isinstance(refused.value, ValueError)
    assert isinstance(refused.value, Refusal)
    assert "I don't know the time zone" in refused.value.words


@pytest.mark.parametrize("key", [*NETWORK, "UTC"])
def test_the_zones_of_the_network_are_known(key):
    assert rules_of(key).key == key


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("utc", "UTC"),
        ("Z", "UTC"),
        ("GMT", "UTC"),
        ("UTC+0", "UTC"),
        ("+00:00", "UTC"),
        ("europe/dublin", "Europe/Dublin"),
        ("America/New York", "America/New_York"),
        ("EST", None),
        ("Eire", None),
        ("UTC+2", None),
        ("Dublin", None),
    ],
)
def test_canonical_keys(typed, key):
    assert zone_names.canonical(typed) == key


def test_a_time_left_out_in_spring_is_missing():
    wall = naive("2026-03-29 01:30")
    assert is_missing(wall, "Europe/London")
    assert not is_repeated(wall, "Europe/London")
    before, after = instants(wall, "Europe/London")
    assert to_wall(before, "Europe/London") == naive("2026-03-29 00:30")
    assert to_wall(after, "Europe/London") == naive("2026-03-29 02:30")
    assert resolve(wall, "Europe/London") == after


def test_a_time_shown_twice_in_autumn_is_repeated():
    wall = naive("2026-10-25 01:30")
    assert is_repeated(wall, "Europe/London")
    assert not is_missing(wall, "Europe/London")
    first, second = instants(wall, "Europe/London")
    assert second - first == timedelta(hours=1)
    assert resolve(wall, "Europe/London") == first


@pytest.mark.parametrize("month", [1, 7])
def test_irish_winter_is_no_exception_here(month):
    wall = naive(f"2027-{month:02}-15 14:00")
    assert instants(wall, "Europe/Dublin") == instants(wall, "Europe/London")


def test_the_edges_of_a_change_belong_to_one_side():
    assert is_missing(naive("2026-03-29 01:00"), "Europe/London")
    assert not is_missing(naive("2026-03-29 02:00"), "Europe/London")
    assert is_repeated(naive("2026-10-25 01:00"), "Europe/London")
    assert not is_repeated(naive("2026-10-25 02:00"), "Europe/London")


def test_half_an_hour_of_summer_time():
    assert is_missing(naive("2026-10-04 02:15"), "Australia/Lord_Howe")
    assert not is_missing(naive("2026-10-04 02:45"), "Australia/Lord_Howe")


def test_a_wall_time_with_a_zone_of_its_own_is_refused():
    with pytest.raises(ValueError, match="wall time"):
        instants(datetime(2026, 1, 1, tzinfo=UTC), "Europe/London")


@pytest.mark.parametrize(
    ("key", "day", "clock"),
    [
        ("Europe/London", date(2026, 3, 29), "00:00"),
        ("Africa/Cairo", date(2026, 4, 24), "01:00"),
        ("Asia/Beirut", date(2026, 3, 29), "01:00"),
        ("America/Santiago", date(2026, 9, 6), "01:00"),
        ("Pacific/Apia", date(2026, 1, 1), "00:00"),
    ],
)
def test_a_day_starts_when_its_clocks_first_show_it(key, day, clock):
    start = start_of_day(day, key)
    assert f"{to_wall(start, key):%H:%M}" == clock
    assert to_wall(start, key).date() == day
    assert to_wall(start - timedelta(seconds=1), key).date() == day - timedelta(days=1)


def test_a_day_that_an_island_skipped_starts_with_the_next():
    start = start_of_day(date(2011, 12, 30), "Pacific/Apia")
    assert start == start_of_day(date(2011, 12, 31), "Pacific/Apia")
    assert start == datetime(2011, 12, 30, 10, tzinfo=UTC)


def test_days_of_a_change_are_shorter_and_longer():
    def length(day):
        return end_of_day(day, "Europe/Paris") - start_of_day(day, "Europe/Paris")

    assert length(date(2026, 3, 29)) == timedelta(hours=23)
    assert length(date(2026, 10, 25)) == timedelta(hours=25)


@given(
    wall=st.datetimes(naive("2020-01-01 00:00"), naive("2035-01-01 00:00")),
    key=st.sampled_from([*NETWORK, "Australia/Lord_Howe", "Africa/Cairo", "America/St_Johns"]),
)
def test_a_wall_time_comes_back_unless_it_is_left_out(wall, key):
    walls = [to_wall(at, key) for at in instants(wall, key)]
    assert (set(walls) == {wall}) != is_missing(wall, key)
    assert is_repeated(wall, key) == (walls == [wall, wall])
    assert resolve(wall, key) in instants(wall, key)
    assert all(a < b for a, b in pairwise(instants(wall, key)))


@given(day=st.dates(date(2020, 1, 1), date(2035, 1, 1)), key=st.sampled_from(NETWORK))
def test_days_follow_each_other_without_a_gap(day, key):
    assert to_wall(start_of_day(day, key), key).date() == day
    assert to_wall(end_of_day(day, key) - timedelta(microseconds=1), key).date() == day
