"""The syntax of a series besides its rhythm; dates are resolved later."""

from dataclasses import dataclass

from bot.dates.grammar.syntax import Expression, Time, Zone
from bot.dates.rhythm.rhythm import Unit


@dataclass(frozen=True, slots=True)
class Start:
    """ "starting 8 Dec": what was said of it; or a month or year from which on it is looked for.

    `now`: "starting now".
    """

    said: Expression | None = None
    month: int | None = None
    year: int | None = None
    now: bool = False


@dataclass(frozen=True, slots=True)
class UntilDay:
    """ "until 30 Jun 2027": the last day that may be; a time behind it is that of the dates."""

    said: Expression


@dataclass(frozen=True, slots=True)
class UntilSpan:
    """ "until June", "until the end of 2027": `whole` where its end is named.

    `month` None: a year. `year` None: the next one; both None: this year.
    """

    month: int | None
    year: int | None
    whole: bool


@dataclass(frozen=True, slots=True)
class ForSpan:
    """ "for 10 weeks", counted from the first date."""

    number: int
    unit: Unit


@dataclass(frozen=True, slots=True)
class Times:
    """ "10 times": the number of dates."""

    number: int


@dataclass(frozen=True, slots=True)
class Open:
    """ "until further notice": no end."""


@dataclass(frozen=True, slots=True)
class NoEnd:
    """Words that were meant as an end and are none; `words` say why."""

    words: str


End = UntilDay | UntilSpan | ForSpan | Times | Open | NoEnd


@dataclass(frozen=True, slots=True)
class Turns:
    """ "rotating 09:00, 14:00 and 21:00": times that take turns, each with its zone if it has one.

    `zone_for_all`: one that was named behind them all with "in" or "all in".
    """

    times: tuple[tuple[Time, Zone | None], ...]
    zone_for_all: Zone | None = None


@dataclass(frozen=True, slots=True)
class NoTurns:
    """Words that were meant as times that take turns; `words` say what is missing."""

    words: str
