"""The phrases of days: "12 Dec 2026", "a week on Tuesday", "end of January", "Good Friday"."""

import re
from collections.abc import Callable

from bot.dates.chart.engine import Grammar
from bot.dates.tables.day_words import FEASTS, FOREIGN_MONTHS, MONTHS, NUMBERS, ORDINALS, WEEKDAYS
from bot.dates.tables.values import (
    Before,
    CalendarDay,
    Checked,
    Day,
    DayOfMonth,
    DayRange,
    DaysAhead,
    Either,
    EndOf,
    Feast,
    MonthsAhead,
    NoOneDay,
    NthWeekday,
    NumericDay,
    Period,
    Shift,
    WeekdayName,
    Which,
)

_DAYS_IN = {
    "day": 1, "days": 1, "week": 7, "weeks": 7, "wk": 7, "wks": 7, "fortnight": 14,
    "fortnights": 14,
}  # fmt: skip
_DAY_WORDS = {
    "today": DaysAhead(0), "tomorrow": DaysAhead(1), "tmrw": DaysAhead(1), "tmr": DaysAhead(1),
    "yesterday": DaysAhead(-1),
}  # fmt: skip
_HALF_MONTHS = {
    "early": "early", "the beginning of": "early", "beginning of": "early", "the start of": "early",
    "start of": "early", "mid": "mid", "middle of": "mid", "the middle of": "mid", "late": "late",
}  # fmt: skip
_ENDS = {
    "eow": "week", "eom": "month", "eoq": "quarter", "eoy": "year", "year end": "year",
    "month end": "month", "year-end": "year", "month-end": "month",
}  # fmt: skip
_MOST = 999_999
"""Distances are cut off here, long past every date that is accepted."""

_RULES = """
date  the? {monthday} of? {month} {year}?  day_month  12 Dec 2026
date  {month} the? {dayafter} {year}?  month_day  Dec 12, 2026
date  the? {monthday} de|di|of? {foreign} de? {year}?  day_month  20 janvier
date  the? {monthday} of? {month} {yy}  whole_year
date  {month} {dayafter} {yy}  whole_year
calday  {date}
calday  {weekday} the? {date}|{loose}  named  Saturday 12 December
calday  {date} {weekday}  named_behind  12 Dec 2026 (Saturday)

named  the? this|coming {weekday}  this  this Friday
named  the? next {weekday}  next  next Friday
named  the? last {weekday}  last
named  {weekday} of|in? this_week  this_week  Friday this week
named  this_week on? {weekday}  this_week
named  {weekday} of|in? next_week  next_week  Friday next week
named  next_week on? {weekday}  next_week
named  {weekday} of|in? the? week_after_next  after_next
named  the? week_after_next on? {weekday}  after_next
named  the? {weekday} after_next  week_later  Tuesday after next
plainday  the? day_after_tomorrow  overmorrow  the day after tomorrow
from  {plainday}
from  now  today
from  {weekday}  weekday
from  {calday}
relative  {plainday}  -  tomorrow
relative  {number} {span} on {weekday}  span_on  a week on Tuesday; a fortnight on Monday
relative  {number} {span} from|after {from}  span_from  two weeks from today; 3 days from now
relative  {weekday} week  week_later  Tuesday week
relative  {weekday} fortnight  fortnight_later
relative  {number}? week {plainday}  week_from  a week tomorrow
relative  {plainday} week  week_on
relative  in {number} {span}  days_ahead  in 3 days
relative  in {number} months|month  MonthsAhead  in 2 months
relative  in {number} week's|weeks'|weeks|week time  weeks_ahead  in a week's time
relative  in {number} day's|days'|days|day time  DaysAhead
relative  in {number} month's|months'|months|month time  MonthsAhead
relative  in {number} year|years  years_ahead
nthday  the? {nth} {weekday} of|in {month} {year}?  NthWeekday  first Tuesday of February
nthday  the? {nth} {weekday} of|in next_month  nth_next  the first Tuesday of next month
nthday  the? {nth} {weekday} of|in this_month  nth_this
feastday  {feast} {year}?  Feast  Good Friday

quarter  the? {nth} quarter of?  quarter
period  {halfmonth} {month} {year}?  Period  mid January
period  {quarter} of? {year}?  of_quarter  Q1
period  this {length_of_time}  this_one  this week
period  next|the_following {length_of_time}  next_one  next week
period  the? weekend  weekend
period  the? week_after_next  third_week
period  the? week of|commencing|beginning|starting {calday}  week_of  week of 8 February
period  w/c|wc {calday}  week_of  w/c 8 February
monthof  {month} {year}?  of_month  January
monthspan  {monthof}
monthspan  {year}  of_year
ended  {period}|{monthspan}
ended  the? {length_of_time}  this_one
endof  the? end of? {ended}  EndOf  end of January
endof  {eo}  end_of_this

days  {monthday} -|to|until|till|and {monthday} of? {month} {year}?  days  11 to 22 January
days  {two} of? {month} {year}?  days_of  12-13 Dec
days  {month} {two} {year}?  of_days
days  {calday} -|to {calday}  DayRange  11 January to 22 January
days  {weekday} -|to {weekday}  weekdays
oneof  {calday} or {calday}  either  5 Feb or 6 Feb
oneof  {monthday} or {date}  either_number
oneof  {weekday} or {weekday}  either_weekday
day  {calday}|{relative}|{named}|{nthday}|{feastday}|{endof}
wday  the? {weekday}  weekday  Friday
ordinalday  the {nth}  DayOfMonth  the 12th
ordinalday  {weekday} the? {nth}  named_ordinal
"""


def whole(digits: str) -> int:
    """The number; one that is longer than any distance is cut off."""
    return int(digits) if len(digits) <= 6 else _MOST


def before(day: Day) -> Day:
    """ "before Friday"; before a week or a month leaves all of it out or takes it in anyway."""
    return day if isinstance(day, Period) else Before(day)


def _numeric(match: re.Match[str]) -> Day:
    first, sign, second, year = match.groups()
    if year is None or len(year) == 4:
        return NumericDay(int(first), int(second), int(year) if year else None)
    return NoOneDay(
        f"Please write the whole year, for example “{first}{sign}{second}{sign}20{year[-2:]}”."
    )


def _whole_year(_day: object, _month: object, year: str) -> Day:
    return NoOneDay(f"Please write the whole year, for example “20{year[-2:]}”.")


def _joined(match: re.Match[str]) -> Day:
    return CalendarDay(int(match[1]), MONTHS[match[2]], int(match[3]) if match[3] else None)


def _range(first: int, last: int, month: int, year: int | None) -> Day:
    return DayRange(CalendarDay(first, month, year), CalendarDay(last, month, year))


def _named(which: Which) -> Callable[[int], Day]:
    return lambda weekday: WeekdayName(weekday, which)


def _span_from(number: int, span: int, day: Day) -> Day:
    return DaysAhead(number * span) if day == DaysAhead(0) else Shift(day, number * span)


def _either_number(day: int, date: Day) -> Day | None:
    if not isinstance(date, CalendarDay):
        return None
    return Either((CalendarDay(day, date.month, date.year), date))


_MAKES: dict[str, object] = {
    "-": None,
    "day_month": CalendarDay,
    "month_day": lambda m, d, y: CalendarDay(d, m, y),
    "whole_year": _whole_year,
    "named": lambda w, d: Checked(d, w),
    "named_behind": Checked,
    "named_ordinal": lambda w, n: Checked(DayOfMonth(n), w) if n > 0 else None,
    "this": _named("this"),
    "next": _named("next"),
    "last": _named("last"),
    "this_week": _named("this week"),
    "next_week": _named("next week"),
    "after_next": _named("the week after next"),
    "weekday": WeekdayName,
    "today": DaysAhead(0),
    "overmorrow": DaysAhead(2),
    "span_on": lambda n, s, w: Shift(WeekdayName(w), n * s),
    "span_from": _span_from,
    "week_later": lambda w: Shift(WeekdayName(w), 7),
    "fortnight_later": lambda w: Shift(WeekdayName(w), 14),
    "week_from": lambda _, d: Shift(d, 7),
    "week_on": lambda d: Shift(d, 7),
    "days_ahead": lambda n, s: DaysAhead(n * s),
    "weeks_ahead": lambda n: DaysAhead(n * 7),
    "years_ahead": lambda n: MonthsAhead(n * 12),
    "DaysAhead": DaysAhead,
    "MonthsAhead": MonthsAhead,
    "NthWeekday": NthWeekday,
    "nth_next": lambda n, w: NthWeekday(n, w, None, ahead=1),
    "nth_this": lambda n, w: NthWeekday(n, w, None),
    "Feast": Feast,
    "quarter": lambda n: n if 1 <= n <= 4 else None,
    "Period": Period,
    "of_quarter": lambda q, y: Period("quarter", q, y),
    "of_month": lambda m, y: Period("month", m, y),
    "of_year": lambda y: Period("year", None, y),
    "this_one": lambda kind: Period(kind, ahead=0),
    "next_one": lambda kind: Period(kind, ahead=1),
    "weekend": Period("weekend", ahead=0),
    "third_week": Period("week", ahead=2),
    "week_of": lambda d: Period("week", day=d),
    "EndOf": EndOf,
    "end_of_this": lambda kind: EndOf(Period(kind, ahead=0)),
    "days": _range,
    "days_of": lambda two, m, y: _range(two[0], two[1], m, y),
    "of_days": lambda m, two, y: _range(two[0], two[1], m, y),
    "DayRange": DayRange,
    "weekdays": lambda a, b: DayRange(WeekdayName(a), WeekdayName(b)),
    "either": lambda a, b: Either((a, b)),
    "either_number": _either_number,
    "either_weekday": lambda a, b: Either((WeekdayName(a), WeekdayName(b))),
    "DayOfMonth": lambda n: DayOfMonth(n) if n > 0 else None,
}


def add_days(g: Grammar) -> None:
    """Kinds: month, weekday, number, nth, year, date, day, wday, days, oneof, period, and so on."""
    names = "|".join(sorted(MONTHS, key=len, reverse=True))
    after = r"(?![\d:/]|[.,]\d|-\d)"
    g.words("month", MONTHS)
    g.words("foreign", FOREIGN_MONTHS)
    g.words("weekday", WEEKDAYS)
    g.words("number", NUMBERS)
    g.words("nth", ORDINALS)
    g.words("span", _DAYS_IN)
    g.words("feast", FEASTS)
    g.words("plainday", _DAY_WORDS)
    g.words("halfmonth", _HALF_MONTHS)
    g.words("length_of_time", {k: k for k in ("week", "month", "quarter", "year", "weekend")})
    g.words("eo", _ENDS)
    g.terminal("halfmonth", "mid-", lambda m: "mid", first=("mid",))
    g.terminal("quarter", r"q([1-4])(?!\w)", lambda m: int(m[1]), first=("q",))
    g.terminal("number", r"\d+(?![\d.,:/]?\d)", lambda m: whole(m[0]))
    g.terminal("nth", r"(\d{1,2})(?:st|nd|rd|th)(?!\w)", lambda m: int(m[1]))
    g.terminal("year", r"(?:19|20|21)\d\d(?![\w/]|[.:-]\d)", lambda m: int(m[0]))
    half = r"'?[2-9]\d(?=\W*$|[,;)]|\s+\d{1,2}[:.]\d\d|\s+at\b)"
    g.terminal("yy", half, lambda m: m[0], first="0'")
    g.terminal("monthday", rf"(\d{{1,2}})(?:st|nd|rd|th)?{after}", lambda m: int(m[1]))
    no_hour = rf"(\d{{1,2}})(?:st|nd|rd|th)?(?!\w|\s*[ap]\.?m\b){after}"
    g.terminal("dayafter", no_hour, lambda m: int(m[1]))
    written = rf"(\d{{1,2}})(?:st|nd|rd|th)?[-./]?({names})(?:[-./]?(\d{{4}}))?(?!\w|[-./]\d)"
    g.terminal("date", written, _joined)
    iso = r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?=t\d|(?!\w))"
    g.terminal("date", iso, lambda m: CalendarDay(int(m[4]), int(m[3]), int(m[1])))
    g.terminal("date", r"(\d{1,2})([-/.])(\d{1,2})\2(\d{2,4})(?![\w:]|[-/.]\d)", _numeric)
    g.terminal("date", r"(\d{1,2})(\.)(\d{1,2})\.(?=\s|$)(\d{4})?", _numeric)
    g.terminal("loose", r"(\d{1,2})(/)(\d{1,2})(?![\w/]|\.\d)(\d{4})?", _numeric)
    two = r"(\d{1,2})(?:st|nd|rd|th)?\s*-\s*(\d{1,2})(?:st|nd|rd|th)?(?=\s*[a-z]|\W*$|\s+\d)"
    g.terminal("two", two, lambda m: (int(m[1]), int(m[2])))
    g.table(_RULES, _MAKES)
