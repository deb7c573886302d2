"""The phrases of series: "every 2 weeks on Tuesday", "until June", "rotating 09:00 and 15:00"."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.dates.chart.engine import Grammar
from bot.dates.meaning.periods import EndOf, Period
from bot.dates.tables.day_words import NUMBERS
from bot.dates.tables.days import MARK, two_days
from bot.dates.tables.rhythm import (
    NO_RHYTHM,
    NO_TIME_OF_DAY,
    ONE_DAY,
    TOO_SHORT,
    TWO,
    How,
    Rhythm,
    Unit,
    every_nth,
    named,
    on_both,
    on_day_of_year,
    several,
    span,
    together,
    two,
)  # fmt: skip
from bot.dates.tables.turns import add_turns, more, one
from bot.domain.recurrence import WORKING_WEEK

_UNTIL, _STARTING = "until 30 Jun 2027; until June", "starting 8 Dec; from January"
_COUNTED = "times dates occurrences sessions meetings dialogues instances"
_UNITS: dict[str, tuple[Unit, int]] = {
    "day": ("day", 1), "days": ("day", 1), "week": ("week", 1), "weeks": ("week", 1),
    "wk": ("week", 1), "wks": ("week", 1), "fortnight": ("week", 2), "fortnights": ("week", 2),
    "month": ("month", 1), "months": ("month", 1), "quarter": ("month", 3),
    "quarters": ("month", 3), "year": ("month", 12), "years": ("month", 12),
}  # fmt: skip
ADVERBS = {
    "daily": Rhythm("day"), "weekly": Rhythm("week"), "fortnightly": Rhythm("week", 2),
    "monthly": Rhythm("month"), "quarterly": Rhythm("month", 3), "yearly": Rhythm("month", 12),
    "annually": Rhythm("month", 12),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Times:
    """ "10 times": the number of dates; None for a series without an end."""

    number: int | None


@dataclass(frozen=True, slots=True)
class ForSpan:
    """ "for 10 weeks", counted from the first date."""

    number: int
    often: Rhythm


def _both(one: Rhythm, two: Rhythm) -> Rhythm:
    return Rhythm("week", 1, one.weekdays + two.weekdays, again=one.again or two.again)


def _often(number: int, often: Rhythm) -> Rhythm:
    return replace(often, every=often.every * number)


def add_rhythms(g: Grammar) -> None:
    """Kinds: rhythm, adverb, monthdays, monthly, manydays, ending, until, start, turns, yearday."""
    _add_words(g)
    _add_named_days(g)
    g.rules(
        "often",
        ("once? every|each single? {unit}", None, "every week"),
        ("once? every|each other|alternate {unit}", lambda u: _often(2, u), "every other week"),
        ("once? every|each {count} {unit}", _often, "every 2 weeks"),
        ("once? every|each {nth} {unit}", lambda n, u: _often(n, u) if n > 1 else None),
        ("once a|per {unit}", None, "once a month"),
        ("on? alternate|alternating {unit}", lambda u: _often(2, u), "alternate weeks"),
    )
    g.rule("adverb", "{adverbword}", says="weekly")
    g.rule("adverb", "weekdays", Rhythm("week", 1, WORKING_WEEK))
    g.rule("usual", "{often}|{adverb}")
    g.rule("adverbday", "{adverb} on? {wdays}|{workdays}", together, "weekly on Tuesday")
    g.rule("adverbday", "{adverb} on? {monthdays}", together, "monthly on the 15th")
    nth = "every second Tuesday; every 1st and 3rd Tuesday"
    g.rules(
        "rhythm",
        ("{often}",),
        ("{often} on? {wdays}|{workdays}", together, "every 2 weeks on Tuesday"),
        ("{often} on? {monthdays}", together, "every month on the 2nd Tuesday"),
        ("{adverbcomma} on? every|each {wdays}|{monthdays}", together),
        ("on? every|each {wdays}", named, "every Tuesday; every Monday and Thursday"),
        ("on? every|each {workdays}", named, "every weekday"),
        ("on? every|each other|alternate {wdays}", lambda w: named(w, 2), "every other Tuesday"),
        ("on? every|each {count} {wdays}", lambda n, w: named(w, n)),
        ("on? every|each {monthdays}", every_nth, nth),
        ("on? every|each {monthdays} of {months}", named),
        ("on? every|each {weekday} the? {nth}", lambda w, n: on_both(w, n) if n > 4 else None),
        ("every|each {part}", lambda _: NO_TIME_OF_DAY),
        ("every|each {count}? {shortspan}", lambda *_: TOO_SHORT),
        ("hourly", TOO_SHORT),
        ("on|in? odd|even weeks", NO_RHYTHM),
        ("{times} a|per|each|every {unit}", several),
        ("{biword}", two),
        ("{biword} on? {wdays}|{monthdays}", two),
        ("on? {wdays} {usual}", lambda w, often: together(often, w) if w.again else None),
        ("{then} {usual} {thereafter}?", lambda _, often, *__: often, "then weekly"),
        ("on? {wdays}", lambda w: named(w) if w.again else None, "on Tuesdays"),
        ("on {workdays}", named, "on weekdays"),
        ("on? alternate|alternating {wdays}", lambda w: named(w, 2), "alternate Fridays"),
    )
    g.rule("then", "then|and|and_then|repeat|repeats|repeating|repeated|recurring|recurs", MARK)
    g.rule("thereafter", "after_that|thereafter|afterwards|from_then_on", MARK)
    g.rules(
        "partly",
        ("on? every|each {wdays}|{workdays} {part}|{parts}", lambda w, part: (named(w), part)),
        ("on? every|each day {part}", lambda part: (Rhythm("day"), part)),
        ("on? {wdays} {parts}", lambda w, part: (named(w), part)),
    )
    g.rule("counted", "on? for? the_next|next? {count} x? {wdays}", _counted)
    g.rules(
        "within",
        ("every|each {wdays}|{workdays} of {wholemonth}", lambda w, month: (named(w), *month)),
        ("every|each day of {wholemonth}", lambda month: (Rhythm("day"), *month)),
    )
    g.rule("months", "the_month", 1)
    g.rule("months", "{usualmonths}")
    g.rule("usualmonths", "{usual}", lambda r: r.every if r.unit == "month" else None)
    g.rule("usualyear", "{usual}", lambda r: MARK if r == Rhythm("month", 12) else None)
    g.rule("times", "{count} times")
    g.rules(
        "monthly",
        ("on|by? {monthdays} of|in? {usualmonths}", named, "on the last Friday of every month"),
        ("on? {badnth} of|in? {usual}", lambda bad, _: bad),
        ("on? {badnth} of|in the_month",),
    )
    g.rule("ofmonth", "on? {monthdays} of|in the_month", None, "first Monday of the month")
    yearly = "every year on 12 Dec"
    g.rules(
        "yearday",
        ("{usualyear} on? {date}|{nthday}", lambda _, day: on_day_of_year(day), yearly),
        ("every|each {date}", on_day_of_year),
    )
    g.rule("manydays", "on? {monthdays}|{wdays}", _many)
    _add_ends(g)
    add_turns(g)


def _counted(number: int, days: Rhythm) -> tuple[How, Times] | None:
    """ "6 Tuesdays": a series with a number of dates."""
    return (named(days), Times(number)) if days.again else None


def _many(days: Rhythm) -> Rhythm | None:
    enough = days.weekdays if days.unit == "month" else len(days.weekdays) > 1
    return days if enough else None


def _add_named_days(g: Grammar) -> None:
    g.rules(
        "wname",
        ("{weekday}", lambda d: Rhythm("week", 1, (d,))),
        ("{plural}", lambda d: Rhythm("week", 1, (d,), again=True)),
        ("{anyday} to|through|- {anyday}", span),
    )
    g.rule("anyday", "{weekday}|{plural}")
    g.rule("wdays", "{wname}")
    g.rule("wdays", "{wname} and|&|+|or|/ {wdays}", _both, "Monday and Thursday")
    g.rule("wdays", "{wname} {wdays}", _both)
    working = Rhythm("week", 1, WORKING_WEEK, again=True)
    g.rule("workdays", "weekday|workday|weekdays|workdays", working)
    g.rule("workdays", "working|business|week day|days", working)
    g.rule("workdays", "weekend|weekends", Rhythm("week", 1, (5, 6), again=True))
    g.rule("nths", "{nth}", one)
    g.rule("nths", "{nth} and|&|or|/ the? {nths}", more)
    g.rule("nths", "{nth} the? {nths}", more)
    on_nth = "1st and 3rd Tuesday"
    g.rule("nthdays", "the? {nths} {wdays}", lambda n, w: Rhythm("month", 1, w.weekdays, n), on_nth)
    g.rule("nthlist", "{nthdays}")
    also = "{nthdays} of_the_month|of_each_month|of_every_month? and|&|or|/? {nthlist}"
    g.rule("nthlist", also, lambda one, two: replace(one, also=two), "2nd Tuesday and last Friday")
    g.rules(
        "monthdays",
        ("{nthlist}",),
        ("the? {nths} day?", lambda n: Rhythm("month", days=n)),
        ("day {number}", lambda n: Rhythm("month", days=(n,))),
    )
    g.rule("badnth", "the? {nth} to|from last {weekday}", lambda *_: ONE_DAY)
    g.rule("badnth", "the? {nth} working|business|week day", lambda _: ONE_DAY)


def _add_ends(g: Grammar) -> None:
    g.rule("untilword", "until|till|til|through|ending|ends|until_and_including", MARK)
    g.rule("untilword", "up_to and_including?", MARK)
    g.rules(
        "until",
        ("{untilword} on|in|with? further_notice", lambda _: Times(None)),
        ("{untilword} on|in|with? {spanday}|{loose}|{ordinalday}", lambda _, d: d, _UNTIL),
    )
    g.rules(
        "ending",
        ("for|over the? next? {number} {unit}", ForSpan, "for 10 weeks"),
        ("for|over the? next? half_a_year", ForSpan(6, Rhythm("month"))),
        ("for? {number} {dates} in_total|in_all?", lambda n, _: Times(n), "10 times"),
    )
    g.rule("butmark", "except|excluding|but_not|not|skip|skipping|without|omitting for|on?", MARK)
    g.rule("except", "{butmark} {excepted}", lambda _, days: days, "except 29 December")
    g.rule("leftout", "{calday}|{feastday}")
    g.rule("leftout", "in|during|over|between? {monthof}|{period}|{days}")
    g.rule("leftout", "{between}|{loose}")
    g.rules(
        "excepted",
        ("{leftout}", one),
        ("{leftout} and|or|& on|in? {excepted}", more),
        ("{leftout} {excepted}", more),
        ("{monthday} and|&|or {date}", two_days),
    )
    g.rule("startword", "starting|starts|start|beginning|begins|from|as_of", MARK)
    g.rule("startword", "first_on|first_date", MARK)
    g.rules(
        "start",
        ("{startword} now|immediately", lambda _: Period("day", ahead=0)),
        ("{startword} on|with|in? {spanday}|{loose}|{ordinalday}", lambda _, d: d, _STARTING),
    )
    between = "from 8 Dec to 30 Jun 2027"
    g.rule("fromto", "from {day} to|until|till {day}", lambda a, b: (a, b), between)
    months = "{monthof}|{quarterof}"
    g.rule("wholemonth", months, lambda month: (month, EndOf(month)))
    g.rule("manymonths", f"{months} and|to|-|& {months}", lambda a, b: (a, EndOf(b)))
    g.rule("wholemonth", "{manymonths}")
    g.rule("fromto", "from|between {manymonths}")
    joined = r"(?:x\s?(\d{1,6})|(\d{1,6})x)(?!\w)"
    g.terminal("ending", joined, lambda m: Times(int(m[1] or m[2])), first=("x", "0"))


def _add_words(g: Grammar) -> None:
    tables: dict[str, Mapping[str, object]] = {
        "unit": {name: Rhythm(*unit) for name, unit in _UNITS.items()},
        "adverbword": ADVERBS,
        "biword": {word: word for word in TWO},
        "count": {word: n for word, n in NUMBERS.items() if word not in ("a", "an")},
        "parts": {f"{part}s": part for part in ("morning", "afternoon", "evening")},
        "shortspan": dict.fromkeys("hour hours hr hrs minute minutes min mins".split(), 0),
        "times": {"once": 1, "twice": 2, "thrice": 3},
        "dates": dict.fromkeys(_COUNTED.split(), 0),
    }
    for kind, words in tables.items():
        g.words(kind, words)
    g.terminal("count", r"\d+(?!\w|[.,:/]\d)", lambda m: int(m[0][:6]))
    g.terminal("adverbcomma", rf"({'|'.join(ADVERBS)}),", lambda m: ADVERBS[m[1]], first=ADVERBS)
