"""The pieces of a sentence that can tell of a series, those side by side together."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from bot.dates.grammar.phrases import expression_at
from bot.dates.grammar.syntax import Expression, NoOneZone, Zone
from bot.dates.grammar.times import bare_hour_at
from bot.dates.grammar.words import Atom
from bot.dates.grammar.zone_words import zone_at
from bot.dates.rhythm.clauses import rhythm_at
from bot.dates.rhythm.days import (
    MonthDays,
    NamedDays,
    month_days_at,
    skip,
    weekdays_at,
)
from bot.dates.rhythm.rhythm import NoRhythm, Rhythm, Rhythms
from bot.dates.series.endings import ending_at
from bot.dates.series.starts import start_at
from bot.dates.series.syntax import End, NoTurns, Start, Turns, UntilDay
from bot.dates.series.turns import turns_at

_HEAD = 10
"""Atoms that a date before a rhythm can have at most."""

Days = NamedDays | MonthDays
Value = Rhythm | NoRhythm | Rhythms | Days | Turns | NoTurns | End | Start | Expression | Zone


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a series: what they say, and the atoms from `start` up to `end`."""

    value: Value
    start: int
    end: int


@dataclass
class _Runs:
    """Pieces in their order, those side by side in one run."""

    atoms: list[Atom]
    runs: list[list[Piece]] = field(default_factory=list)

    def add(self, piece: Piece) -> None:
        if self.runs and only_filler(self.atoms, self.runs[-1][-1].end, piece.start):
            self.runs[-1].append(piece)
        else:
            self.runs.append([piece])

    @property
    def end(self) -> int | None:
        return self.runs[-1][-1].end if self.runs else None


def only_filler(atoms: list[Atom], start: int, end: int) -> bool:
    return all(atom.plain in ("", "-") for atom in atoms[start:end])


def runs_in(atoms: list[Atom]) -> list[list[Piece]]:
    """The pieces of a sentence in their order, those side by side in one run."""
    found = _Runs(atoms)
    index = 0
    while index < len(atoms):
        beside = found.end is not None and only_filler(atoms, found.end, index)
        piece = _piece_at(atoms, index, beside=beside)
        if piece is None:
            index += 1
            continue
        found.add(piece)
        index = piece.end
    return found.runs


def _piece_at(atoms: list[Atom], index: int, *, beside: bool) -> Piece | None:
    if not atoms[index].starts:
        return None
    value: tuple[Value, int] | None = (
        rhythm_at(atoms, index)
        or turns_at(atoms, index)
        or ending_at(atoms, index)
        or start_at(atoms, index)
        or _days_at(atoms, index)
    )
    if value is None and beside:
        value = ending_at(atoms, index, also="to") or _beside(atoms, index)
    if value is None or not atoms[value[1] - 1].ends:
        return None
    return Piece(value[0], index, value[1])


def _days_at(atoms: list[Atom], index: int) -> tuple[Days, int] | None:
    """ "on the 2nd Tuesday", "Tuesday and Thursday": more than the name of a day."""
    if (nth := month_days_at(atoms, index)) and nth[0].weekdays:
        return nth
    named = weekdays_at(atoms, skip(atoms, index, "on"))
    return named if named and len(named[0].weekdays) > 1 else None


def _beside(atoms: list[Atom], index: int) -> tuple[Value, int] | None:
    """A date, a time or a zone right behind other words of a series."""
    said = expression_at(atoms, index)
    if said is not None and (said.has_day or said.has_time):
        return said, said.end
    at = atoms[index].plain in ("at", "@")
    if at and (hour := bare_hour_at(atoms, index + 1)):
        return Expression(index, hour[1], time=hour[0]), hour[1]
    after_in = atoms[index].plain == "in"
    here = index + after_in
    named = zone_at(atoms, here, sure=after_in) if here < len(atoms) else None
    if named is None or (isinstance(named[0], NoOneZone) and not after_in):
        return None
    return named


def with_head(atoms: list[Atom], run: list[Piece]) -> list[Piece]:
    """The run with the date or time that ends where it begins: "on Monday 10:00 every week"."""
    start = run[0].start
    for index in range(max(0, start - _HEAD), start):
        said = expression_at(atoms, index)
        if said is None or not (said.has_day or said.has_time):
            continue
        if said.end <= start and only_filler(atoms, said.end, start):
            return [Piece(said, index, said.end), *run]
    return run


def said_in(piece: Piece) -> Expression | None:
    """The date expression within a first date or an end, where there is one."""
    if isinstance(piece.value, Start | UntilDay):
        return piece.value.said
    return piece.value if isinstance(piece.value, Expression) else None


def tokens_of(atoms: list[Atom], pieces: Iterable[Piece]) -> frozenset[int]:
    """The indices of the typed tokens that pieces stand on."""
    return frozenset(atom.token for piece in pieces for atom in atoms[piece.start : piece.end])
