"""A stocktake in words, whoever its organisations are and however many."""

import json
import struct

import pytest

from bot.domain.stocktake import StockCounts, StockLine
from handlers.slack.features.stocktake.blocks import stock_blocks, stock_picture, stock_says
from tests.handlers.slack.features.fairness.scenes import drawn
from tests.handlers.slack.features.stocktake.stocks import stock_of


def test_each_organisation_has_a_line_with_the_quarter_before():
    words = json.dumps(stock_blocks(stock_of(["Ofcom", None])), ensure_ascii=False)
    assert "Stocktake of Technology, Q3 2026: 6 promised (2), 4 done (0), 2 late (0)" in words
    assert "Nobody yet" in words
    assert ": 3 promised (1), 2 done (0), 1 late (0)" in words
    assert "Show Q2 2026" in words


def test_what_is_running_or_empty_says_so():
    assert "Q3 2026 so far: 3 promised" in str(stock_blocks(stock_of(["Ofcom"], over=False)))
    assert "nothing was promised" in str(stock_blocks(stock_of([])))


def test_three_hundred_organisations_are_counted():
    stock = stock_of([f"Body {n}" for n in range(300)])
    assert "and 260 more organisations" in str(stock_blocks(stock))
    assert stock_says(stock).count("promised") == 301


def size(picture):
    png = drawn(picture)
    assert png.startswith(b"\x89PNG")
    return struct.unpack(">II", png[16:24])


@pytest.mark.parametrize(
    ("names", "high"),
    [
        (["Ofcom"], 290),
        (["\u0647\u064a\u0626\u0629", None, "방송통신위원회", "W" * 80], 695),
        ([str(n) for n in range(99)], 1572),
    ],
    ids=["one", "names", "many"],
)
def test_it_is_as_wide_as_a_phone_and_has_a_row_for_each(names, high):
    picture = stock_picture(stock_of(names))
    assert size(picture) == (720, high)
    assert picture.says.startswith("Stocktake of Technology, Q3 2026.")
    assert picture.name == "stocktake-2026-q3.png"


def test_nothing_is_drawn_of_nothing_and_zeros_are_drawn():
    assert stock_picture(stock_of([])) is None
    stock = stock_of(["Ofcom"])
    none = StockLine(name="Ofcom", now=StockCounts(), before=StockCounts())
    assert size(stock_picture(type(stock)(**{**fields(stock), "lines": (none,)})))[0] == 720


def fields(stock):
    return {name: getattr(stock, name) for name in stock.__slots__}
