"""How unsocial an hour is: by hand, and as laws that hold in every zone."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.fairness import (
    DEFAULT_HOURS,
    Weights,
    burden_of_meeting,
    day_off,
    part_of_day,
    quarters_of_meeting,
)
from bot.domain.zones import to_wall

ORDINARY = Weights()
FIJI_DAY = date(2026, 10, 10)
ZONES = st.sampled_from(
    "Pacific/Fiji Australia/Sydney Australia/Lord_Howe Pacific/Chatham Asia/Kathmandu Asia/Seoul "
    "Africa/Casablanca Europe/Dublin Europe/London America/St_Johns America/New_York "
    "Pacific/Apia UTC".split()
)
MOMENTS = st.integers(0, 3 * 366 * 24 * 60).map(
    lambda minutes: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)
MINUTES = st.integers(5, 24 * 60)


@st.composite
def slopes(draw):
    """Any weights that are allowed."""
    down = sorted(draw(st.lists(st.integers(0, 100), min_size=10, max_size=10)), reverse=True)
    up = sorted(draw(st.lists(st.integers(down[-1], 100), min_size=15, max_size=15)))
    night = max(up[-1], down[0])  # 03 belongs to both slopes
    hours = [*up[12:14], up[14], night, *down[1:9], *up[:12]]
    hours[12] = min(hours[11], hours[13], hours[12])
    return Weights(hours=tuple(hours), day_off=draw(st.integers(0, 100)))


def no_holiday(_day):
    return None


def cost(moment, minutes=60, zone="UTC", holiday_on=no_holiday, weights=ORDINARY):
    at = moment if isinstance(moment, datetime) else datetime.fromisoformat(f"{moment}+00:00")
    return burden_of_meeting(at, minutes, zone, holiday_on=holiday_on, weights=weights)


@pytest.mark.parametrize(
    ("start", "minutes", "points"),
    [
        ("2026-12-08 09:00", 480, 0),
        ("2026-12-08 08:59", 60, 1),
        ("2026-12-08 16:00", 60, 0),
        ("2026-12-08 16:05", 60, 1),
        ("2026-12-08 07:00", 60, 3),
        ("2026-12-08 06:45", 15, 6),
        ("2026-12-08 18:00", 60, 2),
        ("2026-12-08 20:00", 60, 3),
        ("2026-12-08 21:00", 60, 4),
        ("2026-12-08 22:00", 60, 6),
        ("2026-12-08 22:30", 60, 8),
        ("2026-12-08 03:00", 60, 8),
        ("2026-12-12 11:00", 60, 4),
        ("2026-12-13 23:00", 60, 12),
        ("2026-12-11 23:30", 60, 12),
        ("2026-12-13 23:30", 60, 12),
    ],
)
def test_the_worst_quarter_of_an_hour_decides(start, minutes, points):
    assert cost(start, minutes).points == points


@pytest.mark.parametrize(
    ("start", "zone", "words"),
    [
        ("2026-12-08 14:00", "Asia/Seoul", "23:00–00:00 in X: night, 8 points"),
        ("2026-12-08 14:00", "Europe/London", "14:00–15:00 in X: working hours, no points"),
        ("2026-12-08 08:00", "Europe/London", "08:00–09:00 in X: early, 1 point"),
        ("2026-12-08 14:00", "Asia/Kolkata", "19:30–20:30 in X: evening, 3 points"),
        ("2026-12-11 15:00", "Australia/Sydney", "02:00–03:00 in X: night on Saturday, 12 points"),
        ("2026-12-12 11:00", "Europe/London", "11:00–12:00 in X: Saturday, 4 points"),
    ],
)
def test_it_is_explained_in_words(start, zone, words):
    assert cost(start, zone=zone).words("X") == words


def test_a_public_holiday_is_named_and_counts_once_on_a_weekend():
    fiji = {FIJI_DAY: "Fiji Day", date(2026, 10, 12): "Fiji Day (observed)"}.get
    on_saturday = cost("2026-10-09 23:00", zone="Pacific/Fiji", holiday_on=fiji)
    assert on_saturday.words("Suva") == "11:00–12:00 in Suva: Fiji Day, 4 points"
    evening = cost("2026-10-12 06:00", zone="Pacific/Fiji", holiday_on=fiji)
    assert evening.why == "evening on Fiji Day (observed)"
    assert cost("2026-10-13 00:00", zone="Pacific/Fiji", holiday_on=fiji).points == 0


def test_the_weights_are_printed_with_equal_hours_together():
    assert ORDINARY.words() == (
        "00–06: 8, 06–07: 6, 07–08: 3, 08–09: 1, 09–17: 0, 17–18: 1, 18–20: 2, 20–21: 3, "
        "21–22: 4, 22–23: 6, 23–24: 8; a weekend or public holiday: 4 more"
    )


@pytest.mark.parametrize(
    ("hours", "words"),
    [
        (DEFAULT_HOURS[1:], "24 whole numbers"),
        ((*DEFAULT_HOURS[:-1], 101), "from 0 to 100"),
        ((*DEFAULT_HOURS[:-1], 5), "nor fall"),
        ((8, 8, 8, 7, 8, *DEFAULT_HOURS[5:]), "must not rise"),
    ],
)
def test_weights_that_make_no_sense_are_refused(hours, words):
    with pytest.raises(ValueError, match=words):
        Weights(hours=hours)
    with pytest.raises(ValueError, match="from 0 to 100"):
        Weights(day_off=-1)


def test_by_default_the_night_costs_most_and_office_hours_nothing():
    by_part = {}
    for hour, points in enumerate(DEFAULT_HOURS):
        by_part.setdefault(part_of_day(hour), set()).add(points)
    assert by_part["working hours"] == {0}
    assert max(by_part["evening"] | by_part["early"]) < min(by_part["night"])
    assert min(by_part["evening"] | by_part["early"]) > 0


@given(MOMENTS, MINUTES, st.integers(0, 24 * 60), ZONES, slopes())
def test_a_longer_meeting_never_costs_less(at, minutes, longer, zone, weights):
    before = cost(at, minutes, zone, weights=weights)
    assert cost(at, minutes + longer, zone, weights=weights).points >= before.points
    earlier = cost(at - timedelta(minutes=longer), minutes + longer, zone, weights=weights)
    assert earlier.points >= before.points


@given(slopes(), st.integers(0, 23), st.integers(0, 23), st.booleans())
def test_further_from_noon_never_costs_less(weights, hour, other, off):
    """Until three in the morning, the deepest hour of the night, on either side."""
    near, far = sorted((hour, other), key=lambda h: (h - 12) % 24 if h < 3 or h >= 12 else 12 - h)
    if (near < 3 or near >= 12) == (far < 3 or far >= 12):
        assert weights.at(far, off=off) >= weights.at(near, off=off)


@given(MOMENTS, MINUTES, ZONES, slopes(), st.integers(-1, 3))
def test_a_holiday_never_costs_less_than_the_same_day_without(at, minutes, zone, weights, ahead):
    holiday = to_wall(at, zone).date() + timedelta(days=ahead)
    ordinary = cost(at, minutes, zone, weights=weights)
    kept = cost(at, minutes, zone, {holiday: "Holiday"}.get, weights)
    assert ordinary.points <= kept.points <= ordinary.points + weights.day_off


@given(MOMENTS, MINUTES, ZONES, slopes())
def test_heavier_weights_never_cost_less(at, minutes, zone, weights):
    heavier = replace(weights, hours=tuple(min(p + 1, 100) for p in weights.hours))
    assert cost(at, minutes, zone, weights=heavier).points >= (
        cost(at, minutes, zone, weights=weights).points
    )


@given(MOMENTS, MINUTES, ZONES, slopes())
def test_it_is_the_dearest_of_its_minutes(at, minutes, zone, weights):
    """Minute by minute, the slow way, which needs no quarters."""
    walls = [to_wall(at + timedelta(minutes=m), zone) for m in range(minutes)]
    by_hand = max(weights.at(w.hour, off=w.weekday() >= 5) for w in walls)
    told = cost(at, minutes, zone, weights=weights)
    assert told.points == by_hand
    assert told.worst in walls
    assert weights.at(told.worst.hour, off=told.day_off is not None) == by_hand


@given(MOMENTS, MINUTES)
def test_the_quarters_begin_within_the_meeting(at, minutes):
    found = quarters_of_meeting(at, minutes)
    assert found[0] == at
    assert all(at < q < at + timedelta(minutes=minutes) for q in found[1:])
    assert all(q.minute % 15 == 0 and q.second == 0 for q in found[1:])
    assert len(found) == len(set(found)) <= minutes // 15 + 2


def test_days_off():
    assert day_off(date(2026, 12, 12), None) == "Saturday"
    assert day_off(date(2026, 12, 11), None) is None
    assert day_off(date(2026, 12, 11), "Feast") == "Feast"
    assert day_off(date(2026, 12, 13), "Feast") == "Feast"
