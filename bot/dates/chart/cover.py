"""The best cover: every word of a sentence belongs to one clause or to the title.

What beats what, in this order:
1. Each place is filled once; what would fill it again stays in the title, where a guard sees it.
2. More words in clauses beat fewer.
3. Fewer clauses beat more: one long clause beats two short ones.
4. Clauses side by side beat those that stand apart.
5. A clause that begins with a marker ("on", "for", "until") beats one without.
6. Later beats earlier.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum, auto
from typing import NamedTuple

from bot.dates.chart.engine import Chart, Grammar
from bot.dates.chart.fold import KEEP, fold, words_of


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
_STOPS = re.compile(r"[,;.!?:)]")
_Score = tuple[int, int, int, int, int]
Tails = Mapping[frozenset[Place], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Cover:
    """How the words are shared out: `clauses` in their order; the others are the title's."""

    clauses: tuple[Clause, ...] = ()

    def get(self, place: Place) -> object | None:
        """What fills a place."""
        return next(
            (value for c in self.clauses for where, value in c.fill.places if where is place), None
        )

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
        self._quoted = self._quotes()
        self._found: dict[tuple[str, int], tuple[Clause, ...]] = {}
        self.covers: dict[tuple[str, frozenset[int]], Cover] = {}

    def typed(self, first: int, last: int) -> str:
        """The words as they were typed, a space between them."""
        return " ".join(self.text[start:end] for start, end in self.words[first:last])

    def plain(self, index: int) -> str:
        """A word folded, without the punctuation around it."""
        start, end = self.words[index]
        return self.folded[start:end].strip("()\"'[]{}*,;.!?: ")

    def clauses(self, kind: str, index: int) -> tuple[Clause, ...]:
        """The clauses of a kind that begin with a word."""
        known = self._found.get((kind, index))
        if known is None:
            start, end = self.words[index]
            opener = _OPENERS.match(self.folded, start, end)
            start = opener.end() if opener else start
            known = tuple(
                Clause(index, last, value)
                for after, value in self.chart.at(kind, start)
                if isinstance(value, Fill) and (last := self._ends_word(start, after, index))
            )
            self._found[kind, index] = known
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
        return self.plain(index) in _STARTERS or word[0] in "(@#<\x01" or "://" in word

    def ends_part(self, last: int) -> bool:
        """Whether a part of the sentence ends before this word."""
        return last == len(self.words) or self.closes(last) or self.starts_part(last)

    def is_mark(self, index: int) -> bool:
        """Whether a word is only punctuation, such as a dash."""
        return not self.plain(index).strip("-/|+&")

    def _ends_word(self, start: int, after: int, index: int) -> int:
        """The number of the word behind a phrase; 0 where it ends within one, or in a quotation."""
        for number in range(index, len(self.words)):
            begin, end = self.words[number]
            if after > end:
                continue
            closer = _CLOSERS.match(self.folded, after, end)
            if after <= begin or closer is None or closer.end() < end:
                return 0
            inside = self._quoted[start]
            return 0 if inside or (self._quoted[end] and not self._quoted[start]) else number + 1
        return 0

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


class _State(NamedTuple):
    """What is settled before a word: the places that are filled, and what ends there.

    `behind`: the places of the clauses that end here side by side, `bare` that the first of them
    has no marker; `titled`: a title word came before; `must`: a clause or an end has to follow.
    """

    filled: frozenset[Place] = frozenset()
    behind: frozenset[Place] = frozenset()
    titled: bool = False
    bare: bool = False
    must: bool = False


_Ways = dict[_State, tuple[_Score, tuple[Clause, ...]]]


def _keep(ways: _Ways, state: _State, score: _Score, clauses: tuple[Clause, ...]) -> None:
    known = ways.get(state)
    if known is None or score > known[0]:
        ways[state] = score, clauses


def _undominated(ways: _Ways) -> list[tuple[_State, tuple[_Score, tuple[Clause, ...]]]]:
    """Without the ways that can't become the best: another is as good and has filled less.

    Whatever may follow the one may follow the other, and adds as much to both.
    """
    found: list[tuple[_State, tuple[_Score, tuple[Clause, ...]]]] = []
    for state, way in sorted(ways.items(), key=lambda item: item[1][0], reverse=True):
        filled, *others = state
        if not any(kept.filled <= filled and [*kept[1:]] == others for kept, _ in found):
            found.append((state, way))
    return found


class Search:
    """Shares out the words from left to right, and keeps the best ways to have come to each."""

    def __init__(
        self, sentence: Sentence, kind: str, tails: Tails, barred: frozenset[int], titled: bool
    ) -> None:
        self.titled = titled
        self.sentence = sentence
        self.kind, self.tails, self.barred = kind, tails, barred
        self.begun: dict[tuple[int, frozenset[Place]], tuple[Clause, ...]] = {}

    def best(self) -> tuple[Clause, ...]:
        """The clauses of the best way to share out all words."""
        count = len(self.sentence.words)
        ways: list[_Ways] = [{} for _ in range(count + 1)]
        ways[0][_State()] = (0, 0, 0, 0, 0), ()
        for index in range(count):
            for state, (score, clauses) in _undominated(ways[index]):
                for clause in self._from(index, state.behind):
                    if following := self._with(clause, index, state):
                        covered, number, joined, marked, later = score
                        more = (
                            covered + clause.last - index, number - 1, joined + bool(state.behind),
                            marked + (clause.fill.stands is not Stands.BARE), later + index,
                        )  # fmt: skip
                        _keep(ways[clause.last], following, more, (*clauses, clause))
                mark = self.sentence.is_mark(index)
                if not state.must or mark or self.sentence.starts_part(index):
                    following = _State(
                        filled=state.filled,
                        behind=state.behind if mark else frozenset(),
                        titled=state.titled or not mark,
                        bare=state.bare and mark,
                        must=state.must and mark,
                    )
                    _keep(ways[index + 1], following, score, clauses)
        return max(ways[count].values(), key=lambda way: way[0])[1]

    def _with(self, clause: Clause, index: int, state: _State) -> _State | None:
        """What is settled behind a clause; None where it can't stand here."""
        is_bare = clause.fill.stands is Stands.BARE
        if not clause.places.isdisjoint(state.filled):
            return None
        if is_bare and not state.behind and self._bound(index):
            return None
        bare = state.bare if state.behind else is_bare
        return _State(
            filled=state.filled | clause.places,
            behind=clause.places | state.behind,
            titled=state.titled,
            bare=bare,
            must=self._needs_end(clause, titled=state.titled, bare=bare),
        )

    def _from(self, index: int, behind: frozenset[Place]) -> tuple[Clause, ...]:
        """The clauses that may begin here; of those that share out the words alike, the first."""
        known = self.begun.get((index, behind))
        if known is None:
            found: dict[tuple[int, frozenset[Place], Stands], Clause] = {}
            for kind in (self.kind, *self.tails[behind]):
                for c in self.sentence.clauses(kind, index):
                    if self.barred.isdisjoint(range(index, c.last)):
                        found.setdefault((c.last, c.places, c.fill.stands), c)
            known = self.begun[index, behind] = tuple(found.values())
        return known

    def _bound(self, index: int) -> bool:
        return self.titled and index > 0 and self.sentence.plain(index - 1) in BINDERS

    def _needs_end(self, clause: Clause, *, titled: bool, bare: bool) -> bool:
        """Whether a part of the sentence must end with it, or another clause follow."""
        stands = clause.fill.stands
        if not self.titled or stands is Stands.FREE or (stands is Stands.JOINED and not bare):
            return False
        if stands is Stands.MARKED and not titled:
            return False
        return clause.last < len(self.sentence.words) and not self.sentence.closes(clause.last)


def cover(
    sentence: Sentence, kind: str, tails: Tails, *, titled: bool, barred: Iterable[int] = ()
) -> Cover:
    """The best cover by the clauses of `kind`, and by those of `tails` right behind their places.

    `titled`: words may be a title, so that a clause must stand where none would be expected to go
    on; `barred`: words that are title all the same.
    """
    known = kind, frozenset(barred)
    if known not in sentence.covers:
        sentence.covers[known] = Cover(Search(sentence, kind, tails, known[1], titled).best())
    return sentence.covers[known]
