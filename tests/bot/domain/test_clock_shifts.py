"""Whose local time of a series shifts when clocks change, since when, and which way."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.domain.person import Organisation, OrganisationKind
from bot.domain.recurrence import Occurrence
from bot.domain.recurrence_shift import shifts_between

ZONES = {
    "KCSC": "Asia/Seoul",
    "Arcom": "Europe/Paris",
    "CnaM": "Europe/Dublin",
    "NCMEC": "America/New_York",
    "eSafety": "Australia/Sydney",
}
BODIES = [
    Organisation(id=n, name=name, kind=OrganisationKind.MEMBER, country="IE", zone=zone)
    for n, (name, zone) in enumerate(ZONES.items(), 1)
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
