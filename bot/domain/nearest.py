"""The nearest known word to a mistyped one."""

from collections.abc import Iterable


def edit_distance(left: str, right: str) -> int:
    """Damerau-Levenshtein (optimal string alignment): a swap of neighbours counts one."""
    before: list[int] = []
    last = list(range(len(right) + 1))
    for i, a in enumerate(left, 1):
        row = [i]
        for j, b in enumerate(right, 1):
            cost = min(row[j - 1] + 1, last[j] + 1, last[j - 1] + (a != b))
            if i > 1 and j > 1 and a == right[j - 2] and left[i - 2] == b:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        before, last = last, row
    return last[-1]


def nearest_word(word: str, known: Iterable[str], *, within: int = 2) -> str | None:
    """The known word closest to `word`, at most `within` edits away and never wholly other."""
    word = word.lower()
    near = (k for k in known if abs(len(k) - len(word)) <= within)  # each letter more is an edit
    ranked = sorted((edit_distance(word, k.lower()), k) for k in near)
    for distance, candidate in ranked:
        if distance <= within and distance < len(candidate):
            return candidate
    return None
