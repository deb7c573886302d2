"""The wall times of a series: one, or up to four that take turns, each in its zone."""

from datetime import time

from bot.dates.grammar.syntax import (
    BareHour,
    Clock,
    Midnight,
    NoOneTime,
    NoOneZone,
    Time,
    Zone,
)
from bot.dates.grammar.zone_words import refused_zone
from bot.dates.series.frame import Sentence, Stopped, refused
from bot.dates.series.pieces import Piece, said_in
from bot.dates.series.sentence import SaidSeries
from bot.dates.series.syntax import NoTurns, Turns
from bot.domain.recurrence import MOST_SLOTS, Slot
from bot.domain.wording import listed

_USUAL = ("09:00", "11:00", "14:00", "16:00")


def slots_of(said: SaidSeries, sentence: Sentence) -> tuple[Slot, ...]:
    """One slot, or those that take turns; Stopped where a time or zone is missing or unclear."""
    usual = _one_zone(said, sentence.frame.zone)
    expressions = [words for piece in (*said.starts, *said.ends) if (words := said_in(piece))]
    times = {words.time for words in expressions if words.time is not None}
    if any(words.elapsed is not None for words in expressions):
        raise refused("A series needs a time of day, for example “at 14:00”.")
    if len(said.turns) > 1:
        raise refused("There are two lists of times in this. Please give one.")
    if not said.turns:
        if len(times) > 1:
            raise refused("There are two times in this. Please give one.")
        return (Slot(clock=_clock(next(iter(times), None), said, sentence, usual), zone=usual),)
    if times:
        raise refused(
            "There is a time beside those that take turns. Please put all of them behind"
            " “rotating”."
        )
    return _turning(said.turns[0], said, sentence, usual)


def _one_zone(said: SaidSeries, usual: str) -> str:
    """The zone that was named, or the writer's own."""
    keys = {_key(zone) for zone in said.zones}
    if len(keys) > 1:
        raise refused(
            f"Two time zones are named in this, {listed(sorted(keys))}. Please name one, or write"
            " “rotating” with a zone behind each time."
        )
    return next(iter(keys), usual)


def _key(zone: Zone) -> str:
    if isinstance(zone, NoOneZone):
        raise Stopped(refused_zone(zone))
    return zone.key


def _clock(said: Time | None, series: SaidSeries, sentence: Sentence, zone: str) -> time:
    match said:
        case Clock(hour, minute) if hour <= 23 and minute <= 59:
            return time(hour, minute)
        case Clock(24, 0) | Midnight():
            raise refused(
                "Midnight can be the start of a day or its end. Please write 00:00 and name the"
                " day that begins then."
            )
        case Clock(hour, minute):
            raise refused(f"{hour}:{minute:02} is not a time of day; times go from 00:00 to 23:59.")
        case BareHour(hour):
            late = 0 if hour == 12 else hour + 12
            raise refused(
                f"There are two times called “{hour}” in a day. Please write"
                f" {hour:02}:00 or {late:02}:00."
            )
        case NoOneTime(advice):
            raise refused(f"I can't read this as one time. {advice}.")
    rhythm = series.rhythms[0]
    typed = sentence.typed(rhythm).rstrip(".,;")
    raise sentence.asks(
        f"At what time, for example {listed(_USUAL, 'or')} ({zone})?",
        rhythm,
        [(clock, f"{typed} at {clock}") for clock in _USUAL],
    )


def _turning(piece: Piece, said: SaidSeries, sentence: Sentence, usual: str) -> tuple[Slot, ...]:
    turns = piece.value
    if isinstance(turns, NoTurns):
        raise refused(turns.words)
    if not isinstance(turns, Turns):
        raise TypeError(f"no turns: {turns}")
    if len(turns.times) > MOST_SLOTS:
        raise refused(f"Up to {MOST_SLOTS} times can take turns, and these are {len(turns.times)}.")
    clocks = [_clock(clock, said, sentence, usual) for clock, _ in turns.times]
    keys = _zones(turns, clocks, piece, sentence, usual)
    slots = tuple(Slot(clock=c, zone=z) for c, z in zip(clocks, keys, strict=True))
    if len(slots) < 2:
        raise refused("For taking turns, please give at least two times.")
    if len(set(slots)) < len(slots):
        raise refused("The same time stands twice among those that take turns.")
    return slots


def _zones(
    turns: Turns, clocks: list[time], piece: Piece, sentence: Sentence, usual: str
) -> list[str]:
    """A zone for each of the times; one behind the last alone is asked about."""
    if turns.zone_for_all is not None and not any(zone for _, zone in turns.times[:-1]):
        return [_key(turns.zone_for_all)] * len(clocks)
    own = [None if zone is None else _key(zone) for _, zone in turns.times]
    if all(key is None for key in own):
        return [usual] * len(clocks)
    *others, last = own
    if last is not None and not any(others):
        if last == usual:
            return [usual] * len(clocks)
        raise _which_zones(clocks, usual, last, piece, sentence)
    if None in own:
        raise refused("Please put a zone behind each of the times that take turns, or none.")
    return [key for key in own if key is not None]


def _which_zones(
    clocks: list[time], usual: str, last: str, piece: Piece, sentence: Sentence
) -> Stopped:
    shown = [f"{clock:%H:%M}" for clock in clocks]
    together = f"{listed(shown)} all in {last}"
    each = listed([*(f"{clock} {usual}" for clock in shown[:-1]), f"{shown[-1]} {last}"])
    return sentence.asks(
        f"Is {last} the zone of all these times, or of the last one only?",
        piece,
        [(together, f"rotating {together}"), (each, f"rotating {each}")],
    )
