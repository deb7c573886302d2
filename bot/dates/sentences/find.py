"""The days that are searched for a dialogue."""

from datetime import date

from bot.dates.answers import Asked, NotUnderstood, Wanted, Way
from bot.dates.chart.cover import Place
from bot.dates.meaning.calendar import Today, days_of, range_days, span_of
from bot.dates.meaning.choice import Frame
from bot.dates.meaning.counting import Days, NoSuchDay, TooFar
from bot.dates.sentences.shared import Stopped, Typed, answered, refused
from bot.dates.tables.times import bad_length
from bot.dates.tables.values import (
    BadLength,
    CalendarDay,
    Checked,
    Day,
    DayRange,
    EndOf,
    Period,
    SpanOfDays,
)
from bot.domain.wording import listed, shortened, spell_day

_EXAMPLE = "60m in the next 3 weeks"


def read_span(text: str, frame: Frame) -> Wanted | Asked | NotUnderstood:
    """A length, a span of days and an audience, in any order; each may be left out."""
    return answered(lambda: _span(text, frame))


def _span(text: str, frame: Frame) -> Wanted:
    typed = Typed.of(text, "find", frame)
    _refuse_twice(typed)
    left = " ".join(typed.sentence.typed(*block) for block in typed.blocks())
    if any(map(str.isalnum, left)):
        raise refused(
            f"I can't read “{shortened(left, 60)}” in this. I know a length, a span of time and "
            "“for members”, for example:",
            f"{_EXAMPLE} for members",
        )
    length = typed.cover.get(Place.LENGTH)
    if isinstance(length, BadLength):
        raise refused(bad_length(length, typed.shown(typed.filling([Place.LENGTH]))))
    try:
        first, last = _days(typed, frame)
    except NoSuchDay as none:
        raise refused(str(none)) from None
    except TooFar:
        raise refused("That is too far ahead.") from None
    ahead = typed.cover.get(Place.END)
    return Wanted(
        first=first,
        last=last,
        ahead=ahead[1] if isinstance(ahead, tuple) else None,
        minutes=length if isinstance(length, int) else None,
        audience=typed.cover.get(Place.AUDIENCE),  # type: ignore[arg-type]
    )


def _refuse_twice(typed: Typed) -> None:
    words = {
        Place.AUDIENCE: "Two audiences are named in this. Please name one.",
        Place.LENGTH: "There are two lengths in this. Please give one.",
        Place.DAY: "There are two spans of time in this. Please give one.",
        Place.END: "There are two spans of time in this. Please give one.",
    }
    spans = [c for c in typed.cover.clauses if c.places & {Place.DAY, Place.END, Place.START}]
    if len(spans) > 1:
        raise refused(words[Place.DAY])
    for place, said in words.items():
        mine = typed.cover.clause(place)
        if mine and typed.again("find", barred=[mine]).cover.clause(place):
            other = typed.again("find", barred=[mine]).cover.clause(place)
            taken = {i for c in typed.cover.clauses for i in range(c.first, c.last)}
            if other and taken.isdisjoint(range(other.first, other.last)):
                raise refused(said)


def _days(typed: Typed, frame: Frame) -> tuple[date | None, date | None]:
    today = frame.today(frame.zone)
    said = typed.cover.get(Place.DAY)
    begins = typed.cover.get(Place.START)
    if begins is not None:
        return _first(begins, typed, today), None  # type: ignore[arg-type]
    match said:
        case None:
            return None, None
        case SpanOfDays(None, day):
            return None, _last(day, typed, today)
        case SpanOfDays(int() as number, day):
            last = _last(day, typed, today)
            base = day.day if isinstance(day, Checked) else day
            month = base.month if isinstance(base, CalendarDay) else last.month
            return _first(CalendarDay(number, month, last.year), typed, today), last
        case SpanOfDays(start, day) if start is not None and not isinstance(start, int):
            return range_days(DayRange(start, day), today)
        case DayRange():
            return range_days(said, today)
        case Period():
            return span_of(said, today)
        case EndOf(period):
            _, last = span_of(period, today)
            return last, last
    only = _one(days_of(said, today), typed)  # type: ignore[arg-type]
    return only, only


def _first(said: Day, typed: Typed, today: Today) -> date:
    return (
        span_of(said, today)[0] if isinstance(said, Period) else _one(days_of(said, today), typed)
    )


def _last(said: Day, typed: Typed, today: Today) -> date:
    return (
        span_of(said, today)[1] if isinstance(said, Period) else _one(days_of(said, today), typed)
    )


def _one(days: Days, typed: Typed) -> date:
    """The day; Stopped with a question where there are several."""
    if len(days.days) == 1 and not days.ask:
        return days.days[0]
    clauses = typed.filling([Place.DAY, Place.START])
    marker = typed.sentence.plain(clauses[0].first)
    lead = f"{marker} " if marker in ("until", "till", "by", "before", "from", "after") else "on "
    ways = tuple(
        Way(spell_day(day), typed.replaced(clauses, f"{lead}{day.isoformat()}"))
        for day in days.days
    )
    names = listed([spell_day(day) for day in days.days], "or")
    raise Stopped(Asked(f"{days.why} Do you mean {names}?".strip(), ways))
