"""Series in words: the rule, and what clocks do to one of its dates."""

from collections.abc import Sequence
from datetime import date

from bot.domain.recurrence import (
    WORKING_WEEK,
    ClockNote,
    Frequency,
    Occurrence,
    Rule,
    Series,
    Slot,
)
from bot.domain.wording import listed, spell_day, spell_weekday
from bot.languages import ENGLISH, N_, Nn_, _, _n, _p, language_now

_OFTEN = {
    Frequency.DAILY: Nn_("every day", "every {number} days"),
    Frequency.WEEKLY: Nn_("every week", "every {number} weeks"),
    Frequency.MONTHLY_BY_DATE: Nn_("every month", "every {number} months"),
    Frequency.MONTHLY_BY_WEEKDAY: Nn_("every month", "every {number} months"),
}
_ORDINALS = {1: N_("{number}st"), 2: N_("{number}nd"), 3: N_("{number}rd")}
_OTHER_ORDINAL = N_("{number}th")
IN_EVERY_MONTH = 28
"""The last day of the month that no month is without."""


def spell_rule(series: Series) -> str:
    """ "every 2 weeks on Tuesday at 14:00 (Europe/London), until Wednesday 30 June 2027". With
    further sentences where something must be said of dates that are left out; the last sentence has
    no full stop."""
    return spell_dates(series.rule, series.first, _spell_slots(series.slots))


def spell_dates(rule: Rule, first: date, times: str = "") -> str:
    """The same of dates alone: "every 3 months on the 15th, until Wednesday 30 June 2027"."""
    words = _spell_days(rule, first)
    if times:
        words = _("{dates} at {times}", dates=words, times=times)
    if rule.until is not None:
        words = _("{rule}, until {day}", rule=words, day=spell_day(rule.until))
    elif rule.count is not None:
        words = _n("{rule}, once", "{rule}, {number} times", rule.count, rule=words)
    if rule.but:
        days = listed([spell_day(day) for day in rule.but])
        words = _("{rule}, except {days}", rule=words, days=days)
    latest = max(rule.monthdays, default=first.day)
    if rule.frequency is Frequency.MONTHLY_BY_DATE and latest > IN_EVERY_MONTH:
        words = _("{rule}. Months without a {day} are left out", rule=words, day=_month_day(latest))
    return words


def spell_rhythm(rule: Rule, first: date) -> str:
    """ "every 2 weeks on Tuesday", "every week on weekdays": without its end."""
    if rule.frequency is Frequency.WEEKLY and rule.weekdays == WORKING_WEEK:
        return _("{often} on weekdays", often=_n(*_OFTEN[rule.frequency], rule.interval))
    return _spell_days(rule, first)


def spell_note(occurrence: Occurrence) -> str:
    """ "On Sunday 29 March 2026 01:30 does not exist in Europe/London; it begins at 02:30." Empty
    where clocks do nothing to it."""
    meant, wall = occurrence.meant, occurrence.wall
    match occurrence.note:
        case ClockNote.MISSING if wall.date() == meant.date():
            words = N_("On {day} {time} does not exist in {zone}; it begins at {start}.")
        case ClockNote.MISSING:
            words = N_("On {day} {time} does not exist in {zone}; it begins at {start} on {other}.")
        case ClockNote.REPEATED:
            words = N_("On {day} {time} comes twice in {zone}; it begins at the first.")
        case None:
            return ""
    return _(
        words,
        day=spell_day(occurrence.day),
        time=f"{meant:%H:%M}",
        zone=occurrence.zone,
        start=f"{wall:%H:%M}",
        other=spell_day(wall.date()),
    )


def spell_length(series: Series) -> str:
    """ "26 dates until Tuesday 29 June 2027"; of an endless one "no end is set"."""
    last = series.last
    if last is None:
        return _("no end is set")
    dates = sum(1 for _day in series.rule.dates(series.first))
    return _n("{number} date until {day}", "{number} dates until {day}", dates, day=spell_day(last))


def ordinal(number: int) -> str:
    """ "1st", "22nd", "13th"."""
    if number == 1:
        return _("1st")
    teen = number % 100 in (11, 12, 13)
    ending = _OTHER_ORDINAL if teen else _ORDINALS.get(number % 10, _OTHER_ORDINAL)
    return _(ending, number=number)


def _month_day(number: int) -> str:
    """The same of a day of the month, which some languages only number."""
    return ordinal(number) if number == 1 or language_now() == ENGLISH else str(number)


def _spell_days(rule: Rule, first: date) -> str:
    """ "every 2 weeks on Tuesday", "every month on the 15th"."""
    often = _n(*_OFTEN[rule.frequency], rule.interval)
    weekdays = [spell_weekday(day) for day in rule.weekdays or (first.weekday(),)]
    match rule.frequency:
        case Frequency.DAILY:
            return often
        case Frequency.WEEKLY:
            each = [_p("on weekdays", "{weekday}", weekday=one) for one in weekdays]
            return _("{often} on {weekdays}", often=often, weekdays=listed(each))
        case Frequency.MONTHLY_BY_DATE:
            days = map(_month_day, rule.monthdays or (first.day,))
            each = [_p("on the days of the month", "{day}", day=day) for day in days]
            return _("{often} on the {days}", often=often, days=listed(each))
        case Frequency.MONTHLY_BY_WEEKDAY:
            groups = [(rule.ordinals, weekdays)]
            if 0 < len(rule.nths) < len(rule.ordinals) * len(rule.weekdays):
                groups = [((nth,), [spell_weekday(day)]) for nth, day in rule.nths]
            named = listed([spell_nth_weekdays(*group) for group in groups])
            return _("{often} on {days}", often=often, days=named)


def spell_nth_weekdays(nths: Sequence[int], weekdays: Sequence[str]) -> str:
    """ "the 1st and 3rd Tuesday"."""
    which = [_("last") if nth < 0 else ordinal(nth) for nth in nths]
    each = [_p("on the nth weekdays", "{nth}", nth=nth) for nth in which]
    return _("the {which} {weekdays}", which=listed(each), weekdays=listed(weekdays))


def _spell_slots(slots: tuple[Slot, ...]) -> str:
    """A zone that several share in a row is said once, behind the last of them."""
    words = []
    for slot, following in zip(slots, (*slots[1:], None), strict=True):
        shared = following is not None and following.zone == slot.zone
        words.append(f"{slot.clock:%H:%M}" + ("" if shared else f" ({slot.zone})"))
    times = listed(words)
    return _("{times} in turn", times=times) if len(slots) > 1 else times
