"""The search: possible starts by number, their cost by organisation, the best free ones."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from itertools import pairwise
from operator import add
from zoneinfo import ZoneInfo

from bot.domain import Group, Organisation
from bot.domain.fairness import HOURS_OF_DAY, QUARTER, HolidayOn, Weights, day_off
from bot.domain.zones import rules_of, to_wall
from bot.ports.unit_of_work import Holidays
from bot.use_cases.context import Context

_DAY = timedelta(days=1)
_QUARTERS_AN_HOUR = 4
_STRIDE = 96
"""Quarters between two looks at a zone's offset: none changes its clocks twice in a day."""


def prices_by_quarter(
    zone: ZoneInfo, *, holiday_on: HolidayOn, weights: Weights, first: datetime, quarters: int
) -> list[int]:
    """The points of `quarters` quarters in a row; `first` is aware, on a quarter of the clock. A
    meeting's burden is the highest price of its quarters (bot.domain.fairness.burden says the same
    of one meeting at a time)."""
    of_day = {off: _of_day(weights, off=off) for off in (False, True)}
    found: list[int] = []
    for start, length in _even_runs(zone, first, quarters):
        local = (first + start * QUARTER).astimezone(zone)
        day, skipped = local.date(), (local.hour * 60 + local.minute) // 15
        while length > 0:
            off = day_off(day, holiday_on(day)) is not None
            part = of_day[off][skipped : skipped + length]
            found += part
            length -= len(part)
            day, skipped = day + _DAY, 0
    return found


def dearest_by_start(points: Sequence[int], starts: Iterable[int], width: int) -> list[int]:
    """By start, the highest of `width` points in a row from there."""
    return [max(points[start : start + width]) for start in starts]


def _of_day(weights: Weights, *, off: bool) -> list[int]:
    """The prices of a day without a clock change."""
    quarters = range(HOURS_OF_DAY * _QUARTERS_AN_HOUR)
    return [weights.at(quarter // _QUARTERS_AN_HOUR, off=off) for quarter in quarters]


def _even_runs(zone: ZoneInfo, first: datetime, quarters: int) -> Iterator[tuple[int, int]]:
    """(index of the first quarter, how many) between clock changes."""
    utc = first.astimezone(UTC)

    def offset(index: int) -> timedelta | None:
        return (utc + index * QUARTER).astimezone(zone).utcoffset()

    marks = [(index, offset(index)) for index in (*range(0, quarters, _STRIDE), quarters)]
    edges = [0]
    for (before, was), (after, will) in pairwise(marks):
        if was != will:
            edges.append(next(i for i in range(before, after + 1) if offset(i) != was))
    for start, end in pairwise((*edges, quarters)):
        if end > start:
            yield start, end - start


_A_DAY = 2
_AT_ONE_TIME = 3
_APART = timedelta(hours=2)
"""The most slots on one day and at one time of day of the group's clock, and the least distance
between any two: six neighbours would be no choice."""
_HALF_AN_HOUR = 30
_MOST_DIALOGUES = 5_000
_MIDNIGHT = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Quarters of an hour by number: `starts` of them can begin a meeting `width` quarters long."""

    first: datetime
    starts: int
    width: int

    @classmethod
    def between(cls, start: datetime, end: datetime, minutes: int) -> "Span":
        """All meetings so long that begin from `start` to before `end`, both aware."""
        into = (start - _MIDNIGHT) % QUARTER
        first = start.astimezone(UTC) + (QUARTER - into if into else into)
        return cls(first=first, starts=-((first - end) // QUARTER), width=-(-minutes // 15))

    def at(self, index: int) -> datetime:
        return self.first + index * QUARTER

    @property
    def quarters(self) -> int:
        """All that the meetings can touch."""
        return self.starts + self.width - 1 if self.starts else 0


def costs_of(
    organisations: Sequence[Organisation],
    span: Span,
    starts: Sequence[int],
    *,
    holidays: Holidays,
    weights: Weights,
) -> Mapping[int, tuple[int, ...]]:
    """By start, what it costs each organisation; those of one place are worked out together."""
    by_place: dict[tuple[str, str], list[int]] = {}
    for organisation in organisations:
        place = (organisation.zone, organisation.country)
        if place not in by_place:
            each = prices_by_quarter(
                rules_of(organisation.zone),
                holiday_on=partial(holidays.on, organisation.country),
                weights=weights,
                first=span.first,
                quarters=span.quarters,
            )
            by_place[place] = dearest_by_start(each, starts, span.width)
    costs = zip(*(by_place[o.zone, o.country] for o in organisations), strict=True)
    return dict(zip(starts, costs, strict=True))


def free_starts(span: Span, group: Group, context: Context) -> list[int]:
    """The starts on the group's half hours at which none of its dialogues would be under way."""
    end = span.at(span.quarters)
    taken = [0] * span.quarters
    for dialogue in context.work.dialogues.planned_between(
        context.reader, [group.id], span.first, end, limit=_MOST_DIALOGUES
    ):
        begins = max((dialogue.starts_at - span.first) // QUARTER, 0)
        ends = min(-((span.first - dialogue.ends_at) // QUARTER), span.quarters)
        taken[begins:ends] = [1] * (ends - begins)
    local = ((index, to_wall(span.at(index), group.zone)) for index in range(span.starts))
    on_the_half_hour = [index for index, at in local if at.minute % _HALF_AN_HOUR == 0]
    busy = dearest_by_start(taken, on_the_half_hour, span.width)
    return [index for index, clash in zip(on_the_half_hour, busy, strict=True) if not clash]


def best_starts(
    costs: Mapping[int, tuple[int, ...]],
    before: Sequence[int],
    span: Span,
    group: Group,
    *,
    most: int,
) -> list[int]:
    """The fairest starts that are different enough to choose between, the best first. `before`:
    each organisation's total, in the order of a start's costs."""

    def unfairness(index: int) -> tuple[list[int], int, int]:
        after = sorted(map(add, before, costs[index]), reverse=True)
        return after, sum(after), index

    chosen: list[int] = []
    alike: Counter[date | time] = Counter()
    for index in sorted(costs, key=unfairness):
        local = to_wall(span.at(index), group.zone)
        near = any(abs(span.at(index) - span.at(other)) < _APART for other in chosen)
        if alike[local.date()] < _A_DAY and alike[local.time()] < _AT_ONE_TIME and not near:
            chosen.append(index)
            alike.update((local.date(), local.time()))
        if len(chosen) == most:
            break
    return chosen
