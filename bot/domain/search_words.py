"""The words of a text as a search compares them: letter case, accents and inflection aside."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from types import MappingProxyType

import snowballstemmer

_STEMMED = MappingProxyType(
    dict(
        entry.split()
        for entry in (
            "ca catalan|cs czech|da danish|de german|el greek|en english|eo esperanto|es spanish|"
            "et estonian|eu basque|fa persian|fi finnish|fr french|ga irish|hi hindi|hu hungarian|"
            "hy armenian|id indonesian|it italian|lt lithuanian|nb norwegian|ne nepali|nl dutch|"
            "nn norwegian|no norwegian|pl polish|pt portuguese|ro romanian|ru russian|sr serbian|"
            "st sesotho|sv swedish|ta tamil|tr turkish|yi yiddish"
        ).split("|")
    )
)
"""Snowball's algorithms by language. In others a word is found whole or by its beginning."""

_APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʼ´`′＇", "'"))
_POSSESSIVE = re.compile(r"(?<=\w)'s(?!\w)")
_PLAIN = str.maketrans(
    dict(pair.split(":") for pair in "ı:i ł:l ø:o đ:d ð:d ħ:h æ:ae œ:oe þ:th \u0640:".split())
)
"""Letters that Unicode takes no accent from; the Arabic tatweel only makes a word longer."""

_RUN_ON = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
"""Thai, Lao, Burmese, Khmer, Japanese, Chinese: no spaces between words."""

_BEGINNING = 3
"""Letters from which on the beginning of a word finds it."""


def words_in_text(text: str) -> tuple[str, ...]:
    """Each word once, in lower case, without signs around or inside it and without 's."""
    lower = unicodedata.normalize("NFKC", text.translate(_APOSTROPHES)).casefold()
    bare = _POSSESSIVE.sub("", unicodedata.normalize("NFKC", lower))
    words = dict.fromkeys("".join(map(_letter_or_space, bare)).split())
    return tuple(word for word in words if _plain(word))


def analyse_text(text: str, language: str) -> str:
    """ " ecoles en:ecol fr:ecol ": each word without accents, and its stems.

    The stems are those of English and of `language`, a BCP 47 tag, each behind its language.
    """
    known = _stemmed([language])
    words = words_in_text(text)
    found = (part for word in words for part in (_plain(word), *_stems(word, known)))
    return f" {' '.join(dict.fromkeys(found))} "


def patterns_of_words(typed: str, languages: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    """For each typed word what an analysed text that has it contains: one of these at least.

    A word is found by its beginning, from three letters on, or else whole; a word with a digit
    only whole; and by its stem in English and in `languages`, those of the texts.
    """
    known = _stemmed(languages)
    return tuple(
        (_pattern(_plain(word)), *(f" {stem} " for stem in _stems(word, known)))
        for word in words_in_text(typed)
    )


def _stemmed(tags: Iterable[str]) -> tuple[str, ...]:
    """English and those of these languages that have stems."""
    known = {"en", *(tag.partition("-")[0].lower() for tag in tags)}
    return tuple(sorted(known & _STEMMED.keys()))


def _stems(word: str, languages: Iterable[str]) -> tuple[str, ...]:
    """Of the word and of what it is without accents, as many type it; each stem once."""
    plain = _plain(word)
    stems = (
        _stem(form, language)
        for language in languages
        for form in ((plain,) if language == "en" else (word, plain))
    )
    return tuple(dict.fromkeys(stems))


@lru_cache(maxsize=10_000)
def _stem(word: str, language: str) -> str:
    """A stemmer remembers the word that it is at, so that threads can't share one."""
    stemmer = snowballstemmer.stemmer(_STEMMED[language])
    return f"{language}:{_plain(stemmer.stemWord(word))}"


def _letter_or_space(character: str) -> str:
    """Nothing for what nobody sees: it may stand inside a word."""
    kind = unicodedata.category(character)
    if kind[0] in "LNM":
        return character
    return "" if kind in ("Cc", "Cf") and not character.isspace() else " "


def _plain(word: str) -> str:
    """Without accents and vowel points; marks that make another letter, as in Hindi, stay."""
    apart = unicodedata.normalize("NFKD", word).translate(_PLAIN)
    kept = (c for c in apart if not _is_accent(unicodedata.combining(c)))
    return unicodedata.normalize("NFC", "".join(kept))


def _is_accent(combining_class: int) -> bool:
    """By Unicode's canonical combining class: 10 to 35 are points of Hebrew and Arabic."""
    return 10 <= combining_class <= 35 or combining_class >= 200


def _pattern(word: str) -> str:
    if _RUN_ON.search(word):
        return word
    whole = len(unicodedata.normalize("NFD", word)) < _BEGINNING or any(map(str.isdigit, word))
    return f" {word} " if whole else f" {word}"
