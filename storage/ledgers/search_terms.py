"""What a search asks for, as the tokens that a record must have."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import sqlalchemy as sa

from bot.domain.countries_and_languages import country_of_adjective
from bot.domain.reference import PRACTICE
from bot.domain.search_query import Filter, SearchQuery
from bot.domain.search_words import (
    BEGINS,
    Patterns,
    fits_token,
    patterns_of_phrase,
    patterns_of_word,
    typed_words,
)
from storage.ledgers import search_entries as marks
from storage.ledgers.ledger import Ledger, own_rows, remembered_while_reading
from storage.tables import search_names, search_words

_NAMES_FOR_A_PERSON = {PRACTICE: 2}
"""How many words must be of an author's name, so that a first name alone finds no cards."""
_NOBODY = ("u:",)
FEW_TOKENS = 20
_FEW_RECORDS = 2_000
_LANGUAGE, _TOKEN = "language", "token"
_TERMS = sa.table("search_index_terms", sa.column("term"), sa.column("doc"))


@dataclass(frozen=True, slots=True)
class Known:
    """`languages`: those of all texts. `names`: owners and their tokens that fit the word.
    `tokens`, on SQLite: of the index, that it and its stem fit, with the number of their records;
    no more than one beyond `FEW_TOKENS`."""

    languages: tuple[str, ...]
    names: tuple[tuple[str, str], ...]
    tokens: Mapping[str, int]

    @property
    def begun(self) -> tuple[str, ...]:
        """Without stems."""
        return tuple(token for token in self.tokens if ":" not in token)

    @property
    def may_be_many(self) -> bool:
        return (
            bool(self.names)
            or len(self.begun) > FEW_TOKENS
            or sum(self.tokens.values()) > _FEW_RECORDS
        )


class SearchTerms(Ledger):
    """Reads a query with the languages and the names that the workspace knows now."""

    def in_title(self, words: list[Patterns], query: SearchQuery) -> list[str]:
        """A record with one of these tokens comes first."""
        phrases = (part for phrase in query.phrases for part in patterns_of_phrase(phrase))
        return [marks.TITLE + p for part in (*words, *phrases) for p in part]

    def of_words(self, query: SearchQuery) -> list[Patterns]:
        typed = [word for part in query.words for word in typed_words(part)]
        known = ((word, self.known_of(patterns_of_word(word, ())[0])) for word in typed)
        return [
            (*part, *_country_mark(word))
            for word, it in known
            for part in patterns_of_word(word, it.languages)
        ]

    @remembered_while_reading
    def known_of(self, word: Patterns) -> Known:
        """What the database has about a word, as `_in_english` gives it."""
        begun, rest = word[0].removesuffix(BEGINS), word[0].endswith(BEGINS)
        rows = self._ask(
            _known_of(self._open.dialect.name),
            whole=begun,
            stem=word[-1],
            like=begun + "%" * rest,
            begun=begun,
            last=begun + "\U0010ffff" * rest,
        ).all()
        return Known(
            languages=tuple(row.token for row in rows if row.owner == _LANGUAGE),
            names=tuple((row.owner, row.token) for row in rows if ":" in row.owner),
            tokens={row.token: row.many for row in rows if row.owner == _TOKEN},
        )

    def may_be_many(self, words: list[Patterns]) -> bool:
        """Whether too many records may have all of these to put them in order."""
        return all(
            word[-1].startswith("c:") or self.known_of(_in_english(word)).may_be_many
            for word in words
        )

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
        """For each word the marks of all whose names have it; these have English stems only."""
        found = []
        for word in words:
            asked = _in_english(word)
            names = self.known_of(asked).names
            found.append(frozenset(who for who, t in names if any(fits_token(p, t) for p in asked)))
        return found


def _country_mark(word: str) -> Patterns:
    """Of a word such as "Irish"."""
    code = country_of_adjective(word)
    return (f"c:{code.lower()}",) if code else ()


def _in_english(word: Patterns) -> Patterns:
    """Those patterns that the word has in any language."""
    return tuple(each for each in word if ":" not in each or each.startswith("en:"))


@cache
def _known_of(dialect: str) -> sa.CompoundSelect[Any]:
    """Owner, token and number of records; a token has no sign of LIKE."""
    token, term = search_names.c.token, _TERMS.c.term
    none: Any = sa.literal_column("0").label("many")
    whole = sa.bindparam("whole", type_=sa.Text), sa.bindparam("stem", type_=sa.Text)
    languages = sa.select(
        sa.literal(_LANGUAGE).label("owner"), search_words.c.word.label("token"), none
    )
    names = sa.select(search_names.c.owner, token, none)
    parts = [
        languages.where(own_rows(search_words), search_words.c.letters == 0),
        names.where(
            own_rows(search_names), sa.or_(token.in_(whole), token.like(sa.bindparam("like")))
        ),
    ]
    if dialect == "sqlite":
        terms = sa.select(sa.literal(_TOKEN), term, _TERMS.c.doc)
        begun = terms.where(term.between(sa.bindparam("begun"), sa.bindparam("last")))
        parts += [sa.select(begun.limit(FEW_TOKENS + 1).subquery()), terms.where(term.in_(whole))]
    return sa.union_all(*parts)
