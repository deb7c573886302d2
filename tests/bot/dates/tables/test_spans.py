"""Lengths as they are typed, in minutes."""

from datetime import timedelta

import pytest

from bot.dates.reading import read_length


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [
        ("90m", 90),
        ("1h30", 90),
        ("1 hr 15", 75),
        ("1,5h", 90),
        ("1¾ hours", 105),
        ("two and a half hours", 150),
        ("an hour and a quarter", 75),
        ("three quarters of an hour", 45),
        ("ninety minutes", 90),
        ("about 20 min", 20),
    ],
)
def test_a_length_is_read(typed, minutes):
    assert read_length(typed) == timedelta(minutes=minutes)


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("4m", "between 5 minutes and 24 hours"),
        ("25h", "between 5 minutes and 24 hours"),
        ("1h75", "past 59"),
        ("1.33h", "whole number of minutes"),
    ],
)
def test_what_is_no_length_is_refused_in_words(typed, why):
    assert why in read_length(typed).words
