"""The sentence that schedules a dialogue: a title, and a date or a series with its clauses."""

from dataclasses import replace

from bot.dates.answers import (
    Asked,
    NotUnderstood,
    Plan,
    Reading,
    Recurring,
    Stopped,
    Way,
    describe,
    refused,
)
from bot.dates.chart.cover import Clause, Place
from bot.dates.meaning.choice import Frame
from bot.dates.meaning.combined import Numbered
from bot.dates.meaning.days import WeekdayName
from bot.dates.meaning.periods import DayRange
from bot.dates.sentences.guards import (
    guard_and,
    guard_blocks,
    guard_foreign,
    guard_leads,
    guard_loose,
    is_timely,
    longer,
)
from bot.dates.sentences.periods import guard_last_period, guard_weekday, joined, settled
from bot.dates.sentences.rivals import (
    guard_counted,
    guard_every,
    guard_rhythms,
    guard_rivals,
    guard_zones,
    rival,
    without_repeats,
)
from bot.dates.sentences.series import read_series
from bot.dates.sentences.shared import WHEN, Typed, answered, asks, is_the_date
from bot.dates.sentences.unread import guard_holidays, guard_vague
from bot.dates.tables.day_words import WEEKDAYS
from bot.dates.tables.rhythm import Rhythm, named, phrase, span
from bot.dates.tables.series import ADVERBS, ForSpan
from bot.domain.audience import Audience
from bot.domain.wording import shortened
from bot.languages import _

_MOST_OF_DATE = 8
"""Words."""
_EXAMPLE = "CSAM roundtable on 12 Dec 14:00 for 60m"


@answered
def read_plan(text: str, frame: Frame) -> Plan | Asked | NotUnderstood:
    """A title with a date and time, or with a series; what no clause takes is the title."""
    typed = Typed.of(text, "once", frame, "on ", read_plan)
    if may_be_series(typed):
        several = typed.again("schedule")
        if several.cover.has(Place.RHYTHM) or _is_monthly(several):
            _guard_adverb(several)
            return _series(several)
        _guard_several(several, typed)
    if settled_text := settled(typed):
        return read_plan(settled_text, frame)
    guard_rivals(typed)
    typed = without_repeats(typed)
    guard_holidays(typed)
    guard_foreign(typed)
    if not (typed.cover.has(Place.DAY) and typed.cover.has(Place.TIME)):
        guard_vague(typed)
    other = longer(typed)
    if other is None and not typed.cover.has(Place.DAY):
        guard_loose(typed)
    guard_every(typed)
    if other or not typed.cover.has(Place.DAY, Place.TIME):
        _no_date(typed, other or typed.again("weak"))
    guard_leads(typed)
    if typed.cover.has(Place.DAY):
        typed = joined(typed)
        guard_weekday(typed)
    else:
        guard_last_period(typed)
    guard_blocks(typed, series=False)
    guard_zones(typed)
    length = typed.minutes
    choice = typed.chosen()
    if choice.question and (each := _each_of(typed)):
        raise asks(choice.question, (each, *typed.ways(choice.readings)))
    return _planned(typed, typed.one(choice), length)


def tells_of_series(text: str, frame: Frame) -> bool:
    """Whether words say how often."""
    try:
        return Typed.of(text, "schedule", frame).cover.has(Place.RHYTHM, Place.DAYS)
    except Stopped:
        return False


def _each_of(typed: Typed) -> Way | None:
    """The way to mean each week for "Mon-Fri 9:00"."""
    day, clause = typed.cover.get(Place.DAY), typed.cover.clause(Place.DAY)
    match day:
        case DayRange(WeekdayName(first, ""), WeekdayName(last, "")) if clause:
            words = phrase(span(first, last))
            return Way(words, typed.replaced([clause], words))
    return None


def _series(typed: Typed) -> Plan:
    typed = replace(typed, read=None)
    guard_counted(typed)
    guard_rhythms(typed)
    guard_rivals(typed)
    typed = without_repeats(typed)
    guard_foreign(typed)
    mine, other = typed.cover.clause(Place.END), rival(typed, Place.END)
    if mine and other:
        raise typed.refusal(
            "There are two ends in this, “{one}” and “{two}”. Please give one.",
            one=typed.shown([mine]),
            two=typed.shown([other]),
        )
    guard_blocks(typed, series=True)
    guard_zones(typed)
    length = typed.minutes
    return _planned(typed, read_series(typed), length)


def _planned(typed: Typed, when: Reading | Recurring, minutes: int | None) -> Plan:
    guard_and(typed)
    audience: Audience | None = typed.cover.get(Place.AUDIENCE)
    link = link_in(typed)
    return Plan(title=typed.title(), when=when, minutes=minutes, link=link, audience=audience)


def may_be_series(typed: Typed) -> bool:
    """Whether any word begins what only a series says; most sentences are read once then."""
    return bool(typed.found("series", "behind_series"))


def _guard_adverb(typed: Typed) -> None:
    """Stopped for "Team weekly [on] 6 April": a series, or one date with such a title."""
    clause, day = typed.cover.clause(Place.RHYTHM), typed.cover.get(Place.DAY)
    how = typed.cover.get(Place.RHYTHM)
    if clause is None or not isinstance(how, Rhythm):
        return
    dated = typed.cover.clause(Place.DAY)
    before = dated is not None and clause.first <= dated.first and not isinstance(day, WeekdayName)
    words = [typed.sentence.plain(i) for i in range(clause.first + 1, clause.last)]
    if len(words) == 1 or words[:-1] == ["on"]:  # "weekly Tuesday", "weekly on Tuesday"
        before = words[-1] in WEEKDAYS
    if typed.sentence.plain(clause.first) not in ADVERBS or clause.first == 0 or not before:
        return
    if typed.cover.has(Place.END, Place.START, Place.EXCEPT):
        return
    word = Clause(clause.first, clause.first + 1, clause.fill)
    shown = typed.shown([word])
    ways = [Way(phrase(how), typed.replaced([clause], phrase(how)))]
    ways += typed.ways_of(typed.replaced([], "", keep=[word]))
    question = _("Does “{shown}” say how often, or is it part of the title?", shown=shown)
    raise Stopped(Asked(question, tuple(ways), often_or_title=True))


def _is_monthly(typed: Typed) -> bool:
    """Whether "first Monday of the month" tells of a series: where it says when that ends. Without
    one it is asked about: each month, or once."""
    days = typed.cover.get(Place.DAYS)
    if not isinstance(days, Rhythm) or days.unit != "month":
        return False
    if typed.cover.has(Place.END, Place.START, Place.EXCEPT):
        return True
    clause = typed.cover.clause(Place.DAYS)
    how = named(days)
    if clause is None or not isinstance(how, Rhythm):
        return True
    shown = typed.shown([clause])
    which = shown.removeprefix("on ")
    often = typed.replaced([clause], f"every month on {which}")
    if how.several:
        way = Way(phrase(how), typed.replaced([clause], phrase(how)))
        raise asks(_("Is “{shown}” each month?", shown=shown), (way,))
    this = which.replace("the month", "this month")
    this = this if "this month" in this else f"{this} of this month"
    once = typed.replaced([clause], f"on {this}")
    ways = [Way(phrase(how), often)]
    ways += typed.ways_of(once)
    raise asks(_("Is “{shown}” every month, or once?", shown=shown), ways)


def _guard_several(several: Typed, typed: Typed) -> None:
    """Stopped where an end stands behind the date and nothing says how often."""
    end = several.cover.clause(Place.TURNS) or several.cover.clause(Place.END)
    said = several.cover.get(Place.END)
    if end is None or (isinstance(said, ForSpan) and said.often.unit == "day"):
        return
    behind = max((c.last for c in typed.filling(WHEN)), default=None)
    if several.cover.has(Place.TURNS) or (behind is not None and end.first >= behind):
        raise several.refusal(
            "“{shown}” tells of several dates. Please say how often, for example “every 2 weeks"
            " on Tuesday at 14:00 until 30 Jun 2027”.",
            end,
        )


def _no_date(typed: Typed, weak: Typed) -> None:
    """Stopped: no clause says when; a day behind another marker is offered."""
    if weak.cover.has(Place.DAY):
        reading = weak.one(weak.chosen())
        shown = weak.shown(weak.filling([Place.DAY]))
        raise asks(is_the_date(shown, describe(reading)), weak.ways((reading,)))
    guard_leads(typed)
    _ask_first(typed)
    if any(is_timely(typed, index) for index in range(len(typed.sentence.words))):
        raise refused(*_not_at_the_end(typed))
    title = shortened(typed.title(), 60) or "CSAM roundtable"
    raise refused(
        _("I found no date in this. Please say on which day and at what time, for example:"),
        f"{title} on 12 Dec 14:00 for 60m",
    )


def _ask_first(typed: Typed) -> None:
    """Stopped where a date begins the sentence, and its title may follow."""
    words = typed.sentence
    most = min(len(words.words) - 1, _MOST_OF_DATE)
    for last in sorted(typed.reached("whole") & {*range(2, most + 1)}, reverse=True):
        date = Typed.of(words.typed(0, last), "whole", typed.frame)
        day = date.cover.get(Place.DAY)
        timed = date.cover.has(Place.TIME) or isinstance(day, Numbered)
        if day is None or not timed or date.blocks():
            continue
        title = words.typed(last, len(words.words)).lstrip(" ,;:–—-")
        ways = typed.ways_of(f"{title} {words.typed(0, last)}")
        if ways:
            raise asks(is_the_date(shortened(words.typed(0, last), 60), ways[0].label), ways)


def _not_at_the_end(typed: Typed) -> tuple[str, str]:
    """The words behind a date, and the sentence with the date at its end."""
    words, count = typed.sentence, len(typed.sentence.words)
    last = max((c.last for c in typed.found("once") if c.last < count), default=0)
    for first in range(max(last - _MOST_OF_DATE, 0), last):
        if not words.clauses("whole", first):
            continue
        date = Typed.of(words.typed(first, last), "whole", typed.frame)
        if not date.blocks() and date.cover.has(Place.DAY, Place.TIME):
            behind, before = words.typed(last, count), words.typed(0, first)
            return (
                _(
                    "I can't read “{shown}” behind “{date}”. Please put the title first, then the"
                    " day and the time, for example:",
                    shown=shortened(behind, 60),
                    date=date.sentence.text,
                ),
                " ".join(filter(None, (before, behind, date.sentence.text))),
            )
    return (
        _(
            "I found no date at the end of this. Please put the title first, then the day and the"
            " time, for example:"
        ),
        _EXAMPLE,
    )


def link_in(typed: Typed) -> str | None:
    """The address of a link, as typed."""
    span = typed.cover.get(Place.LINK)
    if not isinstance(span, tuple):
        return None
    return typed.sentence.text[span[0] : span[1]].strip("<>").split("|")[0].rstrip(",;")
