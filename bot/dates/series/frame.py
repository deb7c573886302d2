"""Inputs of every step of reading a series: the typed words, the zone and now."""

from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from bot.dates.answers import NotUnderstood, Rewording, Unsettled
from bot.dates.choices.calendar import Days, NoSuchDay, TooFar, days_of
from bot.dates.choices.choice import Frame
from bot.dates.grammar.syntax import Clock, Expression, NamedZone, NoOneDay
from bot.dates.grammar.words import Atom
from bot.dates.series.pieces import Piece
from bot.domain import zones
from bot.domain.wording import shortened


class Stopped(Exception):
    """The words cannot be read on; `answer` asks back or says why."""

    def __init__(self, answer: NotUnderstood | Unsettled) -> None:
        super().__init__(answer.words)
        self.answer = answer


def refused(words: str) -> Stopped:
    return Stopped(NotUnderstood(words))


@dataclass(frozen=True, slots=True)
class Sentence:
    """The typed tokens and their atoms, with the reader's `frame`."""

    tokens: list[str]
    atoms: list[Atom]
    frame: Frame

    def typed(self, piece: Piece) -> str:
        """The words of a piece as they stand in the sentence; "" where others stand between."""
        used = sorted({atom.token for atom in self.atoms[piece.start : piece.end]})
        if any(later - earlier > 1 for earlier, later in pairwise(used)):
            return ""
        return " ".join(self.tokens[index] for index in used)

    def shown(self, piece: Piece) -> str:
        """The same for a message."""
        return shortened(self.typed(piece).rstrip(".,;"), 80)

    def asks(self, words: str, piece: Piece, ways: list[tuple[str, str]]) -> Stopped:
        """The question with its ways: (label, what is said instead of the piece)."""
        used = self.typed(piece)
        return Stopped(
            Unsettled(words, tuple(Rewording(label, used, instead) for label, instead in ways))
        )

    def today(self, zone: str) -> date:
        return zones.to_wall(self.frame.now, zone).date()

    def days(self, said: Expression, zone: str) -> Days:
        """The days that the words name where it is today in `zone`, past ones too."""
        if isinstance(said.day, NoOneDay):
            raise refused(said.day.advice)
        try:
            return days_of(
                said,
                today=self.today(zone),
                writers_today=self.today(self.frame.zone),
                locale=self.frame.locale,
            )
        except NoSuchDay as none:
            raise refused(str(none)) from None
        except TooFar:
            raise refused("That is more than five years ahead.") from None


def start_words(day: date, said: Expression | None) -> str:
    """A first date in words of one reading, with the time and the zone that were said with it."""
    words = f"starting {day.isoformat()}"
    if said is not None and isinstance(said.time, Clock):
        words += f" at {said.time.hour:02}:{said.time.minute:02}"
    zone = said.zone if said is not None else None
    return words + (f" in {zone.key}" if isinstance(zone, NamedZone) else "")
