"""A due day that comes again, as typed."""

from datetime import UTC, date, datetime

import pytest

from bot.dates.answers import Asked, Due, NotUnderstood
from bot.dates.meaning.choice import Frame
from bot.dates.sentences.due import read_recurring_due

FRAME = Frame(zone="Europe/London", now=datetime(2026, 11, 29, 13, 30, tzinfo=UTC), locale="en-GB")


def read(text):
    return read_recurring_due(text, FRAME)


@pytest.mark.parametrize(
    ("text", "title", "day", "rule"),
    [
        (
            "Send it by 12 Dec every quarter until 30 Jun 2028",
            "Send it",
            "2026-12-12",
            "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=12;UNTIL=20280630",
        ),
        (
            "Send it every 1 March",
            "Send it",
            "2027-03-01",
            "FREQ=MONTHLY;INTERVAL=12;BYMONTHDAY=1",
        ),
        ("Ask <@U1> every Monday", "Ask <@U1>", "2026-11-30", "FREQ=WEEKLY;INTERVAL=1;BYDAY=MO"),
        ("Report monthly by 5 Jan", "Report", "2027-01-05", "FREQ=MONTHLY;INTERVAL=1;BYMONTHDAY=5"),
    ],
)
def test_rules(text, title, day, rule):
    found = read(text)
    assert (found.title, found.day) == (title, date.fromisoformat(day))
    assert found.rule.text(found.day) == rule


@pytest.mark.parametrize("text", ["Draft the monthly report by 12 Dec", "Draft monthly report"])
def test_a_rhythm_in_a_title_is_none(text):
    assert isinstance(read(text), Due)
    assert read(text).rule is None


@pytest.mark.parametrize("text", ["Send it every quarter", "Send it every month"])
def test_a_month_without_a_day_is_refused_with_examples(text):
    assert isinstance(read(text), NotUnderstood)


@pytest.mark.parametrize(
    "text",
    [
        "Send it by 31 Dec every quarter",
        "Send it every Monday until December 2027",
        "Send it by 3/4 every month",
    ],
)
def test_each_way_of_a_question_is_read_with_its_rule(text):
    asked = read(text)
    assert isinstance(asked, Asked)
    for way in asked.ways:
        found = read(way.text)
        assert isinstance(found, Due) or found.ways != asked.ways
        assert not isinstance(found, Due) or found.rule is not None
