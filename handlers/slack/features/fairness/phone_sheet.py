"""What pictures for a phone share: at half their size their smallest words are still read."""

import gc
from collections.abc import Callable
from ctypes import CDLL
from sys import platform
from typing import Any

from handlers.slack.features.fairness.sheet import DRAWING, INK, write_words

PHONE_WIDE = 7.2
"""Inches: the width of a picture."""
LONGEST_NAME = 54
"""Cells of a name."""
_LARGE, _SMALL = 19, 16
"""Points: at 100 dots an inch, and half that on a phone, 13 and 11 pixels."""


def drawn_for_phone(draw: Callable[[], bytes]) -> bytes:
    """The picture that `draw` makes, alone, with its memory given back."""
    with DRAWING:
        try:
            return draw()
        finally:
            _give_memory_back()


def _give_memory_back() -> None:
    """The figure points to itself, and glibc would keep 30 MB for the next one."""
    gc.collect(1)
    trim = getattr(CDLL(None), "malloc_trim", None) if platform == "linux" else None
    if trim is not None:
        trim(0)


def phone_heading(figure: Any, words: str, y: float) -> None:
    figure.text(0.03, y, words, color=INK, fontsize=_LARGE, fontweight="bold", va="center")


def phone_words(axes: Any, x: float, y: float, words: str, **how: Any) -> None:
    """Literal words at a place."""
    write_words(axes, x, y, words, fontsize=_SMALL, **how)


def short_number(number: int) -> str:
    """ "950", "1.2k", "10k"."""
    if number < 1_000:
        return str(number)
    return f"{number / 1_000:.1f}k" if number < 9_950 else f"{number / 1_000:.0f}k"
