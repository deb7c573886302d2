"""Forgets old direct messages and lines of the journal, a few at a time, so that nobody waits."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.ports.unit_of_work import Memory
from bot.use_cases.deliveries.means import always_believed

_AT_ONCE = 25
"""Rows in one transaction: each changes nine indexes, which soon fills the log of SQLite."""
_PAUSE = 0.05
"""Seconds between two of them, in which others write."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Forgetting:
    """`keep_deliveries`, `keep_journal`: for how long; zero: for ever.

    `clock_agrees`: asked before each step, since what a wrong clock forgets is gone.
    """

    memory: Memory
    now: Callable[[], datetime]
    keep_deliveries: timedelta
    keep_journal: timedelta
    clock_agrees: Callable[[], Awaitable[bool]] = always_believed
    pause: Callable[[float], Awaitable[None]] = asyncio.sleep

    async def forget(self) -> None:
        """All that is old enough now; a stop ends it, and the next one goes on."""
        after: int | None = 0
        while self.keep_deliveries and after is not None and await self.clock_agrees():
            after = await self._forget_deliveries(after)
            await self.pause(_PAUSE)
        gone = True
        while self.keep_journal and gone and await self.clock_agrees():
            gone = await self._forget_journal()
            await self.pause(_PAUSE)

    async def _forget_deliveries(self, after: int) -> int | None:
        before = self.now() - self.keep_deliveries
        return await self.memory.write_all(
            lambda work: work.queue.forget_settled(before, after=after, most=_AT_ONCE)
        )

    async def _forget_journal(self) -> bool:
        before = self.now() - self.keep_journal
        return await self.memory.write_all(
            lambda work: work.installations.forget_journal(before, most=_AT_ONCE) > 0
        )
