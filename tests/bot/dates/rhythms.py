"""The rhythm of a rule, to be compared with the rhythm that was typed."""

from bot.dates.tables.rhythm import Rhythm
from bot.domain.recurrence import Frequency


def rhythm_of(rule, first):
    """The rhythm of a series that begins with `first`, its end aside."""
    match rule.frequency:
        case Frequency.DAILY:
            return Rhythm("day", rule.interval)
        case Frequency.WEEKLY:
            return Rhythm("week", rule.interval, rule.weekdays or (first.weekday(),))
        case Frequency.MONTHLY_BY_DATE:
            return Rhythm("month", rule.interval, days=rule.monthdays or (first.day,))
        case Frequency.MONTHLY_BY_WEEKDAY:
            weekdays = rule.weekdays or (first.weekday(),)
            return Rhythm("month", rule.interval, weekdays, rule.ordinals)
