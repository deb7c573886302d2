"""Faults on request: lost answers, rate limits, errors, delays; the same ones for the same seed."""

import random
from dataclasses import dataclass, field
from typing import Any

KNOWN = ("lost", "ratelimited", "500", "late", "missing_scope", "unknown_method")


@dataclass
class Fault:
    """One order: `share` of the calls of `method` (or of all, `*`), at most `times` of them.

    `kind` is one of KNOWN or `error:WORD` for any other refusal. `seconds` is what a rate limit
    says in Retry-After, and how long a late answer takes.
    """

    method: str
    kind: str
    times: int | None = None
    share: float = 1.0
    seed: int = 0
    seconds: int = 1
    chance: random.Random = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Refuse an unknown kind with ValueError."""
        if self.kind not in KNOWN and not self.kind.startswith("error:"):
            raise ValueError(f"unknown fault {self.kind!r}; known are {', '.join(KNOWN)}")
        self.chance = random.Random(self.seed)  # noqa: S311 (repeatable on purpose)


class Faults:
    """The orders in force, oldest first."""

    def __init__(self) -> None:
        self._orders: list[Fault] = []

    def add(self, fault: Fault) -> None:
        """Put an order in force."""
        self._orders.append(fault)

    def clear(self) -> None:
        """Drop all orders."""
        self._orders.clear()

    def take(self, method: str) -> Fault | None:
        """The fault of this one call, or None."""
        for order in self._orders:
            if order.method not in (method, "*") or order.times == 0:
                continue
            if order.chance.random() >= order.share:
                continue
            if order.times is not None:
                order.times -= 1
            return order
        return None


def refusal(fault: Fault) -> dict[str, Any] | None:
    """The answer of a fault that is answered like a refusal, or None."""
    if fault.kind == "missing_scope":
        return {"ok": False, "error": "missing_scope", "needed": "unknown", "provided": "unknown"}
    if fault.kind == "unknown_method":
        return {"ok": False, "error": "unknown_method", "req_method": fault.method}
    if fault.kind.startswith("error:"):
        return {"ok": False, "error": fault.kind.removeprefix("error:")}
    return None
