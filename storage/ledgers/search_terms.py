"""What a search asks for, as the tokens that a record must have."""

from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, or_, select

from bot.domain.reference import PRACTICE
from bot.domain.search_query import Filter, SearchQuery
from bot.domain.search_words import (
    BEGINS,
    Patterns,
    fits_token,
    patterns_of_phrase,
    patterns_of_word,
    words_in_text,
)
from storage.ledgers import search_entries as marks
from storage.ledgers.ledger import Ledger, own_rows
from storage.tables import search_names, search_words

_NAMES_FOR_A_PERSON = {PRACTICE: 2}
"""How many words must be of an author's name, so that a first name alone finds no cards."""
_NOBODY = ("u:",)
_LANGUAGES = select(search_words.c.word).where(own_rows(search_words), search_words.c.letters == 0)


class SearchTerms(Ledger):
    """Reads a query with the languages and the names that the workspace knows now."""

    def in_title(self, words: list[Patterns], query: SearchQuery) -> list[str]:
        """A record with one of these tokens comes first."""
        phrases = (part for phrase in query.phrases for part in patterns_of_phrase(phrase))
        return [marks.TITLE + p for part in (*words, *phrases) for p in part]

    def of_words(self, query: SearchQuery) -> list[Patterns]:
        typed = [word for part in query.words for word in words_in_text(part)]
        languages = self._languages() if typed else ()
        return [part for word in typed for part in patterns_of_word(word, languages)]

    def _languages(self) -> tuple[str, ...]:
        return tuple(self._ask(_LANGUAGES).scalars())

    def in_record(self, kind: str, words: list[Patterns], query: SearchQuery) -> list[Patterns]:
        """For each thing that is asked for, tokens: a record must have one of them."""
        asked = [
            (*part, *owners) for part, owners in zip(words, self._owners(kind, words), strict=True)
        ]
        asked += [part for phrase in query.phrases for part in patterns_of_phrase(phrase)]
        for name, value in query.filters:
            asked += self._filtered(name, value)
        return asked

    def _filtered(self, name: Filter, value: str) -> list[Patterns]:
        if name is Filter.COUNTRY:
            return [(f"c:{value.lower()}",)]
        if name is Filter.LANGUAGE:
            return [(marks.language_mark(value),)]
        if name is Filter.EVIDENCE:
            return [(f"e:{value}",)]
        if name is Filter.AUDIENCE:
            return [(marks.public_mark(value),)]
        words = self.of_words(SearchQuery(words=(value,)))
        if name is Filter.TOPIC:
            return [tuple(marks.TOPIC + pattern for pattern in part) for part in words]
        named = frozenset.intersection(*(self._named(words)))
        return [tuple(sorted(owner for owner in named if owner.startswith("u:"))) or _NOBODY]

    def _owners(self, kind: str, words: list[Patterns]) -> list[list[str]]:
        """For each word the marks of those it names: organisations, and people by enough words."""
        named = self._named(words)
        enough = _NAMES_FOR_A_PERSON.get(kind, 1)
        return [
            sorted(
                owner
                for owner in owners
                if not owner.startswith("u:") or sum(owner in other for other in named) >= enough
            )
            for owners in named
        ]

    def _named(self, words: list[Patterns]) -> list[frozenset[str]]:
        """For each word the marks of all whose names have it."""
        if not words:
            return []
        every = {pattern for part in words for pattern in part}
        begun = sorted(one.removesuffix(BEGINS) for one in every if one.endswith(BEGINS))
        asked = {f"begun_{n}": f"{one}%" for n, one in enumerate(begun)}
        whole = [one for one in every if not one.endswith(BEGINS)]
        rows = self._ask(_names_like(len(begun)), whole=whole, **asked).all()
        return [
            frozenset(r.owner for r in rows if any(fits_token(p, r.token) for p in part))
            for part in words
        ]


@cache
def _names_like(begun: int) -> Select[Any]:
    """Names with a token of `whole`, or like one of the beginnings; a token has no sign of LIKE."""
    token = search_names.c.token
    whole = token.in_(bindparam("whole", expanding=True))
    likes = (token.like(bindparam(f"begun_{n}")) for n in range(begun))
    return select(search_names).where(own_rows(search_names), or_(whole, *likes))
