"""Times in each zone, read by another library, are the moments that the zone's own rules mean."""

from datetime import UTC, datetime, time, timedelta
from importlib.resources import files
from zoneinfo import ZoneInfo

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.zone_names import known_keys
from tests.handlers.icalendar.reading import calendar, dialogue, read, uid

FIRST = datetime(2026, 11, 23)
TWO_YEARS = 731
HOURS = (time(0, 30), time(2, 30), time(9), time(23, 45))


def network_zones():
    roster = yaml.safe_load((files("handlers.cli") / "sample_roster.yaml").read_text("utf-8"))
    people = yaml.safe_load((files("handlers.sandbox") / "sample.yaml").read_text("utf-8"))
    named = {each["zone"] for each in roster["organisations"]}
    return sorted(named | {each["tz"] for each in people["people"] if each.get("tz")})


BY_DATES = (
    "Africa/Cairo",  # on a Friday at midnight, back on a Thursday's last hour
    "Africa/Casablanca",  # an hour back for each Ramadan
    "America/Nuuk",  # at one in the morning in Copenhagen, still Saturday there
    "America/Santiago",  # on the Sunday after the first Saturday
    "Asia/Jerusalem",  # on the Friday before the last Sunday
)
"""Zones without a yearly rule that Outlook knows."""
ODD = (
    "Antarctica/Troll",  # two hours
    "Asia/Kathmandu",
    "Australia/Lord_Howe",  # half an hour
    "Etc/GMT+5",
    "Pacific/Chatham",
)


def compared(zone, walls):
    """What a client reads of dialogues at these wall times, beside what zoneinfo says of them."""
    rules = ZoneInfo(zone)
    meant = {}
    dialogues = []
    for number, wall in enumerate(walls, 1):
        aware = wall.replace(tzinfo=rules).astimezone(UTC)
        if aware.astimezone(rules).replace(tzinfo=None) != wall:
            continue  # clocks jump over it: see test_rendering
        meant[uid(number)] = aware
        dialogues.append(dialogue(number, wall, zone))
    return read(calendar(*dialogues)), meant


@pytest.mark.parametrize("zone", [*network_zones(), *ODD, *BY_DATES])
def test_every_week_of_two_years_and_every_day_around_a_change(zone):
    rules = ZoneInfo(zone)
    days = [FIRST + timedelta(days=n) for n in range(TWO_YEARS)]
    offsets = [day.replace(hour=12, tzinfo=rules).utcoffset() for day in days]
    near = {n + k for n in range(1, len(days)) if offsets[n] != offsets[n - 1] for k in (-2, -1, 0)}
    walls = [datetime.combine(days[n], hour) for n in sorted(near) for hour in HOURS]
    walls += [datetime.combine(d, HOURS[w % len(HOURS)]) for w, d in enumerate(days[::7])]
    found, meant = compared(zone, walls)
    assert len(meant) >= TWO_YEARS // 7
    assert found.starts == meant
    assert found.ends == {key: at + timedelta(hours=1) for key, at in meant.items()}
    assert found.zones == ([] if zone in BY_DATES else [zone])


CHANGED_RULES = [
    ("Asia/Almaty", datetime(2023, 6, 1), 2),  # +06, and since March 2024 +05
    ("America/Asuncion", datetime(2023, 9, 1), 2),  # summer time for good since October 2024
    ("Pacific/Apia", datetime(2020, 6, 1), 2),  # none since 2021
    ("Pacific/Fiji", datetime(2019, 6, 1), 2),
    ("America/Mexico_City", datetime(2021, 11, 1), 2),
    ("Africa/Cairo", datetime(2022, 1, 1), 3),  # again since 2023
    ("Africa/Juba", datetime(2020, 6, 1), 2),
]


@pytest.mark.parametrize(("zone", "first", "years"), CHANGED_RULES)
def test_zones_that_changed_their_rules_in_the_middle(zone, first, years):
    walls = [first + timedelta(days=3 * n, hours=11) for n in range(365 * years // 3)]
    found, meant = compared(zone, walls)
    assert len({at.astimezone(ZoneInfo(zone)).utcoffset() for at in meant.values()}) > 1
    assert found.starts == meant


@settings(max_examples=40)
@given(
    zone=st.sampled_from(sorted(known_keys())),
    walls=st.lists(
        st.datetimes(datetime(1990, 1, 1), datetime(2035, 12, 1)).map(
            lambda at: at.replace(second=0, microsecond=0)
        ),
        min_size=1,
        max_size=6,
    ),
)
def test_any_zone_and_any_years(zone, walls):
    found, meant = compared(zone, walls)
    assert found.starts == meant


@pytest.mark.parametrize(
    ("zone", "forth", "back"),
    [
        ("Europe/Dublin", "BYDAY=-1SU;BYMONTH=3", "BYDAY=-1SU;BYMONTH=10"),
        ("Europe/London", "BYDAY=-1SU;BYMONTH=3", "BYDAY=-1SU;BYMONTH=10"),
        ("America/New_York", "BYDAY=2SU;BYMONTH=3", "BYDAY=1SU;BYMONTH=11"),
        ("Australia/Sydney", "BYDAY=1SU;BYMONTH=10", "BYDAY=1SU;BYMONTH=4"),
    ],
)
def test_a_yearly_rule_is_written_as_one_since_outlook_reads_no_other(zone, forth, back):
    text = calendar(dialogue(1, FIRST, zone)).decode()
    assert text.count("BEGIN:DAYLIGHT") == text.count("BEGIN:STANDARD") == 1
    assert "RDATE" not in text
    daylight = text.partition("BEGIN:DAYLIGHT")[2].partition("END:DAYLIGHT")[0]
    standard = text.partition("BEGIN:STANDARD")[2].partition("END:STANDARD")[0]
    assert f"RRULE:FREQ=YEARLY;{forth}\r\n" in daylight
    assert f"RRULE:FREQ=YEARLY;{back}\r\n" in standard


@pytest.mark.parametrize("zone", BY_DATES)
def test_where_clocks_follow_no_yearly_rule_times_are_in_utc(zone):
    """Outlook passes over changes that are written by their dates."""
    planned = dialogue(1, FIRST.replace(hour=12), zone)
    text = calendar(planned).decode()
    assert "VTIMEZONE" not in text
    assert "TZID" not in text
    assert f"DTSTART:{planned.starts_at:%Y%m%dT%H%M%SZ}" in text


def test_so_they_are_where_the_rule_changes_in_the_years_of_the_calendar():
    before, after = (dialogue(n, datetime(2023 + n, 2, 1, 9), "Asia/Almaty") for n in (1, 3))
    assert "TZID" not in calendar(before, after).decode()
    assert read(calendar(after)).zones == ["Asia/Almaty"]


@settings(max_examples=60, deadline=None)
@given(zone=st.sampled_from(sorted(known_keys())), year=st.integers(2024, 2035))
def test_a_definition_that_is_written_has_one_rule_forth_and_one_back_or_none(zone, year):
    text = calendar(dialogue(1, datetime(year, 5, 5, 9), zone)).decode()
    parts = text.count("BEGIN:DAYLIGHT") + text.count("BEGIN:STANDARD")
    assert "RDATE" not in text
    assert (parts, text.count("RRULE")) in ((0, 0), (1, 0), (2, 2))


def test_a_zone_without_changes_has_one_observance():
    text = calendar(dialogue(1, FIRST, "Asia/Seoul")).decode()
    assert text.count("BEGIN:STANDARD") == 1
    assert "BEGIN:DAYLIGHT" not in text
    assert "TZOFFSETTO:+0900" in text
