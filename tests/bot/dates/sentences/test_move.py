"""Where a dialogue moves, counted from where it is."""

from datetime import UTC, datetime

import pytest

from bot.dates.answers import Asked, Moved, NotUnderstood
from bot.dates.meaning.choice import Frame
from bot.dates.sentences.move import Planned, read_move

FRAME = Frame("Europe/London", datetime(2027, 2, 10, 9, tzinfo=UTC))
PLANNED = Planned(datetime(2027, 3, 2, 14, tzinfo=UTC), "Europe/London")
"""A Tuesday."""


@pytest.mark.parametrize(
    "typed", ["from 14:00 to 15:00", "from 2pm to 3pm", "from 2 March 14:00 to 2 March 15:00"]
)
def test_where_it_is_now_is_no_news(typed):
    moved = read_move(typed, FRAME, PLANNED)
    assert isinstance(moved, Moved)
    assert (moved.reading.wall, moved.minutes) == (datetime(2027, 3, 2, 15), None)


def test_a_weekday_that_it_moves_from_is_left_out():
    asked = read_move("from Tuesday to Thursday", FRAME, PLANNED)
    assert isinstance(asked, Asked)
    assert [reading.wall.day for reading in asked.readings] == [4, 11]


def test_a_time_that_it_is_not_at_is_refused_with_where_it_moves():
    refused = read_move("from 10:00 to 12:00", FRAME, PLANNED)
    assert isinstance(refused, NotUnderstood)
    assert "“10:00” is not where it is now" in refused.words
    assert "“to 12:00”" in refused.words
