"""Reads a date from text with a zone, a locale and now: one meaning, several, or why there is none.

The phrases stand in `tables`, a line each; `chart` finds them and shares out the words; `meaning`
counts days and moments; `sentences` has a reader for each command. Nothing is guessed, and no word
is dropped.
"""

from datetime import datetime, time, timedelta

from bot.dates.answers import Asked, NotUnderstood, Reading, refusal, refused
from bot.dates.chart.cover import Place
from bot.dates.meaning.choice import Frame
from bot.dates.meaning.hours import MIDNIGHT, Unread, readable
from bot.dates.sentences.guards import refuse_left_over
from bot.dates.sentences.rivals import guard_rivals
from bot.dates.sentences.shared import Typed, answered
from bot.dates.tables.spans import NO_LENGTH
from bot.domain.wording import shortened
from bot.languages import _

_WEEKLY = "Monday 09:00"
_ANY_DAY = Frame("UTC", datetime.fromisoformat("2026-01-01T00:00Z"))
"""For words that mean the same on every day."""


@answered
def read_when(text: str, frame: Frame) -> Reading:
    """Read `text` as one date expression. Anything left over is NotUnderstood, in words that name
    it. Where the frame needs a time every reading has one, and a day alone is asked back with a
    few."""
    typed = Typed.of(text.strip().strip('"“”„‟'), "whole", frame, read=read_when)
    guard_rivals(typed)
    refuse_left_over(typed)
    return typed.one(typed.chosen())


def read_length(text: str) -> timedelta | NotUnderstood:
    """The length that all of `text` gives, in whole minutes, from 5 minutes to 24 hours."""
    words = text.strip().rstrip(".")[:200]
    typed = Typed.of(words, "minutes_alone", _ANY_DAY)
    found = typed.cover.get(Place.LENGTH)
    if isinstance(found, int) and not typed.blocks():
        return timedelta(minutes=found)
    shown = shortened(text, 80)
    if isinstance(found, Unread):
        return NotUnderstood(found.told(shown))
    if not words:
        return NotUnderstood(_("Please give a length, for example “60m” or “1h30”."))
    return NotUnderstood(NO_LENGTH.told(shown))


_NOT_WEEKLY = frozenset(Place) - {Place.DAYS, Place.TIME, Place.FILLER}


def read_weekday(text: str) -> tuple[int, time] | NotUnderstood:
    """The weekday, Monday = 0, and the wall time in "Monday 09:00"."""
    found = _weekday(text)
    return NotUnderstood(found.words) if isinstance(found, Asked) else found


@answered
def _weekday(text: str) -> tuple[int, time]:
    typed = Typed.of(text, "weekly", _ANY_DAY)
    left = f"{typed.left_over()} {typed.shown(typed.filling(_NOT_WEEKLY))}".strip()
    days, clock = typed.cover.get(Place.DAYS), typed.cover.get(Place.TIME)
    if left:
        raise refused(
            _(
                "I don't understand “{shown}” here. Please give a day and a time, in the"
                " group's own time zone:",
                shown=shortened(left, 80),
            ),
            _WEEKLY,
        )
    if days is None or len(days.weekdays) != 1 or clock is None:
        raise refused(_("Please give one day of the week and one time:"), _WEEKLY)
    if clock == MIDNIGHT:
        raise refusal("Please write 00:00 for the beginning of the day named.")
    hours = readable(clock).hours
    if len(hours) > 1:
        first = min(hour for _day, hour in hours)
        question = _(
            "Is that {time} in the morning or after noon? Please write it as 09:00 or 9am:",
            time=f"{first:%H:%M}",
        )
        raise refused(question, _WEEKLY)
    return days.weekdays[0], hours[0][1]
