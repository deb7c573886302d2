"""The phrases of series: "every 2 weeks on Tuesday", "until June", "rotating 09:00 and 15:00"."""

from bot.dates.chart.engine import Grammar
from bot.dates.tables.day_words import NUMBERS, WEEKDAYS
from bot.dates.tables.rhythm import (
    WORKING,
    NoRhythm,
    Rhythm,
    Unit,
)
from bot.dates.tables.rhythm_forms import (
    NO_TIME_OF_DAY,
    ONE_DAY,
    TOO_SHORT,
    TWO,
    every_nth,
    monthly,
    on_day_of_year,
    several,
    span,
    two,
    weekly,
    with_month_days,
    with_weekdays,
)
from bot.dates.tables.series_values import (
    ForSpan,
    MonthDays,
    NamedDays,
    Open,
    Start,
    Times,
    Turns,
    UntilDay,
    UntilSpan,
)
from bot.dates.tables.values import CalendarDay, Day, NoOneTime, Time, Zone

_BAD_TURNS = NoOneTime(
    "Please write the times that take turns as “rotating 09:00, 14:00 and 21:00”"
)
_COUNTED = "times dates occurrences sessions meetings dialogues instances"
_ROTATING = "rotating rotates rotate alternating alternates alternate"


End = UntilDay | UntilSpan | ForSpan | Times | Open


_UNITS: dict[str, tuple[Unit, int]] = {
    "day": ("day", 1), "days": ("day", 1), "week": ("week", 1), "weeks": ("week", 1),
    "wk": ("week", 1), "wks": ("week", 1), "fortnight": ("week", 2), "fortnights": ("week", 2),
    "month": ("month", 1), "months": ("month", 1), "quarter": ("month", 3),
    "quarters": ("month", 3), "year": ("month", 12), "years": ("month", 12),
}  # fmt: skip
ADVERBS: dict[str, tuple[Unit, int]] = {
    "daily": ("day", 1), "weekly": ("week", 1), "fortnightly": ("week", 2),
    "monthly": ("month", 1), "quarterly": ("month", 3), "yearly": ("month", 12),
    "annually": ("month", 12),
}  # fmt: skip


_RULES = """
wname  {weekday}  day
wname  {plural}  days
wname  {anyday} to|through|- {anyday}  span
anyday  {weekday}|{plural}
wdays  {wname}
wdays  {wname} and|&|+|or|/ {wdays}  both  Monday and Thursday
wdays  {wname} {wdays}  both
workdays  weekday|workday|weekdays|workdays  working
workdays  working|business|week day|days  working
workdays  weekend|weekends  weekend
nths  {nth}  one
nths  {nth} and|&|or|/ the? {nths}  more
nths  {nth} the? {nths}  more
monthdays  the? {nths} {wdays}  nth_weekdays  1st and 3rd Tuesday
monthdays  the? {nths} day?  nth_days
monthdays  day {number}  nth_day
badnth  the? {nth} to|from last {weekday}  bad_nth

often  once? every|each single? {unit}  every  every week
often  once? every|each other|alternate {unit}  every_other  every other week
often  once? every|each {count} {unit}  every_count  every 2 weeks
often  once? every|each {nth} {unit}  every_nth_unit
often  once a|per {unit}  every  once a month
adverb  {adverbword}  every  weekly
usual  {often}|{adverb}
rhythm  {often}
rhythm  {often} on? {wdays}|{workdays}  on_weekdays  every 2 weeks on Tuesday
rhythm  {often} on? {monthdays}  on_monthdays  every month on the 2nd Tuesday
adverbday  {adverb} on? {wdays}|{workdays}  on_weekdays  weekly on Tuesday
adverbday  {adverb} on? {monthdays}  on_monthdays  monthly on the 15th
rhythm  {adverbcomma} on? every|each {wdays}  on_weekdays
rhythm  {adverbcomma} on? every|each {monthdays}  on_monthdays
rhythm  on? every|each {wdays}  weekly  every Tuesday; every Monday and Thursday
rhythm  on? every|each {workdays}  weekly  every weekday
rhythm  on? every|each other|alternate {wdays}  fortnightly  every other Tuesday
rhythm  on? every|each {count} {wdays}  every_weeks
rhythm  on? every|each {monthdays}  every_nth  every second Tuesday; every 1st and 3rd Tuesday
rhythm  on? every|each {monthdays} of {months}  monthly
rhythm  on? every|each {wdays}|{workdays}|{dayword} {part}  no_time
rhythm  every|each {part}  no_time
rhythm  every|each {count}? {shortspan}  too_short
rhythm  hourly  too_short_word
rhythm  {times} a|per|each|every {unit}  several
rhythm  {biword}  two
rhythm  {biword} on? {wdays}|{monthdays}  two
rhythm  on? {wdays} {often}  plural_often
rhythm  on? {wdays}  plural  on Tuesdays
rhythm  on {workdays}  weekly  on weekdays
times  {count} times
months  the_month  1
months  {usual}  months
monthly  on? {monthdays} of|in? {usual}  days_of_months  on the last Friday of every month
monthly  on? {badnth} of|in? {usual}  first
ofmonth  on? {monthdays} of|in the_month  -  first Monday of the month
yearday  {usual} on? {date}|{nthday}  year_day  every year on 12 Dec
yearday  every|each {date}  day_of_year
manydays  on? {monthdays}|{wdays}  many

untilword  until|till|til|through|ending|ends|until_and_including  none
untilword  up_to and_including?  none
until  {untilword} on|in|with? further_notice  open
until  {untilword} on|in|with? {day}|{wday}  until_day  until 30 Jun 2027
until  {untilword} on|in|with? {ordinalday}|{loose}|{period}  until_day
until  {untilword} in? {month} {year}?  until_month  until June
until  {untilword} in? {year}  until_year
until  {untilword} the? end_of {month} {year}?  end_of_month
until  {untilword} the? end_of {year}  end_of_year
until  {untilword} the? end_of the|this year  this_year
ending  for|over the? next? {number} {unit}  for_span  for 10 weeks
ending  for|over the? next? half_a_year  half_year
ending  for? {number} {dates} in_total|in_all?  times  10 times
except  except|excluding|but_not|skipping|without for|on? {excepted}  -  except 29 December
excepted  {calday}|{feastday}  one
excepted  {calday} and|or|& on? {excepted}  more
excepted  {calday} {excepted}  more
excepted  {monthday} and|& {date}  two_days

startword  starting|starts|start|beginning|begins|from|as_of|first_on|first_date  none
start  {startword} now|immediately  start_now
start  {startword} on|with|in? {day}|{wday}|{loose}|{period}  start_day  starting 8 Dec
start  {startword} on|with|in? {month} {year}?  start_month  from January
start  {startword} on|with|in? {year}  start_year
fromto  from {day} to|until|till {day}  from_to  from 8 Dec to 30 Jun 2027

turn  at? {time}|{hours}  turn
turn  at? {time} {key}|{attempt}  turn
turn  at? {time} in {key}|{attempt}  turn_in
turnlist  {turn}  one
turnlist  {turn} and|&|+|then|or|/ {turnlist}  more
turnlist  {turn} {turnlist}  more
rotating  {rotate} between|among|at|through|the? times?  none
turns  {rotating} {turnlist}  turns  rotating 09:00, 14:00 and 21:00
turns  {rotating} {turnlist} all in? {key}|{attempt}  turns_in
turns  {turnlist} in_turn  in_turn
counts  {count}
counts  {count} and|&|,|or? {counts}  first
badturns  {rotating} {counts}  bad_turns
"""


def _turns(turns: tuple[tuple[Time, Zone | None, bool], ...]) -> Turns:
    for_all = turns[-1][1] if turns[-1][2] else None
    return Turns(tuple((time, zone) for time, zone, _ in turns), for_all)


def _in_turn(turns: tuple[tuple[Time, Zone | None, bool], ...]) -> Turns:
    """So Convenor itself writes it, with a zone behind the last time that has it."""
    times: list[tuple[Time, Zone | None]] = []
    following = None
    for clock, zone, _ in reversed(turns):
        following = zone or following
        times.append((clock, following))
    return Turns(tuple(reversed(times)))


def _two_days(number: int, day: Day) -> tuple[Day, ...] | None:
    if not isinstance(day, CalendarDay):
        return None
    return CalendarDay(number, day.month, day.year), day


def _year_day(often: Rhythm, day: Day) -> tuple[Rhythm, Start] | None:
    return on_day_of_year(day) if often == Rhythm("month", 12) else None


def _many(named: NamedDays | MonthDays) -> NamedDays | MonthDays | None:
    enough = named.weekdays if isinstance(named, MonthDays) else len(named.weekdays) > 1
    return named if enough else None


_MAKES: dict[str, object] = {
    "-": None,
    "none": "",
    "1": 1,
    "first": lambda value, _: value,
    "one": lambda value: (value,),
    "more": lambda value, more: (value, *more),
    "day": lambda d: NamedDays((d,)),
    "days": lambda d: NamedDays((d,), True),
    "span": lambda a, b: NamedDays(span(a, b)),
    "both": lambda a, b: NamedDays(a.weekdays + b.weekdays, a.plural or b.plural),
    "working": NamedDays(WORKING, True),
    "weekend": NamedDays((5, 6), True),
    "nth_weekdays": lambda n, w: MonthDays(n, w.weekdays),
    "nth_days": MonthDays,
    "nth_day": lambda n: MonthDays((n,)),
    "bad_nth": lambda *_: NoRhythm(ONE_DAY),
    "every": lambda u: Rhythm(*u),
    "every_other": lambda u: Rhythm(u[0], u[1] * 2),
    "every_count": lambda n, u: Rhythm(u[0], u[1] * n),
    "every_nth_unit": lambda n, u: Rhythm(u[0], u[1] * n) if n > 1 else None,
    "on_weekdays": with_weekdays,
    "on_monthdays": with_month_days,
    "weekly": lambda w: weekly(w, 1),
    "fortnightly": lambda w: weekly(w, 2),
    "every_weeks": lambda n, w: weekly(w, n),
    "every_nth": every_nth,
    "monthly": monthly,
    "no_time": lambda *_: NO_TIME_OF_DAY,
    "too_short": lambda *_: TOO_SHORT,
    "too_short_word": TOO_SHORT,
    "several": several,
    "two": two,
    "plural_often": lambda w, r: weekly(w, r.every) if w.plural and r.unit == "week" else None,
    "plural": lambda w: weekly(w, 1) if w.plural else None,
    "months": lambda r: r.every if r.unit == "month" else None,
    "days_of_months": lambda d, r: with_month_days(r, d) if r.unit == "month" else None,
    "year_day": _year_day,
    "day_of_year": on_day_of_year,
    "many": _many,
    "open": lambda _: Open(),
    "until_day": lambda _, d: UntilDay(d),
    "until_month": lambda _, m, y: UntilSpan(m, y, False),
    "until_year": lambda _, y: UntilSpan(None, y, False),
    "end_of_month": lambda _, m, y: UntilSpan(m, y, True),
    "end_of_year": lambda _, y: UntilSpan(None, y, True),
    "this_year": lambda _: UntilSpan(None, None, True),
    "for_span": lambda n, u: ForSpan(n * u[1], u[0]),
    "half_year": ForSpan(6, "month"),
    "times": lambda n, _: Times(n),
    "two_days": _two_days,
    "start_now": lambda _: Start(),
    "start_day": lambda _, d: Start(d),
    "start_month": lambda _, m, y: Start(None, m, y),
    "start_year": lambda _, y: Start(None, None, y),
    "from_to": lambda a, b: (Start(a), UntilDay(b)),
    "turn": lambda t, z=None: (t, z, False),
    "turn_in": lambda t, z: (t, z, True),
    "turns": lambda _, t: _turns(t),
    "turns_in": lambda _, t, z: Turns(_turns(t).times, z),
    "in_turn": _in_turn,
    "bad_turns": lambda *_: _BAD_TURNS,
}


def add_rhythms(g: Grammar) -> None:
    """Kinds: rhythm, adverb, monthdays, monthly, manydays, ending, until, start, turns, yearday."""
    g.words("plural", {f"{name}s": day for name, day in WEEKDAYS.items() if name.endswith("day")})
    g.words("unit", _UNITS)
    g.words("adverbword", ADVERBS)
    g.words("biword", {word: word for word in TWO})
    g.words("count", {word: n for word, n in NUMBERS.items() if word not in ("a", "an")})
    g.terminal("count", r"\d+(?!\w|[.,:/]\d)", lambda m: int(m[0][:6]))
    comma = rf"({'|'.join(ADVERBS)}),"
    g.terminal("adverbcomma", comma, lambda m: Rhythm(*ADVERBS[m[1]]), first=ADVERBS)
    g.words("dayword", {"day": 0})
    g.words("shortspan", dict.fromkeys("hour hours hr hrs minute minutes min mins".split(), 0))
    g.words("times", {"once": 1, "twice": 2, "thrice": 3})
    g.words("dates", dict.fromkeys(_COUNTED.split(), 0))
    g.words("rotate", dict.fromkeys([*_ROTATING.split(), "taking turns"], ""))
    joined = r"(?:x(\d{1,6})|(\d{1,6})x)(?!\w)"
    g.terminal("ending", joined, lambda m: Times(int(m[1] or m[2])), first=("x", "0"))
    g.table(_RULES, _MAKES)
