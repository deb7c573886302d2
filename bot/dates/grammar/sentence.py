"""Finds the date in a sentence, so that the words of a title stay in the title.

A date follows a marker such as "on" or "by". One that may as well belong to the words after it
("on Monday meetings") is not taken: it must end the sentence or a part of it, or name day and time.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from bot.dates.grammar.phrases import expression_at
from bot.dates.grammar.syntax import (
    BareHour,
    CalendarDay,
    DaysAhead,
    Expression,
    MonthsAhead,
    NoOneDay,
    NumericDay,
)
from bot.dates.grammar.words import WEEKDAYS, Atom
from bot.dates.grammar.zone_words import zone_apart

_TIME_MARKERS = frozenset({"at", "by", "from", "due", "@"})
_DEADLINE_MARKERS = frozenset({"by", "due"})
_NOT_ALONE_AFTER = frozenset({
    "of", "until", "till", "since", "before", "after", "between", "and", "or", "to", "than",
    "versus", "vs", "per", "every", "each", "the", "1st", "2nd", "3rd", "4th", "5th",
})  # fmt: skip
_RHYTHMS = frozenset({
    "day", "days", "week", "weeks", "fortnight", "month", "months", "year", "years", "weekday",
})  # fmt: skip
_RHYTHM_REACH = 5


@dataclass(frozen=True, slots=True)
class Found:
    """A date expression and the indices of the tokens that it uses, its marker included."""

    said: Expression
    tokens: frozenset[int]


@dataclass(frozen=True, slots=True)
class Unclear:
    """The indices of tokens that may be the date or words of a title."""

    tokens: frozenset[int]


@dataclass(frozen=True, slots=True)
class _Piece:
    """An expression after a marker; `plain` if it can be nothing but a date."""

    said: Expression
    tokens: frozenset[int]
    plain: bool
    repeats: bool


def find(
    atoms: list[Atom], markers: tuple[str, ...], *, time_needed: bool
) -> Found | Unclear | None:
    """The last date expression of a sentence, completed by a zone or a time that stands apart."""
    marks = frozenset(word.lower() for word in markers)
    pieces = list(_marked(atoms, marks))
    dated = [piece for piece in pieces if piece.said.has_day and not _is_vague(piece.said)]
    plain = [piece for piece in dated if piece.plain]
    once = [piece for piece in plain if not piece.repeats] or plain
    times = [piece for piece in pieces if not piece.said.has_day]
    if once:
        base = Found(once[-1].said, once[-1].tokens)
    elif unmarked := _unmarked(atoms, marks):
        base = unmarked
    elif dated:
        return Unclear(dated[-1].tokens)
    else:
        others = times or [piece for piece in pieces if piece.plain]
        return _with_zone(atoms, Found(others[-1].said, others[-1].tokens)) if others else None
    if time_needed and not base.said.has_time and times:
        apart = times[-1]
        zone = base.said.zone or apart.said.zone
        said = replace(base.said, time=apart.said.time, zone=zone)
        base = Found(said, base.tokens | apart.tokens)
    return _with_zone(atoms, base)


def _marked(atoms: list[Atom], markers: frozenset[str]) -> Iterator[_Piece]:
    """The expressions that follow a marker, none inside another."""
    index = 0
    while index < len(atoms):
        marker = atoms[index].plain
        said = None
        if marker in markers and atoms[index].starts and atoms[index].ends:
            said = expression_at(atoms, index if marker == "in" else index + 1)
        if said is None or not _fits(said, marker):
            index += 1
            continue
        plain = _is_plain(atoms, said, marker, markers, first=index == 0)
        if plain or not _is_loose(said):
            tokens = frozenset(atom.token for atom in atoms[index : said.end])
            yield _Piece(said, tokens, plain, _in_rhythm(atoms, index))
        index = said.end


def _fits(said: Expression, marker: str) -> bool:
    """Whether such an expression can follow its marker: "at 3.11" can be a time, "on 3.11" not."""
    if said.has_day:
        return marker != "in" or said.elapsed is not None or _is_distance(said)
    return marker in _TIME_MARKERS and not isinstance(said.time, BareHour)


def _is_distance(said: Expression) -> bool:
    return isinstance(said.day, DaysAhead | MonthsAhead)


def _is_vague(said: Expression) -> bool:
    return isinstance(said.day, NoOneDay)


def _is_loose(said: Expression) -> bool:
    """Words that are more often something else: "3/4 of the cases", "next month's"."""
    return _is_vague(said) or (isinstance(said.day, NumericDay) and said.day.year is None)


def _is_plain(
    atoms: list[Atom], said: Expression, marker: str, markers: frozenset[str], *, first: bool
) -> bool:
    return (
        first
        or _ends_part(atoms, said, markers)
        or marker in _DEADLINE_MARKERS
        or said.time is not None
    )


def _ends_part(atoms: list[Atom], said: Expression, markers: frozenset[str]) -> bool:
    """Whether the sentence, or a part of it, ends with the expression."""
    after = atoms[said.end : said.end + 1]
    new_part = not after or after[0].starts_clause or after[0].plain in markers
    return new_part or atoms[said.end - 1].closes


def _in_rhythm(atoms: list[Atom], index: int) -> bool:
    """Whether words like "every 2 weeks" come shortly before, so that a series says this."""
    before = [atom.plain for atom in atoms[max(0, index - _RHYTHM_REACH) : index]]
    return any(
        word in ("every", "each")
        and any(w in _RHYTHMS or w in WEEKDAYS for w in before[n + 1 : n + 3])
        for n, word in enumerate(before)
    )


def _unmarked(atoms: list[Atom], markers: frozenset[str]) -> Found | None:
    """A date without a marker that cannot be missed: day and time, or "tomorrow" at the end."""
    length = len(atoms)
    while length and atoms[length - 1].is_filler:
        length -= 1
    atoms = atoms[:length]
    found = None
    start = 0
    while start < length:
        said = expression_at(atoms, start)
        if said is None:
            start += 1
            continue
        stands_alone = not (start and atoms[start - 1].plain in _NOT_ALONE_AFTER)
        part = said.end == length or (
            said.has_day and said.time is not None and _ends_part(atoms, said, markers)
        )
        if part and stands_alone and _is_unmistakable(said) and not _in_rhythm(atoms, start):
            found = Found(said, frozenset(atom.token for atom in atoms[start : said.end]))
        start = said.end
    return found


def _is_unmistakable(said: Expression) -> bool:
    if not said.has_day or _is_vague(said):
        return False
    full_date = isinstance(said.day, CalendarDay | NumericDay) and said.day.year is not None
    called = said.weekday is not None and said.weekday.which != ""
    return said.has_time or _is_distance(said) or full_date or called


def _with_zone(atoms: list[Atom], found: Found) -> Found:
    """`found` with a zone that stands apart from it, the last of those there are."""
    apart = zone_apart(atoms, found.tokens, sure=found.said.has_time)
    if found.said.zone is not None or apart is None:
        return found
    return Found(replace(found.said, zone=apart[0]), found.tokens | apart[1])
