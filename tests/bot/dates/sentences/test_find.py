"""Periods that people look back on: the last that has begun, asked about, or given back."""

from datetime import UTC, date, datetime

import pytest

from bot.dates.answers import Asked, NotUnderstood, Wanted
from bot.dates.meaning.choice import Frame
from bot.dates.sentences.find import read_past
from bot.domain.audience import Audience

FRAME = Frame("Europe/London", datetime(2026, 11, 29, 18, tzinfo=UTC))
TODAY = date(2026, 11, 29)


def span(first, last):
    return date.fromisoformat(first), date.fromisoformat(last)


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("October 2026", span("2026-10-01", "2026-10-31")),
        ("October", span("2026-10-01", "2026-10-31")),
        ("in November", span("2026-11-01", "2026-11-30")),
        ("December", span("2025-12-01", "2025-12-31")),
        ("Q3", span("2026-07-01", "2026-09-30")),
        ("q4", span("2026-10-01", "2026-12-31")),
        ("Q3 2025", span("2025-07-01", "2025-09-30")),
        ("2025-Q3", span("2025-07-01", "2025-09-30")),
        ("2025 q3", span("2025-07-01", "2025-09-30")),
        ("2025Q3", span("2025-07-01", "2025-09-30")),
        ("Q3/2025", span("2025-07-01", "2025-09-30")),
        ("this quarter", span("2026-10-01", "2026-12-31")),
        ("Last Quarter", span("2026-07-01", "2026-09-30")),
        ("last month", span("2026-10-01", "2026-10-31")),
        ("the previous year", span("2025-01-01", "2025-12-31")),
        ("last week", span("2026-11-16", "2026-11-22")),
        ("2026", span("2026-01-01", "2026-12-31")),
        ("since 1 July", (date(2026, 7, 1), TODAY)),
        ("since 20 Nov", (date(2026, 11, 20), TODAY)),
        ("since last month", (date(2026, 10, 1), TODAY)),
        ("since 15 December 2025", (date(2025, 12, 15), TODAY)),
        ("1 July to 30 September", span("2026-07-01", "2026-09-30")),
        ("15 Dec to 15 Jan", span("2025-12-15", "2026-01-15")),
        ("last 30 days", (date(2026, 10, 31), TODAY)),
        ("the past 3 months", (date(2026, 8, 30), TODAY)),
        ("until 31 October", (None, date(2026, 10, 31))),
        ("all", (None, TODAY)),
    ],
    ids=lambda value: value.replace(" ", "-") if isinstance(value, str) else "",
)
def test_the_last_such_days_that_have_begun(words, days):
    assert read_past(words, FRAME) == Wanted(first=days[0], last=days[1])


def test_an_audience_may_stand_beside_it_and_a_doubt_is_asked_about():
    found = read_past("Q3 for the group", FRAME)
    assert isinstance(found, Wanted)
    assert found.audience is Audience.GROUP
    asked = read_past("3/4", FRAME)
    assert isinstance(asked, Asked)
    assert [way.text for way in asked.ways] == ["on 2026-04-03", "on 2026-03-04"]
    assert read_past(asked.ways[0].text, FRAME) == Wanted(
        first=date(2026, 4, 3), last=date(2026, 4, 3)
    )


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("next month", "can't read"),
        ("tomorrow", "has not begun"),
        ("since Monday", "has not begun"),
        ("October 2027", "has not begun"),
        ("60m in October", "can't read"),
        ("soon", "can't read"),
        ("for members", "name a period"),
        ("", "name a period"),
    ],
    ids=lambda value: value.replace(" ", "-") or "nothing",
)
def test_what_is_ahead_or_no_period_is_given_back(words, said):
    found = read_past(words, FRAME)
    assert isinstance(found, NotUnderstood)
    assert said in found.words
