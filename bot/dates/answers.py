"""Results of parsing time: one reading, several to choose from, or the reason for none."""

from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.recurrence import Rule, Slot
from bot.domain.wording import spell_day, spell_moment


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to understand the words.

    `at` is an aware UTC moment; `wall` the naive time that clocks in `zone`, an IANA key, show
    then. For a day alone (`has_time` False) `wall` is 00:00 and `at` the start of that local day.
    """

    at: datetime
    wall: datetime
    zone: str
    has_time: bool


@dataclass(frozen=True, slots=True)
class Understood:
    """One reading. `used` and `rest` share out the typed words, in their order, as typed."""

    reading: Reading
    rest: str
    used: str


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """Readings to choose from, at least one, each of them ahead; `words` ask which."""

    readings: tuple[Reading, ...]
    words: str
    rest: str
    used: str


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """`words` say kindly why, with an example; `zones` are IANA keys that may have been meant."""

    words: str
    zones: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Recurring:
    """A series: its first date, its rule, and its wall times, each in its zone.

    `used`: which of the typed words, counted from 0, say so; the others are for someone else.
    """

    first: date
    rule: Rule
    slots: tuple[Slot, ...]
    used: frozenset[int]


@dataclass(frozen=True, slots=True)
class Rewording:
    """One way to say it plainly: `used`, as typed, becomes `instead`; `label` is for a person."""

    label: str
    used: str
    instead: str


@dataclass(frozen=True, slots=True)
class Unsettled:
    """Words that can mean several series; `words` ask which, and each way says one of them."""

    words: str
    ways: tuple[Rewording, ...]


When = Understood | Ambiguous | NotUnderstood


def describe(reading: Reading) -> str:
    """ "Saturday 12 December 2026, 14:00 (Europe/London, UTC+0)"; a day alone without its time."""
    if reading.has_time:
        return spell_moment(reading.at, reading.zone)
    return f"{spell_day(reading.wall.date())} ({reading.zone})"
