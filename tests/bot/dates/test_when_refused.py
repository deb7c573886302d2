"""What is refused, and in which words: the past, the far future, and what names no one moment."""

from datetime import UTC, datetime

import pytest

from bot.dates.answers import Asked, NotUnderstood
from bot.dates.meaning.choice import Frame
from bot.dates.reading import read_when

NOW = datetime(2026, 11, 24, 10, 30, 42, tzinfo=UTC)  # a Tuesday


def read(text, *, now=NOW):
    return read_when(text, Frame("Europe/London", now))


REFUSED = [
    ("", "Please give a date"),
    (" , ", "Please give a date"),
    ("blah", "I can't read “blah” as a date"),
    ("demain", "I read English"),
    ("call 12 Dec 14:00", "but not “call”"),
    ("demain 14:00", "I can't read “demain” as a day. I read English"),
    ("12 Nov 2026 14:00", "in the past: Thursday 12 November 2026, 14:00"),
    ("12 Nov 2026", "in the past: Thursday 12 November 2026, 12 days ago"),
    ("24 Nov 09:00", "1 hour ago. If you mean next year, please write the year"),
    ("today 10:30", "in the past"),
    ("today 10:00", "30 minutes ago"),
    ("yesterday 10:00", "in the past: Monday 23 November 2026"),
    ("last Friday 10:00", "it was Friday 20 November 2026"),
    ("Monday this week 10:00", "in the past: Monday 23 November 2026"),
    ("in 0 hours", "in the past"),
    ("24 Nov 2031 10:31", "more than five years ahead: Monday 24 November 2031"),
    ("12 Dec 2032 14:00", "more than five years ahead: Sunday 12 December 2032"),
    ("in 99999999999999999999 days", "more than five years ahead"),
    ("in 999999 hours", "more than five years ahead"),
    ("in 9999 months", "more than five years ahead"),
    ("31 Feb 10:00", "There is no 31 February"),
    ("31/4 10:00", "There is no 31 April"),
    ("29 Feb 2027 10:00", "There is no 29 February 2027: it needs a leap year"),
    ("2026-13-01 10:00", "There is no month 13"),
    ("99/99", "There is no month 99"),
    ("0000-01-01", "The year 0"),
    ("9999-12-31", "The year 9999"),
    ("tomorrow 25:00", "25:00 is not a time of day"),
    ("tomorrow 14:60", "14:60 is not a time of day"),
    ("tomorrow 13pm", "hours go from 1 to 12"),
    ("tomorrow 14:00:30", "without seconds"),
    ("12/12/26 10:00", "for example “12/12/2026”"),
    ("12 Dec 26 10:00", "for example “2026”"),
    ("next week", "Please name one day"),
]


@pytest.mark.parametrize(("text", "why"), REFUSED)
def test_refused_in_words(text, why):
    answer = read(text)
    assert isinstance(answer, NotUnderstood), answer
    assert why in answer.words
    assert answer.words.endswith((".", "?"))


@pytest.mark.parametrize(
    ("text", "zones"),
    [
        ("12 Dec 14:00 IST", ("Asia/Kolkata", "Europe/Dublin", "Asia/Jerusalem")),
        ("12 Dec 14:00 ist", ("Asia/Kolkata", "Europe/Dublin", "Asia/Jerusalem")),
        ("12 Dec 14:00 in CST", ("America/Chicago", "America/Winnipeg", "Asia/Shanghai")),
        ("12 Dec 14:00 EST", ("America/New_York", "America/Toronto", "America/Panama")),
        ("12 Dec 14:00 est", ("America/New_York", "America/Toronto", "America/Panama")),
        ("12 Dec 14:00 BST", ("Europe/London", "Asia/Dhaka")),
        ("12 Dec 14:00 AST", ("America/Halifax",)),
        ("12 Dec 2pm PST", ("America/Los_Angeles",)),
        ("12 Dec 14:00 AMT", ("America/Manaus", "Asia/Yerevan")),
        ("12 Dec 14:00 KST", ("Asia/Seoul",)),
        ("12 Dec 14:00 CET", ("Europe/Paris",)),
        ("12 Dec 14:00 Dublin", ("Europe/Dublin",)),
        ("12 Dec 14:00 London", ("Europe/London",)),
        ("12 Dec 14:00 Seoul", ("Asia/Seoul",)),
        ("12 Dec 14:00 Suva", ("Pacific/Fiji",)),
        ("12 Dec 14:00 new york", ("America/New_York",)),
        ("12 Dec 14:00 Europe/Dubln", ("Europe/Dublin",)),
        ("12 Dec 14:00 Eurpe/Dublin", ("Europe/Dublin",)),
        ("12 Dec 14:00 Europe/London/Dublin", ("Europe/Dublin",)),
        ("12 Dec 14:00 Dubln", ("Europe/Dublin",)),
    ],
)
def test_what_names_no_one_zone_is_asked_with_the_zones(text, zones):
    answer = read(text)
    assert isinstance(answer, Asked), answer
    assert [reading.zone for reading in answer.readings][: len(zones)] == list(zones)
    assert all(zone in answer.words for zone in zones)


@pytest.mark.parametrize(
    "text",
    [
        "12 Dec 14:00 +02:00",
        "2026-12-12T14:00-05:00",
        "12 Dec 14:00 UTC+2",
        "12 Dec 14:00 UTC-3:30",
    ],
)
def test_an_offset_is_no_zone(text):
    answer = read(text)
    assert isinstance(answer, NotUnderstood)
    assert "does not say whose clocks to follow" in answer.words


def test_the_past_is_told_in_the_zone_that_was_named():
    answer = read("24 Nov 2026 18:00 Asia/Seoul")
    assert isinstance(answer, NotUnderstood)
    assert "Tuesday 24 November 2026, 18:00 (Asia/Seoul, UTC+9), 1 hour ago" in answer.words


def test_late_in_the_day_no_usual_time_is_left():
    answer = read("today", now=datetime(2026, 11, 24, 18, tzinfo=UTC))
    assert isinstance(answer, NotUnderstood)
    assert "a time is needed" in answer.words


def test_a_long_text_is_shown_short():
    for many in (300, 500, 5_000):
        answer = read("word " * many)
        assert isinstance(answer, NotUnderstood)
        assert len(answer.words) < 300
