"""Finds people, organisations and words by what others type for them, slips included."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from typing import Generic, Protocol, TypeVar


def edit_distance(left: str, right: str) -> int:
    """Damerau-Levenshtein (optimal string alignment): a swap of neighbours counts one."""
    from rapidfuzz.distance import OSA  # read with the first odd word, and not at the start

    return OSA.distance(left, right)


def nearest_word(word: str, known: Iterable[str], *, within: int = 2) -> str | None:
    """The known word closest to `word`, at most `within` edits away: one for each three letters."""
    word = word.lower()
    near = (k for k in known if abs(len(k) - len(word)) <= within)  # each letter more is an edit
    for distance, candidate in sorted((edit_distance(word, k.lower()), k) for k in near):
        if distance <= within and distance * 3 <= max(len(candidate), len(word)):
            return candidate
    return None


class Named(Protocol):
    """Who has one name that is shown and others that are understood."""

    @property
    def name(self) -> str: ...

    @property
    def aliases(self) -> tuple[str, ...]: ...


class Account(Named, Protocol):
    """A person as the platform or we know them."""

    @property
    def active(self) -> bool: ...

    @property
    def is_bot(self) -> bool: ...


A = TypeVar("A", bound=Account)
N_co = TypeVar("N_co", bound=Named, covariant=True)

_NO_MARKS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe"})
"""Letters whose stroke is no mark of its own to Unicode."""
_SMALL_WORDS = frozenset({"a", "an", "and", "for", "in", "of", "on", "the", "to"})
_FEWEST_INITIALS = 2
_FURTHEST = 2
"""Edits between a slip of the keyboard and the name that was meant."""


class Closeness(IntEnum):
    """How sure it is that a typed name means somebody; the lower the surer."""

    NAME = 0
    """The whole name or another name of theirs, whatever its letter case, accents and marks."""
    INITIALS = 1
    """KCSC for Korea Communications Standards Commission."""
    BEGINNING = 2
    """The first words of a name, such as a person's first name."""
    PART = 3
    """Other words of a name, in any order: a surname, or an initial and a surname."""
    SLIP = 4
    """One or two letters are wrong."""


@dataclass(frozen=True, slots=True)
class NamesFound(Generic[N_co]):
    """Everyone that a typed name may mean, all equally close; in the order they were given."""

    closeness: Closeness
    named: tuple[N_co, ...]

    @property
    def only(self) -> N_co | None:
        """The one that is meant, where it is their name or how it begins, and fits nobody else."""
        sure = self.closeness <= Closeness.BEGINNING and len(self.named) == 1
        return self.named[0] if sure else None


class KnownNames(Generic[N_co]):
    """The names and other names of people or organisations, folded once to be looked up often."""

    def __init__(self, known: Iterable[N_co]) -> None:
        self._known: list[tuple[N_co, tuple[str, ...]]] = []
        self._places: defaultdict[str, list[int]] = defaultdict(list)
        """By each word of a name and by its initials: where it stands among the known."""
        for place, one in enumerate(known):
            names, signs = _folded(one.name, tuple(one.aliases))
            self._known.append((one, names))
            for sign in signs:
                self._places[sign].append(place)

    def find(self, typed: str, *, within: Closeness = Closeness.SLIP) -> NamesFound[N_co] | None:
        """Those whose names are closest to `typed`; None where none is as close as `within`."""
        key = fold_name(typed)
        if not key:
            return None
        # Only a slip has no whole word of the name, and is no initials of it.
        likely = {*self._places.get(key.replace(" ", ""), ()), *self._places.get(key, ())}
        likely |= {*self._places.get(max(key.split(), key=len), ())}
        some = [self._known[place] for place in sorted(likely)]
        for closeness, fits in _WAYS:
            if closeness > within:
                break
            among = self._known if closeness is Closeness.SLIP else some
            named = tuple(one for one, names in among if any(fits(key, name) for name in names))
            if named:
                return NamesFound(closeness, named)
        return None


def accounts_by_name(accounts: Iterable[A]) -> KnownNames[A]:
    """Those who are active and no apps."""
    return KnownNames(one for one in accounts if one.active and not one.is_bot)


@lru_cache(maxsize=8192)
def fold_name(name: str) -> str:
    """A name to compare: small letters and digits, without accents, marks and a leading "the". "&"
    is read as "and": "Coimisiún na Meán" is "coimisiun na mean"."""
    words = re.sub(r"['’`]", "", without_accents(name.replace("&", " and ")))
    return re.sub(r"[\W_]+", " ", words).strip().removeprefix("the ")


def without_accents(text: str) -> str:
    """The text in small letters, each without the marks above and below it."""
    bare = unicodedata.normalize("NFKD", text.casefold().translate(_NO_MARKS))
    return "".join(c for c in bare if not unicodedata.combining(c))


def _are_initials(key: str, name: str) -> bool:
    """Whether `key` is the first letters of the name's words, with or without the small ones."""
    every, great = _initials(name.split())
    return len(great) >= _FEWEST_INITIALS and key in (every, great)


@lru_cache(maxsize=8192)
def _folded(name: str, aliases: tuple[str, ...]) -> tuple[tuple[str, ...], frozenset[str]]:
    """All names folded; and by what one of them may be found: it whole, its words, its initials.
    Kept, since each command that may name somebody asks for everybody."""
    names = tuple(fold_name(each) for each in (name, *aliases))
    signs: set[str] = set()
    for words in map(str.split, names):
        signs |= {"".join(words), *words, *_initials(words)}
    return names, frozenset(signs - {""})


def _initials(words: Sequence[str]) -> tuple[str, str]:
    """The first letters of all words, and of those that are not small."""
    every = "".join(word[0] for word in words)
    return every, "".join(word[0] for word in words if word not in _SMALL_WORDS)


def _is_part(key: str, name: str) -> bool:
    """Whether each typed word is one of the name's, or an initial of one beside such a word."""
    typed, words = key.split(), name.split()
    return any(len(one) > 1 for one in typed) and all(
        any(word == one or (len(one) == 1 and word[0] == one) for word in words) for one in typed
    )


def _is_slip(key: str, name: str) -> bool:
    """Whether few letters differ from the name or its first word, and most are right."""
    first = name.split(" ", 1)[0]
    most = min(_FURTHEST, (len(key) - 1) // 2)
    near = (known for known in (name, first) if abs(len(known) - len(key)) <= most)
    return any(edit_distance(key, known) <= most for known in near)


_WAYS: tuple[tuple[Closeness, Callable[[str, str], bool]], ...] = (
    (Closeness.NAME, lambda key, name: key.replace(" ", "") == name.replace(" ", "")),
    (Closeness.INITIALS, _are_initials),
    (Closeness.BEGINNING, lambda key, name: name.startswith(f"{key} ")),
    (Closeness.PART, _is_part),
    (Closeness.SLIP, _is_slip),
)
