"""What is typed after find and fairness, and what is not understood."""

from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dates.answers import Asked
from bot.dates.meaning.choice import Frame
from bot.domain.audience import Audience
from bot.domain.errors import Refusal
from bot.use_cases.fairness.find_slots import FindSlots
from handlers.slack.features.fairness.parsing import (
    ChosenSlot,
    read_find,
    read_slot,
    read_year,
    write_slot,
)

WEEK = timedelta(weeks=1)
WRITER = Frame("Europe/London", datetime(2026, 11, 24, 10, 30, tzinfo=UTC))


@pytest.mark.parametrize(
    ("typed", "minutes", "ahead", "audience"),
    [
        ("", 60, 3 * WEEK, None),
        ("60m in the next 3 weeks", 60, 3 * WEEK, None),
        ("1h30 in the next two weeks for members", 90, 2 * WEEK, Audience.MEMBERS),
        ("for members", 60, 3 * WEEK, Audience.MEMBERS),
        ("for 90 min for members only within the next 10 days", 90, 10 * WEEK / 7, "members"),
        ("in the next month", 60, timedelta(days=30), None),
        ("45m in the next fortnight for the whole group", 45, 2 * WEEK, Audience.GROUP),
        ("FOR THE NETWORK IN THE NEXT 26 WEEKS 2 HOURS", 120, 26 * WEEK, Audience.NETWORK),
        ("60m in 3 weeks", 60, 3 * WEEK, None),
        ("half an hour over the coming 5 days", 30, timedelta(days=5), None),
        ("in the next ６ weeks", 60, 6 * WEEK, None),
    ],
)
def test_length_span_and_audience_in_any_order(typed, minutes, ahead, audience):
    wanted = FindSlots(
        minutes=minutes, ahead=ahead, audience=Audience(audience) if audience else None
    )
    assert read_find(typed, WRITER) == wanted


@pytest.mark.parametrize(
    ("typed", "since", "until"),
    [
        ("60m this week", "2026-11-23", "2026-11-29"),
        ("60m next week", "2026-11-30", "2026-12-06"),
        ("60m tomorrow", "2026-11-25", "2026-11-25"),
        ("60m on Tuesday 1 December", "2026-12-01", "2026-12-01"),
        ("60m in January for members", "2027-01-01", "2027-01-31"),
        ("60m in early February", "2027-02-01", "2027-02-10"),
        ("60m between 11 and 22 January", "2027-01-11", "2027-01-22"),
        ("60m from 28 December to 8 January", "2026-12-28", "2027-01-08"),
        ("60m 7-11 Dec", "2026-12-07", "2026-12-11"),
        ("60m until 31 January", None, "2027-01-31"),
        ("a slot of 60m in w/c 7 December", "2026-12-07", "2026-12-13"),
    ],
)
def test_days_that_are_named(typed, since, until):
    wish = read_find(typed, WRITER)
    assert (since and f"{wish.since:%Y-%m-%d}", f"{wish.until:%Y-%m-%d}") == (since, until)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("somehow in the next 3 weeks", "I can't read “somehow” in this"),
        ("60", "I can't read “60” in this"),
        ("2m in the next 3 weeks", "between 5 minutes and 24 hours"),
        ("60m in the next 3 weeks or the next month", "two spans"),
        ("60m for members for the group", "Two audiences"),
        ("60m for everyone", "for everyone"),
        ("60m in the next 3 years", "3 years"),
        ("<!channel> in the next week", "<!channel>"),
    ],
)
def test_what_is_left_over_is_refused_by_its_words(typed, words):
    with pytest.raises(Refusal) as refused:
        read_find(typed, WRITER)
    assert words in refused.value.words


@given(st.text(max_size=200))
def test_whatever_is_typed_is_read_or_refused(typed):
    with suppress(Refusal):
        assert isinstance(read_find(typed, WRITER), FindSlots | Asked)


@pytest.mark.parametrize(
    ("typed", "year"), [("", None), ("2026", 2026), ("in 2025", 2025), (" ２０２４ ", 2024)]
)
def test_a_year(typed, year):
    assert read_year(typed) == year


@pytest.mark.parametrize("typed", ["last year", "26", "1999", "2101", "2026 2027", "²⁰²⁶", "٢٠٢٦"])
def test_other_words_are_no_year(typed):
    with pytest.raises(Refusal, match="one year"):
        read_year(typed)


@given(
    st.datetimes(datetime(2026, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC)),
    st.integers(5, 1440),
    st.sampled_from(Audience),
)
def test_a_button_carries_its_slot(starts_at, minutes, audience):
    chosen = ChosenSlot(
        channel_id="C0TECHNOLOGY",
        starts_at=starts_at.replace(microsecond=0),
        minutes=minutes,
        audience=audience,
    )
    assert read_slot(write_slot(chosen)) == chosen
    assert len(write_slot(chosen)) < 200


@pytest.mark.parametrize(
    "value",
    ["", "{}", "D1", "[1]", '{"channel":"C","at":1e99,"minutes":1,"for":"members"}', "null"],
)
def test_another_value_is_refused_in_words(value):
    with pytest.raises(Refusal, match="Please type the command again"):
        read_slot(value)
