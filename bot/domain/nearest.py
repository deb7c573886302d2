"""The nearest known word to a mistyped one."""

from collections.abc import Iterable


def edit_distance(left: str, right: str) -> int:
    """Damerau-Levenshtein (optimal string alignment): a swap of neighbours counts one."""
    from rapidfuzz.distance import OSA  # read with the first odd word, and not at the start

    return OSA.distance(left, right)


def nearest_word(word: str, known: Iterable[str], *, within: int = 2) -> str | None:
    """The known word closest to `word`, at most `within` edits away: one for each three letters."""
    word = word.lower()
    near = (k for k in known if abs(len(k) - len(word)) <= within)  # each letter more is an edit
    ranked = sorted((edit_distance(word, k.lower()), k) for k in near)
    for distance, candidate in ranked:
        if distance <= within and distance * 3 <= max(len(candidate), len(word)):
            return candidate
    return None
