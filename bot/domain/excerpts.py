"""The part of a text in which a search has found something, and the words found in it."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import chain

from bot.domain.search_query import SearchQuery
from bot.domain.search_words import (
    Patterns,
    fits_words,
    patterns_of_phrase,
    patterns_of_word,
    runs_on,
    spaced_text,
    typed_words,
    word_spans,
)
from bot.domain.wording import shortened

Piece = tuple[str, bool]
"""A part of a text, and whether it is a word that was looked for."""

_BEFORE = 60
"""Characters at most before the first word found."""


def excerpt_of(text: str, language: str, query: SearchQuery, limit: int) -> tuple[Piece, ...]:
    """Up to `limit` characters around the first word found, in pieces; () where none is."""
    text = " ".join(text.split())
    spans = _spans_found(text, language, query)
    first = next(spans, None)
    if first is None:
        return ()
    start = 0
    if first[1] > limit * 2 // 3:
        start = max(text.rfind(" ", 0, max(first[0] - _BEFORE, 0)) + 1, first[0] - _BEFORE, 0)
    shown = shortened(text[start:], limit)
    end = start + len(shown) - (shown != text[start:])
    pieces: list[Piece] = [("…", False)] if start else []
    at = start
    for begins, ends in chain([first], spans):
        if ends > end:
            break
        pieces += [(text[at:begins], False), (text[begins:ends], True)]
        at = ends
    pieces.append((shown[at - start :], False))
    return tuple(piece for piece in pieces if piece[0])


def _spans_found(text: str, language: str, query: SearchQuery) -> Iterator[tuple[int, int]]:
    typed = [word for part in query.words for word in typed_words(part)]
    wanted = [patterns_of_word(word, [language]) for word in typed if not runs_on(word)]
    wanted += [(part,) for phrase in query.phrases for part in patterns_of_phrase(phrase)]
    said = " ".join((*query.words, *query.phrases))
    run_on = [word for word in spaced_text(said).split() if runs_on(word)]
    for start, end in word_spans(text):
        word = text[start:end]
        if runs_on(word):
            within = [(word.casefold().find(one), len(one)) for one in run_on]
            yield from sorted((start + at, start + at + size) for at, size in within if at >= 0)[:1]
        elif any(_fits(each, word, language) for each in wanted):
            yield start, end


@lru_cache(maxsize=50_000)
def _fits(patterns: tuple[Patterns, ...], word: str, language: str) -> bool:
    return fits_words(patterns, word, language)
