"""The days that are searched for a dialogue."""

from datetime import date

from bot.dates.answers import Asked, NotUnderstood, Stopped, Wanted, Way, refusal, refused
from bot.dates.chart.cover import Place
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
from bot.languages import _

_EXAMPLE = "60m in the next 3 weeks"
_SPANS = (Place.DAY, Place.START, Place.END)
_UNUSED = (Place.TIME, Place.PART, Place.ZONE, Place.LINK)
_MARKERS = ("until", "till", "by", "before", "from", "after", "up to")


def read_span(text: str, frame: Frame) -> Wanted | Asked | NotUnderstood:
    """A length, a span of days and an audience, in any order; each may be left out."""
    return answered(lambda: _span(text, frame))


def _span(text: str, frame: Frame) -> Wanted:
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
