"""Phrases by rules: a table says what each kind of phrase looks like, a chart finds all of them.

A pattern has words, `a|b` for either, `?` for "may be missing", `_` for a space, and `{kind}` for
another phrase: "the? {nth} {weekday} of|in {month} {year}?". Every reading of a phrase is kept.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Set
from dataclasses import dataclass, field
from functools import lru_cache

from bot.dates.chart.fold import WORD_KEY, first_word

Found = tuple[int, object]
"""Where a phrase ends, and what it says."""

_BREAK = r"""(?:[\s,;()\[\]{}"]|[.!?:](?=[\s)\]"]|$)|(?<![a-z0-9])'|'(?![a-z0-9]))"""
_GAP = re.compile(f"{_BREAK}*")
_WORD_ENDS = r"(?!'?[^\W\d_])"
_ANY = "*"
_DEEPEST = 30
"""Phrases within phrases: a list of days or times has no more of them."""
_MOST_KEPT = 200
"""Sets of words; each holds about ten kilobytes."""


@dataclass(slots=True)
class _Item:
    """One place of a pattern: either of several words, or of several kinds. Only kinds give a
    value, None where another way was taken. `starts`: the words and the kinds that can begin with a
    first word; those behind "*" can with any other."""

    words: Mapping[str, tuple[re.Pattern[str], ...]]
    kinds: tuple[str, ...]
    optional: bool
    behind: tuple[frozenset[str], ...] = ()
    """The other words of the only group of words that it is."""
    starts: dict[str, tuple[tuple[re.Pattern[str], ...], tuple[str, ...]]] = field(
        default_factory=dict
    )


@dataclass(slots=True)
class _Rule:
    """`needs`: first words; every text that has the phrase has one of each of these sets."""

    items: tuple[_Item, ...]
    make: Callable[..., object] | None
    value: object
    needs: tuple[frozenset[str], ...] = ()


@dataclass(frozen=True, slots=True)
class _Terminal:
    pattern: re.Pattern[str]
    make: Callable[[re.Match[str]], object]
    keys: frozenset[str]


_Way = _Rule | _Terminal | str
"""A rule, a terminal, or another kind whose phrases are of this kind too."""


class Grammar:
    """Rules by the kind of phrase that they make."""

    def __init__(self) -> None:
        self._ways: dict[str, list[_Way]] = {}
        self._by_key: dict[str, dict[str, tuple[_Way, ...]]] = {}
        self.examples: list[tuple[str, str]] = []
        self._needed: frozenset[str] = frozenset()
        self._ways_for = lru_cache(_MOST_KEPT)(lambda words: _Ways(self._by_key, words))

    def words(self, kind: str, values: Mapping[str, object]) -> None:
        """Each of these words, or groups of words, is a phrase."""
        for name, value in values.items():
            self.rule(kind, name.replace(" ", "_"), value)

    def terminal(
        self,
        kind: str,
        pattern: str,
        make: Callable[[re.Match[str]], object],
        *,
        first: Iterable[str] = ("0",),
    ) -> None:
        """What a regular expression matches; `first`: "0" for a digit, first words, "*" for any.
        `make` returns None where it is no phrase after all."""
        way = _Terminal(re.compile(pattern, re.ASCII), make, frozenset(first))
        self._ways.setdefault(kind, []).append(way)

    def rule(self, kind: str, pattern: str, make: object = None, says: str = "") -> None:
        """`make` is called with what the kinds of the pattern say, in order; or is the value.
        Without one the value is that of the one phrase in it. `says`: examples, parted by ";"."""
        call = make if callable(make) else (lambda value: value) if make is None else None
        items = tuple(_item(part) for part in pattern.split())
        ways = self._ways.setdefault(kind, [])
        if make is None and len(items) == 1:
            ways += items[0].kinds
        else:
            ways.append(_Rule(items, call, make))
        self.examples += [(kind, example) for example in says.split("; ") if example]

    def rules(self, kind: str, *rows: tuple[object, ...]) -> None:
        """Rules of one kind: each row a pattern, perhaps what it makes, perhaps its examples."""
        for pattern, *rest in rows:
            self.rule(kind, str(pattern), *rest)  # type: ignore[arg-type]

    def build(self) -> "Grammar":
        """Sorts the rules by their first words. ValueError for a kind that begins with itself."""
        firsts: dict[str, frozenset[str]] = {}
        for kind, ways in self._ways.items():
            self._by_key[kind] = {
                key: tuple(w for w in ways if not self._of(w, firsts, ()).isdisjoint({key, _ANY}))
                for key in self._firsts(kind, firsts, ())
            }
        rules = [way for ways in self._ways.values() for way in ways if isinstance(way, _Rule)]
        for rule in rules:
            for item in rule.items:
                known = {kind: self._firsts(kind, firsts, ()) for kind in item.kinds}
                keys = frozenset(item.words).union(*known.values())
                for key in keys | {_ANY}:
                    kinds = tuple(k for k in known if not known[k].isdisjoint({key, _ANY}))
                    item.starts[key] = item.words.get(key, ()), kinds
                if not item.optional and _ANY not in keys:
                    rule.needs += (keys, *item.behind)
        self._needed = frozenset().union(*(keys for rule in rules for keys in rule.needs))
        return self

    def _firsts(
        self, kind: str, firsts: dict[str, frozenset[str]], above: tuple[str, ...]
    ) -> frozenset[str]:
        if kind in above:
            raise ValueError(f"the rule of {kind} begins with itself")
        if kind not in self._ways:
            raise ValueError(f"no rule makes {kind}")
        if kind not in firsts:
            within = (*above, kind)
            found = [self._of(way, firsts, within) for way in self._ways[kind]]
            firsts[kind] = frozenset().union(*found)
        return firsts[kind]

    def _of(
        self, way: _Way, firsts: dict[str, frozenset[str]], above: tuple[str, ...]
    ) -> frozenset[str]:
        if isinstance(way, _Terminal):
            return way.keys
        if isinstance(way, str):
            return self._firsts(way, firsts, above)
        keys: set[str] = set()
        for item in way.items:
            keys.update(item.words, *(self._firsts(kind, firsts, above) for kind in item.kinds))
            if not item.optional:
                break
        return frozenset(keys)

    def ways_in(self, words: Set[str]) -> "_Ways":
        """What can begin phrases in a text with these first words; most texts share theirs."""
        return self._ways_for(self._needed & words)


class _Ways(dict[tuple[str, str], tuple[_Way, ...]]):
    """By a kind and a first word or digit: what can begin such a phrase where no other of these
    words is there. Filled as it is asked."""

    def __init__(
        self, by_key: Mapping[str, Mapping[str, tuple[_Way, ...]]], words: frozenset[str]
    ) -> None:
        super().__init__()
        self._by_key, self._words = by_key, words

    def __missing__(self, wanted: tuple[str, str]) -> tuple[_Way, ...]:
        kind, key = wanted
        ways = self._by_key[kind]
        found = ways.get(key) or ways.get(_ANY, ())
        self[wanted] = tuple(way for way in found if self._may_find(way, key))
        return self[wanted]

    def _may_find(self, way: _Way, key: str) -> bool:
        if isinstance(way, str):
            return bool(self[way, key])
        if isinstance(way, _Terminal):
            return True
        if any(map(self._words.isdisjoint, way.needs)):
            return False
        first = way.items[0]
        patterns, kinds = first.starts.get(key) or first.starts[_ANY]
        return first.optional or bool(patterns) or any(self[kind, key] for kind in kinds)


def _item(part: str) -> _Item:
    ways = part.removesuffix("?").split("|")
    words: dict[str, tuple[re.Pattern[str], ...]] = {}
    for way in ways:
        if way[0] != "{":
            pattern = f"{_BREAK}+".join(re.escape(word) for word in way.split("_"))
            pattern += _WORD_ENDS if way[-1].isalnum() else ""
            key = first_word(way)
            words[key] = (*words.get(key, ()), re.compile(pattern))
    kinds = tuple(way[1:-1] for way in ways if way[0] == "{")
    behind = ways[0].split("_")[1:] if len(ways) == 1 and not kinds else []
    keys = tuple(frozenset({first_word(word)}) for word in behind)
    return _Item(words, kinds, part.endswith("?"), keys)


class Chart:
    """The phrases of one folded text, each kind at each position found once."""

    def __init__(self, grammar: Grammar, folded: str) -> None:
        self.text = folded
        self._found: dict[tuple[str, int], tuple[Found, ...]] = {}
        self._next: dict[int, tuple[int, str]] = {}
        self._ways = grammar.ways_in({first_word(word) for word in WORD_KEY.findall(folded)})
        self._depth = 0
        self.steps = 0
        """How much was looked for so far."""

    def skip(self, index: int) -> int:
        """Behind the white space, commas, brackets and quotation marks that stand here."""
        match = _GAP.match(self.text, index)
        return match.end() if match else index

    def at(self, kind: str, start: int, key: str = "") -> tuple[Found, ...]:
        """Every phrase of a kind that begins here; `key`: `first_word` of here, where known."""
        known = self._found.get((kind, start))
        if known is not None:
            return known
        key = key or first_word(self.text, start)
        ways = self._ways[kind, key]
        if self._depth == _DEEPEST:
            return ()
        if not ways:
            self._found[kind, start] = ()
            return ()
        self._depth += 1
        self.steps += 1
        found: list[Found] = []
        for way in ways:
            if isinstance(way, _Terminal):
                if match := way.pattern.match(self.text, start):
                    found.append((match.end(), way.make(match)))
            elif isinstance(way, str):
                within = self._found.get((way, start))
                found += self.at(way, start, key) if within is None else within
            else:
                found += self._by_rule(way, start, key)
        self._depth -= 1
        found = [one for one in found if one[1] is not None]
        known = tuple(dict.fromkeys(found) if len(found) > 1 else found)
        self._found[kind, start] = known
        return known

    def _by_rule(self, rule: _Rule, start: int, key: str) -> list[Found]:
        """What a rule finds: its items one by one, with all ways to have come so far."""
        so_far: list[tuple[int, tuple[object, ...]]] = [(start, ())]
        here = start
        for number, item in enumerate(rule.items):
            following = []
            for end, values in so_far:
                if item.optional:
                    following.append((end, (*values, None) if item.kinds else values))
                if number:
                    here, key = self._next.get(end) or self._behind(end)
                    if not key:
                        continue
                patterns, kinds = item.starts.get(key) or item.starts[_ANY]
                for pattern in patterns:
                    if match := pattern.match(self.text, here):
                        without = (*values, None) if item.kinds else values
                        following.append((match.end(), without))
                for kind in kinds:
                    known = self._found.get((kind, here))
                    for after, value in self.at(kind, here, key) if known is None else known:
                        following.append((after, (*values, value)))
            if not following:
                return []
            so_far = following
        make, value = rule.make, rule.value
        return [(end, make(*values) if make else value) for end, values in so_far]

    def _behind(self, end: int) -> tuple[int, str]:
        """Where the next phrase begins behind another, and its first word; "" for none. Letters
        behind letters, or digits behind digits, go on with the same word."""
        here = self.skip(end)
        before, after = self.text[end - 1 : end], self.text[end : end + 1]
        both = here == end and before.isalnum() and after.isalnum()
        joined = both and before.isdigit() == after.isdigit()
        self._next[end] = found = here, "" if joined else first_word(self.text, here)
        return found
