"""The days that are searched for a dialogue, and those that a look back covers."""

import re
from dataclasses import replace
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from bot.dates.answers import Asked, NotUnderstood, Stopped, Wanted, Way, refusal, refused
from bot.dates.chart.cover import Place
from bot.dates.chart.fold import fold
from bot.dates.meaning.choice import Frame
from bot.dates.meaning.combined import Feast
from bot.dates.meaning.counting import DAY, Today
from bot.dates.meaning.days import CalendarDay, Day, days_of
from bot.dates.meaning.periods import DayRange, Edge, EndOf, Period
from bot.dates.sentences.rivals import guard_alone, rival
from bot.dates.sentences.shared import Typed, answered, asks, do_you_mean
from bot.dates.sentences.unread import guard_holidays, vague
from bot.dates.tables.day_words import UNREAD_TIMES
from bot.domain.wording import shortened, spell_day
from bot.domain.zones import start_of_day
from bot.languages import N_, _

_EXAMPLE = "60m in the next 3 weeks"
_SPANS = (Place.DAY, Place.START, Place.END)
_UNUSED = (Place.TIME, Place.PART, Place.ZONE, Place.LINK)
_MARKERS = ("until", "till", "by", "before", "from", "after", "up to")


@answered
def read_span(text: str, frame: Frame) -> Wanted:
    """A length, a span of days and an audience, in any order; each may be left out."""
    typed = Typed.of(text, "find", frame, "on ")
    begins, said = typed.cover.get(Place.START), typed.cover.get(Place.DAY)
    both = begins is not None and isinstance(said, DayRange) and said.first is None
    others = [other for place in _SPANS if (other := rival(typed, place))]
    spans = [*typed.filling(_SPANS)[both:], *others]
    if len(spans) > 1:
        raise refusal(
            "There are two spans of time in this, “{one}” and “{two}”. Please give one.",
            one=typed.shown(spans[:1]),
            two=typed.shown(spans[1:2]),
        )
    guard_alone(typed)
    guard_holidays(typed)
    if left := typed.left_over() or typed.shown(typed.filling(_UNUSED)):
        raise _unread(typed, left)
    minutes = typed.minutes
    first, last = _days(begins, said, typed)
    ahead = typed.cover.get(Place.END)
    return Wanted(
        first=first,
        last=last,
        ahead=ahead[1] if isinstance(ahead, tuple) else None,
        minutes=minutes,
        audience=typed.cover.get(Place.AUDIENCE),
    )


def _unread(typed: Typed, left: str) -> Stopped:
    unknown = vague(typed)
    shown = typed.shown([unknown]) if unknown else shortened(left, 60)
    lead, *words = left.lower().split()
    if unknown or (lead in _MARKERS and not UNREAD_TIMES.isdisjoint(words)):
        why = _(
            "I don't know which days “{shown}” means. Please write a date, for example:",
            shown=shown,
        )
        return refused(why, "60m after 1 September")
    return refused(
        _(
            "I can't read “{shown}” in this. I know a length, a span of time and “for members”,"
            " for example:",
            shown=shown,
        ),
        f"{_EXAMPLE} for members",
    )


def _days(begins: Day | None, said: Day | None, typed: Typed) -> tuple[date | None, date | None]:
    today = typed.frame.today()
    since = _ends(begins, typed, today)[0] if begins else None
    if not isinstance(said, DayRange) or isinstance(said.first, Day):
        return _ends(said, typed, today) if said else (since, None)
    last = _ends(said.last, typed, today)[1]
    if said.first is None:
        return since, last
    return _ends(CalendarDay(said.first, last.month, last.year), typed, today)[0], last


def _ends(said: Day, typed: Typed, today: Today) -> tuple[date, date]:
    """The first and the last of the days that are named."""
    match said:
        case Edge(day, True):
            only = _ends(day, typed, today)[0] - DAY
        case Edge(day, False):
            only = _ends(day, typed, today)[1] + DAY
        case Period() | DayRange():
            return said.span(today)
        case EndOf(period):
            only = period.span(today)[1]
        case _:
            only = _one(said, typed, today)
    return only, only


def _one(said: Day, typed: Typed, today: Today) -> date:
    """The day; Stopped with a question where there are several."""
    days = days_of(said, today)
    if len(days.days) == 1 and (not days.ask or isinstance(said, Feast)):
        return days.days[0]
    clauses = typed.filling(_SPANS)
    words = typed.shown(clauses[:1]).lower()
    marker = next((marker for marker in _MARKERS if words.startswith(marker)), "on")
    ways = tuple(
        Way(spell_day(day), typed.replaced(clauses, f"{marker} {day.isoformat()}"))
        for day in days.days
    )
    raise asks(f"{days.why} {do_you_mean(way.label for way in ways)}".strip(), ways)


EXAMPLE = "Q3"
_KNOWN = N_(
    "I know a month, a quarter, a year, “last month”, “since 1 July”, “1 July to 31 August” and "
    "“all”, for example:"
)
_SINCE, _ALL = re.compile(r"\bsince\b"), re.compile(r"\b(?:all|everything)\b")
_LAST = re.compile(r"\b(?:the )?(?:last|previous) (week|month|quarter|year)\b")
_LATELY = re.compile(r"(?:the )?(?:last|past) (\d{1,3}) (day|week|month|year)s?")
_AHEAD = re.compile(r"\b(?:next|coming)\b")
_LENGTHS = {
    "day": relativedelta(days=1),
    "week": relativedelta(weeks=1),
    "month": relativedelta(months=1),
    "year": relativedelta(years=1),
}
_NOON = timedelta(hours=12)


def read_past(text: str, frame: Frame) -> Wanted | Asked | NotUnderstood:
    """Days, both with, and an audience. `last` is always said; `first` is None for "all" and "until
    …". Without a year, the last such days that have begun."""
    words, today = _SINCE.sub("from", fold(text)).strip(), frame.today().day
    if lately := _LATELY.fullmatch(words):
        return Wanted(first=today - int(lately[1]) * _LENGTHS[lately[2]] + DAY, last=today)
    everything = _ALL.search(words)
    found = _read(_ALL.sub("", words), frame, today)
    if isinstance(found, Asked):
        return found
    shown = shortened(text, 60)
    if isinstance(found, NotUnderstood) or found.minutes or found.ahead or _AHEAD.search(words):
        return _no_period(_("I can't read “{shown}” as a period.", shown=shown))
    first, last = found.first, found.last or today
    named = first or found.last
    if not named and not everything:
        return _no_period(_("Please name a period."))
    if named and (named > today or (first or last) > last):
        return _no_period(_("“{shown}” has not begun yet.", shown=shown))
    return replace(found, last=last)


def _no_period(why: str) -> NotUnderstood:
    return NotUnderstood(f"{why} {_(_KNOWN)}", EXAMPLE)


def _read(words: str, frame: Frame, today: date) -> Wanted | Asked | NotUnderstood:
    if (named := _LAST.search(words)) is not None:
        this = f"this {named[1]}"
        now = read_span(this, frame)
        begins = now.first if isinstance(now, Wanted) else None
        return read_span(_LAST.sub(this, words, count=1), _at((begins or today) - DAY, frame))
    now = read_span(words, frame)
    if isinstance(now, NotUnderstood) or (isinstance(now, Wanted) and _begins(now) <= today):
        return now
    then = read_span(words, _at(today - _LENGTHS["year"] + DAY, frame))
    if isinstance(then, Asked) and len(then.ways) == 1:
        then = read_span(then.ways[0].text, frame)  # it asks whether what is just past is meant
    if isinstance(now, Wanted) and isinstance(then, Wanted):
        first, again = _begins(now), _begins(then)
        return then if (first.month, first.day) == (again.month, again.day) else now
    return then


def _begins(found: Wanted) -> date:
    return found.first or found.last or date.min


def _at(day: date, frame: Frame) -> Frame:
    return replace(frame, now=start_of_day(day, frame.zone) + _NOON)
