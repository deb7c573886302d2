"""One moment's numbers of a process: how fast it acknowledged, ages, why things were dropped."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from bot.ports.ledgers.books import Tally

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


_REASON = re.compile(r"[A-Za-z][A-Za-z _-]{0,39}")
MOST_REASONS = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """Ages are seconds since something last went well; None: never yet."""

    acks: Acks
    tally: Tally | None
    """None where the database did not answer."""
    lag: float
    beat_ages: Mapping[str, float]
    slack_age: float | None
    socket_age: float | None
    sockets_replaced: Mapping[str, int]


def reasons(dropped: Mapping[str, int]) -> Mapping[str, int]:
    """Why things were dropped, without what follows a colon; "other" for all but plain words."""
    found: Counter[str] = Counter()
    for error, count in sorted(dropped.items()):
        word = error.partition(":")[0].strip()
        plain = _REASON.fullmatch(word) is not None
        room = word in found or len(found) < MOST_REASONS
        found[word if plain and room else "other"] += count
    return found
