"""Whether the machine's clock can be believed: it is compared with Slack's own.

What is dropped as too late is gone for good, and what is sent too early cannot be taken back. So
while the two clocks disagree nothing is claimed, dropped or planned.
"""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from bot.domain.wording import count

log = logging.getLogger(__name__)

TOLERANCE = timedelta(minutes=2)
"""More than a request takes and than a clock drifts that nobody sets for weeks; less than the five
minutes after which a message is late, and after which Slack's requests are refused."""
ASK_AGAIN = 5.0
"""Seconds between two questions about the same disagreement."""


async def _nobody() -> None:
    """There is no Slack to ask."""


@dataclass(kw_only=True)
class ClockWatch:
    """Slack's last `Date`, carried on by a clock that nobody can set, against `now`.

    Until Slack has said a date, the moment at which the watch was made takes its place. A jump
    that Slack confirms (the machine slept, or its clock was put right) is no trouble.
    """

    now: Callable[[], datetime]
    ask: Callable[[], Awaitable[None]] = _nobody
    """Asks Slack; the answer's date comes by `hear`."""
    monotonic: Callable[[], float] = time.monotonic
    trouble: str | None = None
    """How the clocks disagree, in a few words; None while they agree."""
    _date: datetime = field(init=False)
    _heard_at: float = field(init=False)
    _asked_about: tuple[timedelta, float] | None = None
    _asking: asyncio.Lock = field(default_factory=asyncio.Lock)

    def __post_init__(self) -> None:
        self._date, self._heard_at = self.now(), self.monotonic()

    def hear(self, date: str) -> None:
        """A `Date` header that Slack has just sent; one that cannot be read says nothing."""
        try:
            said = parsedate_to_datetime(date)
        except ValueError:
            return
        self._date, self._heard_at = said.replace(tzinfo=said.tzinfo or UTC), self.monotonic()

    async def agrees(self) -> bool:
        """Whether the clocks agree now; where they do not, Slack is asked first."""
        if not self._apart():
            self._tell(None)
            return True
        async with self._asking:
            if self._apart() and self._may_ask():
                await self.ask()
        apart = self._apart()
        self._asked_about = (self._ahead(), self.monotonic()) if apart else None
        self._tell(_words(self._ahead()) if apart else None)
        return not apart

    def _ahead(self) -> timedelta:
        return self.now() - self._date - timedelta(seconds=self.monotonic() - self._heard_at)

    def _apart(self) -> bool:
        return abs(self._ahead()) > TOLERANCE

    def _may_ask(self) -> bool:
        """At once about another jump; about the same one again after a while."""
        if self._asked_about is None:
            return True
        ahead, at = self._asked_about
        return abs(self._ahead() - ahead) > TOLERANCE or self.monotonic() - at >= ASK_AGAIN

    def _tell(self, trouble: str | None) -> None:
        if trouble is not None and self.trouble is None:
            log.error("clocks_disagree", extra={"error": trouble})
        elif trouble is None and self.trouble is not None:
            log.info("clocks_agree")
        self.trouble = trouble


def _words(ahead: timedelta) -> str:
    """ "the machine's clock is 2 days ahead of Slack's"."""
    way = "ahead of" if ahead > timedelta(0) else "behind"
    minutes = round(abs(ahead).total_seconds() / 60)
    if minutes < 2 * 60:
        far = count(minutes, "minute", "minutes")
    elif minutes < 2 * 24 * 60:
        far = count(round(minutes / 60), "hour", "hours")
    else:
        far = count(round(minutes / 60 / 24), "day", "days")
    return f"the machine's clock is {far} {way} Slack's"
