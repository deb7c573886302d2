"""A due day that comes again: "every quarter by 12 Dec until 2028", "every 1 March"."""

from dataclasses import replace
from datetime import date

from bot.dates.answers import Asked, Due, NotUnderstood, Plan, Recurring, Stopped, Way, describe
from bot.dates.chart.cover import Place
from bot.dates.meaning.choice import Frame
from bot.dates.sentences.due import read_due
from bot.dates.sentences.guards import guard_and
from bot.dates.sentences.schedule import may_be_series, read_plan
from bot.dates.sentences.shared import Typed

_OF_SERIES = (Place.RHYTHM, Place.DAYS, Place.END, Place.START, Place.EXCEPT)
_TITLE, _TIME = "Zzz ", " at 23:59"
"""What the reader of dialogues needs beside the series; no part of it is kept."""
_IN_EVERY_MONTH = 28


def read_recurring_due(text: str, frame: Frame) -> Due | Asked | NotUnderstood:
    """As `read_due`, with the rule where words say how often."""
    try:
        once = Typed.of(text, "due", frame)
    except Stopped:
        return read_due(text, frame)
    typed = once.again("schedule") if may_be_series(once) else once
    if not typed.cover.has(Place.RHYTHM) and not _replaces_day(once, typed):
        return read_due(text, frame, once)
    try:
        guard_and(replace(typed, kind=once.kind))
    except Stopped as stopped:
        return stopped.answer
    clauses = typed.filling(_OF_SERIES)
    begins = typed.cover.clause(Place.DAY)
    started = begins is not None and typed.sentence.plain(begins.first) == "from"
    if started:
        clauses = typed.filling([*_OF_SERIES, Place.DAY])
    words = " ".join(typed.shown([clause]) for clause in clauses)
    rest = Typed.of(typed.replaced(clauses, ""), "due", frame)
    hour = [] if rest.cover.has(Place.DAY) else rest.filling([Place.TIME, Place.PART])
    due = read_due(rest.replaced(hour, ""), frame)
    if hour and isinstance(due, Due):
        due = replace(due, besides=rest.shown(hour))
    if isinstance(due, Asked):
        ways = tuple(replace(way, text=f"{way.text} {words}") for way in due.ways)
        return replace(due, ways=ways)
    if isinstance(due, NotUnderstood):
        return due
    if started or typed.cover.has(Place.START):
        due = replace(due, day=None)  # the first date is said in the series itself
    return _with_rule(due, words, frame)


def _replaces_day(once: Typed, typed: Typed) -> bool:
    """Whether days of a month are named, and no due day apart from them: "2nd Wednesday"."""
    days, day = typed.cover.clause(Place.DAYS), once.cover.clause(Place.DAY)
    if days is None or day is None:
        return days is not None
    return days.first < day.last and day.first < days.last


def _with_rule(due: Due, words: str, frame: Frame) -> Due | Asked | NotUnderstood:
    starting = f" starting {due.day.isoformat()}" if due.day else ""
    found = read_plan(f"{_TITLE}{words}{starting}{_TIME}", frame)
    if isinstance(found, Asked) and due.day and _is_of_date(found, due.day):
        found = read_plan(found.ways[0].text, frame)  # a due day is a date, and no weekday
    if isinstance(found, Asked) and found.often_or_title:
        found = read_plan(found.ways[0].text, frame)  # the title is known apart from it
    if isinstance(found, Plan) and isinstance(found.when, Recurring):
        return replace(due, day=found.when.first, rule=found.when.rule)
    if isinstance(found, Asked):
        return replace(found, ways=tuple(_as_typed(way, due.title) for way in found.ways))
    return found if isinstance(found, NotUnderstood) else due


def _is_of_date(asked: Asked, day: date) -> bool:
    """Whether it only asks for a day of the month or a weekday of it."""
    first = asked.ways[0].label
    return day.day <= _IN_EVERY_MONTH and first.endswith(("st", "nd", "rd", "th"))


def _as_typed(way: Way, title: str) -> Way:
    label = describe(replace(way.reading, has_time=False)) if way.reading else way.label
    return Way(label, f"{title} {way.text.removeprefix(_TITLE).removesuffix(_TIME)}")
