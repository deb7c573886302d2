"""The moments that words can mean to a reader, and the question or refusal that follows."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from bot.dates.answers import Reading, Stopped, refusal, refused
from bot.dates.meaning.choice import Choice, Frame, Option, ask_which, chosen
from bot.dates.meaning.counting import Days, NotOneDay, TooFar
from bot.dates.meaning.days import Day, NoOneDay, days_of
from bot.dates.meaning.hours import (
    GMT,
    Clock,
    Elapsed,
    Exact,
    Hours,
    NamedZone,
    Part,
    SeveralClocks,
    Time,
    Unread,
    Zone,
    Zones,
    hours_of,
    readable,
    zones_of,
)  # fmt: skip
from bot.domain import zones
from bot.domain.wording import shortened, spell_day
from bot.languages import N_, _


@dataclass(frozen=True, slots=True)
class Said:
    """What words say of one moment; None is not said. `keeps`: of the dialogue that is moved."""

    day: Day | None = None
    time: Time | None = None
    part: Part | None = None
    zone: Zone | None = None
    keeps: "KeptParts | None" = None


@dataclass(frozen=True, slots=True)
class KeptParts:
    """What a moved dialogue keeps: its days instead of those of today, its hour and its zone."""

    days: Days
    hour: time | None
    zone: str


def choose(said: Said, typed: str, frame: Frame) -> Choice:
    """The moments that `said` can mean; `typed` are its words, for the answer."""
    shown = shortened(typed, 80)
    clock = readable(said.time, shown)
    if isinstance(said.day, NoOneDay):
        raise _no_one_day(shown, said.day.advice.told())
    if isinstance(clock, Exact):
        only = Option(moment(clock.at, clock.zone), clock.at.date())
        return chosen([only], Days(()), Hours(), Zones(()), shown, frame)
    try:
        if isinstance(clock, SeveralClocks):
            return _on_clocks(said, clock.clocks, typed, frame)
        named = zones_of(said.zone, said.keeps.zone if said.keeps and not clock else frame.zone)
        days, hours, options = Days(()), Hours(), []
        for key in named.keys:
            if isinstance(clock, Elapsed):
                passed = frame.now.astimezone(UTC) + timedelta(minutes=clock.minutes)
                then = moment(passed.replace(second=0, microsecond=0), key)
                options.append(Option(then, then.wall.date()))
                continue
            days, found = _days_and_hours(said, clock, key, frame)
            hours = readable(found, shown)
            options += [option for day in days.days for option in options_on(day, hours, key)]
    except (TooFar, OverflowError):
        raise too_far(shown) from None
    except NotOneDay as none:
        raise _no_one_day(shown, str(none)) from None
    if isinstance(said.zone, NamedZone) and said.zone.offset is not None:
        options = [o for o in options if _offset(o.reading) == said.zone.offset]
        if not options:
            raise refusal("The clocks of {zone} are not at that distance then.", zone=said.zone.key)
    if said.zone == GMT:
        named = _greenwich(options)
        options = [o for o in options if o.reading.zone in named.keys]
    return chosen(options, days, hours, named, shown, frame)


def _no_one_day(shown: str, advice: str) -> Stopped:
    words = _("I can't read “{shown}” as one day.", shown=shown)
    return refused(f"{words} {advice}")


def _on_clocks(said: Said, clocks: tuple[Clock, ...], typed: str, frame: Frame) -> Choice:
    """The moment at which all these clocks are right, in the zone that is surest. Asked about where
    there are two, since a zone may have another day, and where there is none."""
    each: list[list[Choice]] = []
    refusals: list[Stopped] = []
    for clock in clocks:
        sure = isinstance(clock.zone, NamedZone | None)
        meant = [clock.zone] if sure else map(NamedZone, zones_of(clock.zone, "").keys)
        own = replace(said, day=clock.day) if isinstance(clock.day, Day) else said
        ways = [replace(own, time=clock.hours, zone=zone) for zone in meant]
        ways = [] if isinstance(clock.day, int) else ways
        each.append([])
        for way in ways:
            try:
                each[-1].append(choose(way, typed, frame))
            except Stopped as stopped:
                refusals.append(stopped)
    agreed = {
        reading.at: (reading, one)
        for choices in sorted(each, key=len)[::-1]
        for one in reversed(choices)
        for reading in one.readings
        if all(_shows(clock, reading, frame) for clock in clocks)
    }
    every = [reading for choices in each for one in choices for reading in one.readings]
    readings = tuple(agreed[at][0] for at in dict.fromkeys(r.at for r in every) if at in agreed)
    one = agreed[readings[0].at][1] if readings else None
    if one and len(one.readings) == len(readings):
        return Choice(readings, one.question)
    if one and len(readings) == 1:
        return Choice(readings, "")
    why = _("It is not the same day in all of these zones.")
    if not readings:
        why = _("These are not the same moment.")
        readings = tuple(choices[0].readings[0] for choices in each if choices)
    if not readings:
        raise refusals[0] if refusals else refused(why)
    return Choice(readings, f"{why} {ask_which(readings, Hours())}")


def _shows(clock: Clock, reading: Reading, frame: Frame) -> bool:
    """Whether a clock shows its time then, on the day that it says."""
    for key in zones_of(clock.zone, frame.zone).keys:
        wall = zones.to_wall(reading.at, key)
        day, away = clock.day, (wall.date() - reading.wall.date()).days
        fits = day.covers(wall.date(), frame.today(key)) if isinstance(day, Day) else day == away
        if (fits or day is None) and wall.time() in [hour for _d, hour in clock.hours.hours]:
            return True
    return False


def too_far(shown: str) -> Stopped:
    """Why the words `shown` are not counted out."""
    return refusal(
        "“{shown}” is more than five years ahead. Please choose an earlier date.", shown=shown
    )


def _days_and_hours(
    said: Said, clock: Hours | None, key: str, frame: Frame
) -> tuple[Days, Hours | Unread]:
    kept = said.keeps
    if kept is not None:
        days = kept.days
    else:
        days = days_of(said.day, frame.today(key, timed=clock is not None))
    if clock is None and said.part is None and kept and kept.hour is not None:
        return days, Hours(((0, kept.hour),))
    return days, hours_of(clock, said.part, needed=frame.time_needed, days=len(days.days))


def _offset(reading: Reading) -> int:
    """Minutes between its zone and UTC at that moment."""
    return round((reading.wall - reading.at.replace(tzinfo=None)).total_seconds() / 60)


def _greenwich(options: list[Option]) -> Zones:
    """GMT is UTC; where London is on summer time then, its clocks may be meant instead."""
    london = [o.reading for o in options if o.reading.zone == "Europe/London"]
    if all(_offset(reading) == 0 for reading in london):
        return Zones(("UTC",))
    return Zones(("UTC", "Europe/London"), _("London is on summer time then, and GMT is not."))


def options_on(day: date, hours: Hours, key: str) -> Iterator[Option]:
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
            what = N_("{time} on {day} comes twice in {zone}: the clocks go back.")
            if missing:
                what = N_("{time} on {day} does not exist in {zone}: the clocks jump over it.")
            why = _(what, time=f"{wall:%H:%M}", day=spell_day(wall), zone=key)
        for at in moments:
            yield Option(moment(at, key), day, (offset, hour), why, missing)


def moment(at: datetime, key: str) -> Reading:
    """The reading of a moment, with its clocks in a zone."""
    return Reading(at, zones.to_wall(at, key), key, has_time=True)
