"""How often calendar addresses may be asked for: each one, and all unknown ones together."""

import hashlib
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(slots=True)
class Bucket:
    """Holds at most `most` tokens and gains `a_second` of them; each request takes one."""

    most: float
    a_second: float
    tokens: float
    filled_at: float

    @classmethod
    def full(cls, most: float, a_second: float, now: float) -> "Bucket":
        return cls(most, a_second, most, now)

    def take(self, now: float) -> float:
        """0 where there was a token, else the seconds until there is one."""
        self.tokens = min(self.most, self.tokens + (now - self.filled_at) * self.a_second)
        self.filled_at = now
        if self.tokens >= 1:
            self.tokens -= 1
            return 0.0
        return (1 - self.tokens) / self.a_second


@dataclass(kw_only=True)
class CalendarLimits:
    """`burst` at once and `a_minute` ever after for each address; the same for unknown ones.

    An address counts as unknown until it has been found, and then has a bucket of its own, so that
    a flood of guesses keeps nobody out who was in before. Addresses are kept as digests only.
    """

    burst: int = 20
    a_minute: float = 20.0
    unknown_burst: int = 100
    unknown_a_minute: float = 60.0
    most_known: int = 10_000
    clock: Callable[[], float] = time.monotonic
    _known: "OrderedDict[bytes, Bucket]" = field(default_factory=OrderedDict)
    _unknown: Bucket | None = None

    def wait(self, secret: str) -> float:
        """0 where this request may go on, else the seconds after which one may."""
        key, now = _digest(secret), self.clock()
        bucket = self._known.get(key)
        if bucket is not None:
            self._known.move_to_end(key)
            return bucket.take(now)
        if self._unknown is None:
            self._unknown = Bucket.full(self.unknown_burst, self.unknown_a_minute / 60, now)
        return self._unknown.take(now)

    def found(self, secret: str) -> None:
        """It is somebody's: what it took from the unknown ones is given back."""
        key = _digest(secret)
        if key in self._known:
            return
        if self._unknown is not None:
            self._unknown.tokens += 1
        own = Bucket.full(self.burst, self.a_minute / 60, self.clock())
        own.tokens -= 1
        self._known[key] = own
        if len(self._known) > self.most_known:
            self._known.popitem(last=False)

    def not_found(self, secret: str) -> None:
        """It is nobody's (any more)."""
        self._known.pop(_digest(secret), None)


def _digest(secret: str) -> bytes:
    return hashlib.sha256(secret.encode()).digest()
