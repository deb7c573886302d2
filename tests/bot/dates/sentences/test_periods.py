"""A weekday and a number: an hour of the coming one, or the day of the month."""

from datetime import UTC, datetime

import pytest

from bot.dates.answers import Asked
from bot.dates.meaning.choice import Frame
from bot.dates.sentences.due import read_due
from bot.dates.sentences.schedule import read_plan

FRAME = Frame("Europe/London", datetime(2026, 11, 29, 13, 30, tzinfo=UTC))


def walls(asked):
    assert isinstance(asked, Asked)
    return [f"{way.reading.wall:%m-%d %H:%M}" for way in asked.ways]


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("Friday 10", ["12-04 10:00", "12-04 22:00"]),
        ("on Friday 10", ["12-04 10:00", "12-04 22:00"]),
        # 15 January is a Friday, and so is the day that comes first
        (
            "Friday 15",
            ["01-15 09:00", "01-15 11:00", "01-15 14:00", "01-15 16:00", "12-04 15:00"],
        ),
    ],
)
def test_alone_it_is_an_hour_unless_it_can_only_be_later(words, wanted):
    assert walls(read_plan(f"Meeting {words}", FRAME)) == wanted


def test_no_such_weekday_leaves_the_hour():
    when = read_plan("Meeting Friday 14", FRAME).when
    assert f"{when.wall:%m-%d %H:%M}" == "12-04 14:00"


def test_part_of_the_day_makes_it_an_hour():
    when = read_plan("Meeting Friday 10 in the evening", FRAME).when
    assert f"{when.wall:%m-%d %H:%M}" == "12-04 22:00"


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("by Mon 7", ["12-07 00:00", "11-30 00:00"]),
        ("by Sat 6", ["12-06 00:00", "12-05 00:00"]),
    ],
)
def test_a_due_day_asks_where_the_two_differ(words, wanted):
    assert walls(read_due(f"Send slides {words}", FRAME)) == wanted


def test_where_both_are_one_day_nothing_is_asked():
    assert read_due("Send slides by Fri 4", FRAME).day.isoformat() == "2026-12-04"
