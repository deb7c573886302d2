"""Which quarter is meant."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dates.meaning.choice import Frame
from bot.domain.errors import Refusal
from bot.domain.stocktake import Quarter
from handlers.slack.features.stocktake.blocks import write_shown
from handlers.slack.features.stocktake.commands import read_quarter, read_shown
from handlers.slack.request.carried_values import NotOurs

FRAME = Frame("Europe/London", datetime(2026, 11, 29, 18, tzinfo=UTC), time_needed=False)


@pytest.mark.parametrize(
    ("typed", "quarter"),
    [
        ("", None),
        ("Q3", Quarter(2026, 3)),
        ("q1 2025", Quarter(2025, 1)),
        ("this quarter", Quarter(2026, 4)),
        ("last quarter", Quarter(2026, 3)),
        ("1 April to 30 June", Quarter(2026, 2)),
    ],
    ids=ascii,
)
def test_a_quarter_in_words(typed, quarter):
    assert read_quarter(typed, FRAME) == quarter


@pytest.mark.parametrize("typed", ["October", "2026", "Q1 2030", "soon", "3/4", "all"])
def test_what_is_no_quarter_that_has_begun_is_given_back(typed):
    with pytest.raises(Refusal, match="/wg stocktake Q3"):
        read_quarter(typed, FRAME)


@given(st.integers(1, 10**6), st.integers(2000, 2199), st.integers(1, 4))
def test_what_a_button_carries_is_read_back(group_id, year, number):
    quarter = Quarter(year, number)
    assert read_shown(write_shown(group_id, quarter)) == (group_id, quarter)


@pytest.mark.parametrize(
    "value", ["", "1", "1 2026 5", "1 2026 0", "1 999 1", "1 2026 x", "1 2 3 4"]
)
def test_another_value_is_not_ours(value):
    with pytest.raises(NotOurs):
        read_shown(value)
