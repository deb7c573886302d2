"""What `/metrics` tells: the queue from the database, the rest of this process.

What the database counts is the same whichever process is asked, with any number of workers: take
the maximum of it over processes, never the sum. No label holds a word or an id of anybody's.
"""

import asyncio
import logging
import time
from bisect import bisect_left
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.ports.ledgers.tallies import Tally

log = logging.getLogger(__name__)

BOUNDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 3.0)
"""Seconds. Two is our own budget, three is Slack's patience."""


@dataclass
class Spread:
    """Durations of one kind: how many fell into each bucket, the last one being all above."""

    counts: list[int] = field(default_factory=lambda: [0] * (len(BOUNDS) + 1))
    seconds: float = 0.0

    def add(self, seconds: float) -> None:
        self.counts[bisect_left(BOUNDS, seconds)] += 1
        self.seconds += seconds

    def cumulative(self) -> Iterator[tuple[str, int]]:
        """(upper bound, how many at or under it), as Prometheus wants a histogram."""
        so_far = 0
        for bound, count in zip((*map(str, BOUNDS), "+Inf"), self.counts, strict=True):
            so_far += count
            yield bound, so_far


@dataclass
class Acks:
    """Implements bot.ports.watcher.Watcher."""

    spreads: dict[str, Spread] = field(default_factory=dict)
    unanswered: Counter[str] = field(default_factory=Counter)

    def acked(self, kind: str, seconds: float) -> None:
        self.spreads.setdefault(kind, Spread()).add(seconds)

    def left(self, kind: str) -> None:
        self.unanswered[kind] += 1


@dataclass(kw_only=True)
class Metrics:
    """Where the numbers come from; whoever starts the process fills it in as it goes.

    `tally` is taken at most once in `keep` seconds, since it reads every delivery there is.
    """

    now: Callable[[], datetime]
    acks: Acks = field(default_factory=Acks)
    tally: Callable[[], Awaitable[Tally]] | None = None
    beat_ages: Callable[[], Mapping[str, float]] = dict
    slack_age: Callable[[], float | None] = lambda: None
    socket_age: Callable[[], float | None] = lambda: None
    replaced: Callable[[], Mapping[str, int]] = dict
    patience: float = 5.0
    keep: float = 10.0
    clock: Callable[[], float] = time.monotonic
    _counting: "asyncio.Task[Tally | None] | None" = None
    _counted_at: float = 0.0

    async def take_tally(self) -> Tally | None:
        """None where the database did not answer."""
        task = self._counting
        over = task is not None and task.done()
        young = self.clock() - self._counted_at <= self.keep
        if task is None or (over and not (young and task.result() is not None)):
            self._counted_at = self.clock()
            task = self._counting = asyncio.create_task(self._take())
        return await asyncio.shield(task)

    async def _take(self) -> Tally | None:
        if self.tally is None:
            return None
        try:
            return await asyncio.wait_for(self.tally(), self.patience)
        except Exception as error:
            log.warning("not_counted", extra={"error": type(error).__name__})
            return None
