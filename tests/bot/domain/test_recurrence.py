"""Series: dates by their rule, wall times that stay, hours that are left out or come twice."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice, pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.audience import Audience
from bot.domain.recurrence import (
    MOST_SLOTS,
    ClockNote,
    Frequency,
    Rule,
    Series,
    Slot,
    occurrence,
)

ZONES = (
    "Europe/London", "Europe/Dublin", "Europe/Paris", "America/New_York", "Asia/Seoul",
    "Australia/Sydney", "Australia/Lord_Howe", "Pacific/Fiji", "Africa/Johannesburg",
    "Africa/Casablanca", "America/Santiago", "Pacific/Chatham", "Asia/Kathmandu", "UTC",
)  # fmt: skip
DAYS = st.dates(date(2026, 1, 1), date(2029, 12, 31))
SLOTS = st.builds(
    Slot,
    clock=st.builds(time, st.integers(0, 23), st.sampled_from((0, 15, 30, 45))),
    zone=st.sampled_from(ZONES),
)


def series(first=date(2026, 12, 8), slots=None, **rule):
    rule = {"frequency": Frequency.WEEKLY, **rule}
    return Series(
        id=1,
        group_id=1,
        title="Roundtable",
        first=first,
        rule=Rule(**rule),
        slots=slots or (Slot(clock=time(14), zone="Europe/London"),),
        minutes=60,
        audience=Audience.GROUP,
        created_by="U1",
        created_at=datetime(2026, 11, 23, tzinfo=UTC),
    )


@st.composite
def any_series(draw, ended=None, firsts=DAYS):
    """Any rule through any first date that it has, with one to four slots."""
    first = draw(firsts)
    frequency = draw(st.sampled_from(Frequency))
    rule = {"frequency": frequency, "interval": draw(st.integers(1, 5))}
    if frequency is Frequency.MONTHLY_BY_WEEKDAY:
        ordinal = (first.day - 1) // 7 + 1
        is_last = (first + timedelta(days=7)).month != first.month
        rule["ordinal"] = -1 if ordinal > 4 or (is_last and draw(st.booleans())) else ordinal
    end = draw(st.sampled_from(ended or ("open", "until", "count")))
    if end == "until":
        rule["until"] = first + timedelta(days=draw(st.integers(0, 500)))
    if end == "count":
        rule["count"] = draw(st.integers(1, 30))
    slots = draw(st.lists(SLOTS, min_size=1, max_size=MOST_SLOTS))
    return series(first, tuple(slots), **rule)


def coming(of, days=700):
    return list(islice(of.occurrences(of.first + timedelta(days=days)), 60))


@given(any_series())
def test_dates_strictly_increase_from_the_first_on(any_one):
    days = [o.day for o in coming(any_one)]
    assert days[0] == any_one.first
    assert all(earlier < later for earlier, later in pairwise(days))


@given(any_series())
def test_the_wall_time_stays_but_for_hours_that_are_left_out(any_one):
    for number, found in enumerate(coming(any_one)):
        slot = any_one.slots[number % len(any_one.slots)]
        assert found.meant == datetime.combine(found.day, slot.clock)
        shown = found.starts_at.astimezone(ZoneInfo(slot.zone)).replace(tzinfo=None)
        assert shown == found.wall
        if found.note is ClockNote.MISSING:
            assert timedelta() < shown - found.meant <= timedelta(hours=2)
        else:
            assert shown == found.meant


@given(any_series())
def test_the_text_of_a_rule_reads_back(any_one):
    assert Rule.read(any_one.rule.text(any_one.first)) == any_one.rule


@given(any_series(), st.integers(0, 400))
def test_what_comes_after_a_date_is_the_rest(any_one, days):
    until = any_one.first + timedelta(days=400)
    after = any_one.first + timedelta(days=days)
    everything = list(any_one.occurrences(until))
    rest = list(any_one.occurrences(until, after=after))
    assert rest == [o for o in everything if o.day > after]


@given(any_series())
def test_ending_before_a_date_leaves_those_before_it(any_one):
    everything = coming(any_one)
    cut = everything[len(everything) // 2].day
    ended = any_one.ending_before(cut)
    assert [o.day for o in coming(ended)] == [o.day for o in everything if o.day < cut]
    assert list(coming(any_one.ending_before(any_one.first))) == []


@given(any_series(ended=("until", "count")))
def test_the_last_date_is_the_last(any_one):
    days = list(any_one.rule.dates(any_one.first))
    assert any_one.last == days[-1]
    if any_one.rule.count is not None:
        assert len(days) == any_one.rule.count
    else:
        assert days[-1] <= any_one.rule.until


@pytest.mark.parametrize(
    ("first", "rule", "expected"),
    [
        ("2026-12-08", {"interval": 2}, ["2026-12-08", "2026-12-22", "2027-01-05"]),
        (
            "2026-12-30",
            {"frequency": Frequency.DAILY, "interval": 3},
            ["2026-12-30", "2027-01-02", "2027-01-05"],
        ),
        (
            "2027-01-31",
            {"frequency": Frequency.MONTHLY_BY_DATE},
            ["2027-01-31", "2027-03-31", "2027-05-31"],
        ),
        (
            "2026-12-08",
            {"frequency": Frequency.MONTHLY_BY_WEEKDAY, "ordinal": 2},
            ["2026-12-08", "2027-01-12", "2027-02-09"],
        ),
        (
            "2026-12-25",
            {"frequency": Frequency.MONTHLY_BY_WEEKDAY, "ordinal": -1},
            ["2026-12-25", "2027-01-29", "2027-02-26"],
        ),
    ],
)
def test_the_kinds_of_rules(first, rule, expected):
    found = series(date.fromisoformat(first), **rule)
    assert [o.day.isoformat() for o in islice(found.occurrences(date(2028, 1, 1)), 3)] == expected


def test_slots_take_turns_by_the_number_of_the_date():
    slots = (
        Slot(clock=time(8), zone="Europe/London"),
        Slot(clock=time(17), zone="Asia/Seoul"),
        Slot(clock=time(12), zone="America/New_York"),
    )
    found = coming(series(slots=slots))[:4]
    assert [(o.wall.hour, o.zone) for o in found] == [
        (8, "Europe/London"),
        (17, "Asia/Seoul"),
        (12, "America/New_York"),
        (8, "Europe/London"),
    ]


def test_an_hour_that_is_left_out_begins_as_much_later():
    found = occurrence(date(2027, 3, 28), Slot(clock=time(1, 30), zone="Europe/London"))
    assert found.note is ClockNote.MISSING
    assert found.meant == datetime(2027, 3, 28, 1, 30)
    assert found.wall == datetime(2027, 3, 28, 2, 30)
    assert found.starts_at == datetime(2027, 3, 28, 1, 30, tzinfo=UTC)
    island = occurrence(date(2026, 10, 4), Slot(clock=time(2), zone="Australia/Lord_Howe"))
    assert island.wall == datetime(2026, 10, 4, 2, 30)


def test_an_hour_that_comes_twice_is_the_first():
    found = occurrence(date(2026, 10, 25), Slot(clock=time(1, 30), zone="Europe/London"))
    assert found.note is ClockNote.REPEATED
    assert found.starts_at == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_a_series_stays_at_its_hour_when_clocks_change():
    found = coming(series(date(2027, 3, 23)))[:2]
    assert [o.starts_at.hour for o in found] == [14, 13]
    assert {o.wall.hour for o in found} == {14}


@pytest.mark.parametrize(
    "wrong",
    [
        {"interval": 0},
        {"interval": 100},
        {"ordinal": 2},
        {"frequency": Frequency.MONTHLY_BY_WEEKDAY},
        {"frequency": Frequency.MONTHLY_BY_WEEKDAY, "ordinal": 5},
        {"until": date(2027, 1, 1), "count": 3},
        {"count": 0},
        {"count": 1_001},
    ],
)
def test_rules_that_are_none(wrong):
    with pytest.raises(ValueError):  # noqa: PT011
        Rule(**{"frequency": Frequency.WEEKLY, **wrong})


def test_a_series_has_one_to_four_slots():
    slot = Slot(clock=time(9), zone="UTC")
    with pytest.raises(ValueError, match="5 slots"):
        series(slots=(slot,) * 5)


def test_planned_to_its_end():
    open_end = replace(series(), planned_until=date(2030, 1, 1))
    assert not open_end.planned_to_its_end
    ended = series(until=date(2026, 12, 24))
    assert not ended.planned_to_its_end
    assert replace(ended, planned_until=date(2026, 12, 22)).planned_to_its_end
    assert not replace(ended, planned_until=date(2026, 12, 21)).planned_to_its_end
