"""Where a dialogue moves: counted from the dialogue itself, so that what is not named stays."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import partial
from itertools import zip_longest

from dateutil.relativedelta import relativedelta

from bot.dates.answers import Asked, Moved, NotUnderstood, describe, refusal
from bot.dates.chart.cover import Place
from bot.dates.meaning.choice import Choice, Frame, Option, chosen
from bot.dates.meaning.combined import Checked, Either, Numbered
from bot.dates.meaning.counting import WEEK, Days, TooFar
from bot.dates.meaning.days import DayOfMonth, Following, WeekdayName, days_of
from bot.dates.meaning.hours import Exact, Hours, NamedZone, Zones
from bot.dates.meaning.moments import KeptParts, Said, moment, options_on, too_far
from bot.dates.meaning.periods import EndOf, Period
from bot.dates.sentences.guards import refuse_left_over
from bot.dates.sentences.periods import is_coming, settled
from bot.dates.sentences.shared import WHEN, Typed, answered
from bot.dates.sentences.unread import guard_holidays
from bot.dates.tables.parts import Step
from bot.domain import zones
from bot.domain.wording import shortened
from bot.languages import _

_FROM_TO = re.compile(r"from\s+(\S.*?)\s+(to\s+.*)", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Planned:
    """When the dialogue is that moves: an aware moment, and the zone it is planned in."""

    at: datetime
    zone: str


@answered
def read_move(text: str, frame: Frame, planned: Planned) -> Moved | Asked | NotUnderstood:
    """The new start, and a length and a reason where they are named."""
    text = _without_own(text, frame, planned)
    typed = Typed.of(text, "move", frame, "to ", partial(read_move, planned=planned))
    guard_holidays(typed, alone=True)
    refuse_left_over(typed)
    if settled_text := settled(typed):
        return read_move(settled_text, frame, planned)
    minutes = typed.minutes
    reading = typed.one(_readings(typed, frame, planned))
    span = typed.cover.get(Place.REASON)
    reason = typed.sentence.text[span[0] : span[1]] if isinstance(span, tuple) else None
    return Moved(reading=reading, minutes=minutes, reason=reason)


def _without_own(text: str, frame: Frame, planned: Planned) -> str:
    """ "from 14:00 to 15:00": without where it is now. Stopped for a time that it is not at."""
    match = _FROM_TO.match(text)
    if match is None:
        return text
    own, where = Typed.of(match[1], "whole", frame), match[2]
    said, wall = own.said, zones.to_wall(planned.at, frame.zone)
    if own.blocks() or not own.cover.has(Place.DAY, Place.TIME):
        return text
    day = said.day is None or said.day.covers(wall.date(), frame.today())
    hours = [hour for _day, hour in said.time.hours] if isinstance(said.time, Hours) else []
    if day and (said.time is None or wall.time() in hours):
        return where
    raise own.refusal(
        "“{shown}” is not where it is now: {now}. Please write only where it moves, for example"
        " “{where}”.",
        shown=shortened(match[1], 40),
        now=describe(moment(planned.at, frame.zone)),
        where=shortened(where, 40),
    )


def _readings(typed: Typed, frame: Frame, planned: Planned) -> Choice:
    said = typed.said
    step = typed.cover.get(Place.SHIFT)
    shown = typed.shown(typed.filling(WHEN | {Place.SHIFT}))
    named = typed.cover.has(Place.DAY, Place.TIME, Place.PART, Place.ZONE, Place.SHIFT)
    if not named and typed.cover.has(Place.LENGTH):
        return Choice((moment(planned.at, planned.zone),), "")
    if not named:
        raise typed.refusal("I can't read a day or a time in this. Please give one, {example}.")
    if isinstance(said.time, Exact):
        return typed.chosen(said)
    if isinstance(step, Step) and said.day is None and said.time is None and said.part is None:
        return _stepped(step, shown, frame, planned)
    weekly = isinstance(step, Step) and step.days % WEEK.days == 0
    beside = said.day is None or (weekly and is_coming(said.day))
    if isinstance(step, Step) and (step.minutes or not step.sure or not beside):
        raise refusal("“{shown}” names a time in two ways. Please give one of them.", shown=shown)
    key = planned.zone if said.time is None and said.part is None else frame.zone
    key = said.zone.key if isinstance(said.zone, NamedZone) else key
    wall = zones.to_wall(planned.at, key)
    hour = wall.time() if said.time is None and said.part is None else None
    try:
        days = _days(said, frame, wall, key)
    except TooFar:
        raise too_far(shown) from None
    if isinstance(step, Step):
        day = wall.date() + timedelta(days=step.days) + relativedelta(months=step.months)
        if isinstance(said.day, WeekdayName):  # "to Thursday the week after"
            day += timedelta(days=said.day.weekday - day.weekday())
        days = Days((day,))
    kept = KeptParts(days=days, hour=hour, zone=key)
    meant = typed.chosen(replace(said, keeps=kept), WHEN | {Place.SHIFT})
    others = tuple(r for r in meant.readings if r.at != planned.at)
    if len(others) == 1 and len(meant.readings) == 2 and days.keep == 2:
        return Choice(others, "")
    return meant


def _stepped(step: Step, shown: str, frame: Frame, planned: Planned) -> Choice:
    """So far from where it is: days keep the hour on the clock, hours and minutes pass."""

    def moved(sign: int) -> Iterable[Option]:
        if step.days or step.months:
            wall = zones.to_wall(planned.at, planned.zone)
            days = timedelta(days=sign * step.days) + relativedelta(months=sign * step.months)
            return options_on((wall + days).date(), Hours(((0, wall.time()),)), planned.zone)
        reading = moment(planned.at + timedelta(minutes=sign * step.minutes), planned.zone)
        return [Option(reading, reading.wall.date())]

    ways = [option for sign in ((1,) if step.sure else (1, -1)) for option in moved(sign)]
    why = "" if step.sure else _("That can be earlier or later.")
    days = Days(tuple(dict.fromkeys(option.day for option in ways)), why, ask=not step.sure)
    return chosen(ways, days, Hours(()), Zones((planned.zone,)), shown, frame)


def _days(said: Said, frame: Frame, wall: datetime, key: str) -> Days:
    """The days that the words mean for a dialogue that is at `wall` now."""
    today = frame.today(key, timed=True)
    planned = wall.date()
    match said.day:
        case None:
            return Days((planned,))
        case Following(weekday, way):
            away = weekday - planned.weekday()
            away += 7 * way if away * way <= 0 else 0
            return Days((planned + timedelta(days=away),))
        case Either(ways):
            each = [_days(replace(said, day=way), frame, wall, key) for way in ways]
            several = [day for days in zip_longest(*(one.days for one in each)) for day in days]
            named = _("More than one day is named.")
            why = " ".join(dict.fromkeys([named, *(one.why for one in each if len(one.days) > 1)]))
            return Days(tuple(dict.fromkeys(day for day in several if day)), why, ask=True)
        case WeekdayName(weekday, which) if which in ("", "this", "next"):
            return _weekday(weekday, which, planned, today.day, days_of(said.day, today))
        case DayOfMonth(day, None):
            usual = days_of(said.day, today)
            own = planned + relativedelta(day=day)
            both = (own, *usual.days) if own.day == day else usual.days
            return replace(usual, days=tuple(dict.fromkeys(both))[:2])
        case Numbered():
            return _days(replace(said, day=said.day.dated), frame, wall, key)
        case Checked(DayOfMonth(day, None), WeekdayName(weekday, "")) if (
            own := planned + relativedelta(day=day)
        ).day == day and own.weekday() == weekday:
            return Days((own,))
        case EndOf(Period(ahead=0)):
            both = *said.day.days(replace(today, day=planned)).days, *days_of(said.day, today).days
            ahead = tuple(day for day in dict.fromkeys(both) if day >= today.day)
            why = _("That can be counted from the dialogue's week, or from today.")
            return Days(ahead, why, ask=len(ahead) > 1, keep=99)
        case Period("week" | "numbered week"):
            return Days((said.day.span(today)[0] + timedelta(days=planned.weekday()),))
    return days_of(said.day, today)


def _weekday(weekday: int, which: str, planned: date, today: date, usual: Days) -> Days:
    """ "Thursday": that of the dialogue's week, or the coming one; "next" counts from both too."""
    monday = planned - timedelta(days=planned.weekday())
    own = monday + timedelta(days=weekday) + (WEEK if which == "next" else timedelta())
    coming = usual.days[: usual.keep]
    days = tuple(dict.fromkeys(day for day in (own, *coming) if day >= today))
    why = _("That can be counted from the dialogue's week, or from today.")
    if set(days) == set(usual.days):
        why = usual.why
    return Days(days or coming, why, keep=99)
