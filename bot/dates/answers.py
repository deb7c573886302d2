"""What reading gives: one meaning, several to choose from, or the reason for none."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.domain.audience import Audience
from bot.domain.recurrence import Rule, Slot
from bot.domain.wording import spell_day, spell_moment
from bot.languages import _


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to understand the words. `at` is an aware UTC moment; `wall` the naive time that
    clocks in `zone`, an IANA key, show then. For a day alone (`has_time` False) `wall` is 00:00 and
    `at` the start of that local day."""

    at: datetime
    wall: datetime
    zone: str
    has_time: bool


@dataclass(frozen=True, slots=True)
class Way:
    """One way to mean it: `text` is all that was typed, said in this way; `label` is for a person.
    `reading`: the moment or the day that it means, where it is one."""

    label: str
    text: str
    reading: Reading | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """Words that can mean several things, the likeliest first; `words` ask which. `often_or_title`:
    whether a word says how often, as the first way has it, or is in the title."""

    words: str
    ways: tuple[Way, ...]
    often_or_title: bool = False

    def told(self) -> str:
        """The question alone, where there are no buttons for its ways."""
        return self.words

    @property
    def readings(self) -> tuple[Reading, ...]:
        """The moments or days to choose from."""
        return tuple(way.reading for way in self.ways if way.reading is not None)


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """`words` say kindly why; `example` is what can be typed, if they end with one."""

    words: str
    example: str = ""

    def told(self, command: str = "") -> str:
        """The words, with the example behind the command that it is typed after."""
        return f"{self.words} {f'{command} {self.example}'.strip()}" if self.example else self.words


@dataclass(frozen=True, slots=True)
class Recurring:
    """A series: its first date, its rule, and its wall times, each in its zone."""

    first: date
    rule: Rule
    slots: tuple[Slot, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a dialogue will be: `when` it begins, or the series that it is."""

    title: str
    when: Reading | Recurring
    minutes: int | None = None
    link: str | None = None
    audience: Audience | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """The due day of a sentence, if it has one; `title` is the rest, as typed. `besides`: words of
    a time, which a due day leaves out. `rule`: by which it comes again, first on `day`."""

    day: date | None
    title: str
    besides: str = ""
    rule: Rule | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """Where a dialogue moves; `minutes` None: as long as it was."""

    reading: Reading
    minutes: int | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """The days to search, both with, or a number of days `ahead`; None: as usual."""

    first: date | None = None
    last: date | None = None
    ahead: int | None = None
    minutes: int | None = None
    audience: Audience | None = None


class Stopped(Exception):
    """The words cannot be read on; `answer` asks back or says why."""

    def __init__(self, answer: Asked | NotUnderstood) -> None:
        super().__init__(answer.words)
        self.answer = answer


def refused(words: str, example: str = "") -> Stopped:
    """Why it is not read."""
    return Stopped(NotUnderstood(words, example))


def refusal(text: str, /, **told: object) -> Stopped:
    """Why it is not read: a text to be translated, and its values."""
    return Stopped(NotUnderstood(_(text, **told)))


def describe(reading: Reading) -> str:
    """ "Saturday 12 December 2026, 14:00 (Europe/London, UTC+0)"; a day alone without its time."""
    if reading.has_time:
        return spell_moment(reading.at, reading.zone)
    return f"{spell_day(reading.wall.date())} ({reading.zone})"


def spelled(reading: Reading) -> str:
    """Words that are read in exactly one way. A moment is written as RFC 9557 has it, offset and
    zone, so that an hour which exists twice is told apart."""
    if not reading.has_time:
        return reading.wall.date().isoformat()
    local = reading.at.astimezone(ZoneInfo(reading.zone))
    return f"{local.isoformat(timespec='minutes')}[{reading.zone}]"
