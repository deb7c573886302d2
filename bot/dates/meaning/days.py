"""What words say of a day, and which days that can mean, counted from today."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial
from typing import Literal

from dateutil.relativedelta import relativedelta

from bot.dates.answers import Stopped, refusal, refused
from bot.dates.meaning.counting import (
    DAY,
    FAR,
    WEEK,
    Days,
    Today,
    TooFar,
    calendar_days,
    once_a_year,
    typed_weekday,
)  # fmt: skip
from bot.dates.meaning.hours import Unread
from bot.domain.recurrence import nth_weekday
from bot.domain.wording import spell_day, spell_month, spell_weekday
from bot.languages import _

Which = Literal["", "this", "next", "last", "this week", "next week", "the week after next"]
WEEKS = ("this week", "next week", "the week after next")


class Day:
    """What words say of a day, before a calendar is looked at."""

    __slots__ = ()

    @property
    def counted(self) -> bool:
        """Whether it is counted from today, as "tomorrow" is."""
        return False

    def days(self, today: Today) -> Days:
        """The days that it can mean; Stopped for none."""
        raise NotImplementedError

    def covers(self, day: date, today: Today) -> bool:
        """Whether it can mean this day, or is a span with it."""
        try:
            return day in self.days(today).days
        except Stopped:
            return False


def days_of(said: Day | None, today: Today) -> Days:
    """The days that words can mean; None is a time without a day. Stopped for none. Words such as
    "tomorrow" are the writer's, so that both calendars count when they differ."""
    if said is None:
        three = tuple(today.day + n * DAY for n in range(3))
        return Days(three, _("You gave a time without a day."), ask=True, keep=2)
    found = said.days(today)
    if today.writers == today.day or not said.counted:
        return found
    own = said.days(replace(today, day=today.writers))
    why = _(
        "It is {there} in {zone}, and {here} where you are.",
        there=spell_day(today.day),
        zone=today.zone,
        here=spell_day(today.writers),
    )
    return Days(tuple(dict.fromkeys((*own.days, *found.days))), why, ask=found.ask or own.ask)


@dataclass(frozen=True, slots=True)
class CalendarDay(Day):
    """ "12 Dec" or "12 Dec 2026"; any numbers, perhaps of no real day."""

    day: int
    month: int
    year: int | None

    def days(self, today: Today) -> Days:
        return calendar_days([(self.day, self.month)], self.year, today.day)


@dataclass(frozen=True, slots=True)
class NumericDay(Day):
    """ "3/4" or "03/04/2027": two numbers whose order is not known."""

    first: int
    second: int
    year: int | None

    def days(self, today: Today) -> Days:
        orders = [(self.first, self.second), (self.second, self.first)]
        return calendar_days(orders[::-1] if today.month_first else orders, self.year, today.day)


@dataclass(frozen=True, slots=True)
class DayOfMonth(Day):
    """ "the 12th": no month is named; `ahead`: of this month (0) or of the next (1)."""

    day: int
    ahead: int | None = None

    def days(self, today: Today) -> Days:
        if not 1 <= self.day <= 31:
            raise refusal("No month has a {day}th; days go from the 1st to the 31st.", day=self.day)
        if self.ahead is not None:
            month = today.day + relativedelta(day=1, months=self.ahead)
            return calendar_days([(self.day, month.month)], month.year, today.day)
        months = (today.day + relativedelta(day=self.day, months=n) for n in range(5))
        ahead = [day for day in months if day.day == self.day and day >= today.day]
        return Days(tuple(ahead[:2]), _("Please name the month too: none is named."), ask=True)


@dataclass(frozen=True, slots=True)
class DaysAhead(Day):
    """ "today", "tomorrow", "in 3 days", "in 2 weeks"."""

    number: int
    counted = True

    def days(self, today: Today) -> Days:
        if self.number > FAR:
            raise TooFar
        return Days((today.day + self.number * DAY,))


@dataclass(frozen=True, slots=True)
class WeekdayName(Day):
    """ "Friday", "this Friday", "next Friday", "Friday next week"; Monday is 0."""

    weekday: int
    which: Which = ""

    @property
    def counted(self) -> bool:
        return bool(self.which)

    def covers(self, day: date, today: Today) -> bool:
        return day.weekday() == self.weekday if not self.which else Day.covers(self, day, today)

    def days(self, today: Today) -> Days:
        called, english, now = spell_weekday(self.weekday), typed_weekday(self.weekday), today.day
        coming = now + timedelta(days=(self.weekday - now.weekday()) % 7)
        monday = now - timedelta(days=now.weekday())
        sunday = now.weekday() == 6
        if self.which == "last":
            last = spell_day(coming - WEEK)
            raise refusal(
                "“last {weekday}” is in the past: it was {day}.", weekday=english, day=last
            )
        if self.which in WEEKS:
            then = monday + timedelta(days=self.weekday, weeks=WEEKS.index(self.which))
            why = _("A week can start on Sunday or on Monday.") if sunday else ""
            return Days((then, then + WEEK) if sunday else (then,), why)
        if self.which == "next" and coming == now:
            return Days((now + WEEK,))
        if self.which == "next" and (coming < monday + WEEK or sunday):
            why = _(
                "“next {typed}” can be the {weekday} that comes first, or the one after it.",
                typed=english,
                weekday=called,
            )
            return Days((coming, coming + WEEK), why)
        if self.which == "" and coming == now:
            several = (now, now + WEEK)
            if today.timed:
                return Days(several, keep=1)
            return Days(several, _("Today is a {weekday}.", weekday=called))
        return Days((coming,))


@dataclass(frozen=True, slots=True)
class NthWeekday(Day):
    """ "the first Tuesday of February"; `nth` -1 is the last. `month` None: `ahead` from now."""

    nth: int
    weekday: int
    month: int | None
    year: int | None = None
    ahead: int = 0

    def _on(self, year: int, month: int) -> date:
        found = nth_weekday(date(year, month, 1), self.weekday, self.nth)
        if found.month != month:
            month_year = f"{spell_month(self.month)} {year}" if self.month else f"{year}"
            raise refusal(
                "{month} has only four {weekday}s.",
                month=month_year,
                weekday=spell_weekday(self.weekday),
            )
        return found

    def days(self, today: Today) -> Days:
        now, month = today.day, self.month
        if month is not None and self.year is not None:
            return Days((self._on(self.year, month),))
        if month is not None:
            return once_a_year(partial(self._on, month=month), now)
        # "of the month", where this month's is past, is the next month's
        ahead = self.ahead or self._on(now.year, now.month) < now
        then = now + relativedelta(months=int(ahead))
        return Days((self._on(then.year, then.month),))


@dataclass(frozen=True, slots=True)
class Following(Day):
    """ "the following Monday": the weekday after the dialogue; -1: before it, 0: of its week."""

    weekday: int
    way: int

    def days(self, today: Today) -> Days:
        raise refusal("There is no day here that this could be counted from. Please write it.")


@dataclass(frozen=True, slots=True)
class NoOneDay(Day):
    """Words of time that name no one day, such as "12 Dec 26"; `advice` as in `Unread`."""

    advice: Unread

    def days(self, today: Today) -> Days:
        raise refused(self.advice.told())
