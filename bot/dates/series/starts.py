"""The grammar of first dates: "starting 8 Dec", "from Tuesday", "from January"."""

import re

from bot.dates.grammar.phrases import expression_at
from bot.dates.grammar.words import MONTHS, Atom
from bot.dates.rhythm.days import plain, skip
from bot.dates.series.syntax import Start

_STARTING = frozenset({"starting", "starts", "start", "beginning", "begins", "from"})
_NOW = frozenset({"now", "immediately"})
_YEAR = re.compile(r"(?:19|20|21)\d{2}", re.ASCII)


def start_at(atoms: list[Atom], index: int) -> tuple[Start, int] | None:
    """The first date that begins at this atom and where it ends; None where none begins."""
    here = index + 1
    if plain(atoms, index) == "as" and plain(atoms, here) == "of":
        here += 1
    elif plain(atoms, index) == "first" and plain(atoms, here) in ("on", "date"):
        here = skip(atoms, here, "date")
    elif plain(atoms, index) not in _STARTING:
        return None
    if plain(atoms, here) in _NOW:
        return Start(now=True), here + 1
    said = expression_at(atoms, here) or expression_at(atoms, skip(atoms, here, "with", "in"))
    if said is not None and (said.has_day or said.has_time):
        return Start(said=said), said.end
    return _span(atoms, skip(atoms, here, "in", "on", "with"))


def _span(atoms: list[Atom], index: int) -> tuple[Start, int] | None:
    """ "January", "January 2027", "2027": no day of it is named."""
    month = MONTHS.get(plain(atoms, index))
    here = index if month is None else index + 1
    year = plain(atoms, here)
    if _YEAR.fullmatch(year):
        return Start(month=month, year=int(year)), here + 1
    return None if month is None else (Start(month=month), here)
