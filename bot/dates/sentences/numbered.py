"""A weekday and a number without a time, "Friday 15": an hour, or the day of the month."""

from bot.dates.chart.cover import Place
from bot.dates.meaning.combined import Numbered
from bot.dates.meaning.counting import typed_weekday
from bot.dates.sentences.shared import Typed, asks
from bot.languages import _

_CLOCK = 12
"""Hours on the face of a clock."""


def settled(typed: Typed) -> str | None:
    """The text with the number as an hour; None where there is no such number without a time.

    Up to 12 it is an hour, which is asked about anyway. Stopped with both where a higher one is
    also the day of such a weekday.
    """
    day, clause = typed.cover.get(Place.DAY), typed.cover.clause(Place.DAY)
    if not isinstance(day, Numbered) or clause is None or typed.cover.has(Place.TIME):
        return None
    hour = typed.replaced([clause], f"{typed.marker}{typed_weekday(day.weekday)} at {day.number}")
    today = typed.frame.today(timed=True)
    date = day.dated.days(today).days[0]
    if day.number <= _CLOCK or date.weekday() != day.weekday or typed.cover.has(Place.PART):
        return hour
    texts = typed.replaced([clause], f"{typed.marker}{date:%Y-%m-%d}"), hour
    ways = {way.reading: way for text in texts for way in typed.ways_of(text)}
    raise asks(f"{day.doubt} {_('Which is it?')}", ways.values())
