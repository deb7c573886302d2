"""How a series goes on from a changed date.

Whose local time of a series shifts when clocks change, since when, and which way.
"""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice, pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.person import Organisation, OrganisationKind
from bot.domain.recurrence import Frequency, Occurrence, Rule, Slot
from bot.domain.recurrence_shift import carried_over, dates_before, going_on, shifts_between
from tests.bot.domain.test_recurrence import ZONES, any_series, series

BY_DATE, BY_WEEKDAY = Frequency.MONTHLY_BY_DATE, Frequency.MONTHLY_BY_WEEKDAY
TUESDAY, WEDNESDAY = date(2026, 12, 8), date(2026, 12, 9)
AT = time(15)


def shifted(of, day, to, since=None, zone="Europe/London"):
    return going_on(of, day, datetime.combine(to, AT), zone, since=since or day)


def became(shift):
    return {old.isoformat()[2:]: new.isoformat()[2:] if new else None for old, new in shift.dates}


@pytest.mark.parametrize(
    ("rule", "day", "ordinal"),
    [
        ({"frequency": BY_WEEKDAY, "ordinal": 2}, date(2026, 12, 17), 3),
        ({"frequency": BY_WEEKDAY, "ordinal": 2}, date(2026, 12, 25), 4),
        ({"frequency": BY_WEEKDAY, "ordinal": -1}, date(2026, 12, 25), -1),
        ({"frequency": BY_WEEKDAY, "ordinal": -1}, date(2026, 12, 24), 4),
        ({"frequency": BY_WEEKDAY, "ordinal": -1}, date(2026, 12, 3), 1),
        ({"frequency": BY_WEEKDAY, "ordinal": 4}, date(2026, 12, 31), -1),
        ({"frequency": BY_DATE}, date(2026, 12, 31), None),
    ],
)
def test_the_rule_takes_the_new_day(rule, day, ordinal):
    assert carried_over(Rule(**rule), day).ordinal == ordinal


def test_this_and_all_later_ends_the_one_and_begins_another():
    old = replace(series(until=date(2027, 1, 5)), planned_until=date(2027, 1, 5))
    shift = shifted(old, date(2026, 12, 22), date(2026, 12, 23))
    assert shift.ended.rule.until == date(2026, 12, 15)
    assert became(shift) == {
        "26-12-22": "26-12-23",
        "26-12-29": "26-12-30",
        "27-01-05": "27-01-06",
    }
    new = shift.series
    assert (new.first, new.slots[0].clock, new.rule.until) == (
        date(2026, 12, 23), AT, date(2027, 1, 6)
    )  # fmt: skip


def test_the_whole_takes_those_before_along():
    old = replace(series(), planned_until=date(2026, 12, 29))
    shift = shifted(old, date(2026, 12, 22), date(2026, 12, 21), since=TUESDAY)
    assert list(became(shift).values()) == ["26-12-07", "26-12-14", "26-12-21", "26-12-28"]
    assert list(shift.ended.rule.dates(shift.ended.first)) == []


def test_by_date_keeps_the_moved_one_at_its_day_and_counts_around_it():
    """The 30th to the 31st: months without one are left out on both sides."""
    old = replace(
        series(date(2027, 1, 30), frequency=BY_DATE, count=5), planned_until=date(2027, 7, 30)
    )
    shift = shifted(old, date(2027, 4, 30), date(2027, 5, 31), since=date(2027, 1, 30))
    assert became(shift) == {
        "27-01-30": "27-01-31",
        "27-03-30": "27-03-31",
        "27-04-30": "27-05-31",
        "27-05-30": "27-07-31",
        "27-06-30": "27-08-31",
    }


def test_an_end_by_date_leaves_none_for_those_beyond_it():
    old = replace(
        series(date(2027, 1, 30), frequency=BY_DATE, until=date(2027, 6, 30)),
        planned_until=date(2027, 6, 30),
    )
    shift = shifted(old, date(2027, 1, 30), date(2027, 1, 31))
    assert list(became(shift).values()) == ["27-01-31", "27-03-31", "27-05-31", None, None]
    assert shift.series.rule.until == date(2027, 6, 30)


def test_a_move_of_a_whole_interval_does_not_move_the_end():
    old = replace(series(until=date(2026, 12, 29)), planned_until=date(2026, 12, 29))
    shift = shifted(old, TUESDAY, date(2026, 12, 15))
    assert list(became(shift).values()) == ["26-12-15", "26-12-22", "26-12-29", None]


def test_by_weekday_the_last_one_stays_in_its_month():
    old = replace(
        series(date(2026, 12, 8), frequency=BY_WEEKDAY, ordinal=2, until=date(2027, 6, 8)),
        planned_until=date(2027, 6, 8),
    )
    shift = shifted(old, TUESDAY, date(2026, 12, 17))
    assert list(became(shift).values())[-1] == "27-06-17"
    assert None not in became(shift).values()


def test_a_count_goes_down_by_those_that_stay():
    old = replace(series(count=10), planned_until=date(2027, 2, 9))
    shift = shifted(old, date(2026, 12, 22), date(2026, 12, 24))
    assert shift.series.rule.count == 8
    assert shift.ended.rule.until == date(2026, 12, 15)


def test_where_slots_take_turns_only_this_one_moves():
    slots = tuple(Slot(clock=time(hour), zone="UTC") for hour in (8, 12, 16))
    old = replace(series(slots=slots), planned_until=date(2027, 1, 5))
    shift = shifted(old, date(2026, 12, 22), date(2026, 12, 22))
    assert [slot.clock.hour for slot in shift.series.slots] == [15, 8, 12]
    assert all(day == new for day, new in shift.dates)
    whole = shifted(old, date(2026, 12, 22), date(2026, 12, 22), since=date(2026, 12, 15))
    assert [slot.clock.hour for slot in whole.series.slots] == [12, 15, 8]


@given(any_series(), st.data())
def test_the_rule_backwards_is_the_rule(any_one, data):
    days = list(islice(any_one.rule.dates(any_one.first), 100))
    here = data.draw(st.integers(0, len(days) - 1))
    assert list(dates_before(any_one.rule, days[here], here)) == days[:here]


@given(any_series(), st.data())
def test_order_is_kept_and_the_moved_date_is_the_one_asked_for(any_one, data):
    planned = any_one.first + timedelta(days=data.draw(st.integers(0, 400)))
    old = replace(any_one, planned_until=planned)
    days = [o.day for o in old.occurrences(planned)]
    start = data.draw(st.integers(0, len(days) - 1))
    here = data.draw(st.integers(start, len(days) - 1))
    shift_by = 0 if len(old.slots) > 1 else data.draw(st.integers(-40, 40))
    to = datetime.combine(days[here] + timedelta(days=shift_by), AT)
    zone = data.draw(st.sampled_from(ZONES))
    shift = going_on(old, days[here], to, zone, since=days[start])
    assert [day for day, _ in shift.dates] == days[start:]
    new = [day for _, day in shift.dates if day is not None]
    assert dict(shift.dates)[days[here]] == to.date()
    assert all(earlier < later for earlier, later in pairwise(new))
    assert [o.day for o in shift.series.occurrences(new[-1])] == new
    there = next(o for o in shift.series.occurrences(new[-1]) if o.day == to.date())
    assert (there.meant, there.zone) == (to, zone)
    assert [o.day for o in shift.ended.occurrences(planned)] == days[:start]
    if old.rule.until is None:
        assert len(new) == len(days) - start, "none falls away without an end by date"


PLACES = {
    "KCSC": "Asia/Seoul",
    "Arcom": "Europe/Paris",
    "CnaM": "Europe/Dublin",
    "NCMEC": "America/New_York",
    "eSafety": "Australia/Sydney",
}
BODIES = [
    Organisation(id=n, name=name, kind=OrganisationKind.MEMBER, country="IE", zone=zone)
    for n, (name, zone) in enumerate(PLACES.items(), 1)
]


def at(day, clock="14:00", zone="Europe/London"):
    wall = datetime.fromisoformat(f"{day} {clock}")
    starts_at = wall.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
    return Occurrence(day=wall.date(), meant=wall, wall=wall, zone=zone, starts_at=starts_at)


def told(last, following):
    return [
        (s.organisation.name, s.before, s.after, s.earlier, s.on)
        for s in shifts_between(last, following, BODIES)
    ]


def test_where_clocks_change_with_those_of_the_series_nothing_shifts():
    """Britain, Ireland and France change on 28 March; New York has, Sydney has not yet."""
    assert told(at("2027-03-23"), at("2027-03-30")) == [
        ("KCSC", "23:00", "22:00", True, date(2027, 3, 28)),
        ("NCMEC", "10:00", "09:00", True, date(2027, 3, 28)),
        ("eSafety", "01:00", "00:00", True, date(2027, 3, 28)),
    ]


def test_where_only_theirs_change_it_is_later_by_their_clock():
    assert told(at("2027-03-09"), at("2027-03-16")) == [
        ("NCMEC", "09:00", "10:00", False, date(2027, 3, 14))
    ]


def test_the_last_of_several_changes_is_named():
    """From February to May both sides of it have changed: Sydney on 4 April, after Britain."""
    (sydney,) = (s for s in told(at("2027-02-02"), at("2027-05-04")) if s[0] == "eSafety")
    assert sydney == ("eSafety", "01:00", "23:00", True, date(2027, 4, 4))


@pytest.mark.parametrize("day", ["2027-03-28", "2027-10-31"])
def test_an_hour_left_out_or_shown_twice_on_the_day_itself_shifts_no_neighbour(day):
    """At 01:30 in London on the day of a change: in Dublin it is the same hour, as on any day."""
    before = date.fromisoformat(day).replace(day=21)
    names = [name for name, *_ in told(at(before, "01:30"), at(day, "01:30"))]
    assert "CnaM" not in names
    assert "Arcom" not in names
