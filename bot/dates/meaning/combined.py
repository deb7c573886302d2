"""Days that words make of another day, or of several: "a week on Tuesday", "before Friday"."""

from dataclasses import dataclass, replace
from datetime import timedelta

from dateutil.relativedelta import relativedelta

from bot.dates.meaning.counting import DAY, FAR, Days, Today, TooFar
from bot.dates.meaning.days import Day, DayOfMonth, DaysAhead, WeekdayName
from bot.domain.wording import spell_date, spell_day, spell_month, spell_weekday
from bot.languages import _


@dataclass(frozen=True, slots=True)
class Shift(Day):
    """ "a week on Tuesday", "in 2 months": a number of days or months after another.

    Asked about where the month that it comes to is too short.
    """

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
    by: "int | Day"

    def days(self, today: Today) -> Days:
        found, by = self.day.days(today), self.by
        if isinstance(by, Day):
            right = tuple(day for day in found.days if by.covers(day, today))
        else:
            right = tuple(day for day in found.days if day.weekday() == by)
        if right:
            same = len(right) == len(found.days)
            return replace(found, days=right, ask=found.ask and same)
        day = found.days[0]
        if isinstance(by, Day):
            why = _("{day} is another day than the words beside it name.", day=spell_day(day))
            return Days((day, *by.days(today).days), why, ask=True, hint=found.hint)
        near = day + ((by - day.weekday() + 3) % 7 - 3) * DAY
        why = _(
            "{date} is a {weekday}, not a {other}.",
            date=spell_date(day),
            weekday=spell_weekday(day.weekday()),
            other=spell_weekday(by),
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
        return Checked(DayOfMonth(self.number), self.weekday)

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
