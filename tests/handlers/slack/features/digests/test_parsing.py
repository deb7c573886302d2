"""Days, times and button values of digests."""

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.errors import NotValid, Refusal
from bot.domain.wording import spell_weekday
from handlers.slack.features.digests.parsing import (
    posting_value,
    read_form,
    read_post,
    read_posting,
    read_weekly,
)
from handlers.slack.request.carried_values import NotOurs


@pytest.mark.parametrize(
    ("typed", "weekday", "at"),
    [
        ("Monday 09:00", 0, time(9)),
        ("monday 9am", 0, time(9)),
        ("every Tuesday at 16:30", 1, time(16, 30)),
        ("on wed at 2 pm", 2, time(14)),
        ("Thurs 9.15", 3, time(9, 15)),
        ("Fridays, noon", 4, time(12)),
        ("08:00 on Saturdays", 5, time(8)),
        ("sun 00:00", 6, time(0)),
        ("Tues 14h30", 1, time(14, 30)),
    ],
)
def test_a_day_and_a_time_in_many_ways(typed, weekday, at):
    assert read_weekly(typed) == (weekday, at)


@given(st.integers(0, 6), st.times())
def test_what_is_spelled_out_is_read(weekday, at):
    at = at.replace(second=0, microsecond=0)
    assert read_weekly(f"{spell_weekday(weekday)} {at:%H:%M}") == (weekday, at)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("Monday", "one day of the week and one time"),
        ("09:00", "one day of the week and one time"),
        ("Monday Tuesday 09:00", "one day of the week and one time"),
        ("Monday 09:00 10:00", "“10:00”"),
        ("Monday 25:00", "not a time of day"),
        ("Monday 09:60", "not a time of day"),
        ("Monday 9", "in the morning or after noon"),
        ("Monday midnight", "00:00"),
        ("Monday 13pm", "hours go from 1 to 12"),
        ("Monday 09:00-10:00", "“09:00-10:00”"),
        ("Monday 09:00 Europe/Dublin", "“Europe/Dublin”"),
        ("Moonday 09:00", "“Moonday”"),
        ("<!channel> 09:00", "channel"),
        ("weekly please Monday 09:00", "weekly please"),
    ],
)
def test_anything_else_is_refused_in_words(typed, words):
    with pytest.raises(Refusal) as refused:
        read_weekly(typed)
    assert words in refused.value.words


@given(st.text(max_size=60))
def test_no_text_breaks_the_reading(typed):
    try:
        weekday, at = read_weekly(typed)
    except Refusal:
        return
    assert 0 <= weekday <= 6
    assert isinstance(at, time)


def test_a_form_has_a_day_and_a_time():
    assert read_form({"weekday": "3", "at": "09:30"}) == (3, time(9, 30))


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"weekday": None, "at": "09:00"}, "weekday"),
        ({"weekday": "7", "at": "09:00"}, "weekday"),
        ({"weekday": "0", "at": None}, "at"),
        ({"weekday": "0", "at": "nine"}, "at"),
    ],
)
def test_a_field_left_empty_is_refused_beside_itself(fields, field):
    with pytest.raises(NotValid) as refused:
        read_form(fields)
    assert refused.value.field == field


@given(
    st.integers(1, 999_999_999),
    st.dates(),
    st.integers(1, 999_999_999),
    st.integers(0, 999_999_999),
)
def test_the_buttons_carry_their_posting_there_and_back(group_id, day, revision, after):
    wish = read_posting(posting_value(group_id, day.isoformat(), revision, after))
    assert (wish.group_id, wish.occurrence) == (group_id, day.isoformat())
    assert (wish.revision, wish.after) == (revision, after)


def test_buttons_of_earlier_versions_are_read():
    assert read_posting("7 2026-11-30 4").after == 0
    assert read_post("7").after is None
    assert read_post("7 12").after == 12


@pytest.mark.parametrize(
    "value", ["", "x", "1", "1 2026-11-30", "1 30.11.2026 1", "-1 2026-11-30 1", "1 2026-11-30 1 x"]
)
def test_a_value_of_no_button_of_ours_is_refused(value):
    with pytest.raises(NotOurs):
        read_posting(value)
