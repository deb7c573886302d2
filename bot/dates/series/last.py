"""The end of a series: its last date that may be, or how many dates it has."""

from calendar import monthrange
from datetime import date, timedelta
from itertools import islice, takewhile

from dateutil.relativedelta import relativedelta

from bot.dates.rhythm.rhythm import Rhythm, phrase
from bot.dates.series.first import Beginning
from bot.dates.series.frame import Sentence, Stopped, refused
from bot.dates.series.pieces import Piece
from bot.dates.series.sentence import SaidSeries
from bot.dates.series.syntax import (
    ForSpan,
    NoEnd,
    Open,
    Times,
    UntilDay,
    UntilSpan,
)
from bot.domain.recurrence import MOST_COUNT, MOST_INTERVAL, Frequency, Rule, Slot, occurrence
from bot.domain.wording import listed, spell_day

_DAY = timedelta(days=1)
_MOST_DATES = 6 * 366
_TOO_MANY = f"A series with a number of dates has from 2 to {MOST_COUNT:,} of them."


def rule_of(said: SaidSeries, begun: Beginning, slot: Slot, sentence: Sentence) -> Rule:
    """The rule with its end; Stopped where there are two, or one that leaves no series."""
    if not 1 <= begun.rhythm.every <= MOST_INTERVAL:
        raise refused(f"A series comes every 1 to {MOST_INTERVAL} days, weeks or months.")
    ends = [piece for piece in said.ends if not isinstance(piece.value, Open)]
    if len(said.ends) > 1:
        both = listed([f"“{sentence.shown(piece)}”" for piece in said.ends])
        raise refused(f"There are two ends in this, {both}. Please give one.")
    if not ends:
        return _rule(begun.rhythm)
    rule = _ended(ends[0], begun, slot, sentence)
    return _checked(rule, begun, slot, sentence)


def _ended(piece: Piece, begun: Beginning, slot: Slot, sentence: Sentence) -> Rule:
    match piece.value:
        case NoEnd(words):
            raise refused(words)
        case Times(number):
            if not 1 <= number <= MOST_COUNT:
                raise refused(_TOO_MANY)
            return _rule(begun.rhythm, count=number)
        case ForSpan(number, unit):
            span = relativedelta(**{f"{unit}s": min(number, _MOST_DATES)})  # type: ignore[arg-type]
            number = len(_dates(begun, begun.first + span - _DAY))
            if number > MOST_COUNT:
                raise refused(_TOO_MANY)
            return _rule(begun.rhythm, count=max(number, 1))
        case UntilDay():
            until = _day(piece, piece.value, begun, slot, sentence)
        case UntilSpan():
            until = _end_of_span(piece, piece.value, begun, slot, sentence)
        case _:
            raise TypeError(f"no end: {piece.value}")
    return _rule(begun.rhythm, until=until)


def _rule(rhythm: Rhythm, *, until: date | None = None, count: int | None = None) -> Rule:
    if rhythm.unit == "month":
        by_date = rhythm.day is not None
        frequency = Frequency.MONTHLY_BY_DATE if by_date else Frequency.MONTHLY_BY_WEEKDAY
    else:
        frequency = Frequency.DAILY if rhythm.unit == "day" else Frequency.WEEKLY
    return Rule(
        frequency=frequency,
        interval=rhythm.every,
        ordinal=rhythm.ordinal,
        until=until,
        count=count,
    )


def _dates(begun: Beginning, until: date) -> list[date]:
    """The dates up to and with a day, as many as five years can have."""
    dates = takewhile(lambda day: day <= until, _rule(begun.rhythm).dates(begun.first))
    return list(islice(dates, _MOST_DATES))


def _day(piece: Piece, said: UntilDay, begun: Beginning, slot: Slot, sentence: Sentence) -> date:
    days = sentence.days(said.said, slot.zone)
    left = [day for day in days.days if day >= begun.first]
    if not left:
        raise _before_first(days.days[-1], begun, days.hint)
    if len(left) == 1 and not days.ask:
        return left[0]
    raise _asks_last(f"{days.why} ", left, piece, sentence)


def _before_first(day: date, begun: Beginning, hint: str) -> Stopped:
    hint = f" {hint}" if hint else ""
    return refused(
        f"The series would end on {spell_day(day)}, before its first date,"
        f" {spell_day(begun.first)}.{hint}"
    )


def _asks_last(why: str, days: list[date], piece: Piece, sentence: Sentence) -> Stopped:
    return sentence.asks(
        f"{why}Is the last day {listed([spell_day(day) for day in days], 'or')}?",
        piece,
        [(f"until {spell_day(day)}", f"until {day.isoformat()}") for day in days],
    )


def _end_of_span(
    piece: Piece, said: UntilSpan, begun: Beginning, slot: Slot, sentence: Sentence
) -> date:
    """ "until June" can leave June out or take it in: asked only where that makes a difference."""
    year, month = said.year, said.month
    if year is None:
        year = sentence.today(slot.zone).year if month is None else begun.first.year
        if month is not None and month < begun.first.month:
            year += 1
    last = date(year, month or 12, monthrange(year, month or 12)[1])
    if last < begun.first:
        raise _before_first(last, begun, "")
    before = date(year, month or 1, 1) - _DAY
    if said.whole or before < begun.first or _dates(begun, before) == _dates(begun, last):
        return last
    called = spell_day(last).split()[2] if month else str(year)
    why = f"“{sentence.shown(piece)}” can leave {called} out or take it in. "
    raise _asks_last(why, [before, last], piece, sentence)


def _checked(rule: Rule, begun: Beginning, slot: Slot, sentence: Sentence) -> Rule:
    """A rule of at least two dates, none more than five years ahead."""
    latest = sentence.frame.latest
    if rule.until is not None and rule.until > latest.date():
        raise _too_far(rule.until)
    dates = list(islice(rule.dates(begun.first), _MOST_DATES))
    if occurrence(dates[-1], slot).starts_at > latest:
        raise _too_far(dates[-1])
    if len(dates) < 2:
        raise refused(
            f"Only one date is left in this series, {spell_day(begun.first)}. Please give it a"
            f" later end, or leave out “{phrase(begun.rhythm)}” for one dialogue."
        )
    return rule


def _too_far(day: date) -> Stopped:
    return refused(
        f"The series would end on {spell_day(day)}, more than five years ahead. Please give it an"
        " earlier end, or none."
    )
