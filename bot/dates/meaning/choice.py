"""Picks the readings that are possible, and the question or refusal that follows."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from bot.dates.answers import Reading, Stopped, describe, refusal, refused
from bot.dates.meaning.counting import Days, Today
from bot.dates.meaning.hours import Hours, Zones
from bot.domain import zones
from bot.domain.wording import listed, spell_day, spell_zone
from bot.languages import _, _n

_YEARS_AHEAD = 5
Named = Callable[[str], Mapping[date, tuple[str, ...]]]
_HOUR, _MINUTE = timedelta(hours=1), timedelta(minutes=1)


def no_holidays(_name: str) -> Mapping[date, tuple[str, ...]]:
    """Nobody has said which days they are."""
    return {}


@dataclass(frozen=True, slots=True)
class Frame:
    """Who reads, where and when: the writer's zone, `now` (aware), locale, what is needed. `deep`:
    how many changed sentences this one is read within, to tell what another would mean. `holidays`:
    the coming days of a public holiday, by its name, and the countries that keep them."""

    zone: str
    now: datetime
    locale: str = "en-GB"
    time_needed: bool = True
    deep: int = 0
    holidays: Named = field(default=no_holidays, compare=False, repr=False)

    def __post_init__(self) -> None:
        if self.now.utcoffset() is None:
            raise ValueError("now must be aware")
        zones.rules_of(self.zone)

    @property
    def latest(self) -> datetime:
        """The last moment that is accepted, in UTC."""
        now = self.now.astimezone(UTC)
        day = 28 if (now.month, now.day) == (2, 29) else now.day
        return now.replace(year=now.year + _YEARS_AHEAD, day=day)

    def today(self, zone: str = "", *, timed: bool = False) -> Today:
        """The calendars of a zone and of the writer; without one only the writer's."""
        return Today(
            day=zones.to_wall(self.now, zone or self.zone).date(),
            writers=zones.to_wall(self.now, self.zone).date(),
            locale=self.locale,
            zone=zone or self.zone,
            timed=timed,
            for_moment=self.time_needed,
        )


@dataclass(frozen=True, slots=True)
class Option:
    """A reading, with the day and hour it came from; `why` and `ask` are about a clock change."""

    reading: Reading
    day: date
    hour: tuple[int, time] | None = None
    why: str = ""
    ask: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """The readings that are left, at least one; `question` is empty when there is no doubt."""

    readings: tuple[Reading, ...]
    question: str


def chosen(
    options: list[Option], days: Days, hours: Hours, named: Zones, shown: str, frame: Frame
) -> Choice:
    """The options that are ahead and within five years, with the question they leave."""
    ahead = [option for option in options if _is_ahead(option.reading, frame)]
    kept = list(dict.fromkeys(option.day for option in ahead))[: days.keep]
    ahead = [option for option in ahead if option.day in kept]
    if not ahead:
        raise _past(options[-1], days.hint, hours, shown, frame)
    left = [option for option in ahead if option.reading.at <= frame.latest]
    if not left:
        raise refusal(
            "“{shown}” is more than five years ahead: {date}. Please choose a date before"
            " {latest}.",
            shown=shown,
            date=describe(ahead[0].reading),
            latest=spell_day(frame.latest),
        )
    readings = tuple(dict.fromkeys(option.reading for option in left))
    ask = days.ask or hours.ask or bool(named.why) or any(option.ask for option in left)
    if len(readings) == 1 and not ask:
        return Choice(readings, "")
    reasons = [*_reasons(left, days, hours), *([named.why] if named.why else [])]
    return Choice(readings, " ".join([*reasons, ask_which(readings, hours)]))


def _is_ahead(reading: Reading, frame: Frame) -> bool:
    if reading.has_time:
        return reading.at > frame.now
    return reading.wall.date() >= zones.to_wall(frame.now, reading.zone).date()


def _reasons(left: list[Option], days: Days, hours: Hours) -> list[str]:
    """Why one must ask: only what still makes a difference among the options left."""
    reasons = []
    if days.why and (days.ask or len({option.day for option in left}) > 1):
        reasons.append(days.why)
    if hours.why and (hours.ask or len({option.hour for option in left}) > 1):
        reasons.append(hours.reason)
    clocks = [option.why for option in left if option.why]
    reasons += [
        option.why for option in left if option.why and (option.ask or clocks.count(option.why) > 1)
    ]
    return list(dict.fromkeys(reasons))


def ask_which(readings: tuple[Reading, ...], hours: Hours) -> str:
    """The question which of these moments or days is meant."""
    dates = {(reading.wall.date(), reading.zone) for reading in readings}
    if hours.ask and len(dates) == 1:
        first = readings[0]
        times = listed([f"{reading.wall:%H:%M}" for reading in readings], "or")
        return _(
            "At what time on {day}, for example {times} ({zone})?",
            day=spell_day(first.wall),
            times=times,
            zone=spell_zone(first.at, first.zone),
        )
    return _("Do you mean {ways}?", ways=listed([describe(reading) for reading in readings], "or"))


def _past(option: Option, hint: str, hours: Hours, shown: str, frame: Frame) -> Stopped:
    """Says when it was, and what to do instead."""
    reading = option.reading
    today = zones.to_wall(frame.now, reading.zone).date()
    days = (today - reading.wall.date()).days
    if hours.ask and days == 0:
        return refusal(
            "It is late on {day} in {zone}, and a time is needed. Please give one that is still"
            " ahead, or another day.",
            day=spell_day(today),
            zone=reading.zone,
        )
    gone = frame.now - reading.at
    if days > 1 or not reading.has_time or hours.ask:
        ago = _n("{number} day ago", "{number} days ago", days)
    elif gone >= _HOUR:
        ago = _n("{number} hour ago", "{number} hours ago", gone // _HOUR)
    elif gone >= _MINUTE:
        ago = _n("{number} minute ago", "{number} minutes ago", gone // _MINUTE)
    else:
        ago = _("just now")
    at = spell_day(option.day) if hours.ask else describe(reading)
    past = _("“{shown}” is in the past: {date}, {ago}.", shown=shown, date=at, ago=ago)
    return refused(f"{past} {hint or _('Please choose a date that is still ahead.')}")
