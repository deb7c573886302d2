"""What is asked back, with every reading that can be meant."""

from datetime import UTC, datetime

import pytest

from bot.dates.answers import Asked, NotUnderstood, Reading
from bot.dates.meaning.choice import Frame
from bot.dates.reading import read_when

NOW = datetime(2026, 11, 24, 10, 30, 42, tzinfo=UTC)  # a Tuesday


def read(text, *, zone="Europe/London", now=NOW, locale="en-GB", time_needed=True):
    return read_when(text, Frame(zone, now, locale=locale, time_needed=time_needed))


def walls(answer):
    readings = [answer] if isinstance(answer, Reading) else answer.readings
    return [f"{r.wall:%Y-%m-%d %H:%M}" if r.has_time else f"{r.wall:%Y-%m-%d}" for r in readings]


ASKED = [
    ("2nd Tuesday 14:00", ["2026-12-08 14:00"], "No exact day is named."),
    ("3/4 14:00", ["2027-04-03 14:00", "2027-03-04 14:00"], "day first or month first"),
    ("03/04/2027 14:00", ["2027-04-03 14:00", "2027-03-04 14:00"], "day first or month first"),
    ("03.04.2027 14:00", ["2027-04-03 14:00", "2027-03-04 14:00"], "day first or month first"),
    ("next Friday 10:00", ["2026-11-27 10:00", "2026-12-04 10:00"], "“next Friday” can be"),
    ("28 Mar 2027 01:30", ["2027-03-28 00:30", "2027-03-28 02:30"], "does not exist"),
    ("31 Oct 2027 01:30", ["2027-10-31 01:30", "2027-10-31 01:30"], "comes twice"),
    ("12 Dec midnight", ["2026-12-12 00:00", "2026-12-13 00:00"], "start of that day or its end"),
    ("12 Dec 12am", ["2026-12-12 00:00", "2026-12-13 00:00"], "start of that day or its end"),
    ("tomorrow at 3", ["2026-11-25 15:00", "2026-11-25 03:00"], "two times called “3”"),
    ("3 o'clock tomorrow", ["2026-11-25 15:00", "2026-11-25 03:00"], "two times called “3”"),
    ("tomorrow at 12", ["2026-11-25 12:00", "2026-11-26 00:00"], "two times called “12”"),
    ("tomorrow at 9", ["2026-11-25 09:00", "2026-11-25 21:00"], "two times called “9”"),
    ("Monday 12 Dec 10:00", ["2026-12-12 10:00", "2026-12-14 10:00"], "a Saturday, not a Monday"),
    ("Monday 3/4/2027 9:00", ["2027-04-03 09:00", "2027-04-05 09:00"], "a Saturday, not a Monday"),
    ("on tomorrow 4 Dec 9:00", ["2026-12-04 09:00", "2026-11-25 09:00"], "is another day than"),
    ("23 Nov 11:00", ["2027-11-23 11:00"], "Monday 23 November 2026 is past"),
    ("Good Friday 11:00", ["2027-03-26 11:00"], "Good Friday is on"),
    ("12 Jul 14:00 GMT", ["2027-07-12 14:00", "2027-07-12 14:00"], "London is on summer time"),
    ("12 Dec 14:00 or 13 Dec 14:00", ["2026-12-12 14:00", "2026-12-13 14:00"], "Which is it"),
    ("5 or 6 Feb 10:00", ["2027-02-05 10:00", "2027-02-06 10:00"], "More than one day is named"),
    (
        "next week 10:00",
        [f"2026-{day} 10:00" for day in ("11-30", "12-01", "12-02", "12-03", "12-04")],
        "name no one day",
    ),
    ("14:00", ["2026-11-24 14:00", "2026-11-25 14:00"], "a time without a day"),
    ("9am", ["2026-11-25 09:00", "2026-11-26 09:00"], "a time without a day"),
    (
        "29 Feb 10:00",
        ["2028-02-29 10:00", "2027-02-28 10:00", "2027-03-01 10:00"],
        "needs a leap year, and the next is 2028",
    ),
    (
        "12 Dec",
        ["2026-12-12 09:00", "2026-12-12 11:00", "2026-12-12 14:00", "2026-12-12 16:00"],
        "At what time on Saturday 12 December 2026",
    ),
    ("today", ["2026-11-24 11:00", "2026-11-24 14:00", "2026-11-24 16:00"], "A time is needed"),
    (
        "3/4",
        ["2027-04-03 09:00", "2027-04-03 14:00", "2027-03-04 09:00", "2027-03-04 14:00"],
        "A time is needed",
    ),
]


@pytest.mark.parametrize(("text", "readings", "why"), ASKED)
def test_asked_back(text, readings, why):
    answer = read(text)
    assert isinstance(answer, Asked), answer
    assert walls(answer) == readings
    assert all(reading.has_time for reading in answer.readings)
    assert len({reading.at for reading in answer.readings}) == len(readings)
    assert why in answer.words
    assert answer.words.endswith("?")


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("3/4", ["2027-04-03", "2027-03-04"]),
        ("next Friday", ["2026-11-27", "2026-12-04"]),
        ("Tuesday", ["2026-11-24", "2026-12-01"]),
        ("29/02", ["2028-02-29", "2027-02-28", "2027-03-01"]),
    ],
)
def test_a_due_day_is_asked_back_as_days(text, days):
    answer = read(text, time_needed=False)
    assert isinstance(answer, Asked)
    assert walls(answer) == days
    assert not any(reading.has_time for reading in answer.readings)


@pytest.mark.parametrize(
    ("locale", "first"),
    [
        ("en-GB", "2027-04-03"),
        ("en-US", "2027-03-04"),
        ("en_US", "2027-03-04"),
        ("ko-KR", "2027-03-04"),
        ("fr-FR", "2027-04-03"),
        ("", "2027-04-03"),
    ],
)
def test_the_locale_only_orders_the_readings(locale, first):
    answer = read("3/4", locale=locale, time_needed=False)
    assert isinstance(answer, Asked)
    assert sorted(walls(answer)) == ["2027-03-04", "2027-04-03"]
    assert walls(answer)[0] == first


@pytest.mark.parametrize(
    ("weekday", "text", "expected"),
    [
        (26, "next Friday 9am", ["2026-11-27 09:00", "2026-12-04 09:00"]),  # Thursday
        (27, "next Friday 9am", ["2026-12-04 09:00"]),  # Friday itself
        (28, "next Friday 9am", ["2026-12-04 09:00"]),  # Saturday: last in every kind of week
        (29, "next Friday 9am", ["2026-12-04 09:00", "2026-12-11 09:00"]),  # Sunday
        (29, "next Monday 9am", ["2026-11-30 09:00", "2026-12-07 09:00"]),
        (29, "next Sunday 9am", ["2026-12-06 09:00"]),
        (29, "Friday next week 9am", ["2026-12-04 09:00", "2026-12-11 09:00"]),
        (29, "Friday this week 9am", ["2026-12-04 09:00"]),
        (28, "this Friday 9am", ["2026-12-04 09:00"]),
        (27, "Friday 9am", ["2026-12-04 09:00"]),
        (27, "Friday midnight", ["2026-11-28 00:00"]),
    ],
)
def test_weekdays_through_the_week(weekday, text, expected):
    answer = read(text, now=datetime(2026, 11, weekday, 9, tzinfo=UTC))
    assert not isinstance(answer, NotUnderstood)
    assert walls(answer) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("tomorrow 9am Australia/Sydney", ["2026-11-27 09:00", "2026-11-28 09:00"]),
        ("in 3 days 9am Australia/Sydney", ["2026-11-29 09:00", "2026-11-30 09:00"]),
        ("today 9am Australia/Sydney", ["2026-11-27 09:00"]),
        ("Friday 10:00 Australia/Sydney", ["2026-11-27 10:00"]),
        ("next Friday 10:00 Australia/Sydney", ["2026-11-27 10:00", "2026-12-04 10:00"]),
        ("27 Nov 10:00 Australia/Sydney", ["2026-11-27 10:00"]),
    ],
)
def test_tomorrow_is_asked_back_where_two_calendars_differ(text, expected):
    answer = read(text, now=datetime(2026, 11, 26, 14, tzinfo=UTC))  # 01:00 on the 27th in Sydney
    assert not isinstance(answer, NotUnderstood)
    assert walls(answer) == expected
    if isinstance(answer, Asked):
        assert "It is Friday 27 November 2026 in Australia/Sydney" in answer.words


def test_the_end_of_a_month_that_is_too_short_is_asked_back():
    answer = read("in 1 month", now=datetime(2027, 1, 31, 9, tzinfo=UTC), time_needed=False)
    assert isinstance(answer, Asked)
    assert walls(answer) == ["2027-02-28", "2027-03-01"]
    assert "February 2027 has only 28 days" in answer.words
