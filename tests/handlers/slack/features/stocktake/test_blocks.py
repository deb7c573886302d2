"""A stocktake in words, whoever its organisations are and however many."""

import json

from handlers.slack.features.stocktake.blocks import stock_blocks, stock_says
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
