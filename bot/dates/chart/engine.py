"""Phrases by rules: a table says what each kind of phrase looks like, a chart finds all of them.

A pattern has words, `a|b` for either, `?` for "may be missing", `_` for a space, and `{kind}` for
another phrase: "the? {nth} {weekday} of|in {month} {year}?". Every reading of a phrase is kept.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

Found = tuple[int, object]
"""Where a phrase ends, and what it says."""

_KEY = re.compile(r"[^\W\d_]+|\d|.", re.DOTALL)
_GAP = re.compile(r"(?:[\s,;()\[\]{}\"]|[.!?:](?=[\s)\]\"]|$)|(?<![a-z0-9])'|'(?![a-z0-9]))*")
_ANY = "*"
_DEEPEST = 30
"""Phrases within phrases: a list of days or times has no more of them."""


@dataclass(frozen=True, slots=True)
class _Item:
    """One place of a pattern: either of several words or kinds, perhaps missing.

    `holds`: it gives a value, None where no kind of it was found.
    """

    ways: tuple[tuple[str, ...] | str, ...]
    optional: bool
    holds: bool


@dataclass(frozen=True, slots=True)
class _Rule:
    items: tuple[_Item, ...]
    make: object
    says: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Terminal:
    pattern: re.Pattern[str]
    make: Callable[[re.Match[str]], object]


class Grammar:
    """Rules by the kind of phrase that they make."""

    def __init__(self) -> None:
        self._ways: dict[str, list[tuple[frozenset[str] | None, object]]] = {}
        self._by_key: dict[str, dict[str, tuple[object, ...]]] = {}
        self._always: dict[str, tuple[object, ...]] = {}
        self.examples: list[tuple[str, str]] = []

    def words(self, kind: str, values: Mapping[str, object]) -> None:
        """Each of these words, or groups of words, is a phrase."""
        for name, value in values.items():
            self._add(
                kind, _Rule((_Item((tuple(name.split()),), False, False),), lambda v=value: v, ())
            )

    def terminal(
        self,
        kind: str,
        pattern: str,
        make: Callable[[re.Match[str]], object],
        *,
        first: Iterable[str] | None = ("0",),
    ) -> None:
        """What a regular expression matches; `first`: "0" for a digit, first words, None for any.

        `make` returns None where it is no phrase after all.
        """
        ways = self._ways.setdefault(kind, [])
        keys = None if first is None else frozenset(first)
        ways.append((keys, _Terminal(re.compile(pattern, re.ASCII), make)))

    def rule(
        self, kind: str, pattern: str, make: object, *, says: str | Iterable[str] = ()
    ) -> None:
        """`make` is called with what the kinds of the pattern say, in order; or is the value."""
        said = (says,) if isinstance(says, str) else tuple(says)
        self._add(kind, _Rule(tuple(_item(part) for part in pattern.split()), make, said))
        self.examples += [(kind, example) for example in said]

    def table(self, rules: str, makes: Mapping[str, object]) -> None:
        """A rule a line: kind, pattern, the name of what it makes, and examples behind ";".

        Two spaces part the columns. Without a name the value is that of the one phrase in it.
        """
        for line in filter(None, rules.split("\n")):
            kind, pattern, *rest = line.split("  ")
            make = makes[rest[0]] if rest and rest[0] else _same
            self.rule(kind, pattern, make, says=rest[1].split("; ") if len(rest) > 1 else ())

    def _add(self, kind: str, rule: _Rule) -> None:
        self._ways.setdefault(kind, []).append((None, rule))

    def build(self) -> "Grammar":
        """Sorts the rules by their first words. ValueError for a kind that begins with itself."""
        firsts: dict[str, frozenset[str]] = {}
        for kind in self._ways:
            self._firsts(kind, firsts, ())
        for kind, ways in self._ways.items():
            table: dict[str, list[object]] = {}
            for keys, way in ways:
                known = keys if isinstance(way, _Terminal) else self._of_rule(way, firsts, ())
                for key in known if known is not None else {_ANY}:
                    table.setdefault(key, []).append(way)
            always = table.pop(_ANY, [])
            self._by_key[kind] = {key: (*ways, *always) for key, ways in table.items()}
            self._always[kind] = tuple(always)
        return self

    def _firsts(
        self, kind: str, firsts: dict[str, frozenset[str]], above: tuple[str, ...]
    ) -> frozenset[str]:
        if kind in above:
            raise ValueError(f"the rule of {kind} begins with itself")
        if kind not in firsts:
            if kind not in self._ways:
                raise ValueError(f"no rule makes {kind}")
            keys: set[str] = set()
            for known, way in self._ways[kind]:
                if isinstance(way, _Terminal):
                    keys |= {_ANY} if known is None else known
                else:
                    keys |= self._of_rule(way, firsts, (*above, kind))
            firsts[kind] = frozenset(keys)
        return firsts[kind]

    def _of_rule(
        self, rule: object, firsts: dict[str, frozenset[str]], above: tuple[str, ...]
    ) -> frozenset[str]:
        keys: set[str] = set()
        for item in rule.items:  # type: ignore[attr-defined]
            for way in item.ways:
                if isinstance(way, str):
                    keys |= self._firsts(way, firsts, above)
                else:
                    keys.add(_KEY.match(way[0])[0])  # type: ignore[index]
            if not item.optional:
                break
        return frozenset("0" if key.isdigit() else key for key in keys)

    def ways_at(self, kind: str, key: str) -> tuple[object, ...]:
        """What can begin a phrase of a kind whose first word or digit this is."""
        return self._by_key[kind].get(key, self._always[kind])


def _same(value: object) -> object:
    return value


def _item(part: str) -> _Item:
    optional = part.endswith("?")
    ways = (part[:-1] if optional else part).split("|")
    made = tuple(way[1:-1] if way[0] == "{" else tuple(way.split("_")) for way in ways)
    return _Item(made, optional, any(isinstance(way, str) for way in made))


class Chart:
    """The phrases of one folded text, each kind at each position found once."""

    def __init__(self, grammar: Grammar, folded: str) -> None:
        self.text = folded
        self._grammar = grammar
        self._found: dict[tuple[str, int], tuple[Found, ...]] = {}
        self._keys: dict[int, str] = {}
        self._depth = 0

    def skip(self, index: int) -> int:
        """Behind the white space, commas, brackets and quotation marks that stand here."""
        match = _GAP.match(self.text, index)
        return match.end() if match else index

    def at(self, kind: str, start: int) -> tuple[Found, ...]:
        """Every phrase of a kind that begins here."""
        known = self._found.get((kind, start))
        if known is None and self._depth < _DEEPEST:
            self._depth += 1
            ways = self._grammar.ways_at(kind, self._key(start))
            found = [one for way in ways for one in self._by(way, start)] if ways else []
            known = self._found[kind, start] = tuple(dict.fromkeys(found))
            self._depth -= 1
        return known or ()

    def _key(self, start: int) -> str:
        """The first word here, "0" for a digit, or the sign."""
        if start not in self._keys:
            key = _KEY.match(self.text, start)
            word = key[0] if key else ""
            self._keys[start] = "0" if word.isdigit() else word
        return self._keys[start]

    def _by(self, way: object, start: int) -> Iterator[Found]:
        if isinstance(way, _Terminal):
            match = way.pattern.match(self.text, start)
            value = way.make(match) if match else None
            if match and value is not None:
                yield match.end(), value
        elif isinstance(way, _Rule):
            for end, values in self._walk(way.items, 0, start, ()):
                value = way.make(*values) if callable(way.make) else way.make
                if value is not None:
                    yield end, value

    def _walk(
        self, items: tuple[_Item, ...], index: int, end: int, values: tuple[object, ...]
    ) -> Iterator[tuple[int, tuple[object, ...]]]:
        if index == len(items):
            yield end, values
            return
        item = items[index]
        if item.optional:
            yield from self._walk(items, index + 1, end, (*values, None) if item.holds else values)
        here = end if index == 0 else self.skip(end)
        if here == end and self._joined(end) and index:
            return
        for way in item.ways:
            if isinstance(way, str):
                for after, value in self.at(way, here):
                    yield from self._walk(items, index + 1, after, (*values, value))
            elif (behind := self._words(way, here)) is not None:
                more = (*values, None) if item.holds else values
                yield from self._walk(items, index + 1, behind, more)

    def _joined(self, index: int) -> bool:
        """Whether letters or digits go on here without a break."""
        before, after = self.text[index - 1 : index], self.text[index : index + 1]
        both = before.isalnum() and after.isalnum()
        return both and before.isdigit() == after.isdigit()

    def _words(self, words: tuple[str, ...], index: int) -> int | None:
        for number, word in enumerate(words):
            here = self.skip(index) if number else index
            if number and here == index:
                return None
            if not self.text.startswith(word, here):
                return None
            index = here + len(word)
            after = self.text[index : index + 2]
            if word[-1].isalnum() and (
                after[:1].isalpha() or (after[:1] == "'" and after[1:].isalpha())
            ):
                return None
        return index
