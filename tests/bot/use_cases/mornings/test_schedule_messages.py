"""When mornings are owed: nine by the wall on working days, in every zone and across changes."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.person import HowOften, Organisation, OrganisationKind, Person, zone_of
from bot.ports.unit_of_work import NoHolidays
from bot.use_cases.mornings.schedule_messages import (
    HORIZON,
    holidays_of,
    is_morning,
    is_working_day,
    last_day_asked,
    next_working_day,
    owed_morning,
    owed_mornings,
    soon_after,
)

WITHOUT_HOLIDAYS = partial(NoHolidays().on, "")
ZONES = sorted(z for z in available_timezones() if "/" in z)
MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2036, 1, 1), timezones=st.just(UTC))


def person(zone):
    return Person(
        user_id="U1",
        name="amara",
        zone=zone,
        locale="en-GB",
        active=True,
        is_bot=False,
        secretariat=False,
        organisation=None,
    )


@settings(max_examples=300)
@given(st.sampled_from(ZONES), MOMENTS, st.integers(1, 10))
def test_each_is_nine_by_the_wall_on_a_working_day_ahead(zone, now, days):
    horizon = timedelta(days=days)
    found = list(owed_mornings(person(zone), now, horizon))
    for owed in found:
        local = owed.due_at.astimezone(ZoneInfo(zone))
        assert local.time() == time(9)
        assert local.weekday() < 5
        assert local.date().isoformat() == owed.occurrence
        assert now <= owed.due_at <= now + horizon
        assert owed.useful_until.astimezone(ZoneInfo(zone)).time() == time(18)
        assert owed.useful_until.astimezone(ZoneInfo(zone)).date() == local.date()
    assert len({owed.occurrence for owed in found}) == len(found)
    assert [owed.due_at for owed in found] == sorted(owed.due_at for owed in found)


@settings(max_examples=150)
@given(st.sampled_from(ZONES), MOMENTS)
def test_every_working_day_in_the_horizon_has_one(zone, now):
    rules = ZoneInfo(zone)
    days = [now.astimezone(rules).date() + timedelta(days=n) for n in range(9)]
    nines = {d: datetime.combine(d, time(9), tzinfo=rules).astimezone(UTC) for d in days}
    wanted = {
        d.isoformat()
        for d, at in nines.items()
        if d.weekday() < 5 and now <= at <= now + timedelta(days=7)
    }
    found = owed_mornings(person(zone), now, timedelta(days=7))
    assert {owed.occurrence for owed in found} == wanted


@settings(max_examples=150)
@given(st.sampled_from(ZONES), MOMENTS, st.lists(st.integers(0, 4320), max_size=6))
def test_planning_often_asks_for_the_same_things(zone, now, minutes):
    """Whenever it is planned, a local date has one key and one due moment."""
    keys = {}
    for later in [0, *sorted(minutes)]:
        for owed in owed_mornings(person(zone), now + timedelta(minutes=later)):
            assert keys.setdefault(owed.occurrence, owed) == owed


@pytest.mark.parametrize(
    ("zone", "day", "utc"),
    [
        ("Europe/London", date(2026, 3, 27), datetime(2026, 3, 27, 9, tzinfo=UTC)),
        ("Europe/London", date(2026, 3, 30), datetime(2026, 3, 30, 8, tzinfo=UTC)),
        ("Europe/Dublin", date(2026, 10, 23), datetime(2026, 10, 23, 8, tzinfo=UTC)),
        ("Europe/Dublin", date(2026, 10, 26), datetime(2026, 10, 26, 9, tzinfo=UTC)),
        ("Australia/Sydney", date(2026, 10, 5), datetime(2026, 10, 4, 22, tzinfo=UTC)),
        ("Australia/Lord_Howe", date(2026, 10, 5), datetime(2026, 10, 4, 22, tzinfo=UTC)),
        ("Asia/Kathmandu", date(2026, 10, 5), datetime(2026, 10, 5, 3, 15, tzinfo=UTC)),
        ("Pacific/Kiritimati", date(2026, 10, 5), datetime(2026, 10, 4, 19, tzinfo=UTC)),
    ],
)
def test_clock_changes_move_the_moment_and_not_the_wall(zone, day, utc):
    assert owed_morning(person(zone), day).due_at == utc


def test_weekends_and_days_that_a_zone_leaves_out_have_none():
    assert owed_morning(person("Europe/London"), date(2026, 12, 5)) is None
    assert owed_morning(person("Europe/London"), date(2026, 12, 6)) is None
    assert owed_morning(person("Pacific/Apia"), date(2011, 12, 30)) is None
    assert owed_morning(person("Pacific/Apia"), date(2011, 12, 29)) is not None


def test_a_friday_reaches_the_monday():
    friday = datetime(2026, 12, 4, 9, 0, tzinfo=UTC)
    found = [owed.occurrence for owed in owed_mornings(person("Europe/London"), friday, HORIZON)]
    assert found == ["2026-12-04", "2026-12-07"]


def test_nine_itself_counts_and_a_second_later_does_not():
    nine = datetime(2026, 12, 7, 9, 0, tzinfo=UTC)
    day = timedelta(hours=1)
    assert [o.occurrence for o in owed_mornings(person("UTC"), nine, day)] == ["2026-12-07"]
    assert list(owed_mornings(person("UTC"), nine + timedelta(seconds=1), day)) == []


def test_a_zone_that_nobody_knows_is_read_as_utc():
    assert zone_of(person("Mars/Olympus")) == "UTC"
    due = owed_morning(person("Mars/Olympus"), date(2026, 12, 7)).due_at
    assert due == datetime(2026, 12, 7, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "following", "asked"),
    [
        (date(2026, 12, 7), date(2026, 12, 8), date(2026, 12, 9)),
        (date(2026, 12, 9), date(2026, 12, 10), date(2026, 12, 11)),
        (date(2026, 12, 10), date(2026, 12, 11), date(2026, 12, 12)),
        (date(2026, 12, 11), date(2026, 12, 14), date(2026, 12, 15)),
        (date(2026, 12, 12), date(2026, 12, 14), date(2026, 12, 15)),
    ],
)
def test_working_days_and_how_far_a_morning_asks(day, following, asked):
    assert next_working_day(day, WITHOUT_HOLIDAYS) == following
    assert last_day_asked(day, person("UTC"), NoHolidays()) == asked


@given(st.dates(date(2020, 1, 1), date(2036, 1, 1)))
def test_every_day_is_asked_about_in_a_morning_before_it(day):
    """Whatever day a dialogue is on, some working day of the four before asks about it."""
    before = [day - timedelta(days=n) for n in range(1, 5)]
    reader = person("UTC")
    assert any(
        is_working_day(b, WITHOUT_HOLIDAYS) and b < day <= last_day_asked(b, reader, NoHolidays())
        for b in before
    )


@given(st.dates(date(2020, 1, 1), date(2036, 1, 1)), st.sampled_from(["KR", "GB"]))
def test_who_hears_once_a_week_is_asked_about_every_day_and_told_of_every_due_day(day, country):
    """No day falls between two weekly messages, whatever holidays are kept."""
    reader, feasts = replace(of(country), rhythm=HowOften.WEEKLY, morning_hour=7), Feasts()
    before = (day - timedelta(days=n) for n in range(1, 30))
    heard = next(d for d in before if is_morning(d, reader, feasts))
    assert day <= soon_after(heard, reader, feasts)
    assert day <= last_day_asked(heard, reader, feasts)
    week = [heard - timedelta(days=n) for n in range(heard.weekday() + 1)]
    kept = holidays_of(reader, feasts)
    assert [d for d in week if is_working_day(d, kept)] == [heard]
    owed = owed_morning(reader, heard, feasts)
    assert owed.due_at.astimezone(ZoneInfo(reader.zone)).hour == 7
    assert owed_morning(replace(reader, rhythm=HowOften.OFF), heard, feasts) is None


class Feasts:
    """Korea keeps four days from a Thursday to the Tuesday after; others keep none."""

    def on(self, country, day):
        return "Chuseok" if country == "KR" and 10 <= day.day <= 15 else None


def of(country):
    organisation = Organisation(
        id=1, name="KCSC", kind=OrganisationKind.MEMBER, country=country, zone="Asia/Seoul"
    )
    return replace(person("Asia/Seoul"), organisation=organisation)


def test_public_holidays_of_the_organisations_country_have_no_morning():
    start, horizon = datetime(2026, 12, 8, tzinfo=UTC), timedelta(days=9)
    days = {
        country: [
            owed.occurrence[-2:] for owed in owed_mornings(of(country), start, horizon, Feasts())
        ]
        for country in ("KR", "GB")
    }
    assert days == {"KR": ["08", "09", "16", "17"], "GB": "08 09 10 11 14 15 16 17".split()}
    unassigned = person("Asia/Seoul")
    assert owed_morning(unassigned, date(2026, 12, 10), Feasts()) is not None


def test_the_morning_before_holidays_asks_for_what_they_would_have_asked():
    reader, kept = of("KR"), Feasts()
    assert next_working_day(date(2026, 12, 9), holidays_of(reader, kept)) == date(2026, 12, 16)
    assert last_day_asked(date(2026, 12, 9), reader, kept) == date(2026, 12, 17)
    assert last_day_asked(date(2026, 12, 8), reader, kept) == date(2026, 12, 10)
