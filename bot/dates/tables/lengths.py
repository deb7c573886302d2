"""The phrases of lengths: "90 min", "1h30", "an hour and a half"."""

from bot.dates.chart.engine import Grammar
from bot.dates.meaning.hours import Unread, unread
from bot.dates.tables.day_words import NUMBERS
from bot.dates.tables.days import whole
from bot.languages import N_

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
