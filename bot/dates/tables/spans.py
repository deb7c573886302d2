"""The phrases of lengths, weeks and months: "1h30", "mid January", "w/c 8 February", "Q1"."""

from bot.dates.chart.engine import Grammar
from bot.dates.meaning.combined import Shift
from bot.dates.meaning.days import WEEKS
from bot.dates.meaning.hours import Unread, unread
from bot.dates.meaning.periods import EndOf, Period, nth_part, week_number
from bot.dates.tables.day_words import NUMBERS
from bot.dates.tables.days import whole
from bot.languages import N_

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


SHORTEST, LONGEST = 5, 24 * 60
"""Minutes that a dialogue can last."""
NO_LENGTH = Unread(
    N_("I can't read {typed} as a length. Please write it as “60m”, “90 min”, “1h30” or “1.5h”.")
)
_LONGEST_BY_COLON = 4
_FRACTIONS = {"¼": ".25", "½": ".5", "¾": ".75"}
_WORDED = NUMBERS | {
    "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "forty-five": 45, "forty five": 45,
    "fifty": 50, "sixty": 60, "ninety": 90,
}  # fmt: skip


def _long(hours: str, minutes: str | None, shown: str) -> int | Unread:
    for sign, decimals in {",": ".", **_FRACTIONS}.items():
        hours = hours.replace(sign, decimals)
    total = float(hours) * 60
    if minutes and int(minutes) >= 60:
        words = N_("In “{shown}” the minutes go past 59. Please write hours or minutes.")
        return unread(words, shown=shown)
    length = round(total, 6) + int(minutes or 0)
    if length % 1:
        return unread(N_("“{shown}” is not a whole number of minutes."), shown=shown)
    return int(length)


def _checked(minutes: int | Unread) -> int | Unread:
    if isinstance(minutes, int) and not SHORTEST <= minutes <= LONGEST:
        return Unread(N_("A length is between 5 minutes and 24 hours; {typed} is not."))
    return minutes


def _colon_length(hours: int, minutes: int) -> int | Unread:
    """ "for 1:30" is a length; "9:30 for 10:00" names two times."""
    return NO_LENGTH if hours > _LONGEST_BY_COLON else _checked(hours * 60 + minutes)


def add_lengths(g: Grammar) -> None:
    """Kinds: minutes, which are not checked, and length, those of a dialogue."""
    after = r"(?![\w]|[.,:]\d)"
    hours = r"(\d{1,6}(?:[.,]\d{1,2}|[¼½¾])?)\s*-?\s*(?:hours?|hrs?|h)"
    more = r"\s*(?:and\s+|,\s*)?(\d{1,4})\s*(?:minutes?|mins?|m|')?"
    g.terminal("minutes", rf"{hours}{more}{after}", lambda m: _long(m[1], m[2], m[0]))
    g.terminal("minutes", rf"{hours}{after}", lambda m: _long(m[1], None, m[0]))
    minutes = rf"(\d{{1,6}})\s*-?\s*(?:minutes?|mins?|m|'){after}"
    g.terminal("minutes", minutes, lambda m: whole(m[1]))
    g.words("worded", _WORDED)
    colon = rf"(\d{{1,2}}):([0-5]\d){after}"
    g.terminal("colonlength", colon, lambda m: _colon_length(int(m[1]), int(m[2])))
    g.rules(
        "minutes",
        ("half an|a? hour", 30, "half an hour"),
        ("a? quarter of? an_hour", 15, "quarter of an hour"),
        ("three_quarters of? an_hour", 45),
        ("{worded} hour|hours", lambda n: n * 60, "an hour"),
        ("{worded} hour|hours and_a_half", lambda n: n * 60 + 30, "an hour and a half"),
        ("{worded} hour|hours and {number} minutes|mins|min", lambda n, m: n * 60 + m),
        ("{worded} hour|hours and_a_quarter", lambda n: n * 60 + 15),
        ("{number} and_a_half hours", lambda n: n * 60 + 30, "two and a half hours"),
        ("{worded} minutes|mins|min",),
    )
    g.rule("length", "{about} {minutes}", lambda _, m: _checked(m))
    g.rule("length", "max|maximum|up_to|at_most {minutes}", _checked)
    g.rule("length", "{minutes} or_so|max|maximum|at_most", _checked)
    g.rule("length", "{minutes}", _checked, "60m; 90 min; 1h30; 1.5h; 2 hours")
    g.rule("toolong", "{number} {span}", lambda *_: NO_LENGTH)
    g.rule("toolong", "all_day|the_whole_day|the_day|half_a_day|half_day", NO_LENGTH)
