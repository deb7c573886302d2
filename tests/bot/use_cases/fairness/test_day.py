"""One day of a group's clock as it passes for each organisation, hour by hour, west to east."""

from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import pairwise

import pytest

from bot.domain.group import Group
from bot.domain.person import Organisation, OrganisationKind
from bot.ports.unit_of_work import NoHolidays
from bot.use_cases.fairness.day import day_of

AT = datetime(2026, 12, 8, 23, 30, tzinfo=UTC)
"""A Tuesday in London, and Wednesday from Delhi on eastwards."""
LONDON = Group(id=1, channel_id="C1", name="Technology", zone="Europe/London", created_at=AT)


def body(name, zone, country="GB"):
    return Organisation(id=1, name=name, kind=OrganisationKind.MEMBER, country=country, zone=zone)


def hours(zone, at=AT, group=LONDON, holidays=None):
    """(begins, lasts, hour) of each."""
    day = day_of(at, group, [body("One", zone)], holidays or NoHolidays())
    return [(one.begins, one.lasts, one.hour) for one in day.local[0].hours]


def test_it_is_the_day_in_which_the_moment_lies_on_the_groups_clock():
    day = day_of(AT, LONDON, [], NoHolidays())
    assert (day.date, day.start) == (date(2026, 12, 8), datetime(2026, 12, 8, tzinfo=UTC))
    sydney = day_of(AT, replace(LONDON, zone="Australia/Sydney"), [], NoHolidays())
    assert (sydney.date, sydney.start) == (
        date(2026, 12, 9),
        datetime(2026, 12, 8, 13, tzinfo=UTC),
    )


def test_from_west_to_east_and_by_name_where_it_is_the_same_time():
    bodies = [
        body("Zed", "Europe/London"),
        body("KCSC", "Asia/Seoul"),
        body("NCMEC", "America/New_York"),
        body("Ofcom", "Europe/London"),
    ]
    day = day_of(AT, LONDON, bodies, NoHolidays())
    assert [one.organisation.name for one in day.local] == ["NCMEC", "Ofcom", "Zed", "KCSC"]


@pytest.mark.parametrize(
    ("zone", "first", "last"),
    [
        ("Europe/London", (0.0, 1.0, 0), (23.0, 1.0, 23)),
        ("Asia/Kathmandu", (0.0, 0.25, 5), (23.25, 0.75, 5)),
        ("America/St_Johns", (0.0, 0.5, 20), (23.5, 0.5, 20)),
    ],
)
def test_hours_begin_where_that_clock_begins_them(zone, first, last):
    found = hours(zone)
    assert (found[0], found[-1]) == (first, last)
    assert sum(lasts for _, lasts, _ in found) == 24
    assert all(one[0] + one[1] == other[0] for one, other in pairwise(found))


def test_an_hour_shown_twice_is_one_long_one_and_one_left_out_is_none():
    autumn_day = datetime(2026, 10, 25, 12, tzinfo=UTC)
    autumn = {hour: lasts for _, lasts, hour in hours("Europe/London", at=autumn_day)}
    spring = [hour for *_, hour in hours("Europe/London", at=datetime(2027, 3, 28, 12, tzinfo=UTC))]
    assert autumn[1] == 2.0
    assert 1 not in spring


class Feast:
    def on(self, country, day):
        return "Feast" if (country, day) == ("KR", date(2026, 12, 9)) else None


def test_a_day_off_counts_from_midnight_there():
    day = day_of(AT, LONDON, [body("KCSC", "Asia/Seoul", "KR")], Feast())
    off = {one.hour: one.day_off for one in day.local[0].hours}
    assert [hour for hour in off if off[hour] == "Feast"] == [0, 1, 2, 3, 4, 5, 6, 7, 8]
    assert off[23] is None
