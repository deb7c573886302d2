"""Clauses, and a sentence that is shared out: every word belongs to one clause or to the title."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum, auto
from typing import Any

from bot.dates.chart.engine import Chart, Grammar
from bot.dates.chart.fold import KEEP, first_word, fold, words_of


class Place(StrEnum):
    """What a clause says."""

    DAY = auto()
    TIME = auto()
    PART = auto()
    ZONE = auto()
    LENGTH = auto()
    LINK = auto()
    AUDIENCE = auto()
    RHYTHM = auto()
    DAYS = auto()
    TURNS = auto()
    END = auto()
    START = auto()
    EXCEPT = auto()
    SHIFT = auto()
    REASON = auto()
    FILLER = auto()


class Stands(StrEnum):
    """Where a clause may stand, besides right behind another one."""

    MARKED = auto()
    """It begins with a marker; a part of the sentence ends with it, or the sentence begins."""
    ENDED = auto()
    """A part of the sentence ends with it, or another clause follows."""
    BARE = auto()
    """It has no marker: as MARKED, and no word before it binds it ("of", "between")."""
    FREE = auto()
    """Anywhere."""
    APART = auto()
    """Between punctuation, and another clause follows: "Forum (90m) on 3 March"."""
    TAIL = auto()
    """Only behind another clause; a part of the sentence ends with it."""
    JOINED = auto()
    """Only behind another clause, whatever follows where that has a marker."""


@dataclass(frozen=True, slots=True)
class Fill:
    """What a clause of the table says: a value for each of its places."""

    places: tuple[tuple[Place, object], ...]
    stands: Stands
    names: frozenset[Place] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        names = frozenset([place for place, _ in self.places if place is not Place.FILLER])
        object.__setattr__(self, "names", names)


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause that was found: its words, from `first` up to `last`, and what they say."""

    first: int
    last: int
    fill: Fill

    @property
    def places(self) -> frozenset[Place]:
        return self.fill.names

    def get(self, place: Place) -> Any:
        """What it says in a place; None for nothing."""
        return dict(self.fill.places).get(place)


BINDERS = frozenset(
    "of for between and by versus vs per every each until till since before after to than the "
    "a an article weekend from with no our your their black in section part chapter phase".split()
)
_STARTERS = frozenset(
    "for with about every until till link because to via re regarding chaired hosted please thanks "
    "in on at by from due before within starting beginning except concerning".split()
)
_OPENERS = re.compile(r"[(\"'\[{*\s]*")
_CLOSERS = re.compile(r"[,;.!?:)\]}\"'*\s]*")
_CLOCK_ENDS = re.compile(r"\d(?:[:.h]\d\d|[ap]m)$")
_EMOJI = re.compile(r":[a-z_+][\w+-]*:")
_STOPS = re.compile(r"[,;.!?:)]")
Tails = Callable[[str, frozenset[Place]], tuple[str, ...]]
"""The kinds of clauses that may stand right behind those of a kind that fill these places."""


@dataclass(frozen=True, slots=True)
class Cover:
    """How the words are shared out: `clauses` in their order; the others are the title's."""

    clauses: tuple[Clause, ...] = ()

    def get(self, place: Place) -> Any:
        """What fills a place."""
        values = (value for c in self.clauses for where, value in c.fill.places if where is place)
        return next(values, None)

    def clause(self, *places: Place) -> Clause | None:
        """The first clause that fills one of these."""
        return next((c for c in self.clauses if not c.places.isdisjoint(places)), None)

    def has(self, *places: Place) -> bool:
        return self.clause(*places) is not None


class Sentence:
    """A typed text, its words, and the phrases in it."""

    def __init__(self, text: str, grammar: Grammar) -> None:
        self.text = text
        self.folded = fold(text)
        self.words = [w for w in words_of(text) if self.folded[w[0] : w[1]].strip() or KEEP in text]
        self.chart = Chart(grammar, self.folded)
        self._plain = [self.folded[a:b].strip("()\"'[]{}*,;.!?: ") for a, b in self.words]
        self._starts = [self._start(*word) for word in self.words]
        self._quoted = self._quotes()
        self._found: dict[tuple[str, int], tuple[Clause, ...]] = {}
        self.covers: dict[tuple[str, frozenset[int]], Cover] = {}

    def typed(self, first: int, last: int) -> str:
        """The words as they were typed, a space between them."""
        return " ".join(self.text[start:end] for start, end in self.words[first:last])

    def plain(self, index: int) -> str:
        """A word folded, without the punctuation around it."""
        return self._plain[index]

    def _start(self, start: int, end: int) -> tuple[int, str]:
        """Where a phrase may begin in a word, and what its rules are sorted by."""
        opener = _OPENERS.match(self.folded, start, end)
        start = opener.end() if opener else start
        return start, first_word(self.folded, start)

    def clauses(self, kind: str, index: int) -> tuple[Clause, ...]:
        """The clauses of a kind that begin with a word."""
        known = self._found.get((kind, index))
        if known is None:
            start, key = self._starts[index]
            word = self.folded[slice(*self.words[index])]
            if self._quoted[start] or word == "on,":  # "Ten years on, 10 Dec"
                return ()
            known = self._found[kind, index] = tuple([
                Clause(index, last, value)
                for after, value in self.chart.at(kind, start, key)
                if isinstance(value, Fill) and (last := self._ends_word(after, index))
            ])  # fmt: skip
        return known

    def closes(self, last: int) -> bool:
        """Whether punctuation behind a word ends a part of the sentence."""
        start, end = self.words[last - 1]
        core = self.folded[start:end].rstrip(",;.!?:)\"'*]} ")
        return _STOPS.search(self.folded, start + len(core), end) is not None

    def starts_part(self, index: int) -> bool:
        """Whether a new part of the sentence begins with this word."""
        start, end = self.words[index]
        word = self.folded[start:end]
        is_sign = not word.isascii() and not any(map(str.isalnum, word))
        is_emoji = is_sign or _EMOJI.fullmatch(word) is not None
        return self.plain(index) in _STARTERS or word[0] in "(@#<\x01" or "://" in word or is_emoji

    def ends_part(self, last: int) -> bool:
        """Whether a part of the sentence ends before this word."""
        return last == len(self.words) or self.closes(last) or self.starts_part(last)

    def opens(self, index: int) -> bool:
        """Whether punctuation before a word begins something apart: "(90m)", ", 90m"."""
        start = self.words[index][0]
        last = self.folded[: self.words[index - 1][1]].rstrip()[-1:] if index else ""
        return self.folded[start] in "([" or last in set(",;-/|")

    def is_mark(self, index: int) -> bool:
        """Whether a word is only punctuation, such as a dash, or an "and" that joins two dates."""
        word = self.plain(index)
        if word not in ("and", "then", "plus") or not 0 < index < len(self.words) - 1:
            return not word.strip("-/|+&")
        begin = self.words[index + 1][0]
        dated = any(self.chart.at(kind, begin) for kind in ("calday", "wday"))
        return dated and _CLOCK_ENDS.search(self.plain(index - 1)) is not None

    def _ends_word(self, after: int, index: int) -> int:
        """The number of the word behind a phrase; 0 where it ends within one, or in a quotation."""
        for number in range(index, len(self.words)):
            begin, end = self.words[number]
            if after > end:
                continue
            closer = _CLOSERS.match(self.folded, after, end)
            if after <= begin or closer is None or closer.end() < end:
                return 0
            return 0 if self._quoted[end] else number + 1
        return 0

    def is_quoted(self, index: int) -> bool:
        """Whether a word is within quotation marks."""
        return self._quoted[self.words[index][0]]

    def _quotes(self) -> list[bool]:
        """For each position, whether it is within quotation marks."""
        inside, quoted = False, []
        marks = self.folded.count('"') // 2 * 2
        for char in self.folded:
            if char == '"' and marks:
                marks -= 1
                inside = not inside
            quoted.append(inside)
        return [*quoted, False]
