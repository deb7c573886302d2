"""Finds a series in a sentence, so that the words of a title stay in the title.

Parts side by side belong together ("every Tuesday at 14:00 from 8 Dec"). A rhythm must end a part
of the sentence, or stand beside a date or time: "every child needs" is none.
"""

from dataclasses import dataclass

from bot.dates.grammar.phrases import expression_at
from bot.dates.grammar.sentence import Unclear, find
from bot.dates.grammar.syntax import Expression, NamedZone, NoOneZone, Zone
from bot.dates.grammar.words import Atom
from bot.dates.grammar.zone_words import zone_apart
from bot.dates.rhythm.rhythm import How
from bot.dates.series.pieces import Days, Piece, runs_in, said_in, tokens_of, with_head
from bot.dates.series.syntax import (
    End,
    ForSpan,
    NoEnd,
    NoTurns,
    Start,
    Turns,
    UntilDay,
)

_APART = ("on", "at", "@")
"""Words behind which a date is looked for that stands apart from the rhythm."""


@dataclass(frozen=True, slots=True)
class SaidSeries:
    """All that a sentence says of a series; `tokens` are those that it used."""

    rhythms: tuple[Piece, ...]
    days: tuple[Piece, ...]
    """Days named apart from the rhythm: "on the 2nd Tuesday 14:00 every month"."""
    turns: tuple[Piece, ...]
    ends: tuple[Piece, ...]
    starts: tuple[Piece, ...]
    zones: tuple[Zone, ...]
    tokens: frozenset[int]


@dataclass(frozen=True, slots=True)
class MaybeTitle:
    """The tokens of a rhythm that may as well be words of a title."""

    tokens: frozenset[int]


@dataclass(frozen=True, slots=True)
class NoRhythmSaid:
    """Words that only a series has, and none that say how often; `tokens` are theirs."""

    tokens: frozenset[int]


def find_series_words(atoms: list[Atom]) -> SaidSeries | MaybeTitle | NoRhythmSaid | Unclear | None:
    """What the sentence says of a series; None where it tells of none."""
    runs = [with_head(atoms, run) for run in runs_in(atoms)]
    clean = [run for run in runs if _is_clean(atoms, run)]
    if not clean:
        unclean = [p for run in runs for p in run if _is_explicit(atoms, p)]
        if unclean:
            return MaybeTitle(tokens_of(atoms, unclean[-1:]))
        return _without_rhythm(atoms, runs)
    first = next(n for n, run in enumerate(runs) if run is clean[0])
    counted = [p for run in runs[:first] if _counts_before(run) for p in run]
    counted += [p for run in runs[first:] for p in run]
    return _completed(atoms, [p for p in counted if not _is_title(atoms, p, clean)])


def _is_how(piece: Piece) -> bool:
    return isinstance(piece.value, How)


def _is_clean(atoms: list[Atom], run: list[Piece]) -> bool:
    """Whether the run has a rhythm that is no part of a title."""
    if not any(_is_how(piece) for piece in run):
        return False
    return len(run) > 1 or _ends_part(atoms, run[-1].end)


def _ends_part(atoms: list[Atom], end: int) -> bool:
    if end >= len(atoms) or atoms[end - 1].closes:
        return True
    return atoms[end].starts_clause or all(not atom.plain for atom in atoms[end:])


def _is_explicit(atoms: list[Atom], piece: Piece) -> bool:
    """Whether it says "every": adverbs and plurals are title words more often than not."""
    words = {atom.plain for atom in atoms[piece.start : piece.end]}
    return _is_how(piece) and not words.isdisjoint({"every", "each"})


def _counts_before(run: list[Piece]) -> bool:
    return any(isinstance(piece.value, UntilDay | Turns | NoTurns) for piece in run)


def _is_title(atoms: list[Atom], piece: Piece, clean: list[list[Piece]]) -> bool:
    """A rhythm in a run of its own that does not end its part."""
    return _is_how(piece) and not any(piece in run for run in clean)


def _without_rhythm(atoms: list[Atom], runs: list[list[Piece]]) -> NoRhythmSaid | None:
    """An end behind the date, or times that take turns, where nothing says how often."""
    dated = find(atoms, ("on", "at"), time_needed=True)
    last = max(dated.tokens) if dated is not None else None
    for run in runs:
        for piece in run:
            turning = isinstance(piece.value, Turns | NoTurns)
            ending = isinstance(piece.value, End) and not _may_be_length(piece.value)
            behind = last is not None and atoms[piece.start].token > last
            if turning or (ending and behind):
                return NoRhythmSaid(tokens_of(atoms, [piece]))
    return None


def _may_be_length(end: End) -> bool:
    """ "for 2 days" behind a date says how long it lasts, if anything."""
    return isinstance(end, NoEnd) or (isinstance(end, ForSpan) and end.unit == "day")


def _completed(atoms: list[Atom], pieces: list[Piece]) -> SaidSeries | Unclear:
    """With the date, the time and the zone that stand apart from the other words."""
    tokens = tokens_of(atoms, pieces)
    turns = tuple(p for p in pieces if isinstance(p.value, Turns | NoTurns))
    starts = [p for p in pieces if isinstance(p.value, Start | Expression)]
    if not any(_is_dated(piece) for piece in starts):
        apart = _apart(atoms, tokens)
        if isinstance(apart, Unclear):
            return apart
        if apart is not None:
            starts.append(apart[0])
            tokens |= apart[1]
    if not turns and not any(_is_timed(piece) for piece in (*pieces, *starts)):
        timed = _time_apart(atoms, tokens)
        if timed is not None:
            starts.append(timed)
            tokens |= tokens_of(atoms, [timed])
    zones = [zone for piece in (*pieces, *starts) if (zone := _zone_in(piece))]
    if not zones:
        named = zone_apart(atoms, tokens, sure=True)
        if named is not None:
            zones.append(named[0])
            tokens |= named[1]
    return SaidSeries(
        rhythms=tuple(p for p in pieces if _is_how(p)),
        days=tuple(p for p in pieces if isinstance(p.value, Days)),
        turns=turns,
        ends=tuple(p for p in pieces if isinstance(p.value, End)),
        starts=tuple(starts),
        zones=tuple(zones),
        tokens=tokens,
    )


def _apart(
    atoms: list[Atom], taken: frozenset[int]
) -> tuple[Piece, frozenset[int]] | Unclear | None:
    """A date or time among the other words, and all tokens that it uses, a zone's too."""
    places = [index for index, atom in enumerate(atoms) if atom.token not in taken]
    found = find([atoms[index] for index in places], _APART, time_needed=False)
    if found is None or isinstance(found, Unclear):
        return found
    piece = Piece(found.said, places[found.said.start], places[found.said.end - 1] + 1)
    return piece, found.tokens


def _time_apart(atoms: list[Atom], taken: frozenset[int]) -> Piece | None:
    """The last time of day among the other words: none else was said."""
    found = None
    for index, atom in enumerate(atoms):
        if atom.token in taken or not atom.starts:
            continue
        said = expression_at(atoms, index)
        if said is None or said.has_day or not said.has_time:
            continue
        if taken.isdisjoint(atom.token for atom in atoms[index : said.end]):
            found = found if found and found.end >= said.end else Piece(said, index, said.end)
    return found


def _zone_in(piece: Piece) -> Zone | None:
    """A zone by itself, or within a date; those of times that take turns are their own."""
    if isinstance(piece.value, NamedZone | NoOneZone):
        return piece.value
    said = said_in(piece)
    return said.zone if said is not None else None


def _is_dated(piece: Piece) -> bool:
    """Whether a first date names a day, or a month from which on it is looked for."""
    said = said_in(piece)
    return said is None or said.has_day


def _is_timed(piece: Piece) -> bool:
    said = said_in(piece)
    return said is not None and said.has_time
