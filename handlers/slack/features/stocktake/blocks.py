"""A stocktake in words."""

from bot.domain.action_item import NO_ORGANISATION
from bot.domain.stocktake import StockLine, Stocktake
from bot.domain.wording import set_apart
from bot.languages import N_, _, _n
from handlers.slack.features.stocktake.parsing import SHOW, write_shown
from handlers.slack.kit import blocks as kit
from handlers.slack.kit import confirm_header

NOBODY = N_("Nobody yet")
_MOST = 40
_EXPLAINED = N_(
    "Promised: logged in the quarter. Done: completed in it. Late: open on some day of it after "
    "its due day. In brackets: the quarter before."
)


def title_words(stock: Stocktake) -> str:
    """ "Stocktake of Technology, Q3 2026"."""
    text = N_("Stocktake of {group}, {quarter} so far")
    if stock.over:
        text = N_("Stocktake of {group}, {quarter}")
    return _(text, group=set_apart(stock.group.name), quarter=stock.quarter)


def stock_words(line: StockLine) -> str:
    """ "12 promised (9), 10 done (8), 2 late (3)"."""
    now, before = line.now, line.before
    return _(
        "{now.promised} promised ({before.promised}), {now.done} done ({before.done}), "
        "{now.late} late ({before.late})",
        now=now,
        before=before,
    )


def stock_blocks(stock: Stocktake) -> list[kit.Block]:
    """All together, then each organisation; a button for the quarter before."""
    before = stock.quarter.before
    value = write_shown(stock.group.id, before)
    show, title = kit.button(_("Show {quarter}", quarter=before), SHOW, value), title_words(stock)
    if not stock.lines:
        none = confirm_header("{stocktake}: nothing was promised, done or late.", stocktake=title)
        return [none, kit.actions(show)]
    lines = [
        kit.line(kit.bold(set_apart(owner_name(line))), _(": {words}", words=stock_words(line)))
        for line in stock.lines[:_MOST]
    ]
    left = len(stock.lines) - len(lines)
    return [
        confirm_header("{heading}: {number}", heading=title, number=stock_words(stock.total)),
        kit.rich(kit.bullets([*lines, *([kit.More(left, _more)] if left else [])])),
        kit.note(_EXPLAINED),
        kit.actions(show),
    ]


def owner_name(line: StockLine) -> str:
    """An organisation, or that there is none."""
    name = line.name or NOBODY
    return _(name) if name in (NOBODY, NO_ORGANISATION) else name


def _more(left: int) -> kit.Element:
    more = _n("and {number} more organisations", "and {number} more organisations", left)
    return kit.line(more)


def stock_says(stock: Stocktake) -> str:
    """What the picture shows, for those who do not see it."""
    rows = "; ".join(
        _("{heading}: {number}", heading=owner_name(line), number=stock_words(line))
        for line in stock.lines
    )
    return f"{title_words(stock)}. {stock_words(stock.total)}. {rows}"
