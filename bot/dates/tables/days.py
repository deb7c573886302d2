"""The phrases of days: "12 Dec 2026", "a week on Tuesday", "end of January", "Good Friday"."""

import re
from collections.abc import Mapping
from dataclasses import replace

from bot.dates.chart.engine import Grammar
from bot.dates.meaning.combined import (
    FEASTS,
    Before,
    Checked,
    Either,
    Feast,
    InWeeks,
    NextTo,
    Numbered,
    Shift,
    months_ahead,
)
from bot.dates.meaning.days import (
    WEEKS,
    CalendarDay,
    Day,
    DayOfMonth,
    DaysAhead,
    Following,
    NoOneDay,
    NthWeekday,
    NumericDay,
    WeekdayName,
    Which,
)  # fmt: skip
from bot.dates.meaning.hours import unread
from bot.dates.meaning.periods import DayRange, Period, Within
from bot.dates.tables.day_words import (
    DAYS_IN,
    ENDS,
    FOREIGN_MONTHS,
    HALF_MONTHS,
    MONTHS,
    NUMBERS,
    ORDINALS,
    WEEKDAYS,
)  # fmt: skip
from bot.languages import N_

_DAY_WORDS = {
    "today": DaysAhead(0), "tomorrow": DaysAhead(1), "tmrw": DaysAhead(1), "tmr": DaysAhead(1),
    "yesterday": DaysAhead(-1), "later today": DaysAhead(0),
}  # fmt: skip
MARK = ""
"""What a phrase says that only marks another."""
NO_ONE_DAY = NoOneDay(unread(N_("Please write the day.")))
_NO_WORKING_DAYS = NoOneDay(unread(N_("I don't count working days. Please write the day.")))
_WHICH = "this Friday; next Friday"
_BEFORE = "the Wednesday before Christmas"
_WEEKS_AWAY = "two weeks from today; 3 days from now; two weeks before Easter"
_WEEK_BY = ("week of", "week commencing", "week beginning", "week starting", "w/c", "wc")
_MOST = 999_999
"""Distances are cut off here, long past every date that is accepted."""


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
    return _whole_year(f"{first}{sign}{second}{sign}20{year[-2:]}")


def _whole_year(example: str) -> Day:
    words = N_("Please write the whole year, for example “{example}”.")
    return NoOneDay(unread(words, example=example))


def _written(match: re.Match[str]) -> Day:
    return CalendarDay(int(match[1]), MONTHS[match[2]], int(match[3]) if match[3] else None)


def _range(first: int, last: int, month: int, year: int | None) -> Day:
    return DayRange(CalendarDay(first, month, year), CalendarDay(last, month, year))


def _later(number: int, span: int, day: Day) -> Day:
    return Shift(day, number * span)


def two_days(day: int, date: Day) -> tuple[Day, ...] | None:
    """ "11 and 12 December": a number of the same month before a date, and the date."""
    return (replace(date, day=day), date) if isinstance(date, CalendarDay) else None


def _either_day(days: str, month: int, year: int | None) -> Day:
    return Either(tuple(CalendarDay(int(day), month, year) for day in days.split("/")))


def _in_one_week(first: int, last: int, week: Which) -> Day:
    return DayRange(WeekdayName(first, week), WeekdayName(last, week))


def _nth_day(number: int, month: int, year: int | None) -> Day | None:
    return CalendarDay(number, month, year) if number > 0 else None


def _three_days(one: int, two: int, date: Day) -> Day | None:
    if not isinstance(date, CalendarDay):
        return None
    return Either((replace(date, day=one), replace(date, day=two), date))


def _either_weekday(*names: int) -> Day:
    return Either(tuple(WeekdayName(name) for name in names))


def add_days(g: Grammar) -> None:
    """Kinds: month, weekday, number, nth, year, date, day, wday, days, oneof, period, and so on."""
    _add_words(g)
    g.rules(
        "date",
        ("the? {monthday} of? {month} {year}?", CalendarDay, "12 Dec 2026"),
        ("the? {nth} of? {month} {year}?", _nth_day),
        ("the? {nth} day of|in {month} {year}?", _nth_day),
        ("{month} the? {dayafter} {year}?", lambda m, d, y: CalendarDay(d, m, y), "Dec 12, 2026"),
        ("the|le|el|il|am? {monthday} de|di|of? {foreign} de? {year}?", CalendarDay, "20 janvier"),
        ("the? {monthday} of? {month} {yy}", lambda d, m, y: _whole_year(f"20{y[-2:]}")),
        ("{month} {dayafter} {yy}", lambda m, d, y: _whole_year(f"20{y[-2:]}")),
    )
    g.rules(
        "calday",
        ("{date}",),
        ("{wday} the? {date}|{loose}", lambda w, d: Checked(d, w), "Saturday 12 December"),
        ("{date} {weekday}", lambda d, w: Checked(d, WeekdayName(w)), "12 Dec 2026 (Saturday)"),
        ("this|next|coming|the {date}",),
    )
    g.rules(
        "named",
        ("the? {which} {weekday}", lambda which, w: WeekdayName(w, which), _WHICH),
        ("{weekday} {whichbehind}", WeekdayName),
        ("{weekday} of|in? {week}", WeekdayName, "Friday this week; Friday next week"),
        ("{week} on? {weekday}", lambda week, w: WeekdayName(w, week)),
        ("the? {weekday} of|in? that_week|the_same_week", lambda w: Following(w, 0)),
        ("that_week on? {weekday}", lambda w: Following(w, 0)),
        ("the? {weekday} {side} {calday}|{feastday}", lambda w, s, d: NextTo(d, w, s), _BEFORE),
        ("{spanned} on? {weekday}", Within, "in week 6 on Wednesday; w/c 8 Feb, Wednesday"),
        ("the? {weekday} of? {spanned}", lambda w, span: Within(span, w), "Wednesday in March"),
        ("the? {weekday} after_next", lambda w: Shift(WeekdayName(w), 7), "Tuesday after next"),
    )
    g.words("week", {week: week for week in WEEKS} | {"week after next": WEEKS[2]})
    g.rule("plainday", "the? day_after_tomorrow", DaysAhead(2), "the day after tomorrow")
    g.rules(
        "from",
        ("{plainday}|{calday}|{feastday}",),
        ("now", DaysAhead(0)),
        ("{weekday}", WeekdayName),
    )
    g.rules(
        "relative",
        ("{plainday}", None, "tomorrow"),
        ("{number} {span} on {wday}", _later, "a week on Tuesday; a fortnight on Monday"),
        ("{number} {span} {away} {from}", lambda n, s, w, d: Shift(d, w * n * s), _WEEKS_AWAY),
        ("the? day {side} {from}", lambda s, d: Shift(d, s), "the day before Good Friday"),
        ("the? eve of {from}", lambda d: Shift(d, -1), "the eve of Easter"),
        ("{wday}|{plainday} {weekbehind}", Shift, "Tuesday week"),
        ("week {plainday}", lambda d: Shift(d, 7)),
        ("{number} {weekspan} {plainday}", _later, "a week tomorrow; a fortnight today"),
        ("{number} {longspan} {away} {from}", lambda n, s, w, d: Shift(d, months=w * n * s)),
        ("{daysahead}", DaysAhead, "in 3 days; in a week's time"),
        ("{daysahead} on? {weekday}", _in_weeks, "in three weeks on Wednesday"),
        ("{weekday} {daysahead}", lambda w, n: _in_weeks(n, w)),
        ("in {number} {longspan}", lambda n, s: months_ahead(n * s), "in 2 months"),
        ("in {number} month's|months'|months|month time", months_ahead),
        ("in? {number} {working} time|from_now|from_today?", lambda *_: _NO_WORKING_DAYS),
        ("the? next|{nth} {working}", lambda *_: _NO_WORKING_DAYS),
        ("the? {nth} {working} of|in {monthof}|this_month|next_month", lambda *_: _NO_WORKING_DAYS),
        ("{number} {plural} from_now|from_today", lambda *_: NO_ONE_DAY),
    )
    g.rule("working", "working|business|week day|days|days'|day's", MARK)
    g.rules(
        "daysahead",
        ("in {number} {span}", lambda n, s: n * s),
        ("in {number} week's|weeks'|weeks|week time", lambda n: n * 7),
        ("in {number} day's|days'|days|day time",),
        ("{number} {span} from_now|from_today", lambda n, s: n * s),
    )
    g.rules(
        "nthday",
        ("the? {nth} {weekday} of|in {month} {year}?", NthWeekday, "first Tuesday of February"),
        ("the? {nth} {weekday} of|in {amonth}", lambda n, w, a: NthWeekday(n, w, None, ahead=a)),
        ("{amonth} on? the {nth}", lambda a, n: DayOfMonth(n, a) if n > 0 else None),
        ("the? {nth} of {amonth}", lambda n, a: DayOfMonth(n, a) if n > 0 else None),
    )
    g.rule("feastday", "{feast} {year}?", Feast, "Good Friday")
    g.rule("feastday", "{feast} break|holidays|recess|shutdown", Feast)
    g.rules(
        "days",
        (
            "{monthday} -|to|until|till|and|& {monthday} of? {month} {year}?",
            _range,
            "11 to 22 January",
        ),
        ("{two} of? {month} {year}?", lambda two, m, y: _range(two[0], two[1], m, y), "12-13 Dec"),
        ("{month} {two} {year}?", lambda m, two, y: _range(two[0], two[1], m, y)),
        ("{calday} -|to {calday}", DayRange, "11 January to 22 January"),
        ("{weekday} -|to {weekday} {week}", _in_one_week, "Mon-Wed next week"),
        ("{week} {weekday} -|to {weekday}", lambda week, a, b: _in_one_week(a, b, week)),
        ("{weekday} -|to {weekday}", lambda a, b: DayRange(WeekdayName(a), WeekdayName(b))),
    )
    g.rules(
        "oneof",
        ("{calday} or|and|& {calday}", lambda a, b: Either((a, b)), "5 Feb or 6 Feb"),
        ("{monthday} or {date}", lambda n, d: Either(both) if (both := two_days(n, d)) else None),
        ("{monthday} {monthday} or|and|& {date}", _three_days),
        ("{slashdays} of? {month} {year}?", _either_day, "3/10/17 March"),
        ("{weekday} or|/ {weekday}", _either_weekday),
        ("{weekday} or|/|, {weekday} or|/ {weekday}", _either_weekday, "Mon/Wed/Fri"),
    )
    named_too = "{relative}|{named}|{feastday}|{period} {calday}"
    g.rule("agreed", named_too, lambda by, day: Checked(day, by), "next Friday 11 Dec")
    g.rule("day", "{calday}|{relative}|{named}|{nthday}|{feastday}|{endof}")
    g.rule("wday", "the? {weekday}", WeekdayName, "Friday")
    g.rule("ordinalday", "the {nth}", lambda n: DayOfMonth(n) if n > 0 else None, "the 12th")
    g.rule("ordinalday", "{bareordinal}")
    g.rule("numbered", "{weekday} {bareday}", lambda w, n: Numbered(w, n) if 0 < n < 32 else None)
    checked = lambda w, n: Checked(DayOfMonth(n), WeekdayName(w)) if n > 0 else None  # noqa: E731
    g.rule("weekdaynth", "{weekday} the? {nth}", checked)
    g.rule("ordinalday", "{weekdaynth}")


def _in_weeks(number: int, weekday: int) -> Day | None:
    return InWeeks(number, weekday) if number % 7 == 0 else None


def _add_words(g: Grammar) -> None:
    feasts = {typed: name for name, (_, words) in FEASTS.items() for typed in words.split("; ")}
    spans = {span: span for span in ("week", "month", "quarter", "year", "weekend")}
    tables: dict[str, Mapping[str, object]] = {
        "month": MONTHS, "foreign": FOREIGN_MONTHS, "weekday": WEEKDAYS, "number": NUMBERS,
        "nth": ORDINALS, "span": DAYS_IN, "weekspan": {w: n for w, n in DAYS_IN.items() if n > 1},
        "feast": feasts, "plainday": _DAY_WORDS,
        "halfmonth": HALF_MONTHS, "long": spans, "eo": ENDS,
        "plural": {f"{name}s": day for name, day in WEEKDAYS.items() if name.endswith("day")},
        "longspan": {"month": 1, "months": 1, "year": 12, "years": 12},
        "which": {"this": "this", "coming": "this", "this coming": "this", "next": "next",
                  "last": "last"},
        "whichbehind": {"next": "next", "gone": "last", "past": "last"},
        "side": {"before": -1, "after": 1}, "away": {"before": -1, "after": 1, "from": 1},
        "monthpart": {"week": "week", "half": "half"}, "weekbehind": {"week": 7, "fortnight": 14},
        "ahead_by": {"this": 0, "next": 1, "the following": 1},
        "amonth": {"this month": 0, "next month": 1},
        "weekby": dict.fromkeys(_WEEK_BY, "week") | {"week ending": "week ending",
                   "w/e": "week ending"},
    }  # fmt: skip
    for kind, words in tables.items():
        g.words(kind, words)
    names = "|".join(sorted(MONTHS, key=len, reverse=True))
    after, nth = r"(?![\d:/]|[.,]\d|-\d)", r"(\d{1,2})(?:st|nd|rd|th)"
    g.terminal("halfmonth", "(early|mid|late)-", lambda m: m[1], first=("early", "mid", "late"))
    g.terminal("enddash", "end-", lambda m: MARK, first=("end",))
    g.terminal("quarter", r"q([1-4])(?!\w)", lambda m: int(m[1]), first=("q",))
    written = r"(?:(20\d\d)[-/ ]?q([1-4])|q([1-4])[-/](20\d\d))(?![\w/-])"
    of_year = lambda m: Period("quarter", int(m[2] or m[3]), int(m[1] or m[4]))  # noqa: E731
    g.terminal("yearquarter", written, of_year, first=("0", "q"))
    g.terminal("number", r"\d+(?![\d.,:/]?\d)", lambda m: whole(m[0]))
    g.terminal("nth", rf"{nth}(?!\w)", lambda m: int(m[1]))
    ordinal = r"(0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)(?!\w)"
    g.terminal("bareordinal", ordinal, lambda m: DayOfMonth(int(m[1])))
    g.terminal("year", r"(?:19|20|21)\d\d(?![\w/]|[.:-]\d)", lambda m: int(m[0]))
    half = r"'?[2-9]\d(?=\W*$|[,;)]|\s+\d{1,2}[:.]\d\d|\s+at\b)"
    g.terminal("yy", half, lambda m: m[0], first="0'")
    g.terminal("monthday", rf"{nth}?{after}", lambda m: int(m[1]))
    g.terminal("dayafter", rf"{nth}?(?!\w|\s*[ap]\.?m\b){after}", lambda m: int(m[1]))
    hour = r"\s*(?:[ap]\.?m|h|hrs?|hours|uhr|o'clock)\b"
    g.terminal("bareday", rf"(\d{{1,2}})(?!\w|{hour}){after}", lambda m: int(m[1]))
    written = rf"{nth}?[-./]?({names})(?:[-./]?(\d{{4}}))?(?!\w|[-./]\d)"
    g.terminal("date", written, _written)
    short = rf"({nth}?[-./]({names})[-./])'?(\d\d)(?!\w|[-./]\d)"
    g.terminal("date", short, lambda m: _whole_year(f"{m[1]}20{m[4]}"))
    basic = r"(20\d\d)([01]\d)([0-3]\d)(?!\w)"
    g.terminal("date", basic, lambda m: CalendarDay(int(m[3]), int(m[2]), int(m[1])))
    iso = r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?=t\d|(?!\w))"
    g.terminal("date", iso, lambda m: CalendarDay(int(m[4]), int(m[3]), int(m[1])))
    g.terminal("date", r"(\d{1,2})([-/.])(\d{1,2})\2(\d{2,4})(?![\w:]|[-/.]\d)", _numeric)
    g.terminal("date", r"(\d{1,2})(\.)(\d{1,2})\.(?=\s|$)(\d{4})?", _numeric)
    g.terminal("date", r"(\d{1,2})(\.)\s+(\d{1,2})\.(?:\s+(\d{4})(?!\w)|(?=[\s.]*$))", _numeric)
    g.terminal("loose", r"(\d{1,2})(/)(\d{1,2})(?![\w/]|\.\d)(\d{4})?", _numeric)
    two = rf"{nth}?\s*-\s*{nth}?(?=\s*[a-z]|\W*$|\s+\d)"
    g.terminal("slashdays", r"\d{1,2}(?:/\d{1,2})+(?=\s*[a-z])", lambda m: m[0])
    g.terminal("two", two, lambda m: (int(m[1]), int(m[2])))
