"""A stocktake in words, and as a picture for a phone: bars for each organisation, and a mark for
the quarter before. Nothing is said by colour alone: each bar has its number and its word."""

from functools import partial
from typing import Any

from bot.domain.action_item import NO_ORGANISATION
from bot.domain.stocktake import Quarter, StockLine, Stocktake
from bot.domain.wording import set_apart
from bot.languages import N_, _, _n, _p
from handlers.slack.features.fairness import sheet
from handlers.slack.kit import blocks as kit
from handlers.slack.kit import confirm_header
from handlers.slack.kit.blocks import Picture

SHOW = "stocktake.show"
NOBODY = N_("Nobody yet")
_MOST = 40
_EXPLAINED = N_(
    "Promised: logged in the quarter. Done: completed in it. Late: open on some day of it after "
    "its due day. In brackets: the quarter before."
)

PROMISED, DONE, LATE = "#9cc3e6", "#1f4e79", "#b3261e"
"""Each at least 3 : 1 against its neighbour (WCAG 2, graphics)."""
MOST_NAMES = 10

_ROW, _HEAD, _FOOT = 1.35, 1.15, 0.4
"""Inches: the heights of one organisation, of the heading with its legend, and below."""
_NAME, _BAR, _STEP = 0.18, 0.16, 0.21
"""Parts of a row: where the name stands, how high a bar is, and from one to the next."""
_ROOM = 1.36
"""Of the longest bar: with room for its number and word behind it."""


def title_words(stock: Stocktake) -> str:
    """ "Stocktake of Technology, Q3 2026"."""
    text = N_("Stocktake of {group}, {quarter} so far")
    if stock.over:
        text = N_("Stocktake of {group}, {quarter}")
    return _(text, group=set_apart(stock.group.name), quarter=stock.quarter)


def stock_words(line: StockLine) -> str:
    """ "12 promised (9), 10 done (8), 2 late (3)"."""
    words = N_(
        "{now.promised} promised ({before.promised}), {now.done} done ({before.done}), "
        "{now.late} late ({before.late})"
    )
    return _(words, now=line.now, before=line.before)


def write_shown(group_id: int, quarter: Quarter) -> str:
    """What the button that shows a stocktake carries."""
    return f"{group_id} {quarter.year} {quarter.number}"


def stock_blocks(stock: Stocktake) -> list[kit.Block]:
    """All together, then each organisation; a button for the quarter before."""
    before = stock.quarter.before
    value = write_shown(stock.group.id, before)
    show = kit.button(_("Show {quarter}", quarter=before), SHOW, value)
    title = title_words(stock)
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
    row = N_("{heading}: {number}")
    said = (_(row, heading=owner_name(one), number=stock_words(one)) for one in stock.lines)
    rows = "; ".join(said)
    return f"{title_words(stock)}. {stock_words(stock.total)}. {rows}"


def stock_picture(stock: Stocktake) -> Picture | None:
    """None where there is nothing to draw."""
    if not stock.lines:
        return None
    return Picture(
        name=f"stocktake-{stock.quarter.year}-q{stock.quarter.number}.png",
        title=title_words(stock),
        says=stock_says(stock),
        draw=partial(draw_stock, stock),
    )


def draw_stock(stock: Stocktake) -> bytes:
    """A PNG, 720 pixels wide; organisations with most promises first."""
    lines = sorted(stock.lines, key=lambda line: (-line.now.promised, -line.now.late))
    shown, left = lines[:MOST_NAMES], len(lines[MOST_NAMES:])
    rows = _ROW * len(shown) + bool(left) * _ROW / 2
    height = _HEAD + rows + _FOOT
    figure = sheet.blank_figure(sheet.PHONE_WIDE, height)
    heading = _("Stocktake, {quarter}", quarter=stock.quarter)
    sheet.phone_heading(figure, heading, 1 - 0.3 * _HEAD / height)
    axes = figure.add_axes((0.03, _FOOT / height, 0.94, rows / height))
    axes.set_axis_off()
    both = [one for line in shown for one in (line.now, line.before)]
    most = max(max(one.promised, one.done, one.late) for one in both) or 1
    axes.set_xlim(0, _ROOM * most)
    axes.set_ylim(rows / _ROW, 0)
    _draw_legend(figure, 1 - 0.75 * _HEAD / height)
    for row, line in enumerate(shown):
        _draw_line(axes, row, line, most)
    if left:
        sheet.phone_words(
            axes, 0, len(shown) + 0.25, _n("and {number} more", "and {number} more", left)
        )
    return sheet.png_of(figure)


def _draw_legend(figure: Any, y: float) -> None:
    axes = figure.add_axes((0.03, y - 0.02, 0.94, 0.04))
    axes.set_axis_off()
    axes.set_xlim(0, 10)
    axes.set_ylim(0, 1)
    axes.scatter([0.1], [0.5], s=260, marker="|", color=sheet.INK, linewidth=4, clip_on=False)
    sheet.phone_words(axes, 0.35, 0.5, _("the quarter before"))


def _draw_line(axes: Any, row: int, line: StockLine, most: int) -> None:
    """A name, and three bars below, each with its number, its word and its mark."""
    now, before = line.now, line.before
    name = sheet.drawable_text(owner_name(line), _("An organisation"))
    name = set_apart(sheet.fit_text(name, sheet.LONGEST_NAME))
    sheet.phone_words(axes, 0, row + _NAME, name, fontfamily=sheet.font_families(name))
    bars = (
        (now.promised, before.promised, PROMISED, _("promised")),
        (now.done, before.done, DONE, _p("stocktake", "done")),
        (now.late, before.late, LATE, _("late")),
    )
    for place, (number, former, ground, word) in enumerate(bars):
        y = row + _NAME + (place + 1) * _STEP
        axes.barh(y, number, _BAR, color=ground, edgecolor=sheet.INK, linewidth=0.6)
        for ink, width in ((sheet.GROUND, 8), (sheet.INK, 4)):  # seen on dark bars too
            ends = [y - _BAR / 2, y + _BAR / 2]
            axes.plot([former, former], ends, color=ink, linewidth=width, clip_on=False)
        words = f"{sheet.short_number(number)} {word}"
        sheet.phone_words(axes, max(number, former) + 0.02 * most, y, words)
