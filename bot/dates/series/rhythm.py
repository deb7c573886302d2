"""The one rhythm that a sentence means, and which day it comes on."""

from datetime import date

from bot.dates.answers import NotUnderstood
from bot.dates.rhythm.days import MonthDays, NamedDays
from bot.dates.rhythm.forms import monthly, weekly
from bot.dates.rhythm.rhythm import LAST, How, NoRhythm, Rhythm, Rhythms, phrase, rhythms_on
from bot.dates.series.frame import Sentence, Stopped, refused
from bot.dates.series.pieces import Piece
from bot.dates.series.sentence import SaidSeries
from bot.domain.wording import listed, spell_weekday

_WORKING_DAYS = range(5)


def rhythm_of(said: SaidSeries, sentence: Sentence) -> tuple[Piece, Rhythm]:
    """The rhythm and its words; "weekly, every Tuesday" is one, said in two ways."""
    for piece in said.rhythms:
        if isinstance(piece.value, NoRhythm):
            raise Stopped(NotUnderstood(piece.value.words))
    ways = [_ways(piece) for piece in said.rhythms]
    if len(ways) == 1:
        piece = said.rhythms[0]
        if not isinstance(piece.value, Rhythm):
            raise _asked(piece, ways[0], sentence)
        return piece, _with_days(piece, piece.value, said, sentence)
    found = {
        way: piece
        for piece, own in zip(said.rhythms, ways, strict=True)
        for way in own
        if all(any(_covers(other, way) for other in others) for others in ways)
    }
    if len(found) != 1:
        both = listed([f"“{sentence.shown(piece)}”" for piece in said.rhythms])
        raise refused(f"{both} are two series. Please schedule them one by one.")
    rhythm, piece = next(iter(found.items()))
    return piece, _with_days(piece, rhythm, said, sentence)


def _with_days(piece: Piece, rhythm: Rhythm, said: SaidSeries, sentence: Sentence) -> Rhythm:
    """The rhythm with days that were named apart from it."""
    for days in said.days:
        how: How = rhythm
        if isinstance(days.value, NamedDays):
            how = weekly(days.value, rhythm.every)
        elif isinstance(days.value, MonthDays) and rhythm == Rhythm("month", rhythm.every):
            how = monthly(days.value, rhythm.every)
        elif isinstance(days.value, MonthDays):
            words = f"“{sentence.shown(piece)}” and “{sentence.shown(days)}” do not go together."
            raise refused(f"{words} Please leave one of them out.")
        if isinstance(how, NoRhythm):
            raise refused(how.words)
        if isinstance(how, Rhythm):
            rhythm = how
    return rhythm


def _ways(piece: Piece) -> tuple[Rhythm, ...]:
    if isinstance(piece.value, Rhythm):
        return (piece.value,)
    return piece.value.ways if isinstance(piece.value, Rhythms) else ()


def _covers(said: Rhythm, way: Rhythm) -> bool:
    """Whether `said` is `way`, or the same without its day."""
    return said in (way, Rhythm(way.unit, way.every))


def _asked(piece: Piece, ways: tuple[Rhythm, ...], sentence: Sentence) -> Stopped:
    why = f"{piece.value.why} " if isinstance(piece.value, Rhythms) else ""
    choice = listed([f"“{phrase(way)}”" for way in ways], "or")
    return sentence.asks(
        f"{why}Do you mean {choice}?", piece, [(phrase(way), phrase(way)) for way in ways]
    )


def with_weekday(rhythm: Rhythm, weekday: int, piece: Piece, sentence: Sentence) -> Rhythm:
    """The rhythm on a weekday that was named beside it; in a month one must say which of them."""
    if rhythm.unit == "week":
        return Rhythm("week", rhythm.every, weekday=weekday)
    ways = [Rhythm("month", rhythm.every, weekday, nth) for nth in (1, 2, 3, 4, LAST)]
    raise sentence.asks(
        f"Which {spell_weekday(weekday)} of the month?",
        piece,
        [(phrase(way), phrase(way)) for way in ways],
    )


def on_its_day(rhythm: Rhythm, first: date | None, piece: Piece, sentence: Sentence) -> Rhythm:
    """The rhythm with the day that its first date gives it; Stopped where a day is missing."""
    if rhythm.says_which_day:
        return rhythm
    if first is not None and rhythm.unit == "week":
        return Rhythm("week", rhythm.every, weekday=first.weekday())
    if first is not None:
        raise _asked(piece, rhythms_on(rhythm, first), sentence)
    if rhythm.unit == "month":
        example = phrase(Rhythm("month", rhythm.every, 1, 2))
        other = phrase(Rhythm("month", rhythm.every, day=15))
        raise refused(
            f"On which day of the month? Please write for example “{example}” or “{other}”."
        )
    ways = [Rhythm("week", rhythm.every, weekday=day) for day in _WORKING_DAYS]
    raise sentence.asks(
        "On which day of the week?", piece, [(phrase(way), phrase(way)) for way in ways]
    )
