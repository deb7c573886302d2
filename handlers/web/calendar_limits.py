"""How often calendar addresses may be asked for: each found one, and guesses by each client."""

import ipaddress
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field

from handlers.web.site import AsgiScope, read_header


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


Buckets = OrderedDict[str, Bucket]


@dataclass(kw_only=True)
class CalendarLimits:
    """`burst` at once and `a_minute` ever after for each address that was found.

    A guess counts against the client that made it, and a client that has guessed too often waits
    for what it has not found before; a found address is looked for whoever else has guessed, so
    that nobody keeps a subscriber out. The oldest buckets are forgotten.
    """

    burst: int = 20
    a_minute: float = 20.0
    unknown_burst: int = 100
    unknown_a_minute: float = 60.0
    most_kept: int = 10_000
    """The limit for each sort."""
    clock: Callable[[], float] = time.monotonic
    _found: Buckets = field(default_factory=OrderedDict)
    _clients: Buckets = field(default_factory=OrderedDict)

    def found(self, secret_hash: str) -> float:
        """0 where this address, which is somebody's, may be read now, else the seconds to wait."""
        return self._take(self._found, secret_hash, self.burst, self.a_minute)

    def not_found(self, client: str) -> float:
        """0 where this client may make another guess, else the seconds to wait."""
        return self._take(self._clients, client, self.unknown_burst, self.unknown_a_minute)

    def _take(self, kept: Buckets, key: str, burst: int, a_minute: float) -> float:
        now = self.clock()
        bucket = kept.setdefault(key, Bucket.full(burst, a_minute / 60, now))
        kept.move_to_end(key)
        if len(kept) > self.most_kept:
            kept.popitem(last=False)
        return bucket.take(now)


def client_of(scope: AsgiScope, proxies: int) -> str:
    """Who asks: the peer, or the address that the outermost of our own proxies has seen.

    X-Forwarded-For is read from the right, as each proxy adds what it saw at the end; what is
    further left is the client's own word. An IPv6 client is its /64, as it has all addresses there.
    """
    peer = (scope.get("client") or ("unknown", 0))[0]
    told = read_header(scope, "x-forwarded-for")
    chain = [*(told.split(",") if told else ()), peer]
    seen = chain[-1 - proxies] if proxies < len(chain) else chain[0]
    try:
        address = ipaddress.ip_address(seen.strip())
    except ValueError:
        return "unknown"
    if address.version == 6:
        return str(ipaddress.ip_network((address, 64), strict=False))
    return str(address)
