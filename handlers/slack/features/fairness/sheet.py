"""The sheet that pictures are drawn on: rows with names, a heading, a legend, and out as PNG.

Fonts are those that can draw a name; words are cut to what fits.

A sheet has its own opaque ground, so that it reads alike in Slack's light and dark themes.
Matplotlib's figures are used without pyplot, which keeps global state.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from io import BytesIO
from typing import Any
from unicodedata import east_asian_width

from bot.domain.wording import shortened
from bot.languages import _

_ALWAYS = "DejaVu Sans"
"""Comes with matplotlib: Latin, Greek, Cyrillic, Hebrew, Arabic, Armenian, Georgian."""
_WHERE_INSTALLED = (
    "Noto Sans CJK SC", "Noto Sans CJK KR", "Noto Sans Devanagari", "Noto Sans Bengali",
    "Noto Sans Tamil", "Noto Sans Thai", "Noto Sans Sinhala", "Noto Sans Khmer",
    "Noto Sans Myanmar", "Noto Sans Ethiopic", "Arial Unicode MS", "Malgun Gothic",
    "Microsoft YaHei", "Nirmala UI",
)  # fmt: skip


def font_families(text: str) -> list[str]:
    """The fonts that it needs, for matplotlib to look through in order."""
    needed = set(text) - _characters(_ALWAYS)
    found = [_ALWAYS]
    for family in _WHERE_INSTALLED:
        if needed & _characters(family):
            found.append(family)
            needed -= _characters(family)
    return found


def drawable_text(text: str, otherwise: str) -> str:
    """`text` without what no font can draw; `otherwise` where too little of it would be left."""
    known = frozenset[str]().union(*map(_characters, font_families(text)))
    kept = "".join(character for character in text if character in known)
    return kept if 2 * len(kept) > len(text) else otherwise


def count_cells(text: str) -> int:
    """How wide it is, in narrow letters: those of East Asia take two."""
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


def fit_text(text: str, limit: int) -> str:
    """Cuts it to `limit` cells, between words where it can."""
    most = limit
    while count_cells(shown := shortened(text, most)) > limit:
        most -= 1
    return shown


@cache
def _characters(family: str) -> frozenset[str]:
    """All that a font can draw; nothing where it is not installed."""
    from matplotlib.font_manager import FontProperties, findfont, fontManager, get_font

    if all(font.name != family for font in fontManager.ttflist):
        return frozenset()
    font = get_font(findfont(FontProperties(family=family), fallback_to_default=False))
    return frozenset(map(chr, font.get_charmap()))


GROUND, INK = "#ffffff", "#1d1c1d"

_DPI, _POINTS_PER_INCH = 100, 72
_WIDE, _ROW, _HEADING, _COLUMNS, _LEGEND = 12.0, 0.32, 0.6, 0.3, 0.55
"""Inches: the width, the heights of one row, of the part above the rows and of the legend."""
_NAMES, _RIGHT = 0.28, 0.985
"""Where the rows begin and end, as parts of the width; the names stand before."""
_SMALL = 9.5
"""Points: the size of `number`."""

Box = tuple[tuple[float, float], ...]


def blank_figure(wide: float, high: float) -> Any:
    """Its size in inches, at 100 dots an inch."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(wide, high), dpi=_DPI, facecolor=GROUND)
    FigureCanvasAgg(figure)
    return figure


def write_words(on: Any, x: float, y: float, words: str, **how: Any) -> None:
    """Literal words at a place of a figure or its axes; `how` as for matplotlib's texts."""
    usual: dict[str, Any] = {"color": INK, "va": "center", "parse_math": False}
    on.text(x, y, words, **(usual | how))


def png_of(figure: Any) -> bytes:
    paper = BytesIO()
    figure.savefig(paper, format="png", metadata={"Software": None})
    return paper.getvalue()


class Sheet:
    """One figure with a row for each name; rows count from 0, the topmost."""

    def __init__(self, names: Sequence[str], *, width: float, columns: bool = False) -> None:
        """`width`: how many units of their own the rows have from left to right. `columns`: they
        have names too, in a line of their own above."""
        rows = max(len(names), 1)
        self._height = _HEADING + columns * _COLUMNS + _ROW * rows + _LEGEND
        self._figure = blank_figure(_WIDE, self._height)
        self.axes = self._figure.add_axes(
            (_NAMES, _LEGEND / self._height, _RIGHT - _NAMES, _ROW * rows / self._height)
        )
        self.axes.set_axis_off()
        self.axes.set_xlim(0, width)
        self.axes.set_ylim(rows - 0.5, -0.5)
        self._bars: list[tuple[Box, str]] = []
        self._numbers: dict[tuple[str, str], list[tuple[float, float]]] = {}
        for row, name in enumerate(names):
            fonts = font_families(name)
            self.write(-0.008 * width, row, name, ha="right", fontsize=11, fontfamily=fonts)

    def write(self, x: float, y: float, words: str, **how: Any) -> None:
        """Literal words at a place of the rows; `how` as for matplotlib's texts."""
        write_words(self.axes, x, y, words, **how)

    def number(self, x: float, y: float, digits: str, ink: str = INK) -> None:
        """A few digits around a place; hundreds of them cost no more than a few words."""
        self._numbers.setdefault((digits, ink), []).append((x, y))

    def bar(
        self, row: int, begins: float, lasts: float, ground: str, *, height: float = 0.92
    ) -> None:
        top, bottom, ends = row - height / 2, row + height / 2, begins + lasts
        box = ((begins, top), (ends, top), (ends, bottom), (begins, bottom))
        self._bars.append((box, ground))

    def png(self, heading: str, shades: Mapping[str, tuple[str, str]]) -> bytes:
        """With a heading, and in a row below what the ground of each shade means. `shades`: ground
        and ink by words that are not translated yet."""
        from matplotlib.collections import PolyCollection
        from matplotlib.patches import Patch

        top = 1 - 0.3 / self._height
        write_words(self._figure, 0.015, top, heading, fontsize=13, fontweight="bold")
        patches = [
            Patch(facecolor=ground, edgecolor=INK, linewidth=0.6, label=_(words))
            for words, (ground, _ink) in shades.items()
        ]
        place = {"loc": "lower left", "bbox_to_anchor": (0.01, 0.0), "ncols": len(patches)}
        self._figure.legend(handles=patches, frameon=False, fontsize=11, labelcolor=INK, **place)
        boxes, grounds = [box for box, _ground in self._bars], [g for _box, g in self._bars]
        bars = PolyCollection(
            boxes, facecolors=grounds, edgecolors=GROUND, linewidths=0.8, zorder=1
        )
        self.axes.add_collection(bars, autolim=False)
        self._set_numbers()
        return png_of(self._figure)

    def _set_numbers(self) -> None:
        """Each different number is outlined once and set down wherever it stands."""
        from matplotlib.collections import PathCollection
        from matplotlib.textpath import TextPath
        from matplotlib.transforms import Affine2D

        for (digits, ink), places in self._numbers.items():
            outline = TextPath((0, 0), digits, size=_SMALL)
            middle = outline.get_extents()
            centred = outline.transformed(
                Affine2D().translate(-(middle.x0 + middle.x1) / 2, -(middle.y0 + middle.y1) / 2)
            )
            numbers = PathCollection(
                [centred],
                offsets=places,
                offset_transform=self.axes.transData,
                transform=Affine2D().scale(_DPI / _POINTS_PER_INCH),
                facecolors=ink,
                linewidths=0,
                zorder=3,
            )
            self.axes.add_collection(numbers, autolim=False)


PHONE_WIDE = 7.2
"""Inches: the width of a picture for a phone, whose smallest words are read at half their size."""
LONGEST_NAME = 54
"""Cells of a name."""
_PHONE_LARGE, _PHONE_SMALL = 19, 16
"""Points: at 100 dots an inch, and half that on a phone, 13 and 11 pixels."""


def phone_heading(figure: Any, words: str, y: float) -> None:
    write_words(figure, 0.03, y, words, fontsize=_PHONE_LARGE, fontweight="bold")


def phone_words(axes: Any, x: float, y: float, words: str, **how: Any) -> None:
    write_words(axes, x, y, words, fontsize=_PHONE_SMALL, **how)


def short_number(number: int) -> str:
    """ "950", "1.2k", "10k"."""
    if number < 1_000:
        return str(number)
    return f"{number / 1_000:.1f}k" if number < 9_950 else f"{number / 1_000:.0f}k"
