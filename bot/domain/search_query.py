"""What a search asks for, read from what was typed: words, "phrases" and filters. Beside it: the
part of a text in which something was found, and the words found in it."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from itertools import chain
from types import MappingProxyType

from bot.domain.countries_and_languages import (
    LANGUAGES,
    country_name,
    language_name,
    read_language,
    read_origin,
)
from bot.domain.errors import NotValid, Refusal
from bot.domain.practice import Evidence, Public
from bot.domain.search_words import (
    fits_words,
    patterns_of_phrase,
    patterns_of_word,
    runs_on,
    spaced_text,
    typed_words,
    word_spans,
    words_in_text,
)
from bot.domain.wording import listed, shortened
from bot.languages import N_, _


class Filter(StrEnum):
    """A word before a colon."""

    AUDIENCE = N_("audience")
    TOPIC = N_("topic")
    COUNTRY = N_("country")
    LANGUAGE = N_("language")
    EVIDENCE = N_("evidence")
    AUTHOR = N_("author")


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchQuery:
    """All of it must be found: `words` as typed, `phrases` with their words in order. A filter's
    value is a code, a tag or one of an enum's values; of a topic and an author the words that were
    typed."""

    words: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    filters: tuple[tuple[Filter, str], ...] = ()

    def spelled(self) -> str:
        """ "“teens” and “in schools”, country: Ireland"."""
        words = (word.strip(QUOTES) for word in self.words)
        said = listed([_("“{words}”", words=part) for part in (*words, *self.phrases)])
        named = [
            _("{name}: ", name=_(name.value)) + _shown_value(name, value)
            for name, value in self.filters
        ]
        return ", ".join(part for part in (said, *named) if part)

    def typed(self) -> str:
        """What may be typed for it; `read_query` reads it back."""
        phrases = [f'"{phrase}"' for phrase in self.phrases]
        words = [word.strip(QUOTES) for word in self.words]
        quoted = ((name, f'"{value}"' if " " in value else value) for name, value in self.filters)
        filters = (f"{name.value}:{value}" for name, value in quoted)
        return " ".join((*phrases, *words, *filters))

    def filtered_by(self, name: Filter) -> str | None:
        """The value of a filter that is there once."""
        values = [value for one, value in self.filters if one is name]
        return values[0] if len(values) == 1 else None

    def with_filter(self, name: Filter, value: str | None) -> "SearchQuery":
        """The same with this filter alone of its name; None: without any."""
        others = tuple(one for one in self.filters if one[0] is not name)
        return replace(self, filters=(*others, *([(name, value)] if value else [])))

    def with_word(self, typed: str, meant: str) -> "SearchQuery":
        """The same with another word in the place of one that was typed."""
        return replace(self, words=tuple(meant if word == typed else word for word in self.words))


def _shown_value(name: Filter, value: str) -> str:
    if name is Filter.COUNTRY:
        return country_name(value)
    if name is Filter.LANGUAGE:
        return language_name(value)
    return _(value) if name in (Filter.AUDIENCE, Filter.EVIDENCE) else value


QUOTES = '"“”„‟«»＂'
"""What may stand around a phrase."""
_PART = re.compile(
    rf"(?:(?P<name>[A-Za-z]+):[ ]?)?(?:[{QUOTES}](?P<phrase>[^{QUOTES}]*)[{QUOTES}])"
    r"|(?P<word>(?i:audience|topic|tag|country|language|evidence|author)s?:[ ]+[^\s:]+(?!\S)|\S+)"
)


def read_query(typed: str) -> SearchQuery:
    """NotValid for a filter's value that there is not; Refusal where there is nothing to find."""
    words: dict[str, None] = {}
    phrases: dict[str, None] = {}
    filters: dict[tuple[Filter, str], None] = {}
    for match in _PART.finditer(typed):
        word, phrase, name = match["word"], match["phrase"], match["name"]
        if word is not None:
            name, colon, value = word.partition(":")
            filtered = _filter_named(name) if colon and value else None
            if filtered is None:
                words |= dict.fromkeys([word] if words_in_text(word) else [])
                continue
            phrase = value.strip()
        else:
            filtered = _filter_named(name or "")
        if filtered is not None:
            filters[filtered, _read_value(filtered, phrase)] = None
        elif words_in_text(phrase):
            phrases[phrase.strip()] = None
            words |= dict.fromkeys([name] if name else [])
    if not (words or phrases or filters):
        raise Refusal("What do you want to find? For example: sextortion teens.")
    return SearchQuery(words=tuple(words), phrases=tuple(phrases), filters=tuple(filters))


def _filter_named(name: str) -> Filter | None:
    """Also in the plural, as in topics:media, and tag: for topic."""
    typed = name.lower().removesuffix("s").replace("tag", Filter.TOPIC)
    return next((one for one in Filter if typed == one.value), None)


def _read_value(name: Filter, typed: str) -> str:
    typed = typed.strip()
    read = _READERS.get(name)
    if read is not None:
        return read(typed)
    if not words_in_text(typed):
        raise NotValid("Please give a word after {filter}:", filter=name.value, field="words")
    return typed


def _one_of(kind: type[StrEnum], name: Filter) -> Callable[[str], str]:
    """Reads one of the enum's values by its beginning: audience:parents."""

    def read(typed: str) -> str:
        known = [value.value for value in kind]
        found = [value for value in known if typed and value.startswith(typed.casefold())]
        if len(found) == 1:
            return found[0]
        there = listed([_("“{words}”", words=value) for value in known])
        raise NotValid(
            "I don't know the {filter} “{typed}”. There are {values}.",
            filter=_(name.value),
            typed=shortened(typed, 40),
            values=there,
            field="words",
        )

    return read


_LANGUAGES = {name.casefold(): tag for tag, name in LANGUAGES.items()}


def _read_language(typed: str) -> str:
    """A tag, or an English name."""
    return _LANGUAGES.get(typed.casefold()) or read_language(typed, field="words")


_READERS: Mapping[Filter, Callable[[str], str]] = MappingProxyType(
    {
        Filter.AUDIENCE: _one_of(Public, Filter.AUDIENCE),
        Filter.EVIDENCE: _one_of(Evidence, Filter.EVIDENCE),
        Filter.COUNTRY: lambda typed: read_origin(typed, field="words"),
        Filter.LANGUAGE: _read_language,
    }
)


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


_fits = lru_cache(maxsize=50_000)(fits_words)
