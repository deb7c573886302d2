"""Series: dates by an RFC 5545 rule, wall times by up to four slots, instants by the zone's rules.

A series is planned on calendar dates. The zone's rules apply to each date by itself, so the wall
time stays and the instant shifts with the zone. The date names the occurrence."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from itertools import takewhile

from dateutil.relativedelta import relativedelta, weekday
from dateutil.rrule import rrulestr

from bot.domain import zones
from bot.domain.audience import Audience

MOST_SLOTS = 4
MOST_INTERVAL = 99
MOST_COUNT = 1_000
LAST = -1
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
WORKING_WEEK = (0, 1, 2, 3, 4)


class Frequency(StrEnum):
    """How a series repeats; the values are RFC 5545's FREQ, monthly in its two ways."""

    DAILY = "DAILY"
    WEEKLY = "WEEKLY"
    MONTHLY_BY_DATE = "MONTHLY"
    MONTHLY_BY_WEEKDAY = "MONTHLY;BYDAY"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """Every `interval` days, weeks or months from the series' first date on.

    Weekly keeps the first date's weekday, by date its day of the month (months without one are
    left out, as RFC 5545 rules), by weekday its weekday: `ordinal` 1 to 4, or -1 for the last.
    `several`: where it comes on more than one day of its week or month, all of them as RFC 5545
    writes them, such as ("MO", "TH"), ("1TU", "3TU") or ("1", "15"); `but`: dates left out.
    Ends with `until` (the last date that may be) or after `count` dates, those left out counted;
    never both; None: open.
    """

    frequency: Frequency
    interval: int = 1
    ordinal: int | None = None
    until: date | None = None
    count: int | None = None
    several: tuple[str, ...] = ()
    but: tuple[date, ...] = ()

    def __post_init__(self) -> None:
        if not 1 <= self.interval <= MOST_INTERVAL:
            raise ValueError(f"interval {self.interval}")
        if (self.ordinal is not None) != (self.frequency is Frequency.MONTHLY_BY_WEEKDAY):
            raise ValueError("an ordinal goes with monthly by weekday, and only with it")
        if self.ordinal is not None and self.ordinal not in (1, 2, 3, 4, LAST):
            raise ValueError(f"ordinal {self.ordinal}")
        if self.until is not None and self.count is not None:
            raise ValueError("a series ends by a date or by a count")
        if self.count is not None and not 1 <= self.count <= MOST_COUNT:
            raise ValueError(f"count {self.count}")

    def dates(self, first: date) -> Iterator[date]:
        """The dates in order; endless where the rule has no end. `first` must be one of them for
        the others to be counted from it."""
        moments = rrulestr(_without_until(self, first), dtstart=datetime.combine(first, time()))
        days = (day for day in (moment.date() for moment in moments) if day not in self.but)
        until = self.until
        return days if until is None else takewhile(lambda day: day <= until, days)

    def text(self, first: date) -> str:
        """As RFC 5545 writes it (3.3.10): "FREQ=MONTHLY;INTERVAL=2;BYDAY=2TU;UNTIL=20270630". Dates
        that are left out follow as EXDATE, which is a line of its own in a calendar."""
        until = f";UNTIL={self.until:%Y%m%d}" if self.until is not None else ""
        but = f";EXDATE={','.join(f'{day:%Y%m%d}' for day in self.but)}" if self.but else ""
        return _without_until(self, first) + until + but

    @classmethod
    def read(cls, text: str) -> "Rule":
        """What `text` wrote."""
        parts = dict(part.split("=") for part in text.split(";"))
        by_day, monthly = parts.get("BYDAY", ""), parts["FREQ"] == "MONTHLY"
        days = (by_day or parts.get("BYMONTHDAY", "")).split(",")
        ordinal = int(days[0][:-2]) if monthly and by_day else None
        until, count, but = parts.get("UNTIL"), parts.get("COUNT"), parts.get("EXDATE")
        return cls(
            frequency=Frequency.MONTHLY_BY_WEEKDAY if ordinal else Frequency(parts["FREQ"]),
            interval=int(parts["INTERVAL"]),
            ordinal=ordinal,
            until=date.fromisoformat(until) if until else None,
            count=int(count) if count else None,
            several=tuple(days) if len(days) > 1 else (),
            but=tuple(map(date.fromisoformat, but.split(","))) if but else (),
        )

    @property
    def weekdays(self) -> tuple[int, ...]:
        """Those of `several`, Monday = 0."""
        return tuple(dict.fromkeys(day for _, day in self.nths))

    @property
    def ordinals(self) -> tuple[int, ...]:
        """Which of its weekdays in a month, where it is by weekday: 1 to 4, or -1 for the last."""
        return tuple(dict.fromkeys(nth for nth, _ in self.nths)) or (self.ordinal or 1,)

    @property
    def nths(self) -> tuple[tuple[int, int], ...]:
        """Weekdays of `several`: (2, 1) is the 2nd Tuesday of a month, (0, 1) each Tuesday."""
        days = (day for day in self.several if day[-1].isalpha())
        return tuple((int(day[:-2] or 0), WEEKDAYS.index(day[-2:])) for day in days)

    @property
    def monthdays(self) -> tuple[int, ...]:
        """The days of the month of `several`."""
        return tuple(int(day) for day in self.several if not day[-1].isalpha())


def _without_until(rule: Rule, first: date) -> str:
    """Without its UNTIL, which is a date of ours and no instant."""
    parts = [f"FREQ={rule.frequency.partition(';')[0]}", f"INTERVAL={rule.interval}"]
    several = ",".join(rule.several)
    match rule.frequency:
        case Frequency.WEEKLY:
            parts.append(f"BYDAY={several or WEEKDAYS[first.weekday()]}")
        case Frequency.MONTHLY_BY_DATE:
            parts.append(f"BYMONTHDAY={several or first.day}")
        case Frequency.MONTHLY_BY_WEEKDAY:
            parts.append(f"BYDAY={several or f'{rule.ordinal}{WEEKDAYS[first.weekday()]}'}")
    if rule.count is not None:
        parts.append(f"COUNT={rule.count}")
    return ";".join(parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A wall time in one IANA zone."""

    clock: time
    zone: str


class ClockNote(StrEnum):
    """What a change of clocks does to one wall time."""

    MISSING = "missing"
    """Clocks jump over it: the dialogue begins as much later as was left out (RFC 5545, 3.3.5)."""
    REPEATED = "repeated"
    """Clocks show it twice: the first one counts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """One date of a series: `day` names it; `wall` is naive in `zone`, `starts_at` aware UTC.
    `wall` is what clocks really show then, so that a missing hour is never promised; `meant` is the
    wall time of its slot, which differs from it only then."""

    day: date
    meant: datetime
    wall: datetime
    zone: str
    starts_at: datetime
    note: ClockNote | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """What the occurrences of one series share, and where it has got to.

    `slots`: one, or up to four that take turns by the number of the date in the rule, cancelled
    ones counted. `planned_until`: every date up to and with this one stands as a dialogue (or did
    once); None: none yet. A series that goes on from a changed date is a new one.
    """

    id: int
    group_id: int
    title: str
    first: date
    rule: Rule
    slots: tuple[Slot, ...]
    minutes: int
    link: str | None = None
    audience: Audience
    created_by: str
    created_at: datetime
    planned_until: date | None = None

    def __post_init__(self) -> None:
        if not 1 <= len(self.slots) <= MOST_SLOTS:
            raise ValueError(f"{len(self.slots)} slots")

    def occurrences(self, until: date, *, after: date | None = None) -> Iterator[Occurrence]:
        """Those whose date is later than `after` and not later than `until`, in order."""
        for number, day in enumerate(takewhile(lambda d: d <= until, self.rule.dates(self.first))):
            if after is None or day > after:
                yield occurrence(day, self.slots[number % len(self.slots)])

    @property
    def last(self) -> date | None:
        """Its last date; None where the rule has no end."""
        if self.rule.until is None and self.rule.count is None:
            return None
        return max(self.rule.dates(self.first), default=self.first)

    @property
    def planned_to_its_end(self) -> bool:
        """Whether no date is left to be planned."""
        last = self.last
        return last is not None and self.planned_until is not None and last <= self.planned_until

    def ending_before(self, day: date) -> "Series":
        """The same series with its last date before `day`; with none where there is no such."""
        earlier = takewhile(lambda d: d < day, self.rule.dates(self.first))
        last = max(earlier, default=self.first - timedelta(days=1))
        return replace(self, rule=replace(self.rule, until=last, count=None))


def ordinals_of(day: date) -> tuple[int, ...]:
    """Which of its weekday in its month a day is: 1 to 4, and -1 where it is the last."""
    nth = (day.day - 1) // 7 + 1
    last = (LAST,) if (day + timedelta(days=7)).month != day.month else ()
    return (*((nth,) if nth <= 4 else ()), *last)


def nth_weekday(month: date, day_of_week: int, nth: int) -> date:
    """The first (1) to fifth of a weekday in the month of a date, or the last (-1); a fifth may be
    of the next month. Monday is 0."""
    return month + relativedelta(day=31 if nth < 0 else 1, weekday=weekday(day_of_week, nth))


def occurrence(day: date, slot: Slot) -> Occurrence:
    """What a slot means on one date: RFC 5545's rule for hours that are left out or come twice."""
    meant = datetime.combine(day, slot.clock)
    starts_at = zones.resolve(meant, slot.zone)
    note = None
    if zones.is_missing(meant, slot.zone):
        note = ClockNote.MISSING
    elif zones.is_repeated(meant, slot.zone):
        note = ClockNote.REPEATED
    wall = zones.to_wall(starts_at, slot.zone)
    return Occurrence(
        day=day, meant=meant, wall=wall, zone=slot.zone, starts_at=starts_at, note=note
    )
