"""A stocktake in words."""

from bot.domain.stocktake import StockLine, Stocktake
from bot.domain.wording import set_apart
from handlers.slack.features.stocktake.parsing import SHOW, write_shown
from handlers.slack.kit import blocks as kit
from handlers.slack.kit.common_blocks import confirm_header

NOBODY = "Nobody yet"
_MOST = 40
_EXPLAINED = (
    "Promised: logged in the quarter. Done: completed in it. Late: open on some day of it after "
    "its due day. In brackets: the quarter before."
)


def title_words(stock: Stocktake) -> str:
    """ "Stocktake of Technology, Q3 2026"."""
    so_far = "" if stock.over else " so far"
    return f"Stocktake of {set_apart(stock.group.name)}, {stock.quarter}{so_far}"


def stock_words(line: StockLine) -> str:
    """ "12 promised (9), 10 done (8), 2 late (3)"."""
    now, before = line.now, line.before
    return (
        f"{now.promised} promised ({before.promised}), {now.done} done ({before.done}), "
        f"{now.late} late ({before.late})"
    )


def stock_blocks(stock: Stocktake) -> list[kit.Block]:
    """All together, then each organisation; a button for the quarter before."""
    before = stock.quarter.before
    button = kit.button(f"Show {before}", SHOW, write_shown(stock.group.id, before))
    if not stock.lines:
        none = f"{title_words(stock)}: nothing was promised, done or late."
        return [confirm_header(none), kit.actions(button)]
    lines = [
        kit.line(kit.bold(set_apart(line.name or NOBODY)), f": {stock_words(line)}")
        for line in stock.lines[:_MOST]
    ]
    left = len(stock.lines) - len(lines)
    return [
        confirm_header(f"{title_words(stock)}: {stock_words(stock.total)}"),
        kit.rich(kit.bullets([*lines, *([kit.more(left, " organisations")] if left else [])])),
        kit.small(_EXPLAINED),
        kit.actions(button),
    ]


def stock_says(stock: Stocktake) -> str:
    """What the picture shows, for those who do not see it."""
    rows = "; ".join(f"{line.name or NOBODY}: {stock_words(line)}" for line in stock.lines)
    return f"{title_words(stock)}. {stock_words(stock.total)}. {rows}"
