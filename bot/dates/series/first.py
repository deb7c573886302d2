"""The first date of a series: the next one that fits its rhythm, or the day that was named."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.dates.answers import Rewording, Unsettled
from bot.dates.grammar.syntax import Clock, Expression
from bot.dates.rhythm.rhythm import Rhythm, phrase, rhythms_on
from bot.dates.series.frame import Sentence, Stopped, refused, start_words
from bot.dates.series.pieces import Piece, said_in
from bot.dates.series.rhythm import on_its_day, with_weekday
from bot.dates.series.sentence import SaidSeries
from bot.dates.series.syntax import Start
from bot.domain.recurrence import Slot, occurrence
from bot.domain.wording import listed, spell_day, spell_weekday

_DAY = timedelta(days=1)
_FAR = 5 * 366 + 1


@dataclass(frozen=True, slots=True)
class Beginning:
    """A rhythm that says which day it means, and its first date."""

    rhythm: Rhythm
    first: date


def beginning_of(
    said: SaidSeries, piece: Piece, rhythm: Rhythm, slot: Slot, sentence: Sentence
) -> Beginning:
    """Stopped where the words name no day, or a first date that does not fit the rhythm.

    `piece` are the words of the rhythm, `slot` is the wall time of the first date.
    """
    dated = [start for start in said.starts if _names_a_date(start)]
    its_day = [start for start in dated if _is_its_day(start, rhythm)]
    starts = [start for start in dated if start not in its_day]
    for start in its_day:
        rhythm = with_weekday(rhythm, _weekday(start), piece, sentence)
    if len(starts) > 1 or len(its_day) > 1:
        both = listed([f"“{sentence.shown(start)}”" for start in (starts or its_day)])
        raise refused(f"There are two dates in this: {both}. Please give one first date.")
    if not starts:
        rhythm = on_its_day(rhythm, None, piece, sentence)
        return Beginning(rhythm, _next(rhythm, sentence.today(slot.zone), slot, sentence))
    start = starts[0]
    words = said_in(start)
    if words is None:
        rhythm = on_its_day(rhythm, None, piece, sentence)
        since = _since(start.value, sentence.today(slot.zone))
        return Beginning(rhythm, _next(rhythm, since, slot, sentence))
    day = _named_day(words, start, slot, sentence)
    if rhythm.unit == "day" and _only_weekday(start.value):
        raise _each_day_or_weekday(rhythm, piece, day, start, sentence)
    rhythm = on_its_day(rhythm, day, piece, sentence)
    if not rhythm.fits(day):
        raise _does_not_fit(rhythm, piece, day, start, slot, sentence)
    return Beginning(rhythm, day)


def _names_a_date(start: Piece) -> bool:
    words = said_in(start)
    return words is None or words.has_day


def _only_weekday(value: object) -> bool:
    """ "on Tuesday": a weekday and no word that makes it one date or the first one."""
    return (
        isinstance(value, Expression)
        and value.day is None
        and value.weekday is not None
        and value.weekday.which == ""
    )


def _is_its_day(start: Piece, rhythm: Rhythm) -> bool:
    return _only_weekday(start.value) and rhythm.unit != "day" and not rhythm.says_which_day


def _weekday(start: Piece) -> int:
    words = said_in(start)
    if words is None or words.weekday is None:
        raise TypeError(f"no weekday: {start}")
    return words.weekday.weekday


def _since(value: object, today: date) -> date:
    """The day from which on the first date is looked for."""
    if not isinstance(value, Start) or value.now:
        return today
    month = value.month or 1
    if value.year is not None:
        since = date(value.year, month, 1)
        if (since.year, since.month) < (today.year, today.month if value.month else 1):
            raise refused("That first date is in the past. Please choose one that is ahead.")
        return max(since, today)
    year = today.year if month >= today.month else today.year + 1
    return max(date(year, month, 1), today)


def _next(rhythm: Rhythm, since: date, slot: Slot, sentence: Sentence) -> date:
    """The first date from `since` on that fits and is still ahead, within five years."""
    for days in range(_FAR):
        day = since + days * _DAY
        if rhythm.fits(day) and occurrence(day, slot).starts_at > sentence.frame.now:
            return _checked_near(day, slot, sentence)
    raise refused("No date of the next five years fits this.")


def _checked_near(day: date, slot: Slot, sentence: Sentence) -> date:
    if occurrence(day, slot).starts_at > sentence.frame.latest:
        raise refused(
            f"The first date, {spell_day(day)}, is more than five years ahead. Please choose an"
            " earlier one."
        )
    return day


def _named_day(words: Expression, start: Piece, slot: Slot, sentence: Sentence) -> date:
    """The day that the words name; Stopped where it may be several, or is past."""
    timed = replace(words, time=Clock(slot.clock.hour, slot.clock.minute))
    days = sentence.days(timed, slot.zone)
    now = sentence.frame.now
    ahead = [day for day in days.days if occurrence(day, slot).starts_at > now][: days.keep]
    if not ahead:
        hint = days.hint or "Please choose a date that is still ahead."
        when = f"{spell_day(days.days[-1])}, {slot.clock:%H:%M} ({slot.zone})"
        raise refused(f"“{sentence.shown(start)}” is in the past: {when}. {hint}")
    if len(ahead) == 1 and not days.ask:
        return _checked_near(ahead[0], slot, sentence)
    named = [spell_day(day) for day in ahead]
    raise sentence.asks(
        f"{days.why} Is the first date {listed(named, 'or')}?".strip(),
        start,
        [(spell_day(day), start_words(day, words)) for day in ahead],
    )


def _does_not_fit(
    rhythm: Rhythm, piece: Piece, day: date, start: Piece, slot: Slot, sentence: Sentence
) -> Stopped:
    """The first date on which the rhythm never falls: either of the two may be meant."""
    following = _next(rhythm, day, slot, sentence)
    ways = [
        Rewording(
            _labelled(rhythm, following),
            sentence.typed(start),
            start_words(following, said_in(start)),
        )
    ]
    ways += [
        Rewording(_labelled(way, day), sentence.typed(piece), phrase(way))
        for way in rhythms_on(rhythm, day)
    ]
    words = (
        f"{spell_day(day)} is no date of “{phrase(rhythm)}”: the next one is"
        f" {spell_day(following)}. Which do you mean?"
    )
    return Stopped(Unsettled(words, tuple(ways)))


def _each_day_or_weekday(
    rhythm: Rhythm, piece: Piece, day: date, start: Piece, sentence: Sentence
) -> Stopped:
    """ "every day on Tuesday": from that day on, or only on that weekday."""
    weekly = Rhythm("week", 1, weekday=day.weekday())
    ways = (
        Rewording(_labelled(rhythm, day), sentence.typed(start), start_words(day, said_in(start))),
        Rewording(_labelled(weekly, day), sentence.typed(piece), phrase(weekly)),
    )
    words = f"“{phrase(rhythm)}” is not always on {spell_weekday(day.weekday())}. What do you mean?"
    return Stopped(Unsettled(words, ways))


def _labelled(rhythm: Rhythm, first: date) -> str:
    return f"{phrase(rhythm)}, first on {spell_day(first)}"
