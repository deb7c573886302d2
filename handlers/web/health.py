"""Whether this process is ready: each check by name, asked side by side, and never for long."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What one check found; `says` in a few words, with no address, name or id in them."""

    good: bool
    says: str


Look = Callable[[], Awaitable[CheckResult]]


@dataclass(frozen=True, slots=True)
class HealthReport:
    """All findings; ready where every one is good."""

    findings: Mapping[str, CheckResult]

    @property
    def ready(self) -> bool:
        return all(finding.good for finding in self.findings.values())

    def as_json(self) -> dict[str, Any]:
        checks = {n: {"ok": found.good, "says": found.says} for n, found in self.findings.items()}
        return {"ready": self.ready, "checks": checks}


@dataclass(kw_only=True)
class Health:
    """`patience`: seconds for each check; `keep`: how long a report is given out again.

    Whoever asks while a check is under way waits for that one, so that many who ask at once put
    no weight on what is asked.
    """

    checks: dict[str, Look] = field(default_factory=dict)
    patience: float = 3.0
    keep: float = 0.3
    clock: Callable[[], float] = time.monotonic
    _asking: "asyncio.Task[HealthReport] | None" = None
    _asked_at: float = 0.0

    async def report(self) -> HealthReport:
        old = self._asking is None or self._asking.done()
        if self._asking is None or (old and self.clock() - self._asked_at > self.keep):
            self._asked_at = self.clock()
            self._asking = asyncio.create_task(self._look())
        return await asyncio.shield(self._asking)

    async def _look(self) -> HealthReport:
        names = list(self.checks)
        found = await asyncio.gather(*(self._one(name) for name in names))
        return HealthReport(dict(zip(names, found, strict=True)))

    async def _one(self, name: str) -> CheckResult:
        try:
            return await asyncio.wait_for(self.checks[name](), self.patience)
        except TimeoutError:
            return CheckResult(False, f"no answer in {self.patience:g} s")
        except Exception as error:
            log.warning("check_failed", extra={"check": name, "error": type(error).__name__})
            return CheckResult(False, "the check failed")


def recent(
    age: Callable[[], float | None],
    within: float,
    trouble: Callable[[], str | None] = lambda: None,
    *,
    otherwise: str = "never yet",
) -> Look:
    """Good while what `age` tells (seconds since it last went well) is at most `within`.

    `trouble`: a short word for why it does not go well now, said beside the age, or beside
    `otherwise` where there is none.
    """

    async def look() -> CheckResult:
        seconds = age()
        since = otherwise if seconds is None else f"{seconds:.0f} s ago"
        why = trouble()
        good = seconds is not None and seconds <= within
        return CheckResult(good, since if why is None else f"{since} ({why})")

    return look
