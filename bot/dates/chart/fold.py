"""Text made plain without changing its length: every position still points at what was typed."""

import re
import unicodedata

KEEP = "\u2063"
"""Unseen marks around words that are title, as a button says so; they count as quotation marks."""

_LOOKALIKES = str.maketrans(
    {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
    | dict.fromkeys(map(ord, "‐‑‒–—―−"), "-")
    | dict.fromkeys(map(ord, "‘’‚‛′`´"), "'")
    | dict.fromkeys(map(ord, "“”„‟″«»" + KEEP), '"')
    | dict.fromkeys(map(ord, "∶：ː"), ":")
)
_ANGLES = re.compile(r"<(?!https?:)[^<>\n]*>")
_DASHES = re.compile(r"(?<=\s)--+(?=\s)")
_EMPHASIS = re.compile(r"(?<![a-z0-9])[_~*]+|[_~*]+(?![a-z0-9])")
WORD_KEY = re.compile(r"[^\W\d_]+|\d|.", re.DOTALL)
"""A word, a digit or a sign: what `first_word` knows apart."""
_WORD = re.compile(r"(?:<[^<>\n]*>|[^\s,]|,(?!\d)|(?<=\d),)+,?|,")


def fold(text: str) -> str:
    """`text` in lower case, with plain digits, dashes, quotes, colons and white space. Only digits
    0 to 9 and their full-width forms are digits for us. Marks that cannot be seen and emphasis
    become spaces; names and channels in angles become signs that match nothing."""
    plain = text.replace("`", "'") if text.isascii() else _unmarked(text.translate(_LOOKALIKES))
    lower = plain.lower().replace(" | ", " / ").replace(".,", " ,")
    if len(lower) != len(plain):
        lower = "".join(c.lower() if len(c.lower()) == 1 else c for c in plain)
    lower = lower.replace("&amp;", "&    ")
    lower = _ANGLES.sub(lambda m: "\x01" * len(m[0]), lower)
    lower = _DASHES.sub(lambda m: "-".ljust(len(m[0])), lower)
    return _EMPHASIS.sub(lambda m: " " * len(m[0]), lower)


def _unmarked(text: str) -> str:
    unseen = (c != "\n" and (c.isspace() or unicodedata.category(c) == "Cf") for c in text)
    return "".join(" " if gone else c for c, gone in zip(text, unseen, strict=True))


def words_of(text: str) -> list[tuple[int, int]]:
    """Where each typed word begins and ends: they are parted by white space."""
    return [match.span() for match in _WORD.finditer(text)]


def first_word(text: str, index: int = 0) -> str:
    """The first word here, "0" for a digit, or the sign."""
    found = WORD_KEY.match(text, index)
    word = found[0] if found else ""
    return "0" if word.isdigit() else word
