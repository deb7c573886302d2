"""The end of a series, and the dates that it leaves out."""

from calendar import monthrange
from dataclasses import replace
from datetime import date
from itertools import islice, takewhile
from typing import Any

from dateutil.relativedelta import relativedelta

from bot.dates.answers import Stopped, refusal, refused
from bot.dates.chart.cover import Clause, Place
from bot.dates.meaning.counting import DAY
from bot.dates.meaning.days import Day
from bot.dates.meaning.periods import DayRange, Period
from bot.dates.sentences.series_times import SeriesReader
from bot.dates.tables.rhythm import Rhythm, phrase
from bot.dates.tables.series import ForSpan, Times
from bot.domain.recurrence import MOST_COUNT, WEEKDAYS, Frequency, Rule, occurrence
from bot.domain.wording import listed, spell_day, spell_month, spell_number
from bot.languages import _

_MOST_DATES = 6 * 366


def _too_many() -> Stopped:
    most = spell_number(MOST_COUNT, grouped=True)
    return refusal("A series with a number of dates has from 2 to {most} of them.", most=most)


class EndsReader(SeriesReader):
    """Reads the rule; Stopped where it leaves no series."""

    def _rule(self) -> Rule:
        """The rule with its end; Stopped where it leaves no series."""
        end, clause = self.cover.get(Place.END), self.cover.clause(Place.END)
        if clause is None or end == Times(None):
            rule = ruled(self.rhythm)
            return replace(rule, but=self._left_out(rule))
        rule = self._ended(end, clause)
        return self._checked(replace(rule, but=self._left_out(rule)))

    def _ended(self, end: Any, clause: Clause) -> Rule:
        match end:
            case Times(int(number)):
                if not 1 <= number <= MOST_COUNT:
                    raise _too_many()
                return ruled(self.rhythm, count=number)
            case ForSpan(number, often):
                number = min(number * often.every, _MOST_DATES)
                span = relativedelta(**{f"{often.unit}s": number})  # type: ignore[arg-type]
                number = len(self._dates(self.first + span - DAY))
                if number > MOST_COUNT:
                    raise _too_many()
                return ruled(self.rhythm, count=max(number, 1))
            case Period("month" | "year", ahead=None):
                until = self._end_of_span(clause, end)
            case _:
                until = self._last_day(clause, end)
        return ruled(self.rhythm, until=until)

    def _last_day(self, clause: Clause, said: Day) -> date:
        days = self._days(said, self.slot.zone)
        left = [day for day in days.days if day >= self.first]
        if not left:
            raise self._before_first(days.days[-1], days.hint)
        if len(left) == 1 and not days.ask:
            return left[0]
        raise self._asks_last(f"{days.why} ", left, clause)

    def _asks_last(self, why: str, days: list[date], clause: Clause) -> Stopped:
        beside = self._beside(clause, Place.END)
        ways = [
            (_("until {day}", day=spell_day(day)), f"until {day.isoformat()}{beside}")
            for day in days
        ]
        names = listed([spell_day(day) for day in days], "or")
        return self._asks(why + _("Is the last day {days}?", days=names), clause, ways)

    def _end_of_span(self, clause: Clause, said: Period) -> date:
        """ "until June" can leave June out or take it in: asked where that makes a difference."""
        year, month = said.year, said.month
        if year is None:
            year = self.first.year + (month is not None and month < self.first.month)
        last = date(year, month or 12, monthrange(year, month or 12)[1])
        if last < self.first:
            raise self._before_first(last)
        before = date(year, month or 1, 1) - DAY
        if before < self.first or self._dates(before) == self._dates(last):
            return last
        why = _(
            "“{shown}” can leave {period} out or take it in.",
            shown=self._shown(clause),
            period=spell_month(month) if month else str(year),
        )
        raise self._asks_last(f"{why} ", [before, last], clause)

    def _left_out(self, rule: Rule) -> tuple[date, ...]:
        """The dates behind "except": each must be one of the series."""
        clause, today = self.cover.clause(Place.EXCEPT), self.frame.today(self.slot.zone)
        several: tuple[Day, ...] = self.cover.get(Place.EXCEPT) or ()
        latest = self.frame.latest.date()
        dates = list(takewhile(lambda day: day <= latest, rule.dates(self.first)))
        found: set[date] = set()
        for said in several:
            if isinstance(said, Period) and said.comes_each_year:
                fitting = [d for d in dates if replace(said, year=d.year).covers(d, today)]
                if fitting and clause and rule.until is None and rule.count is None:
                    shown, year = self._shown(clause), fitting[0].year
                    words = _(
                        "Which year is “{shown}”? For each year, please give the series an end.",
                        shown=shown,
                    )
                    raise self._asks(words, clause, [(f"{year}", f"{shown} {year}")])
            elif isinstance(said, Period | DayRange):
                first, last = said.span(today)
                fitting = [day for day in dates if first <= day <= last]
            else:
                days = self._days(said, self.slot.zone)
                if days.ask and len(days.days) > 1:
                    raise refused(f"{days.why} {_('Please correct it.')}")
                fitting = [day for day in days.days if self.rhythm.fits(day)][:1]
            if not fitting and clause:
                shown = self._shown(clause)
                if not isinstance(said, Period | DayRange):
                    shown = spell_day(self._days(said, self.slot.zone).days[0])
                raise self.typed.refusal(
                    "{day} is no date of “{rhythm}”, so it cannot be left out. Please correct it.",
                    day=shown,
                    rhythm=phrase(self.rhythm),
                )
            found.update(fitting)
        return tuple(sorted(found))

    def _dates(self, until: date) -> list[date]:
        """The dates up to and with a day, as many as five years can have."""
        dates = takewhile(lambda day: day <= until, ruled(self.rhythm).dates(self.first))
        return list(islice(dates, _MOST_DATES))

    def _before_first(self, day: date, hint: str = "") -> Stopped:
        why = _(
            "The series would end on {day}, before its first date, {first}.",
            day=spell_day(day),
            first=spell_day(self.first),
        )
        return refused(f"{why} {hint}".strip())

    def _checked(self, rule: Rule) -> Rule:
        """A rule of at least two dates, none more than five years ahead."""
        latest = self.frame.latest
        if rule.until is not None and rule.until > latest.date():
            raise _too_far(rule.until)
        dates = list(islice(rule.dates(self.first), _MOST_DATES))
        if dates and occurrence(dates[-1], self.slot).starts_at > latest:
            raise _too_far(dates[-1])
        if len(dates) < 2:
            raise self.typed.refusal(
                "Only one date is left in this series, {day}. Please give it a later end, or"
                " leave out “{rhythm}” to have it once.",
                day=spell_day(self.first),
                rhythm=phrase(self.rhythm),
            )
        return rule


def ruled(rhythm: Rhythm, *, until: date | None = None, count: int | None = None) -> Rule:
    several: tuple[str, ...] = ()
    if rhythm.several:
        several = tuple(map(str, rhythm.days)) or _days_in_rule(rhythm)
    if rhythm.unit == "month":
        frequency = Frequency.MONTHLY_BY_DATE if rhythm.days else Frequency.MONTHLY_BY_WEEKDAY
    else:
        frequency = Frequency.DAILY if rhythm.unit == "day" else Frequency.WEEKLY
    return Rule(
        frequency=frequency,
        interval=rhythm.every,
        ordinal=rhythm.ordinals[0] if rhythm.ordinals else None,
        until=until,
        count=count,
        several=several,
    )


def _days_in_rule(rhythm: Rhythm) -> tuple[str, ...]:
    nths = rhythm.ordinals or (0,)
    days = tuple(f"{nth or ''}{WEEKDAYS[day]}" for nth in nths for day in rhythm.weekdays)
    return days + (_days_in_rule(rhythm.also) if rhythm.also else ())


def _too_far(day: date) -> Stopped:
    return refusal(
        "The series would end on {day}, more than five years ahead. Please give it an earlier"
        " end, or none.",
        day=spell_day(day),
    )
