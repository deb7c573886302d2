"""Series in text: "every 2 weeks on Tuesday 14:00 until 30 Jun 2027" makes one rule, or none.

The same small grammar as for dates, with the same manners: nothing is guessed, no word dropped.
"""

from datetime import datetime

from bot.dates.answers import NotUnderstood, Recurring, Unsettled
from bot.dates.choices.choice import Frame
from bot.dates.grammar.sentence import Unclear
from bot.dates.grammar.words import atoms_of
from bot.dates.series.first import beginning_of
from bot.dates.series.frame import Sentence, Stopped
from bot.dates.series.last import rule_of
from bot.dates.series.rhythm import rhythm_of
from bot.dates.series.sentence import (
    MaybeTitle,
    NoRhythmSaid,
    SaidSeries,
    find_series_words,
)
from bot.dates.series.slots import slots_of
from bot.domain import zones
from bot.domain.wording import shortened

_EXAMPLE = "for example “every 2 weeks on Tuesday at 14:00 until 30 Jun 2027”"


def find_series(
    text: str, *, zone: str, now: datetime, locale: str = "en-GB"
) -> Recurring | Unsettled | NotUnderstood | None:
    """The series that a sentence tells of, as typed in `zone` at `now` (aware); None without one.

    Its first date is the one named, or the next that fits. Words that may as well be part of a
    title are NotUnderstood. Raises UnknownZone for a wrong `zone`.
    """
    if now.utcoffset() is None:
        raise ValueError("now must be aware")
    tokens = text.split()
    atoms = atoms_of(tokens)
    said = find_series_words(atoms)
    if said is None:
        return None
    if not isinstance(said, SaidSeries):
        typed = shortened(" ".join(tokens[index] for index in sorted(said.tokens)), 80)
        return _unclear(said, typed)
    sentence = Sentence(tokens, atoms, Frame(zones.zone(zone).key, now, locale, True))
    try:
        piece, rhythm = rhythm_of(said, sentence)
        slots = slots_of(said, sentence)
        begun = beginning_of(said, piece, rhythm, slots[0], sentence)
        rule = rule_of(said, begun, slots[0], sentence)
    except Stopped as stopped:
        return stopped.answer
    return Recurring(begun.first, rule, slots, said.tokens)


def _unclear(said: MaybeTitle | NoRhythmSaid | Unclear, typed: str) -> NotUnderstood:
    match said:
        case NoRhythmSaid():
            return NotUnderstood(
                f"“{typed}” tells of several dates. Please say how often, {_EXAMPLE}."
            )
        case MaybeTitle():
            return NotUnderstood(
                f"I can't tell whether “{typed}” says how often or is part of the title. Please"
                f" put how often behind the title, {_EXAMPLE}; or use the form, which takes any"
                " title."
            )
    return NotUnderstood(
        f"I can't tell whether “{typed}” is the first date or part of the title. Please put the"
        " first date behind “starting”, for example “every week at 14:00 starting 8 Dec”."
    )
