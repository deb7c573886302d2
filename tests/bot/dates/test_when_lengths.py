"""Lengths in text."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dates.answers import NotUnderstood
from bot.dates.reading import read_length


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("60m", 60),
        ("60 m", 60),
        ("90 min", 90),
        ("90mins", 90),
        ("45 minutes", 45),
        ("1h", 60),
        ("1 hr", 60),
        ("2 Hours", 120),
        ("1h30", 90),
        ("1h 30", 90),
        ("1h30m", 90),
        ("1 hour 30 minutes", 90),
        ("1 hour and 30 minutes", 90),
        ("1 hr, 30 mins", 90),
        ("1.5h", 90),
        ("1,5 h", 90),
        ("0.25h", 15),
        ("for 45 min", 45),
        ("half an hour", 30),
        ("an hour and a half", 90),
        ("１h３０", 90),
        (" 60\u00a0m. ", 60),
        ("5m", 5),
        ("24h", 1440),
        ("1440 min", 1440),
    ],
)
def test_understood(text, minutes):
    assert read_length(text) == timedelta(minutes=minutes)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "Please give a length"),
        ("   ", "Please give a length"),
        ("90", "I can't read “90”"),
        ("1:30", "I can't read"),
        ("long", "I can't read “long”"),
        ("-60m", "I can't read"),
        ("h", "I can't read"),
        ("4m", "between 5 minutes and 24 hours"),
        ("0m", "between 5 minutes and 24 hours"),
        ("24h01", "between 5 minutes and 24 hours"),
        ("9999h", "between 5 minutes and 24 hours"),
        ("99999h", "between 5 minutes and 24 hours"),
        ("1h75", "past 59"),
        ("1.33h", "whole number of minutes"),
    ],
)
def test_refused_in_words(text, why):
    answer = read_length(text)
    assert isinstance(answer, NotUnderstood)
    assert why in answer.words


@given(st.integers(5, 1440))
def test_every_whole_length_comes_back(minutes):
    length = timedelta(minutes=minutes)
    hours, rest = divmod(minutes, 60)
    assert read_length(f"{minutes}m") == length
    assert read_length(f"{minutes} minutes") == length
    if hours:
        assert read_length(f"{hours}h{rest:02}") == length
        assert read_length(f"{hours} hours {rest} minutes") == length


@given(st.text(max_size=60))
def test_no_text_raises(text):
    answer = read_length(text)
    assert isinstance(answer, NotUnderstood | timedelta)
    if isinstance(answer, timedelta):
        assert timedelta(minutes=5) <= answer <= timedelta(hours=24)
