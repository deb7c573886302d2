"""Which installed fonts can draw a name, and what is drawn for a name that none of them can."""

from functools import cache
from unicodedata import east_asian_width

from bot.domain.wording import shortened

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
