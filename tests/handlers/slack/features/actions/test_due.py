"""The day that ends an action: read, asked about, or refused in words."""

from datetime import UTC, date, datetime

import pytest

from bot.dates.answers import Asked
from bot.dates.meaning.choice import Frame
from bot.domain.errors import Refusal
from handlers.slack.features.actions.due import read_due

WRITER = Frame(zone="Europe/London", locale="en-GB", now=datetime(2026, 12, 2, 12, tzinfo=UTC))


@pytest.mark.parametrize(
    ("raw", "day"),
    [
        ("12 Dec", date(2026, 12, 12)),
        ("to 12 December 2026", date(2026, 12, 12)),
        ("by Friday", date(2026, 12, 4)),
        ("tomorrow", date(2026, 12, 3)),
        ("none", None),
        ("No  date", None),
        ("to none", None),
    ],
)
def test_due_days(raw, day):
    assert read_due(raw, WRITER).day == day


def test_due_days_that_could_be_two_are_asked():
    question = read_due("3/4", WRITER)
    assert isinstance(question, Asked)
    assert [way.text for way in question.ways] == ["2027-04-03", "2027-03-04"]


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ("12 Dec UTC", "names a time zone"),
        ("1 Dec 2026", "in the past"),
        ("12 Dec or so", "but not “or so”"),
        ("soon", "“soon” names no day"),
    ],
)
def test_due_days_that_cannot_be_read(raw, said):
    with pytest.raises(Refusal) as caught:
        read_due(raw, WRITER)
    assert said in caught.value.words
