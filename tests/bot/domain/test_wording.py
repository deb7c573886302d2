"""Times and counts in plain English."""

import re
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.wording import (
    count,
    listed,
    listed_some,
    shortened,
    spell_day,
    spell_minutes,
    spell_moment,
    spell_offset,
    spell_weekday,
    spell_zone,
)


def test_a_day_has_its_weekday_and_its_month_in_letters():
    assert spell_day(date(2026, 12, 12)) == "Saturday 12 December 2026"
    assert spell_day(date(2027, 3, 4)) == "Thursday 4 March 2027"


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2199, 12, 31)))
def test_every_day_is_spelled_as_the_calendar_has_it(day):
    weekday, number, month, year = spell_day(day).split()
    assert weekday == day.strftime("%A") == spell_weekday(day.weekday())
    assert (number, month, year) == (str(day.day), day.strftime("%B"), str(day.year))


@pytest.mark.parametrize(
    ("zone", "words"),
    [
        ("Europe/London", "Saturday 12 December 2026, 14:00 (Europe/London, UTC+0)"),
        ("Asia/Seoul", "Saturday 12 December 2026, 23:00 (Asia/Seoul, UTC+9)"),
        ("Asia/Kolkata", "Saturday 12 December 2026, 19:30 (Asia/Kolkata, UTC+5:30)"),
        ("Australia/Sydney", "Sunday 13 December 2026, 01:00 (Australia/Sydney, UTC+11)"),
        ("America/St_Johns", "Saturday 12 December 2026, 10:30 (America/St_Johns, UTC-3:30)"),
        ("UTC", "Saturday 12 December 2026, 14:00 (UTC)"),
    ],
)
def test_a_moment_names_its_zone_and_its_distance_then(zone, words):
    assert spell_moment(datetime(2026, 12, 12, 14, 0, tzinfo=UTC), zone) == words


def test_a_moment_is_the_same_whatever_zone_it_came_in():
    seoul = timezone(timedelta(hours=9))
    at = datetime(2026, 12, 12, 23, 0, tzinfo=seoul)
    assert spell_moment(at, "Europe/London") == spell_moment(at.astimezone(UTC), "Europe/London")


def test_an_hour_that_comes_twice_is_told_apart_by_its_offset():
    first = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert spell_moment(first, "Europe/London").endswith("01:30 (Europe/London, UTC+1)")
    second = first + timedelta(hours=1)
    assert spell_moment(second, "Europe/London").endswith("01:30 (Europe/London, UTC+0)")


def test_the_offset_of_dublins_winter_is_none():
    assert spell_offset(datetime(2026, 12, 12, tzinfo=UTC), "Europe/Dublin") == "UTC+0"
    assert spell_offset(datetime(2026, 7, 12, tzinfo=UTC), "Europe/Dublin") == "UTC+1"


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (0, "0 minutes"),
        (1, "1 minute"),
        (59, "59 minutes"),
        (60, "1 hour"),
        (61, "1 hour 1 minute"),
        (90, "1 hour 30 minutes"),
        (1_439, "23 hours 59 minutes"),
        (1_440, "1 day"),
        (2_880, "2 days"),
        (1_500, "25 hours"),
        (10_080, "1 week"),
        (20_160, "2 weeks"),
        (11_520, "8 days"),
    ],
)
def test_lengths(minutes, words):
    assert spell_minutes(minutes) == words


@pytest.mark.parametrize(
    ("number", "noun", "plural", "words"),
    [
        (0, "action", "actions", "0 actions"),
        (1, "action", "actions", "1 action"),
        (2, "action", "actions", "2 actions"),
        (2, "reply", "replies", "2 replies"),
        (1, "reply", "replies", "1 reply"),
    ],
)
def test_counts(number, noun, plural, words):
    assert count(number, noun, plural) == words


def test_lists():
    assert listed([]) == ""
    assert listed(["a"]) == "a"
    assert listed(["a", "b"]) == "a and b"
    assert listed(("a", "b", "c")) == "a, b and c"
    assert listed(["a", "b", "c"], "or") == "a, b or c"


def test_of_many_words_the_first_are_listed_and_the_others_counted():
    assert listed_some((), 2) == ""
    assert listed_some(("a", "b"), 2) == "a and b"
    assert listed_some(["a", "b", "c"], 2) == "a, b and 1 more"
    assert listed_some("abcde", 2) == "a, b and 3 more"


def test_short_words_stay_and_long_ones_are_cut_between_words():
    assert shortened("a short title", 20) == "a short title"
    assert shortened("one two three four", 12) == "one two…"
    assert shortened("x" * 20, 10) == "x" * 9 + "…"
    assert shortened("  oui\u202f! 1\u00a0000 ", 20) == "oui\u202f! 1\u00a0000"
    assert shortened(" line one\n line\ttwo ", 20) == "line one line two"


@given(st.text(max_size=60), st.integers(min_value=1, max_value=50))
def test_nothing_is_longer_than_its_limit(text, limit):
    short = shortened(text, limit)
    assert len(short) <= limit
    assert "\n" not in short
    kept = re.sub(r"[^\S\u00a0\u202f]+", " ", text.strip())  # spaces that hold words together stay
    if len(kept) <= limit:
        assert short == kept
    else:
        assert short.endswith("…")


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("Europe/London", "Europe/London, UTC+0"),
        ("Asia/Kolkata", "Asia/Kolkata, UTC+5:30"),
        ("America/New_York", "America/New_York, UTC-5"),
        ("America/St_Johns", "America/St_Johns, UTC-3:30"),
        ("UTC", "UTC"),
    ],
)
def test_a_zone_is_described_by_its_offset(key, words):
    assert spell_zone(datetime(2026, 12, 12, 14, tzinfo=UTC), key) == words
