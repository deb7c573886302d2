"""Turns a date expression into the moments it can mean, including at clock changes."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

from bot.dates.answers import NotUnderstood, Reading
from bot.dates.choices.calendar import Days, NoSuchDay, TooFar, days_of
from bot.dates.choices.choice import Choice, Frame, Hours, Option, chosen
from bot.dates.grammar.syntax import (
    BareHour,
    Clock,
    Expression,
    Midnight,
    NamedZone,
    NoOneDay,
    NoOneTime,
    NoOneZone,
    Time,
)
from bot.dates.grammar.zone_words import refused_zone
from bot.domain import zones
from bot.domain.wording import shortened, spell_day

_USUAL_HOURS = (9, 11, 14, 16)
_FEW_HOURS = (9, 14)
"""What is offered when a time is needed and none was given: for one day, for each of several."""


class _NoSuchTime(ValueError):
    """No clock shows these hours and minutes; the message is for the person."""


def choose(said: Expression, typed: str, frame: Frame) -> Choice | NotUnderstood:
    """The moments that `said` can mean to a reader; `typed` are its words, for the answer."""
    shown = shortened(typed, 80)
    refusal = _no_meaning(said, shown)
    if refusal:
        return refusal
    key = said.zone.key if isinstance(said.zone, NamedZone) else frame.zone
    if said.elapsed is not None:
        whole = (frame.now.astimezone(UTC) + said.elapsed).replace(second=0, microsecond=0)
        then = _moment(whole, key)
        return chosen([Option(then, then.wall.date())], Days(()), Hours(()), shown, frame)
    try:
        days = days_of(
            said,
            today=zones.to_wall(frame.now, key).date(),
            writers_today=zones.to_wall(frame.now, frame.zone).date(),
            locale=frame.locale,
        )
        hours = _hours(said.time, frame.time_needed, len(days.days))
    except TooFar:
        return NotUnderstood(
            f"“{shown}” is more than five years ahead. Please choose an earlier date."
        )
    except (NoSuchDay, _NoSuchTime) as none:
        return NotUnderstood(str(none))
    options = [option for day in days.days for option in _options(day, hours, key)]
    return chosen(options, days, hours, shown, frame)


def _no_meaning(said: Expression, shown: str) -> NotUnderstood | None:
    if isinstance(said.zone, NoOneZone):
        return refused_zone(said.zone)
    if isinstance(said.time, NoOneTime):
        return NotUnderstood(f"I can't read “{shown}” as one time. {said.time.advice}.")
    if isinstance(said.day, NoOneDay):
        return NotUnderstood(f"I can't read “{shown}” as one day. {said.day.advice}")
    return None


def _hours(said: Time | None, time_needed: bool, days: int) -> Hours:
    """The times of day that were said, or a few to choose from, or none for a day alone."""
    match said:
        case Clock(24, 0):
            return Hours(((1, time()),))
        case Clock(hour, minute):
            if hour > 23 or minute > 59:
                raise _NoSuchTime(
                    f"{hour}:{minute:02} is not a time of day; times go from 00:00 to 23:59."
                )
            return Hours(((0, time(hour, minute)),))
        case Midnight():
            why = "Midnight can be the start of that day or its end."
            return Hours(((0, time()), (1, time())), why)
        case BareHour(hour):
            late = (1, time()) if hour == 12 else (0, time(hour + 12))
            return Hours(((0, time(hour)), late), f"There are two times called “{hour}” in a day.")
        case _ if time_needed:
            usual = _USUAL_HOURS if days == 1 else _FEW_HOURS
            return Hours(tuple((0, time(hour)) for hour in usual), "A time is needed.", ask=True)
    return Hours(())


def _options(day: date, hours: Hours, key: str) -> Iterator[Option]:
    """What a day can mean with each of the hours: two moments at a clock change."""
    if not hours.hours:
        start = zones.start_of_day(day, key)
        yield Option(Reading(start, datetime.combine(day, time()), key, has_time=False), day)
    for offset, hour in hours.hours:
        wall = datetime.combine(day + timedelta(days=offset), hour)
        missing = zones.is_missing(wall, key)
        moments = zones.instants(wall, key)
        why = ""
        if len(moments) == 2:
            what, how = (
                ("does not exist", "jump over it") if missing else ("comes twice", "go back")
            )
            why = f"{wall:%H:%M} on {spell_day(wall)} {what} in {key}: the clocks {how}."
        for at in moments:
            yield Option(_moment(at, key), day, (offset, hour), why, missing)


def _moment(at: datetime, key: str) -> Reading:
    return Reading(at, zones.to_wall(at, key), key, has_time=True)
