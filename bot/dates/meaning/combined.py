"""Days that words make of others, and feasts: "a week on Tuesday", "before Friday", "Easter"."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from dateutil.easter import EASTER_ORTHODOX, EASTER_WESTERN, easter
from dateutil.relativedelta import relativedelta

from bot.dates.meaning.counting import DAY, FAR, WEEK, Days, Today, TooFar, once_a_year
from bot.dates.meaning.days import Day, DayOfMonth, DaysAhead, WeekdayName
from bot.domain.recurrence import nth_weekday
from bot.domain.wording import spell_date, spell_day, spell_month, spell_weekday
from bot.languages import N_, _


@dataclass(frozen=True, slots=True)
class Shift(Day):
    """ "a week on Tuesday", "in 2 months": a number of days or months after another. Asked about
    where the month that it comes to is too short."""

    day: Day
    number: int = 0
    months: int = 0

    @property
    def counted(self) -> bool:
        return self.day.counted

    def days(self, today: Today) -> Days:
        found = self.day.days(replace(today, timed=True))
        if max(self.number, 28 * self.months) > FAR:
            raise TooFar
        bases = found.days[: found.keep] if isinstance(self.day, WeekdayName) else found.days
        step = relativedelta(days=self.number, months=self.months)
        days = tuple(each + step for each in bases)
        if not self.months or len(days) > 1 or days[0].day == bases[0].day:
            return replace(found, days=days, keep=99)
        why = _(
            "{month} {year} has only {length} days.",
            month=spell_month(days[0].month),
            year=days[0].year,
            length=days[0].day,
        )
        return Days((days[0], days[0] + DAY), why, ask=True)


def months_ahead(number: int) -> Day:
    """ "in 2 months"."""
    return Shift(DaysAhead(0), months=number)


@dataclass(frozen=True, slots=True)
class Checked(Day):
    """ "Saturday 12 December", "tomorrow 30 November": asked about where the two differ."""

    day: Day
    by: Day

    def days(self, today: Today) -> Days:
        found, by = self.day.days(today), self.by
        if right := tuple(day for day in found.days if by.covers(day, today)):
            return replace(found, days=right, ask=found.ask and len(right) == len(found.days))
        day = found.days[0]
        if not isinstance(by, WeekdayName) or by.which:
            why = _("{day} is another day than the words beside it name.", day=spell_day(day))
            return Days((day, *by.days(today).days), why, ask=True, hint=found.hint)
        near = day + ((by.weekday - day.weekday() + 3) % 7 - 3) * DAY
        why = _(
            "{date} is a {weekday}, not a {other}.",
            date=spell_date(day),
            weekday=spell_weekday(day.weekday()),
            other=spell_weekday(by.weekday),
        )
        return Days((day, near), why, ask=True, hint=found.hint)


@dataclass(frozen=True, slots=True)
class Numbered(Day):
    """ "Mon 7": the 7th, or the coming Monday with an hour; asked about where the two differ."""

    weekday: int
    number: int

    @property
    def dated(self) -> Checked:
        """The number as the day of the month."""
        return Checked(DayOfMonth(self.number), WeekdayName(self.weekday))

    @property
    def doubt(self) -> str:
        """Why one must ask."""
        return _(
            "“{number}” can be the day of the month, or a time on that weekday.", number=self.number
        )

    def days(self, today: Today) -> Days:
        found = self.dated.days(today)
        if today.timed:
            return found
        coming = WeekdayName(self.weekday).days(replace(today, timed=True)).days[0]
        if found.days == (coming,):
            return Days((coming,))
        return Days(tuple(dict.fromkeys((*found.days, coming))), self.doubt, ask=True)


@dataclass(frozen=True, slots=True)
class Before(Day):
    """ "before Friday": that day or the one before it."""

    day: Day

    @property
    def counted(self) -> bool:
        return self.day.counted

    def days(self, today: Today) -> Days:
        several = tuple(day for d in self.day.days(today).days for day in (d - DAY, d))
        return Days(several, _("“before” can leave the day out or take it in."), ask=True)


@dataclass(frozen=True, slots=True)
class NextTo(Day):
    """ "the Wednesday before Christmas": the nearest before (-1) or after (1) a day."""

    day: Day
    weekday: int
    way: int

    def days(self, today: Today) -> Days:
        found = self.day.days(replace(today, timed=True))
        near = (
            d + self.way * (((self.weekday - d.weekday()) * self.way - 1) % 7 + 1) * DAY
            for d in found.days
        )
        return replace(found, days=tuple(near))


@dataclass(frozen=True, slots=True)
class Unsure(Day):
    """ "about 12 July": asked about."""

    day: Day

    def days(self, today: Today) -> Days:
        return replace(self.day.days(today), why=_("No exact day is named."), ask=True)


@dataclass(frozen=True, slots=True)
class Either(Day):
    """ "5 Feb or 6 Feb"."""

    ways: tuple[Day, ...]

    def days(self, today: Today) -> Days:
        every = tuple(day for one in self.ways for day in one.days(today).days)
        return Days(tuple(dict.fromkeys(every)), _("More than one day is named."), ask=True)


@dataclass(frozen=True, slots=True)
class InWeeks(Day):
    """ "in three weeks on Wednesday": of the week that is then, or so long after the coming one."""

    number: int
    weekday: int
    counted = True

    def days(self, today: Today) -> Days:
        then = DaysAhead(self.number).days(today).days[0]
        of_week = then + timedelta(days=self.weekday - then.weekday())
        later = Shift(WeekdayName(self.weekday), self.number).days(today).days
        both = sorted({of_week, *later}, key=lambda day: abs(day - then))
        return Days(tuple(both), _("These words can be counted in two ways."))


def _on(month: int, day: int) -> Callable[[int], date]:
    return lambda year: date(year, month, day)


def _easter(days: int, method: Literal[1, 2, 3] = EASTER_WESTERN) -> Callable[[int], date]:
    return lambda year: easter(year, method) + days * DAY


def _thanksgiving(days: int) -> Callable[[int], date]:
    return lambda year: nth_weekday(date(year, 11, 1), 3, 4) + days * DAY


def safer_internet_day(year: int) -> date:
    """The Tuesday of the second week of February; its first week is that of a working day."""
    first = date(year, 2, 1)
    monday = first - timedelta(days=first.weekday())
    return monday + 8 * DAY + (WEEK if first.weekday() > 4 else timedelta())


FEASTS: dict[str, tuple[Callable[[int], date], str]] = {
    N_("Christmas"): (_on(12, 25), "christmas; christmas day; xmas"),
    N_("Christmas Eve"): (_on(12, 24), "christmas eve"),
    N_("Boxing Day"): (_on(12, 26), "boxing day"),
    N_("New Year"): (_on(1, 1), "new year; new year's; new year's day; the new year"),
    N_("New Year's Eve"): (_on(12, 31), "new year's eve"),
    N_("Easter"): (_easter(0), "easter; easter sunday"),
    N_("Easter Monday"): (_easter(1), "easter monday"),
    N_("Orthodox Easter"): (_easter(0, EASTER_ORTHODOX), "orthodox easter"),
    N_("Good Friday"): (_easter(-2), "good friday"),
    N_("Maundy Thursday"): (_easter(-3), "maundy thursday"),
    N_("Palm Sunday"): (_easter(-7), "palm sunday"),
    N_("Ash Wednesday"): (_easter(-46), "ash wednesday"),
    N_("Shrove Tuesday"): (_easter(-47), "shrove tuesday; pancake day; mardi gras"),
    N_("Ascension Day"): (_easter(39), "ascension day"),
    N_("Pentecost"): (_easter(49), "whitsun; pentecost"),
    N_("Whit Monday"): (_easter(50), "whit monday"),
    N_("Thanksgiving"): (_thanksgiving(0), "thanksgiving"),
    N_("Black Friday"): (_thanksgiving(1), "black friday"),
    N_("Cyber Monday"): (_thanksgiving(4), "cyber monday"),
    N_("Giving Tuesday"): (_thanksgiving(5), "giving tuesday"),
    N_("Halloween"): (_on(10, 31), "halloween"),
    N_("Valentine's Day"): (_on(2, 14), "valentine's day"),
    N_("May Day"): (_on(5, 1), "may day"),
    N_("Bastille Day"): (_on(7, 14), "bastille day"),
    N_("Safer Internet Day"): (safer_internet_day, "safer internet day"),
    N_("St Patrick's Day"): (_on(3, 17), "st patrick's day"),
}
"""Each feast's day in a year, as the western churches and most states count it; what is typed."""


@dataclass(frozen=True, slots=True)
class Feast(Day):
    """ "Christmas", "Good Friday": by its name in FEASTS."""

    name: str
    year: int | None = None

    def days(self, today: Today) -> Days:
        on = FEASTS[self.name][0]
        if self.year is not None:
            why = _("{feast} is counted from the calendar.", feast=_(self.name))
            return Days((on(self.year),), why, ask=True)
        coming = once_a_year(on, today.day).days
        why = _("{feast} is on {day}.", feast=_(self.name), day=spell_day(coming[0]))
        return Days(coming, why, ask=True)
