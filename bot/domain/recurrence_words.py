"""Series in words: the rule, and what clocks do to one of its dates."""

from datetime import date

from bot.domain.recurrence import ClockNote, Frequency, Occurrence, Rule, Series, Slot
from bot.domain.wording import count, listed, spell_day, spell_weekday

_NOUNS = {
    Frequency.DAILY: "day",
    Frequency.WEEKLY: "week",
    Frequency.MONTHLY_BY_DATE: "month",
    Frequency.MONTHLY_BY_WEEKDAY: "month",
}
_IN_EVERY_MONTH = 28
"""The last day of the month that no month is without."""


def spell_rule(series: Series) -> str:
    """ "every 2 weeks on Tuesday at 14:00 (Europe/London), until Wednesday 30 June 2027".

    With further sentences where something must be said of dates that are left out; the last
    sentence has no full stop.
    """
    at = f" at {_spell_slots(series.slots)}"
    return spell_dates(series.rule, series.first, at)


def spell_dates(rule: Rule, first: date, at: str = "") -> str:
    """The same of dates alone: "every 3 months on the 15th, until Wednesday 30 June 2027"."""
    noun = _NOUNS[rule.frequency]
    every = f"every {noun}" if rule.interval == 1 else f"every {rule.interval} {noun}s"
    words = f"{every}{_spell_days(rule, first)}{at}"
    if rule.until is not None:
        words += f", until {spell_day(rule.until)}"
    elif rule.count is not None:
        words += f", {'once' if rule.count == 1 else f'{rule.count} times'}"
    if rule.but:
        words += f", except {listed([spell_day(day) for day in rule.but])}"
    latest = max(rule.monthdays, default=first.day)
    if rule.frequency is Frequency.MONTHLY_BY_DATE and latest > _IN_EVERY_MONTH:
        words += f". Months without a {ordinal(latest)} are left out"
    return words


def spell_note(occurrence: Occurrence) -> str:
    """ "On Sunday 29 March 2026 01:30 does not exist in Europe/London; it begins at 02:30."

    Empty where clocks do nothing to it.
    """
    meant, wall, zone = occurrence.meant, occurrence.wall, occurrence.zone
    on = f"On {spell_day(occurrence.day)} {meant:%H:%M}"
    match occurrence.note:
        case ClockNote.MISSING if wall.date() == meant.date():
            return f"{on} does not exist in {zone}; it begins at {wall:%H:%M}."
        case ClockNote.MISSING:
            begins = f"{wall:%H:%M} on {spell_day(wall.date())}"
            return f"{on} does not exist in {zone}; it begins at {begins}."
        case ClockNote.REPEATED:
            return f"{on} comes twice in {zone}; it begins at the first."
        case None:
            return ""


def spell_length(series: Series) -> str:
    """ "26 dates until Tuesday 29 June 2027"; of an endless one "no end is set"."""
    last = series.last
    if last is None:
        return "no end is set"
    dates = sum(1 for _ in series.rule.dates(series.first))
    return f"{count(dates, 'date', 'dates')} until {spell_day(last)}"


def ordinal(number: int) -> str:
    """ "1st", "22nd", "13th"."""
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{'th' if number % 100 in (11, 12, 13) else ending}"


def _spell_days(rule: Rule, first: date) -> str:
    weekday = listed([spell_weekday(day) for day in rule.weekdays or (first.weekday(),)])
    match rule.frequency:
        case Frequency.DAILY:
            return ""
        case Frequency.WEEKLY:
            return f" on {weekday}"
        case Frequency.MONTHLY_BY_DATE:
            days = rule.monthdays or (first.day,)
            return f" on the {listed([ordinal(day) for day in days])}"
        case Frequency.MONTHLY_BY_WEEKDAY:
            which = ["last" if nth < 0 else ordinal(nth) for nth in rule.ordinals]
            return f" on the {listed(which)} {weekday}"


def _spell_slots(slots: tuple[Slot, ...]) -> str:
    """A zone that several share in a row is said once, behind the last of them."""
    words = []
    for slot, following in zip(slots, (*slots[1:], None), strict=True):
        shared = following is not None and following.zone == slot.zone
        words.append(f"{slot.clock:%H:%M}" + ("" if shared else f" ({slot.zone})"))
    return listed(words) + (" in turn" if len(slots) > 1 else "")
