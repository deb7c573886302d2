"""The phrases of series: "every 2 weeks on Tuesday", "until June", "rotating 09:00 and 15:00"."""

from dataclasses import dataclass

from bot.dates.chart.engine import Grammar
from bot.dates.tables.days import NUMBERS, WEEKDAYS
from bot.dates.tables.rhythm import (
    LAST,
    WORKING,
    How,
    NoRhythm,
    Rhythm,
    Rhythms,
    Unit,
    ordinal,
    phrase,
)
from bot.dates.tables.values import CalendarDay, Day, NoOneTime, NthWeekday, Time, Zone
from bot.domain.wording import spell_weekday

TOO_SHORT = NoRhythm("A dialogue can come once a day at most. Please write “every day”.")
NO_TIME_OF_DAY = NoRhythm(
    "Please name the day and the time instead, for example “every day at 09:00”."
)
NO_DAY = NoRhythm("Please name the day of the year, for example “every year on 12 Dec”.")
_ONE_DAY = "One series has one day of the month, 1st to 4th or last of a weekday, or a date."
_BAD_TURNS = NoOneTime(
    "Please write the times that take turns as “rotating 09:00, 14:00 and 21:00”"
)
_COUNTED = "times dates occurrences sessions meetings dialogues instances"
_ROTATING = "rotating rotates rotate alternating alternates alternate"


@dataclass(frozen=True, slots=True)
class NamedDays:
    """Weekdays as they were named; `plural` where they already say that they come again."""

    weekdays: tuple[int, ...]
    plural: bool = False


@dataclass(frozen=True, slots=True)
class MonthDays:
    """Days of a month: `ordinals` of `weekdays`, or without those, days by number."""

    ordinals: tuple[int, ...]
    weekdays: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Start:
    """ "starting 8 Dec": the day; or a month or year from which on it is looked for, or now."""

    day: Day | None = None
    month: int | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class UntilDay:
    """ "until 30 Jun 2027": the last day that may be."""

    day: Day


@dataclass(frozen=True, slots=True)
class UntilSpan:
    """ "until June", "until the end of 2027": `whole` where its end is named.

    `month` None: a year. `year` None: the next one; both None: this year.
    """

    month: int | None
    year: int | None
    whole: bool


@dataclass(frozen=True, slots=True)
class ForSpan:
    """ "for 10 weeks", counted from the first date."""

    number: int
    unit: Unit


@dataclass(frozen=True, slots=True)
class Times:
    """ "10 times": the number of dates."""

    number: int


@dataclass(frozen=True, slots=True)
class Open:
    """ "until further notice": no end."""


End = UntilDay | UntilSpan | ForSpan | Times | Open


@dataclass(frozen=True, slots=True)
class Turns:
    """ "rotating 09:00, 14:00 and 21:00": times that take turns, each with its zone if it has one.

    `zone_for_all`: one that was named behind them all with "in" or "all in".
    """

    times: tuple[tuple[Time, Zone | None], ...]
    zone_for_all: Zone | None = None


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
_TWO: dict[str, Unit] = {
    "biweekly": "week", "bi-weekly": "week", "bimonthly": "month", "bi-monthly": "month",
}  # fmt: skip


def weekly(named: NamedDays, every: int) -> How:
    return Rhythm("week", every, weekdays=tuple(sorted(set(named.weekdays))))


def monthly(named: MonthDays, every: int) -> How:
    """The days of a month as a rhythm, or the words that say why they make none."""
    numbers = tuple(dict.fromkeys(named.ordinals))
    if named.weekdays:
        number = next((n for n in numbers if n > 4), None)
        if number is None:
            return Rhythm("month", every, weekdays=named.weekdays, ordinals=numbers)
        name = spell_weekday(named.weekdays[0])
        last = phrase(Rhythm("month", every, named.weekdays[:1], (LAST,)))
        return NoRhythm(
            f"Not every month has a {ordinal(number)} {name}. Please take the 4th, or the last:"
            f" “{last}”."
        )
    if LAST in numbers:
        return NoRhythm(
            "Months end on different days. Please take the last of a weekday, for example"
            f" “{phrase(Rhythm('month', every, (4,), (LAST,)))}”, or a date such as the 28th."
        )
    wrong = next((n for n in numbers if not 1 <= n <= 31), None)
    if wrong is not None:
        return NoRhythm(f"No month has a {ordinal(wrong)}; days go from the 1st to the 31st.")
    return Rhythm("month", every, days=tuple(sorted(numbers)))


def _within_month(often: Rhythm, named: MonthDays) -> How:
    """ "every 2 weeks on the 2nd Tuesday": two ways of counting that do not go together."""
    weekday, number = named.weekdays[:1], named.ordinals[0]
    other = phrase(Rhythm("month", 1, weekday, (number if number <= 4 else LAST,)))
    mine = phrase(Rhythm(often.unit, often.every, weekday if often.unit == "week" else ()))
    return NoRhythm(
        f"“{phrase(often)}” and “the {ordinal(number)} {spell_weekday(weekday[0])}” do not go"
        f" together. Please write “{mine}” or “{other}”."
    )


def with_month_days(often: Rhythm, named: MonthDays) -> How | None:
    if often.unit == "month":
        return monthly(named, often.every)
    return _within_month(often, named) if named.weekdays else None


def _with_weekdays(often: Rhythm, named: NamedDays) -> How | None:
    return weekly(named, often.every) if often.unit == "week" else None


def _every_nth(named: MonthDays) -> How | None:
    """ "every second Tuesday" is not plain: in weeks, or in each month? "every 15th" is."""
    if not named.weekdays or named.ordinals[0] in (1, LAST) or len(named.ordinals) > 1:
        return monthly(named, 1)
    number, day = named.ordinals[0], named.weekdays[:1]
    by_weeks = Rhythm("week", number, weekdays=day)
    name = spell_weekday(day[0])
    if number > 4:
        return NoRhythm(
            f"Not every month has a {ordinal(number)} {name}. If you count weeks, please write"
            f" “{phrase(by_weeks)}”."
        )
    why = f"“every {ordinal(number)} {name}” can be counted in weeks or within each month."
    return Rhythms(why, (by_weeks, Rhythm("month", 1, day, (number,))))


def _span(first: int, last: int) -> tuple[int, ...]:
    """The days of a week from one to another, both with."""
    return tuple((first + days) % 7 for days in range((last - first) % 7 + 1))


def _several(number: int, unit: tuple[Unit, int]) -> How | None:
    if number < 2:
        return None
    example = f"every {unit[0]}" + (" on Tuesday" if unit[0] == "week" else "")
    return NoRhythm(
        f"That is several a {unit[0]}. Please schedule a series for each, such as “{example}”,"
        " or name the days, such as “every Monday and Thursday”."
    )


def _two(word: str, named: NamedDays | MonthDays | None = None) -> How | None:
    unit = _TWO[word]
    how: How | None = Rhythm(unit, 2)
    if isinstance(named, NamedDays):
        how = weekly(named, 2) if unit == "week" else None
    elif named is not None:
        how = monthly(named, 2) if unit == "month" else None
    why = f"“{word}” can mean twice a {unit} or every two {unit}s. Twice would be two series."
    return Rhythms(why, (how,)) if isinstance(how, Rhythm) else how


def on_day_of_year(day: Day) -> tuple[Rhythm, Start] | None:
    """ "every year on 12 Dec": a rhythm of twelve months, and its first date."""
    if isinstance(day, CalendarDay):
        return Rhythm("month", 12, days=(day.day,)), Start(day)
    if isinstance(day, NthWeekday) and day.nth <= 4:
        return Rhythm("month", 12, (day.weekday,), (day.nth,)), Start(day)
    return None


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
    "-": lambda value: value,
    "none": "",
    "1": 1,
    "first": lambda value, _: value,
    "one": lambda value: (value,),
    "more": lambda value, more: (value, *more),
    "day": lambda d: NamedDays((d,)),
    "days": lambda d: NamedDays((d,), True),
    "span": lambda a, b: NamedDays(_span(a, b)),
    "both": lambda a, b: NamedDays(a.weekdays + b.weekdays, a.plural or b.plural),
    "working": NamedDays(WORKING, True),
    "weekend": NamedDays((5, 6), True),
    "nth_weekdays": lambda n, w: MonthDays(n, w.weekdays),
    "nth_days": MonthDays,
    "nth_day": lambda n: MonthDays((n,)),
    "bad_nth": lambda *_: NoRhythm(_ONE_DAY),
    "every": lambda u: Rhythm(*u),
    "every_other": lambda u: Rhythm(u[0], u[1] * 2),
    "every_count": lambda n, u: Rhythm(u[0], u[1] * n),
    "every_nth_unit": lambda n, u: Rhythm(u[0], u[1] * n) if n > 1 else None,
    "on_weekdays": _with_weekdays,
    "on_monthdays": with_month_days,
    "weekly": lambda w: weekly(w, 1),
    "fortnightly": lambda w: weekly(w, 2),
    "every_weeks": lambda n, w: weekly(w, n),
    "every_nth": _every_nth,
    "monthly": monthly,
    "no_time": lambda *_: NO_TIME_OF_DAY,
    "too_short": lambda *_: TOO_SHORT,
    "too_short_word": TOO_SHORT,
    "several": _several,
    "two": _two,
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
    g.words("biword", {word: word for word in _TWO})
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
