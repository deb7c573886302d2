"""The due day in a sentence, alone, or coming again; and the last day of a chair's term."""

from dataclasses import replace
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from bot.dates.answers import (
    Asked,
    Due,
    NotUnderstood,
    Plan,
    Recurring,
    Stopped,
    Way,
    describe,
    refusal,
)
from bot.dates.chart.cover import Place
from bot.dates.meaning.choice import Choice, Frame
from bot.dates.meaning.hours import Exact, NamedZone
from bot.dates.meaning.moments import Said
from bot.dates.meaning.periods import Period
from bot.dates.sentences.guards import (
    guard_and,
    guard_foreign,
    guard_leads,
    guard_loose,
    longer,
    refuse_left_over,
)
from bot.dates.sentences.periods import joined
from bot.dates.sentences.rivals import guard_rivals
from bot.dates.sentences.schedule import may_be_series, read_plan
from bot.dates.sentences.shared import BY, WHEN, Typed, answered, asks
from bot.dates.sentences.unread import guard_holidays, guard_unread, guard_vague, is_parted
from bot.dates.tables.parts import Step
from bot.domain.recurrence_words import IN_EVERY_MONTH
from bot.languages import _


@answered
def read_due(text: str, frame: Frame, shared: Typed | None = None) -> Due:
    """The due day that a sentence names, and the rest of it; `shared`: its clauses, if known."""
    frame = replace(frame, time_needed=False)
    typed = replace(shared or Typed.of(text, "due", frame), frame=frame, marker=BY, read=_read_way)
    guard_rivals(typed)
    guard_holidays(typed)
    if not typed.cover.has(Place.DAY):
        guard_vague(typed)
        guard_unread(typed)
        guard_loose(typed)
    guard_foreign(typed)
    guard_leads(typed)
    if not typed.cover.has(Place.DAY, Place.TIME):
        _ask_weak(typed.again("weak"))
        return Due(day=None, title=typed.title())
    if other := longer(typed):
        _ask_weak(other)
    typed = joined(typed)
    choice = _days(typed)
    if any(is_parted(typed, clause) for clause in typed.filling([Place.DAY])):
        _ask_whether_due(typed, choice)
    day = typed.one(choice).wall.date()
    guard_and(typed)
    return Due(day=day, title=typed.title(), besides=_besides(typed))


def _days(typed: Typed) -> Choice:
    """The days that are said; a time beside them is left out, and a zone is refused."""
    said = typed.said
    if said.zone not in (None, NamedZone(typed.frame.zone)):  # as Convenor writes a day alone
        raise typed.refusal(
            "A due date ends at midnight where the owner is, and “{shown}” names a time zone."
            " Please give the day alone, for example by 12 Dec.",
            *typed.filling(WHEN),
        )
    if isinstance(said.time, Exact):
        return typed.chosen(said)
    return typed.chosen(Said(day=said.day))


def _besides(typed: Typed) -> str:
    """The words of a time beside the day: "noon", "morning"."""
    return typed.shown(typed.filling([Place.TIME, Place.PART]))


def _ask_weak(weak: Typed) -> None:
    """Stopped where "for March" or "in January" ends the words: due then, or part of the title?"""
    if not weak.cover.has(Place.DAY):
        return
    is_parted(weak, weak.filling([Place.DAY])[0])
    try:
        choice = weak.chosen()
    except Stopped:
        if weak.cover.get(Place.DAY) == Period("that week"):
            raise
        return  # a day that cannot be is no due date: "in 2025"
    _ask_whether_due(weak, choice)


def _ask_whether_due(typed: Typed, choice: Choice) -> None:
    clauses = typed.filling([Place.DAY])
    raise asks(
        _("Is “{shown}” the due date, or part of the title?", shown=typed.shown(clauses)),
        (*typed.ways(choice.readings), typed.as_title(clauses)),
    )


@answered
def _read_way(text: str, frame: Frame) -> Way:
    """The one day of a sentence, as a way to say it."""
    typed = Typed.of(text, "due", frame, BY, _read_way)
    if not typed.filling(WHEN):
        raise refusal("I found no date in this.")
    guard_rivals(typed)
    reading = typed.one(_days(typed))
    return Way(
        describe(reading),
        typed.replaced(typed.filling(WHEN), f"by {reading.wall:%Y-%m-%d}"),
        reading,
    )


@answered
def read_day(text: str, frame: Frame, *, since: date | None = None) -> Due:
    """The day that all of a text is; `since`: the day that "a week later" counts from."""
    frame = replace(frame, time_needed=False)
    typed = Typed.of(text, "due_alone", frame)
    step = typed.cover.get(Place.SHIFT)
    guard_holidays(typed, alone=True)
    refuse_left_over(typed)
    if isinstance(step, Step) and not typed.cover.has(Place.DAY):
        return Due(day=_counted(step, since, typed, frame), title="")
    return Due(day=typed.one(_days(typed)).wall.date(), title="", besides=_besides(typed))


def _counted(step: Step, since: date | None, typed: Typed, frame: Frame) -> date:
    if since is None or step.minutes or not step.sure:
        raise typed.refusal(
            "I can't count “{shown}” from anything here. Please give the day, {example}.",
            *typed.filling([Place.SHIFT]),
        )
    day = since + timedelta(days=step.days) + relativedelta(months=step.months)
    if day < frame.today().day:
        raise refusal("That day is past: {day}. Please choose one ahead.", day=day.isoformat())
    return day


_OF_SERIES = (Place.RHYTHM, Place.DAYS, Place.END, Place.START, Place.EXCEPT)
_TITLE, _TIME = "Zzz ", " at 23:59"
"""What the reader of dialogues needs beside the series; no part of it is kept."""


@answered
def read_recurring_due(text: str, frame: Frame) -> Due | Asked | NotUnderstood:
    """As `read_due`, with the rule where words say how often."""
    once = Typed.of(text, "due", frame)
    typed = once.again("schedule") if may_be_series(once) else once
    if not typed.cover.has(Place.RHYTHM) and not _replaces_day(once, typed):
        return read_due(text, frame, once)
    guard_and(replace(typed, kind=once.kind))
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
    return day.day <= IN_EVERY_MONTH and asked.ways[0].label.endswith(("st", "nd", "rd", "th"))


def _as_typed(way: Way, title: str) -> Way:
    label = describe(replace(way.reading, has_time=False)) if way.reading else way.label
    return Way(label, f"{title} {way.text.removeprefix(_TITLE).removesuffix(_TIME)}")
