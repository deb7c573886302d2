"""What words say of a time of day, a length or a zone."""

from dataclasses import dataclass
from datetime import datetime, time
from typing import Literal, TypeVar

from bot.dates.answers import refusal, refused
from bot.domain import zone_names
from bot.domain.wording import shortened
from bot.languages import N_, _

Part = Literal["end of day", "first thing", "morning", "lunchtime", "afternoon", "evening", "night"]
_HOURS_OF = {
    "end of day": (time(17), time(16, 30), time(16)),
    "first thing": (time(9), time(8, 30), time(8)), "morning": (time(9), time(10), time(11)),
    "lunchtime": (time(12, 30), time(12), time(13)),
    "afternoon": (time(14), time(15), time(16)), "evening": (time(18), time(19), time(20)),
    "night": (time(20), time(21), time(22)),
}  # fmt: skip
_USUAL_HOURS = (time(9), time(11), time(14), time(16))
_FEW_HOURS = (time(9), time(14))
"""What is offered when a time is needed and none was given: for one day, for each of several."""
_MOST_ZONES = 5
_ZONE_EXAMPLE = N_("for example Europe/Dublin, Asia/Seoul or UTC")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Unread:
    """Words that look like a time, a length or a rhythm and can't be one. `words` say why, in
    English of the table; `fields` are put into them."""

    words: str
    fields: tuple[tuple[str, object], ...] = ()

    def told(self, typed: str = "") -> str:
        """The words to the reader, with what was typed in the place of {typed}."""
        shown = _("“{words}”", words=typed.removeprefix("for ")) if typed else _("this")
        return _(self.words, typed=shown, **dict(self.fields))


def unread(words: str, **fields: object) -> Unread:
    """Why words can't be read; `fields` are those of `words`."""
    return Unread(words, tuple(fields.items()))


def readable(said: T | Unread, typed: str = "") -> T:
    """What was said; Stopped with the reason where it is none that can be read."""
    if isinstance(said, Unread):
        raise refused(said.told(typed))
    return said


@dataclass(frozen=True, slots=True)
class Hours:
    """Times of day, each with how many days it lies after the day named; none for a day alone.
    `why` says why there are several, in English of the table; `ask` that even the last one left
    needs a yes. `clock`: the hour and the minute as they were said."""

    hours: tuple[tuple[int, time], ...] = ()
    why: str = ""
    ask: bool = False
    clock: tuple[int, int] | None = None

    @property
    def reason(self) -> str:
        """`why` to the reader."""
        hour, minute = self.clock or (0, 0)
        return _(self.why, called=f"{hour}:{minute:02}" if minute else f"{hour}")


MIDNIGHT = Hours(
    ((0, time()), (1, time())), N_("Midnight can be the start of that day or its end.")
)
DAY_ENDS = Hours(((1, time()),), clock=(24, 0))


@dataclass(frozen=True, slots=True)
class HourRange:
    """ "14:00-15:30": a start and the minutes that follow."""

    start: Hours
    minutes: int


@dataclass(frozen=True, slots=True)
class Elapsed:
    """ "in 2 hours": minutes that pass, clock changes or not."""

    minutes: int


@dataclass(frozen=True, slots=True)
class Exact:
    """A moment in UTC with its IANA zone, as a button writes it (RFC 9557)."""

    at: datetime
    zone: str


def clock(hour: int, minute: int = 0) -> Hours | Unread:
    """An hour and a minute of a clock with 24 hours."""
    if (hour, minute) == (24, 0):
        return DAY_ENDS
    if hour > 23 or minute > 59:
        return unread(
            N_("{time} is not a time of day; times go from 00:00 to 23:59."),
            time=f"{hour}:{minute:02}",
        )
    return Hours(((0, time(hour, minute)),), clock=(hour, minute))


def bare(hour: int, minute: int = 0) -> Hours | Unread | None:
    """ "at 3", "half past 3": in the morning or in the afternoon; the likelier first."""
    if not 1 <= hour <= 12:
        return clock(hour, minute) if hour <= 24 else None
    late = (1, time(0, minute)) if hour == 12 else (0, time(hour + 12, minute))
    both = ((0, time(hour, minute)), late)
    why = N_("There are two times called “{called}” in a day.")
    return Hours(both if hour > 6 else both[::-1], why, clock=(hour, minute))


def hours_of(
    said: Hours | Unread | None, part: Part | None, *, needed: bool, days: int = 1
) -> Hours | Unread:
    """The times of day that were said, or a few to choose from, or none for a day alone."""
    if isinstance(said, Hours):
        return in_part(said, part) if part and (said.clock or len(said.hours) == 1) else said
    if said is not None:
        return said
    if not needed:
        return Hours()
    usual = _USUAL_HOURS if days == 1 else _FEW_HOURS
    offered = _HOURS_OF[part] if part else usual
    return Hours(tuple((0, hour) for hour in offered), N_("A time is needed."), ask=True)


def in_part(said: Hours, part: Part) -> Hours | Unread:
    """An hour with its part of the day: "8 in the evening" is 20:00."""
    if said.clock is None:
        (_day, at), *_others = said.hours
        meant = in_part(Hours(clock=(at.hour % 12, at.minute)), part)
        words = N_("{typed} names two parts of the day. Please correct one of them.")
        same = isinstance(meant, Hours) and meant.clock == (at.hour, at.minute)
        return said if same else unread(words)
    hour, minute = said.clock
    if part in ("morning", "first thing"):
        if hour > 12:
            return unread(
                N_("{time} is not in the morning. Please correct one of them."),
                time=f"{hour}:{minute:02}",
            )
        return clock(hour % 12, minute)
    if part == "night" and (hour < 6 or hour == 12):
        return said
    if part == "lunchtime" and hour in (11, 12):
        return clock(hour, minute)
    return clock(hour % 12 + 12 if hour < 13 else hour, minute)


@dataclass(frozen=True, slots=True)
class NamedZone:
    """A zone's IANA key; `offset`: minutes from UTC, where they were written beside it."""

    key: str
    offset: int | None = None


@dataclass(frozen=True, slots=True)
class NoOneZone:
    """Words that were meant as a zone and are no key; a city may as well be a place."""

    typed: str
    kind: Literal["unknown", "abbreviation", "offset", "city", "local"]


Zone = NamedZone | NoOneZone
GMT = NoOneZone("GMT", "abbreviation")


@dataclass(frozen=True, slots=True)
class Clock:
    """One of the times of a moment: `zone` None is the writer's. `day`: a day of its own, or how
    many days it is after that of the sentence."""

    hours: Hours
    zone: Zone | None = None
    day: object = None


@dataclass(frozen=True, slots=True)
class SeveralClocks:
    """ "9am AEDT / 10pm GMT": one moment, as the clocks of several zones show it."""

    clocks: tuple[Clock, ...]
    minutes: int | None = None

    @property
    def zone(self) -> Zone | None:
        """The first that is named."""
        return next((clock.zone for clock in self.clocks if clock.zone), None)


Time = Hours | Unread | Elapsed | Exact | SeveralClocks


@dataclass(frozen=True, slots=True)
class Zones:
    """The keys that words can mean; `why` says why one must ask."""

    keys: tuple[str, ...]
    why: str = ""


def zones_of(said: Zone | None, usual: str) -> Zones:
    """The keys that a zone can mean; `usual` where none is named. Stopped for none known."""
    if said is None:
        return Zones((usual,))
    if isinstance(said, NamedZone):
        return Zones((said.key,))
    if said.kind == "offset":
        raise refusal(
            "An offset such as {offset} does not say whose clocks to follow when they change."
            " Please name the zone, {example}.",
            offset=said.typed,
            example=_(_ZONE_EXAMPLE),
        )
    if said.kind == "local":
        why = _("“{typed}” is that of a place, and none is named.", typed=said.typed)
        return Zones((usual,), why)
    if said == GMT:
        return Zones(("UTC", "Europe/London"))
    typed, is_city = shortened(said.typed, 40), said.kind == "city"
    keys = zone_names.place_keys(said.typed) if is_city else ()
    keys = (keys or zone_names.offered(said.typed))[:_MOST_ZONES]
    if not keys:
        raise refusal(
            "I don't know the time zone “{typed}”. Please name one, {example}.",
            typed=typed,
            example=_(_ZONE_EXAMPLE),
        )
    if is_city:
        why = _(
            "“{typed}” may be a time zone; if it is a word of the title, put it first.", typed=typed
        )
    elif said.kind == "abbreviation":
        several = N_("{typed} names several zones.")
        why = _(several if len(keys) > 1 else N_("{typed} is easily mistaken."), typed=typed)
    else:
        why = _("I don't know the time zone “{typed}”.", typed=typed)
    return Zones(keys, why)
