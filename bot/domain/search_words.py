"""The words of a text as a search compares them: letter case, accents and inflection aside.

A text is kept as *tokens*: each word without accents, and its stems behind their language
("ecoles", "en:ecol", "fr:ecol"). Of scripts without spaces, each two letters that stand together.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from types import MappingProxyType

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
_ELIDED = re.compile(
    r"(?<!\w)(?:[cdjlmnst]|(?:jus|lors|puis)?qu|(?:a|da|de|ne|que|su)?ll)'(?=\w)", re.I
)
"""What French, Italian and Catalan write before a vowel: l'école, dell'arte."""
_PLAIN = str.maketrans(
    dict(pair.split(":") for pair in "ı:i ł:l ø:o đ:d ð:d ħ:h æ:ae œ:oe þ:th \u0640:".split())
)
"""Letters that Unicode takes no accent from; the Arabic tatweel only makes a word longer."""

_RUN_ON = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
"""Thai, Lao, Burmese, Khmer, Japanese, Chinese: no spaces between words."""

_WORD = re.compile(r"\S+")

_BEGINNING = 3
"""Letters from which on the beginning of a word finds it."""
_LONGEST = 60
"""Letters of a word that are compared; PostgreSQL takes no token over 2,046 bytes."""

BEGINS = "*"
"""Ends a pattern that the beginning of a token fits."""
Patterns = tuple[str, ...]
"""Of these a text must have one token at least."""


def words_in_text(text: str) -> tuple[str, ...]:
    """Each word once, in lower case, without signs around or inside it and without 's."""
    return tuple(dict.fromkeys(_words(text)))


def typed_words(text: str) -> tuple[str, ...]:
    """The words that a search asks for; a text need not have what is elided before them."""
    return words_in_text(_ELIDED.sub("", text.translate(_APOSTROPHES)))


def word_spans(text: str) -> Iterator[tuple[int, int]]:
    """Where each word begins and ends, as it is written: what nobody sees divides none."""
    kept = "".join(_letter_or_space(character) or character for character in text)
    return (word.span() for word in _WORD.finditer(kept))


def spaced_text(text: str) -> str:
    """ " parents evenings ": the words without accents, in order, for phrases."""
    return f" {' '.join(map(_plain, _words(text)))} "


def tokens_of_text(text: str, language: str) -> tuple[str, ...]:
    """Each token once. The stems are those of English and of `language`, a BCP 47 tag."""
    known = stemmed_languages([language])
    tokens = (token for word in words_in_text(text) for token in _tokens(word, known))
    return tuple(dict.fromkeys(tokens))


def patterns_of_word(word: str, languages: Iterable[str]) -> tuple[Patterns, ...]:
    """What a text that has this word must hold: something of each. A word is found by its
    beginning, from three letters on, or else whole; a word with a digit only whole; and by its stem
    in English and in `languages`, those of the texts."""
    plain = _plain(word)
    if runs_on(plain):
        return _parts(plain)
    whole = len(unicodedata.normalize("NFD", plain)) < _BEGINNING or any(map(str.isdigit, plain))
    pattern = plain[:_LONGEST] + ("" if whole else BEGINS)
    return ((pattern, *_stems(word, stemmed_languages(languages))),)


def patterns_of_phrase(phrase: str) -> tuple[Patterns, ...]:
    """What a text that has exactly these words, in any order, must hold: something of each."""
    found: list[Patterns] = []
    for word in spaced_text(phrase).split():
        found += _parts(word) if runs_on(word) else [(word[:_LONGEST],)]
    return tuple(found)


def fits_words(patterns: Iterable[Patterns], written: str, language: str) -> bool:
    """Whether a written word or text has what `patterns_of_word` made these patterns for."""
    tokens = tokens_of_text(written, language)
    return all(any(fits_token(p, t) for p in either for t in tokens) for either in patterns)


def common_words(text: str) -> tuple[str, ...]:
    """The words, without accents, that a slip of the keyboard may be corrected to."""
    plain = (_plain(word) for word in words_in_text(text))
    return tuple(
        word for word in plain if 3 < len(word) <= _LONGEST and word.isalpha() and not runs_on(word)
    )


def runs_on(word: str) -> bool:
    """Whether it is of a script without spaces, so that it may be several words."""
    return _RUN_ON.search(word) is not None


def stemmed_languages(tags: Iterable[str]) -> tuple[str, ...]:
    """English and those of these languages that have stems."""
    known = {"en", *(tag.partition("-")[0].lower() for tag in tags)}
    return tuple(sorted(known & _STEMMED.keys()))


def _words(text: str) -> Iterator[str]:
    lower = unicodedata.normalize("NFKC", text.translate(_APOSTROPHES)).casefold()
    bare = _POSSESSIVE.sub("", unicodedata.normalize("NFKC", lower))
    return (word for word in "".join(map(_letter_or_space, bare)).split() if _plain(word))


def _tokens(word: str, languages: tuple[str, ...]) -> Iterator[str]:
    plain = _plain(word)
    if runs_on(plain):
        yield from _pairs(plain)
    else:
        yield plain[:_LONGEST]
        yield from _stems(word, languages)


def _parts(word: str) -> tuple[Patterns, ...]:
    """Of a word that runs on; that its pairs stand in this order is for the caller to ask."""
    return tuple((pair,) for pair in _pairs(word)[:-1]) or ((word + BEGINS,),)


def _pairs(word: str) -> list[str]:
    """Each two letters that stand together, and the last one."""
    return [word[at : at + 2] for at in range(len(word))]


def fits_token(pattern: str, token: str) -> bool:
    if pattern.endswith(BEGINS):
        return token.startswith(pattern.removesuffix(BEGINS))
    return pattern == token


def _stems(word: str, languages: Iterable[str]) -> tuple[str, ...]:
    """Of the word and of what it is without accents, as many type it; each stem once. A word that
    ends with a digit, such as a reference, is its own stem."""
    plain = _plain(word)
    if plain[-1:].isdigit():
        return tuple(f"{language}:{plain[:_LONGEST]}" for language in languages)
    stems = (
        _stem(form, language)
        for language in languages
        for form in ((plain,) if language == "en" else (word, plain))
    )
    return tuple(dict.fromkeys(stems))


def english_stem(word: str) -> str:
    return _stem(_plain(word), "en")


@lru_cache(maxsize=10_000)
def _stem(word: str, language: str) -> str:
    """A stemmer remembers the word that it is at, so that threads can't share one."""
    import snowballstemmer  # forty modules, read with the first word

    stemmer = snowballstemmer.stemmer(_STEMMED[language])
    return f"{language}:{_plain(stemmer.stemWord(word))[:_LONGEST]}"


@lru_cache(maxsize=10_000)
def _letter_or_space(character: str) -> str:
    """Nothing for what nobody sees: it may stand inside a word."""
    kind = unicodedata.category(character)
    if kind[0] in "LNM":
        return character
    return "" if kind in ("Cc", "Cf") and not character.isspace() else " "


def _plain(word: str) -> str:
    """Without accents and vowel points; marks that make another letter, as in Hindi, stay."""
    if word.isascii():
        return word
    apart = unicodedata.normalize("NFKD", word).translate(_PLAIN)
    # Of Unicode's canonical combining classes, 10 to 35 are points of Hebrew and Arabic.
    classes = ((c, unicodedata.combining(c)) for c in apart)
    kept = (c for c, number in classes if number < 10 or 35 < number < 200)
    return unicodedata.normalize("NFC", "".join(kept))
