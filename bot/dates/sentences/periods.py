"""Words of a day, a week or a month right before the date, or at the end of a title."""

from collections.abc import Iterable
from dataclasses import replace

from bot.dates.answers import Stopped, Way, describe
from bot.dates.chart.cover import BINDERS, Clause, Cover, Fill, Place, Stands
from bot.dates.meaning.combined import Feast, Numbered
from bot.dates.meaning.counting import typed_weekday
from bot.dates.meaning.days import Day, WeekdayName
from bot.dates.meaning.periods import Period
from bot.dates.sentences.guards import date_or_title, is_timely
from bot.dates.sentences.shared import WHEN, Typed, asks, is_the_date
from bot.domain.wording import listed
from bot.languages import _

_BEGIN = ("in", "during", "before", "after", "until", "till", "by", "within")
_BOUND = ("of", "for", "from", "about")


def joined(typed: Typed) -> Typed:
    """With the words right before the date that say the same: "tomorrow 30 Nov", "next Friday".

    Stopped where they say another day, and where they belong to the title as well as to the date. A
    feast of another day is title, and so is a week or a month behind "of".
    """
    mine = next(iter(typed.filling([Place.DAY])), None)
    led = _led(typed, mine) if mine else None
    said = typed.said
    if mine is None or led is None or not isinstance(said.day, Day):
        return typed
    named: Day = led.get(Place.DAY)
    if isinstance(named, Period) and named.kind == "numbered week" and not is_coming(said.day):
        return typed  # "Training week 2 on 3 Feb"
    choice = typed.chosen()
    today = typed.frame.today()
    agrees = any(named.covers(reading.wall.date(), today) for reading in choice.readings)
    marked = mine.fill.stands is not Stands.BARE
    if marked and led.last == mine.first and not isinstance(named, Period):
        return typed
    bound = led.first > 0 and typed.sentence.plain(led.first - 1) in BINDERS
    cut = isinstance(named, Feast) and led.last > mine.first
    apart = typed.without([led]) if cut else typed  # "Good Friday" is one name
    loose = bound and (marked or not (agrees or isinstance(named, WeekdayName)))
    if loose or (isinstance(named, Feast) and not agrees):
        return apart
    shown = typed.shown([led])
    led = replace(led, first=led.first - bound, last=mine.first)
    both = replace(typed, cover=Cover((led, *typed.cover.clauses)))
    kept = typed.as_title([replace(led, last=mine.last) if agrees else led])
    if agrees and not bound:
        filler = replace(led, fill=Fill(((Place.FILLER, ""),), Stands.FREE))
        alone = replace(typed, cover=Cover((filler, *typed.cover.clauses)))
        return apart if isinstance(named, Feast) and not alone.title() else alone
    if agrees:
        words = is_the_date(both.shown([led, mine]), describe(choice.readings[0]))
        title = (kept,) if typed.may_lack_date else ()
        raise asks(words, (*both.ways(choice.readings), *title))
    if isinstance(named, Period):
        words = typed.sentence.typed(led.first, mine.first)
        why = _not_one_day(typed, f"{words} {typed.shown([mine])}")
        raise asks(str(why), (kept,)) if named.kind == "numbered week" else why
    try:
        other = typed.chosen(replace(said, day=named), WHEN)
    except Stopped:
        return apart  # "what happened yesterday"
    ways = both.ways((*choice.readings, *other.readings))
    raise asks(_not_the_same(shown, typed.shown([mine]), ways), (*ways, kept))


def _not_one_day(typed: Typed, shown: str) -> Stopped:
    return typed.refusal(
        "I can't read “{shown}” as one day. Please write the day alone, {example}; or put"
        " words of the title in quotation marks.",
        shown=shown,
    )


def _not_the_same(one: str, two: str, ways: Iterable[Way]) -> str:
    return _(
        "“{one}” and “{two}” are not the same day. Do you mean {ways}?",
        one=one,
        two=two,
        ways=listed([way.label for way in ways], "or"),
    )


def _led(typed: Typed, mine: Clause) -> Clause | None:
    """The longest words of a day that end where the date begins, or within it: "next Friday"."""
    for index in range(max(mine.first - 4, 0), mine.first):
        for clause in sorted(typed.sentence.clauses("led", index), key=lambda c: -c.last):
            inside = mine.first <= clause.last < mine.last and not any(
                typed.sentence.closes(i) for i in range(index + 1, clause.last)
            )
            if inside and typed.taken.isdisjoint(range(index, mine.first)):
                return clause
    return None


def is_coming(day: object) -> bool:
    """Whether a day is the coming one of its weekday, and no other word says so."""
    return isinstance(day, WeekdayName) and not day.which


def guard_weekday(typed: Typed) -> None:
    """Stopped for "Call before Easter on Wednesday": a later Wednesday may be meant."""
    for first, last in typed.blocks() if is_coming(typed.cover.get(Place.DAY)) else ():
        for index in range(first, last - 1):
            timely = index + 1 + (typed.sentence.plain(index + 1) == "the")
            if typed.sentence.plain(index) not in _BEGIN or typed.sentence.is_quoted(index):
                continue
            if timely < last and is_timely(typed, timely):
                words = Clause(index, timely + 1, Fill((), Stands.FREE))
                raise asks(date_or_title(typed, words), (typed.as_title([words]),))


def guard_last_period(typed: Typed) -> None:
    """Stopped where a week or a month ends the title, and no date is named: "Forum next month"."""
    sentence = typed.sentence
    for first, last in typed.blocks():
        for index in range(max(last - 4, first), last):
            start, end = sentence.words[index][0], sentence.words[last - 1][1]
            bound = index > first and sentence.plain(index - 1) in _BOUND
            if not bound and any(
                found == end for found, _value in sentence.chart.at("period", start)
            ):
                raise typed.refusal(
                    "“{shown}” names no one day. Please write the day, {example}; or put words"
                    " of the title in quotation marks.",
                    shown=sentence.typed(index, last),
                )


_CLOCK = 12
"""Hours on the face of a clock."""


def settled(typed: Typed) -> str | None:
    """The text with the number of "Mon 7" as an hour; None where there is no such number without a
    time.

    Up to 12 it is an hour, which is asked about anyway. Stopped with both where a higher one is
    also the day of such a weekday.
    """
    day, clause = typed.cover.get(Place.DAY), typed.cover.clause(Place.DAY)
    if not isinstance(day, Numbered) or clause is None or typed.cover.has(Place.TIME):
        return None
    hour = typed.replaced([clause], f"{typed.marker}{typed_weekday(day.weekday)} at {day.number}")
    date = day.dated.days(typed.frame.today(timed=True)).days[0]
    if day.number <= _CLOCK or date.weekday() != day.weekday or typed.cover.has(Place.PART):
        return hour
    texts = typed.replaced([clause], f"{typed.marker}{date:%Y-%m-%d}"), hour
    ways = {way.reading: way for text in texts for way in typed.ways_of(text)}
    raise asks(f"{day.doubt} {_('Which is it?')}", ways.values())
