"""What pictures for a phone share: at half their size their smallest words are still read."""

from typing import Any

from handlers.slack.features.fairness.sheet import INK, write_words

PHONE_WIDE = 7.2
"""Inches: the width of a picture."""
LONGEST_NAME = 54
"""Cells of a name."""
_LARGE, _SMALL = 19, 16
"""Points: at 100 dots an inch, and half that on a phone, 13 and 11 pixels."""


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
