"""Quarters of the calendar year."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.stocktake import Quarter, StockCounts

DAYS = st.dates(date(2000, 1, 1), date(2199, 12, 31))


@given(DAYS)
def test_every_day_is_in_one_quarter_that_follows_the_one_before(day):
    quarter = Quarter.of(day)
    assert quarter.first <= day <= quarter.last
    assert Quarter.of(quarter.first) == Quarter.of(quarter.last) == quarter
    assert quarter.before.last + timedelta(days=1) == quarter.first
    assert quarter.before.after == quarter


def test_its_words_and_days():
    assert str(Quarter(2026, 3)) == "Q3 2026"
    assert (Quarter(2026, 4).first, Quarter(2026, 4).last) == (
        date(2026, 10, 1),
        date(2026, 12, 31),
    )
    one = StockCounts(promised=1, done=2, late=3)
    assert one + one == StockCounts(promised=2, done=4, late=6)
