"""Faults on request, in the Web API and on the way to the app, and Slack's rate limits.

Faults are the same ones for the same seed.
"""

import math
import random
from collections import Counter, defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

ON_API = frozenset(
    "lost unheard ratelimited 500 500_done late slow missing_scope unknown_method".split()
)
"""What can befall a Web API call, besides `error:WORD`, which is any other refusal.

lost: done, and the connection closed without an answer. unheard: not done, no answer.
500: not done. 500_done: done, and answered 500 all the same. late: done at once, answered
after `seconds`. slow: done only after `seconds`, whether the caller still waits or not.
"""
ON_DELIVERIES = frozenset("lost unheard late repeat close freeze".split())
"""What can befall something for the app (`app:events_api`, `app:slash_commands`, …, `app:*`).

lost: the app's acknowledgement is not noticed. unheard: it never leaves. late: it leaves after
`seconds`. repeat: acknowledged, and sent once more as a retry. Over Socket Mode also close: its
socket breaks before the acknowledgement. freeze: its socket falls silent, and it is lost in it.
"""
ON_CONNECTING = frozenset("500 freeze".split())
"""What can befall a new WebSocket (`app:connect`). 500: refused, and its address is spent. freeze:
taken, and silent from the first."""
TO_APP, CONNECTING = "app:", "app:connect"


@dataclass
class Fault:
    """One order: `share` of what befits `method` (`*`: any call), at most `times` of it.

    `channel` narrows it to calls with that argument. `seconds` is what a rate limit says in
    Retry-After, and how long a late or slow one takes. ValueError for a kind that is not known.
    """

    method: str
    kind: str
    times: int | None = None
    share: float = 1.0
    seed: int = 0
    seconds: float = 1
    channel: str | None = None
    chance: random.Random = field(init=False, repr=False)

    def __post_init__(self) -> None:
        known = ON_DELIVERIES if self.method.startswith(TO_APP) else ON_API
        known = ON_CONNECTING if self.method == CONNECTING else known
        is_word = self.kind.startswith("error:") and not self.method.startswith(TO_APP)
        if self.kind and self.kind not in known and not is_word:
            names = ", ".join(sorted(known))
            raise ValueError(f"unknown fault {self.kind!r} of {self.method}; known are {names}")
        self.chance = random.Random(self.seed)  # noqa: S311 (repeatable on purpose)

    def befits(self, method: str, channel: str | None) -> bool:
        """Whether it can strike here at all."""
        if self.times == 0 or self.channel not in (None, channel):
            return False
        if self.method == "*":
            return not method.startswith(TO_APP)
        if self.method == "app:*":
            return method.startswith(TO_APP) and method != CONNECTING
        return self.method == method


class Faults:
    """The orders in force, oldest first, and how often each kind has struck."""

    def __init__(self) -> None:
        self._orders: list[Fault] = []
        self.struck: Counter[tuple[str, str]] = Counter()

    def add(self, fault: Fault) -> None:
        """Put an order in force."""
        self._orders.append(fault)

    def clear(self) -> None:
        """Drop all orders; what has struck stays counted."""
        self._orders.clear()

    def take(self, method: str, *, channel: str | None = None) -> Fault:
        """The fault of this one call, delivery or connection; one without a kind for none."""
        for order in self._orders:
            if not order.befits(method, channel) or order.chance.random() >= order.share:
                continue
            if order.times is not None:
                order.times -= 1
            self.struck[method, order.kind] += 1
            return order
        return Fault(method, "")


def refusal(fault: Fault) -> dict[str, Any] | None:
    """The answer of a fault that is answered like a refusal, or None."""
    if fault.kind == "missing_scope":
        return {"ok": False, "error": "missing_scope", "needed": "unknown", "provided": "unknown"}
    if fault.kind == "unknown_method":
        return {"ok": False, "error": "unknown_method", "req_method": fault.method}
    if fault.kind.startswith("error:"):
        return {"ok": False, "error": fault.kind.removeprefix("error:")}
    return None


MINUTE = 60.0
TIERS = {1: 1, 2: 20, 3: 50, 4: 100}
"""Calls a minute that each of Slack's tiers promises; Slack gives a little more at times."""
_TIER_2 = """
bookmarks.add bookmarks.edit bookmarks.remove canvases.create conversations.archive
conversations.canvases.create conversations.create conversations.list conversations.rename
conversations.setPurpose conversations.setTopic dnd.teamInfo emoji.list pins.add pins.list
pins.remove reactions.list reactions.remove usergroups.list users.list
"""
_TIER_4 = """
api.test chat.postEphemeral conversations.members files.completeUploadExternal files.info
files.getUploadURLExternal users.info users.profile.get views.open views.publish views.push
views.update
"""
TIER_OF = dict.fromkeys(_TIER_2.split(), 2) | dict.fromkeys(_TIER_4.split(), 4)
"""Every other method has the third tier, those of `SPECIAL` excepted."""
SPECIAL = frozenset(("auth.test", "chat.getPermalink"))
"""Hundreds of calls a minute: never refused here."""
A_MESSAGE = 1.0
"""Seconds for each message to one channel."""


class Rates:
    """Counts calls of the last minute; `real_now` gives unix seconds of the real clock."""

    def __init__(self, real_now: Callable[[], float]) -> None:
        self._real_now = real_now
        self._calls: dict[str, deque[float]] = defaultdict(deque)
        self.on = False

    def seconds_to_wait(self, method: str, channel: str | None) -> int:
        """What Retry-After says, or 0 for a call that is taken, which counts from now."""
        if not self.on or method in SPECIAL:
            return 0
        if method == "chat.postMessage":
            return self._take(f"{method} {channel}", 1, A_MESSAGE)
        return self._take(method, TIERS[TIER_OF.get(method, 3)], MINUTE)

    def _take(self, key: str, most: int, seconds: float) -> int:
        now, calls = self._real_now(), self._calls[key]
        while calls and calls[0] <= now - seconds:
            calls.popleft()
        if len(calls) >= most:
            return max(1, math.ceil(calls[0] + seconds - now))
        calls.append(now)
        return 0
