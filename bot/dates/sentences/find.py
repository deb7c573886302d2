"""The days that are searched for a dialogue."""

from datetime import date

from bot.dates.answers import Asked, NotUnderstood, Wanted, Way
from bot.dates.chart.cover import Place
from bot.dates.meaning.choice import Frame
from bot.dates.meaning.counting import Days, NoSuchDay, Today, TooFar
from bot.dates.meaning.days import CalendarDay, Checked, Day, days_of
from bot.dates.meaning.hours import Unread
from bot.dates.meaning.periods import DayRange, EndOf, Period
from bot.dates.sentences.shared import Stopped, Typed, answered, refused
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
    if isinstance(length, Unread):
        raise refused(length.told(typed.shown(typed.filling([Place.LENGTH]))))
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
    said: Day | None = typed.cover.get(Place.DAY)  # type: ignore[assignment]
    begins: Day | None = typed.cover.get(Place.START)  # type: ignore[assignment]
    if begins is not None:
        return _ends(begins, typed, today)[0], None
    if said is None:
        return None, None
    if isinstance(said, DayRange) and not isinstance(said.first, Day):
        last = _ends(said.last, typed, today)[1]
        if said.first is None:
            return None, last
        base = said.last.day if isinstance(said.last, Checked) else said.last
        month = base.month if isinstance(base, CalendarDay) else last.month
        return _ends(CalendarDay(said.first, month, last.year), typed, today)[0], last
    return _ends(said, typed, today)


def _ends(said: Day, typed: Typed, today: Today) -> tuple[date, date]:
    """The first and the last of the days that are named."""
    if isinstance(said, Period | DayRange):
        return said.span(today)
    if isinstance(said, EndOf):
        only = said.period.span(today)[1]
    else:
        only = _one(days_of(said, today), typed)
    return only, only


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
