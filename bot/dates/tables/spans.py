"""The phrases of weeks, months and other spans: "mid January", "w/c 8 February", "Q1"."""

from bot.dates.chart.engine import Grammar
from bot.dates.meaning.combined import Shift
from bot.dates.meaning.days import WEEKS
from bot.dates.meaning.periods import EndOf, Period, nth_part, week_number

_WEEK_OF = "week of 8 February; week commencing 8 February; w/c 8 February; week ending 26 Feb"
_AHEAD = "this week; this month; next week; next month; next quarter"
_END_OF = "end of January; end-Feb; end of next week; end of Q1"


def add_spans(g: Grammar) -> None:
    """Kinds: period, spanned, monthof, monthspan, endof, weekno, quarterof."""
    g.rule("quarter", "the? {nth} quarter of?", lambda n: n if 1 <= n <= 4 else None)
    beside = lambda side, day: Period("week", day=Shift(day, 7 * side))  # noqa: E731
    g.rules(
        "period",
        ("{halfmonth} {month} {year}?", Period, "mid January; mid-March; early April; late May"),
        ("the? {nth} {monthpart} of|in {month} {year}?", nth_part, "first week of February"),
        ("{quarterof}",),
        ("{weekpart}",),
        ("{ahead_by} {long}", lambda n, kind: Period(kind, ahead=n), _AHEAD),
        ("the? weekend", Period("weekend", ahead=0), "the weekend"),
        ("that week", Period("that week")),
        ("the? week_after_next", Period("week", ahead=2), "the week after next"),
        ("the? month_after_next", Period("month", ahead=2)),
        ("the? {weekby} {calday}|{feastday}", lambda kind, d: Period(kind, day=d), _WEEK_OF),
        ("the? week {side} {calday}|{feastday}", beside, "the week after Easter"),
    )
    g.rules(
        "spanned",
        ("in|during? the? {weekby} {calday}", lambda kind, d: Period(kind, day=d)),
        ("in|during {weekno}|{monthof}",),
        ("in? {halfmonth} {month} {year}?", Period),
        ("in? the? {nth} {monthpart} of|in {month} {year}?", nth_part),
    )
    in_week = lambda part, week: Period(f"{part} week", ahead=WEEKS.index(week))  # noqa: E731
    g.rule("weekpart", "{halfmonth} in? {week}", in_week, "early next week")
    in_quarter = "Q1; second quarter of 2027"
    g.rule("quarterof", "{quarter} of? {year}?", lambda q, y: Period("quarter", q, y), in_quarter)
    g.rule("quarterof", "{yearquarter}", lambda found: found, "2027-Q1; Q1/2027")
    g.rule("weekno", "week|wk|kw {number} of? {year}?", week_number)
    g.rule("monthof", "{month} {year}?", lambda m, y: Period("month", m, y), "January; March 2027")
    g.rules("monthspan", ("{monthof}",), ("{year}", lambda y: Period("year", None, y)))
    g.rules("ended", ("{period}|{monthspan}",), ("the? {long}", lambda k: Period(k, ahead=0)))
    g.rule("endof", "the? end|ending|{enddash} of? {ended}", lambda _, span: EndOf(span), _END_OF)
    g.rule("endof", "the? last_day of? {ended}", EndOf)
    g.rule("endof", "{eo}", lambda kind: EndOf(Period(kind, ahead=0)), "EOM; month end")
