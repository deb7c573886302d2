"""The best cover: how the words of a sentence are shared out among clauses and the title.

What beats what, in this order:
1. Each place is filled once; what would fill it again stays in the title, where a guard sees it.
2. More words in clauses beat fewer.
3. Fewer clauses beat more: one long clause beats two short ones.
4. Clauses side by side beat those that stand apart.
5. A clause that begins with a marker ("on", "for", "until") beats one without.
6. Later beats earlier.
"""

from collections.abc import Iterable
from typing import NamedTuple

from bot.dates.chart.cover import BINDERS, Clause, Cover, Place, Sentence, Stands, Tails

_Score = tuple[int, int, int, int, int]


class _State(NamedTuple):
    """What is settled before a word: the places that are filled, and what ends there. `behind`: the
    places of the clauses that end here side by side, `bare` that the first of them has no marker;
    `titled`: a title word came before; `must`: a clause or an end has to follow."""

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
    """Without the ways that can't become the best: another is as good and has filled less. Whatever
    may follow the one may follow the other, and adds as much to both."""
    found: list[tuple[_State, tuple[_Score, tuple[Clause, ...]]]] = []
    for state, way in sorted(ways.items(), key=lambda item: item[1][0], reverse=True):
        filled, *others = state
        if not any(kept.filled <= filled and [*kept[1:]] == others for kept, _ in found):
            found.append((state, way))
    return found


class Sharing:
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
        apart = clause.fill.stands is Stands.APART
        if apart and (state.behind or not state.titled or not self.sentence.opens(index)):
            return None
        bare = state.bare if state.behind else is_bare
        return _State(
            filled=state.filled | clause.places,
            behind=clause.places | state.behind,
            titled=state.titled,
            bare=bare,
            must=apart or self._needs_end(clause, titled=state.titled, bare=bare),
        )

    def _from(self, index: int, behind: frozenset[Place]) -> tuple[Clause, ...]:
        """The clauses that may begin here; of those that share out the words alike, the first."""
        known = self.begun.get((index, behind))
        if known is None:
            found: dict[tuple[int, frozenset[Place], Stands], Clause] = {}
            for kind in (self.kind, *self.tails(self.kind, behind)):
                for c in self.sentence.clauses(kind, index):
                    if self.barred.isdisjoint(range(index, c.last)):
                        found.setdefault((c.last, c.places, c.fill.stands), c)
            known = self.begun[index, behind] = tuple(found.values())
        return known

    def _bound(self, index: int) -> bool:
        if not self.titled or index == 0:
            return False
        words, phrase = self.sentence, self.sentence.chart.at
        if words.plain(index - 1) in BINDERS:
            return not words.is_mark(index - 1)
        (before, _), (start, _) = words.words[index - 1], words.words[index]
        return bool(phrase("weekday", start) and phrase("nth", before))  # of "second Tuesday"

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
    """The best cover by the clauses of `kind`, and by their `tails` right behind them.
    `titled`: words may be a title, so that a clause must stand where none would be expected to go
    on; `barred`: words that are title all the same."""
    known = kind, frozenset(barred)
    if known not in sentence.covers:
        begun = any(sentence.clauses(kind, index) for index in range(len(sentence.words)))
        found = Sharing(sentence, kind, tails, known[1], titled).best() if begun else ()
        sentence.covers[known] = Cover(found)
    return sentence.covers[known]
