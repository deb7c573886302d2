"""Normalises text for comparison: ignores letter case and Unicode composition."""

import unicodedata


def folded_text(text: str) -> str:
    """`text` for comparing, by Unicode's caseless matching; NUL, which no column can hold, goes."""
    composed = unicodedata.normalize("NFKC", text.replace("\x00", ""))
    return unicodedata.normalize("NFKC", composed.casefold())


def name_key(name: str) -> str:
    """A name as it must be unique: folded, without outer white space."""
    return folded_text(name).strip()
