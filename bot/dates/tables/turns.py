"""The times of a series that take turns: "rotating 09:00, 14:00 and 21:00"."""

from dataclasses import dataclass

from bot.dates.chart.engine import Grammar
from bot.dates.meaning.hours import Time, Unread, Zone
from bot.dates.tables.days import MARK
from bot.languages import N_

_BAD_TURNS = Unread(
    N_("Please write the times that take turns as “rotating 09:00, 14:00 and 21:00”.")
)
_ROTATING = "rotating rotates rotate alternately alternating alternates alternate"


@dataclass(frozen=True, slots=True)
class Turn:
    """One of the times that take turns; `for_all`: its zone was named with "in", as for all."""

    time: Time
    zone: Zone | None = None
    for_all: bool = False


@dataclass(frozen=True, slots=True)
class Turns:
    """ "rotating 09:00, 14:00 and 21:00": times that take turns. `zone_for_all`: one that was
    named behind them all with "in" or "all in"."""

    times: tuple[Turn, ...]
    zone_for_all: Zone | None = None


def _turns(_: str, turns: tuple[Turn, ...], for_all: Zone | None = None) -> Turns:
    last = turns[-1]
    return Turns(turns, for_all or (last.zone if last.for_all else None))


def _in_turn(turns: tuple[Turn, ...]) -> Turns:
    """So Convenor itself writes it, with a zone behind the last time that has it."""
    times: list[Turn] = []
    following = None
    for turn in reversed(turns):
        following = turn.zone or following
        times.insert(0, Turn(turn.time, following))
    return Turns(tuple(times))


def one(value: object) -> tuple[object, ...]:
    """A list of one phrase."""
    return (value,)


def more(value: object, rest: tuple[object, ...]) -> tuple[object, ...]:
    """A phrase before those that follow it."""
    return (value, *rest)


def add_turns(g: Grammar) -> None:
    """Kinds: turns, badturns."""
    g.words("rotate", dict.fromkeys([*_ROTATING.split(), "taking turns"], MARK))
    g.rules(
        "turn",
        ("at? {time}|{hours}", Turn),
        ("at? {time} {key}|{attempt}", Turn),
        ("at? {time} in {key}|{attempt}", lambda time, zone: Turn(time, zone, for_all=True)),
    )
    g.rules(
        "turnlist",
        ("{turn}", one),
        ("{turn} and|&|+|then|or|/ {turnlist}", more),
        ("{turn} {turnlist}", more),
    )
    g.rule("rotating", "{rotate} between|among|at|through|the? times?", MARK)
    g.rule("turns", "{rotating} {turnlist}", _turns, "rotating 09:00, 14:00 and 21:00")
    g.rule("turns", "{rotating} {turnlist} all in? {key}|{attempt}", _turns)
    g.rule("turns", "{turnlist} in_turn", _in_turn)
    g.rules("counts", ("{count}",), ("{count} and|&|,|or? {counts}", lambda count, _: count))
    g.rule("badturns", "{rotating} {counts}", lambda *_: _BAD_TURNS)
