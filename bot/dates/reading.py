"""Reads a date from text ("next tue 14:00") with a zone, a locale and now: one, several or none.

A small English grammar of our own reads them; nothing is guessed, and no word is dropped. UTC, GMT
and Z are UTC; other zones go by their IANA key. Abbreviations, cities and offsets are answered with
the keys to choose from. Full-width digits count as digits.
"""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from bot.dates.answers import (
    Ambiguous,
    NotUnderstood,
    Reading,
    Recurring,
    Rewording,
    Understood,
    Unsettled,
    When,
    describe,
)
from bot.dates.choices.calendar import Days
from bot.dates.choices.choice import Choice, Frame, Hours, Option, chosen
from bot.dates.choices.readings import choose
from bot.dates.grammar.exact import exact_in
from bot.dates.grammar.lengths import read_length
from bot.dates.grammar.phrases import expression_at
from bot.dates.grammar.sentence import Unclear, find
from bot.dates.grammar.syntax import Expression, NoOneZone
from bot.dates.grammar.words import Atom, atoms_of
from bot.dates.series.recurring import find_series
from bot.domain import zones
from bot.domain.wording import listed, shortened
from bot.domain.zone_names import offered

__all__ = [
    "Ambiguous",
    "NotUnderstood",
    "Reading",
    "Recurring",
    "Rewording",
    "Understood",
    "Unsettled",
    "When",
    "describe",
    "find_series",
    "find_when",
    "read_length",
    "read_when",
]

_EXAMPLES = "for example “12 Dec 14:00”, “Friday 10:00” or “tomorrow 9am”"
_DAY_EXAMPLES = "for example “12 Dec”, “Friday” or “in 3 days”"
_LEADING = frozenset({"to", "until", "till"})
"""Words that a command may leave before its date; others, such as "on", the grammar knows."""


def read_when(
    text: str, *, zone: str, now: datetime, locale: str = "en-GB", time_needed: bool
) -> When:
    """Read `text` as one date expression, typed in `zone` at `now` (aware).

    Anything left over is NotUnderstood, in words that name it. With `time_needed` every reading
    has a time, and a day alone is asked back with a few. Raises UnknownZone for a wrong `zone`.
    """
    frame = _frame(zone, now, locale, time_needed)
    tokens = text.split()
    exact = exact_in(tokens)
    if exact is not None and len(tokens) - len(exact[1]) == 0:
        return _exactly(exact[0], frame, used=" ".join(tokens), rest="")
    atoms = [atom for atom in atoms_of(tokens) if not atom.is_filler]
    example = _example(time_needed)
    if not atoms:
        return NotUnderstood(f"Please give a date, {example}.")
    start = 1 if atoms[0].plain in _LEADING and len(atoms) > 1 else 0
    said = expression_at(atoms, start)
    if said is None or said.end < len(atoms) or not (said.has_day or said.has_time):
        return _left_over(tokens, atoms, example)
    return _answer(said, frame, used=" ".join(tokens), rest="")


def find_when(
    text: str,
    *,
    zone: str,
    now: datetime,
    locale: str = "en-GB",
    time_needed: bool,
    markers: tuple[str, ...],
) -> When | None:
    """Find the one date expression in a sentence: after one of `markers`, or at its very end.

    The last one counts. A zone of its own ("in Europe/Dublin") elsewhere in the sentence belongs to
    it, and with `time_needed` so does a time ("at 14:00"). `used` and `rest` share out the words
    in their order. Words that may as well be part of a title are NotUnderstood, and a sentence
    without any date expression is None. Raises UnknownZone for a wrong `zone`.
    """
    frame = _frame(zone, now, locale, time_needed)
    tokens = text.split()
    exact = exact_in(tokens)
    if exact is not None:
        used, rest = _shared_out(tokens, exact[1])
        return _exactly(exact[0], frame, used=used, rest=rest)
    found = find(atoms_of(tokens), markers, time_needed=time_needed)
    if found is None:
        return None
    used, rest = _shared_out(tokens, found.tokens)
    if isinstance(found, Unclear):
        return NotUnderstood(
            f"I can't tell whether “{shortened(used, 80)}” is the date or part of the title."
            f" Please put the date at the end, {_example(time_needed)}."
        )
    answer = _answer(found.said, frame, used=used, rest=rest)
    place = isinstance(found.said.zone, NoOneZone) and found.said.zone.kind == "city"
    if isinstance(answer, NotUnderstood) and place:
        return replace(answer, words=f"{answer.words} If it is part of the title, put it first.")
    return answer


def _example(time_needed: bool) -> str:
    return _EXAMPLES if time_needed else _DAY_EXAMPLES


def _frame(zone: str, now: datetime, locale: str, time_needed: bool) -> Frame:
    if now.utcoffset() is None:
        raise ValueError("now must be aware")
    return Frame(zones.zone(zone).key, now, locale, time_needed)


def _shared_out(tokens: list[str], used: Collection[int]) -> tuple[str, str]:
    return (
        " ".join(token for index, token in enumerate(tokens) if index in used),
        " ".join(token for index, token in enumerate(tokens) if index not in used),
    )


def _exactly(reading: Reading, frame: Frame, *, used: str, rest: str) -> When:
    only = Option(reading, reading.wall.date())
    return _answered(chosen([only], Days(()), Hours(()), used, frame), used=used, rest=rest)


def _answer(said: Expression, frame: Frame, *, used: str, rest: str) -> When:
    return _answered(choose(said, used, frame), used=used, rest=rest)


def _answered(choice: Choice | NotUnderstood, *, used: str, rest: str) -> When:
    if isinstance(choice, NotUnderstood):
        return choice
    if choice.question:
        return Ambiguous(choice.readings, choice.question, rest, used)
    return Understood(choice.readings[0], rest, used)


def _left_over(tokens: list[str], atoms: list[Atom], example: str) -> NotUnderstood:
    """Names the words beside the longest date expression, or all of them where there is none."""
    found = [said for start in range(len(atoms)) if (said := expression_at(atoms, start))]
    best = max(found, key=lambda said: said.end - said.start, default=None)
    if best is None or not (best.has_day or best.has_time):
        typed = shortened(" ".join(tokens), 80)
        return NotUnderstood(f"I can't read “{typed}” as a date. I read English, {example}.")
    known = {atom.token for atom in atoms[best.start : best.end]}
    read = " ".join(tokens[index] for index in sorted(known))
    left = [token for index, token in enumerate(tokens) if index not in known]
    zones_meant = offered(" ".join(left).strip("()")) if len(left) <= 3 else ()
    words = (
        f"I can read “{shortened(read, 80)}”, but not “{shortened(' '.join(left), 80)}”."
        f" Please give the date alone, {example}."
    )
    if zones_meant:
        words += f" For a time zone, write {listed(zones_meant, 'or')}."
    return NotUnderstood(words, zones_meant)
