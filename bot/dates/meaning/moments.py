"""The moments that words can mean to a reader, and the question or refusal that follows."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from bot.dates.answers import NotUnderstood, Reading
from bot.dates.meaning.calendar import days_of
from bot.dates.meaning.choice import Choice, Frame, HourChoice, Option, Zones, chosen
from bot.dates.meaning.counting import Days, NoSuchDay, TooFar
from bot.dates.tables.values import (
    BareHour,
    Clock,
    Day,
    Elapsed,
    Exact,
    Midnight,
    NamedZone,
    NoOneDay,
    NoOneTime,
    NoOneZone,
    Part,
    Time,
    Zone,
)
from bot.domain import zone_names, zones
from bot.domain.wording import shortened, spell_day

_USUAL_HOURS = (9, 11, 14, 16)
_FEW_HOURS = (9, 14)
"""What is offered when a time is needed and none was given: for one day, for each of several."""
_HOURS_OF = {
    "morning": (9, 10, 11), "lunchtime": (12, 13), "afternoon": (14, 15, 16),
    "evening": (18, 19, 20), "night": (20, 21, 22),
}  # fmt: skip
_MOST_ZONES = 5
_ZONE_EXAMPLE = "for example Europe/Dublin, Asia/Seoul or UTC"


@dataclass(frozen=True, slots=True)
class Said:
    """What words say of one moment; None is not said. `keeps`: of the dialogue that is moved."""

    day: Day | None = None
    time: Time | Elapsed | Exact | None = None
    part: Part | None = None
    zone: Zone | None = None
    keeps: "KeptParts | None" = None


@dataclass(frozen=True, slots=True)
class KeptParts:
    """What a moved dialogue keeps: its days instead of those of today, or its hour."""

    days: Days | None = None
    hour: time | None = None
    zone: str | None = None


class NoSuchTime(ValueError):
    """No clock shows these hours and minutes; the message is for the person."""


class NoSuchZone(ValueError):
    """The words name no zone that could be offered; the message is for the person."""


def choose(said: Said, typed: str, frame: Frame) -> Choice | NotUnderstood:
    """The moments that `said` can mean; `typed` are its words, for the answer."""
    shown = shortened(typed, 80)
    if isinstance(said.time, NoOneTime):
        return NotUnderstood(f"I can't read “{shown}” as one time. {said.time.advice}.")
    if isinstance(said.day, NoOneDay):
        return NotUnderstood(f"I can't read “{shown}” as one day. {said.day.advice}")
    if isinstance(said.time, Exact):
        only = Option(moment(said.time.at, said.time.zone), said.time.at.date())
        return chosen([only], Days(()), HourChoice(()), Zones(()), shown, frame)
    kept = said.keeps.zone if said.keeps and said.time is None else None
    try:
        named = zones_of(said.zone, kept or frame.zone)
        days, hours, options = Days(()), HourChoice(()), []
        for key in named.keys:
            if isinstance(said.time, Elapsed):
                passed = frame.now.astimezone(UTC) + timedelta(minutes=said.time.minutes)
                then = moment(passed.replace(second=0, microsecond=0), key)
                options.append(Option(then, then.wall.date()))
                continue
            days, hours = _days_and_hours(said, key, frame)
            options += [option for day in days.days for option in options_on(day, hours, key)]
    except (TooFar, OverflowError):
        return NotUnderstood(
            f"“{shown}” is more than five years ahead. Please choose an earlier date."
        )
    except (NoSuchDay, NoSuchTime, NoSuchZone) as none:
        return NotUnderstood(str(none))
    if isinstance(said.zone, NamedZone) and said.zone.offset is not None:
        options = [o for o in options if _offset(o.reading) == said.zone.offset]
        if not options:
            return NotUnderstood(f"The clocks of {said.zone.key} are not at that distance then.")
    if said.zone == NoOneZone("GMT", "abbreviation"):
        named = _greenwich(options)
        options = [o for o in options if o.reading.zone in named.keys]
    return chosen(options, days, hours, named, shown, frame)


def _days_and_hours(said: Said, key: str, frame: Frame) -> tuple[Days, HourChoice]:
    timed = said.time is not None or (said.keeps is not None and said.keeps.hour is not None)
    if said.keeps is not None and said.keeps.days is not None:
        days = said.keeps.days
    else:
        days = days_of(said.day, frame.today(key, named=said.zone is not None, timed=timed))
    if said.time is None and said.part is None and said.keeps and said.keeps.hour is not None:
        return days, HourChoice(((0, said.keeps.hour),))
    return days, hours_of(said.time, said.part, frame.time_needed, len(days.days))


def _offset(reading: Reading) -> int:
    local = reading.at.astimezone(zones.zone(reading.zone)).utcoffset()
    return round(local.total_seconds() / 60) if local is not None else 0


def _greenwich(options: list[Option]) -> Zones:
    """GMT is UTC; where London is on summer time then, its clocks may be meant instead."""
    london = [o.reading for o in options if o.reading.zone == "Europe/London"]
    if all(_offset(reading) == 0 for reading in london):
        return Zones(("UTC",))
    return Zones(("UTC", "Europe/London"), "London is on summer time then, and GMT is not.")


def zones_of(said: Zone | None, usual: str) -> Zones:
    """The keys that a zone can mean; `usual` where none is named. NoSuchZone with words."""
    if said is None:
        return Zones((usual,))
    if isinstance(said, NamedZone):
        return Zones((said.key,))
    if said.kind == "offset":
        raise NoSuchZone(
            f"An offset such as {said.typed} does not say whose clocks to follow when they change."
            f" Please name the zone, {_ZONE_EXAMPLE}."
        )
    if said.typed == "GMT":
        return Zones(("UTC", "Europe/London"))
    typed = shortened(said.typed, 40)
    keys = (zone_names.place_keys(said.typed) if said.kind == "city" else ())[:_MOST_ZONES]
    keys = keys or zone_names.offered(said.typed)[:_MOST_ZONES]
    if not keys:
        raise NoSuchZone(f"I don't know the time zone “{typed}”. Please name one, {_ZONE_EXAMPLE}.")
    if said.kind == "city":
        return Zones(
            keys, f"“{typed}” may be a time zone; if it is a word of the title, put it first."
        )
    if said.kind == "abbreviation":
        several = "names several zones" if len(keys) > 1 else "is easily mistaken"
        return Zones(keys, f"{typed} {several}.")
    return Zones(keys, f"I don't know the time zone “{typed}”.")


def hours_of(
    said: Time | Elapsed | Exact | None, part: Part | None, time_needed: bool, days: int
) -> HourChoice:
    """The times of day that were said, or a few to choose from, or none for a day alone."""
    if isinstance(said, BareHour | Clock) and part is not None:
        said = _in_part(said, part)
    match said:
        case NoOneTime(advice):
            raise NoSuchTime(f"I can't read this as one time. {advice}.")
        case Clock(24, 0):
            return HourChoice(((1, time()),))
        case Clock(hour, minute):
            if hour > 23 or minute > 59:
                raise NoSuchTime(
                    f"{hour}:{minute:02} is not a time of day; times go from 00:00 to 23:59."
                )
            return HourChoice(((0, time(hour, minute)),))
        case Midnight():
            why = "Midnight can be the start of that day or its end."
            return HourChoice(((0, time()), (1, time())), why)
        case BareHour(hour, minute):
            late = (1, time(0, minute)) if hour == 12 else (0, time(hour + 12, minute))
            both = ((0, time(hour, minute)), late)
            called = f"{hour}:{minute:02}" if minute else f"{hour}"
            why = f"There are two times called “{called}” in a day."
            return HourChoice(both if hour > 6 else both[::-1], why)
        case _ if time_needed:
            usual = _USUAL_HOURS if days == 1 else _FEW_HOURS
            offered = _HOURS_OF[part] if part else usual
            return HourChoice(
                tuple((0, time(hour)) for hour in offered), "A time is needed.", ask=True
            )
    return HourChoice(())


def _in_part(said: BareHour | Clock, part: Part) -> Time:
    """An hour with its part of the day: "8 in the evening" is 20:00."""
    hour, minute = said.hour, said.minute
    if part == "morning":
        if hour > 12:
            raise NoSuchTime(
                f"{hour}:{minute:02} is not in the morning. Please correct one of them."
            )
        return Clock(hour % 12 if hour == 12 else hour, minute)
    if part == "night" and (hour < 6 or hour == 12):
        return said
    if part == "lunchtime" and hour in (11, 12):
        return Clock(hour, minute)
    return Clock(hour % 12 + 12 if hour < 13 else hour, minute)


def options_on(day: date, hours: HourChoice, key: str) -> Iterator[Option]:
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
            yield Option(moment(at, key), day, (offset, hour), why, missing)


def moment(at: datetime, key: str) -> Reading:
    """The reading of a moment, with its clocks in a zone."""
    return Reading(at, zones.to_wall(at, key), key, has_time=True)
