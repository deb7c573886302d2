"""Prices of each quarter of an hour in one place, computed once for all meetings."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from bot.domain.fairness import HOURS_OF_DAY, QUARTER, HolidayOn, Weights, day_off

_DAY = timedelta(days=1)
_QUARTERS_AN_HOUR = 4
_STRIDE = 96
"""Quarters between two looks at a zone's offset: none changes its clocks twice in a day."""


def prices_by_quarter(
    zone: ZoneInfo, *, holiday_on: HolidayOn, weights: Weights, first: datetime, quarters: int
) -> list[int]:
    """The points of `quarters` quarters in a row; `first` is aware, on a quarter of the clock.

    A meeting's burden is the highest price of its quarters (bot.domain.fairness.burden says the
    same of one meeting at a time).
    """
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
    return [
        points
        for hour in range(HOURS_OF_DAY)
        for points in [weights.at(hour, off=off)] * _QUARTERS_AN_HOUR
    ]


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
