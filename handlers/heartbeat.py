"""A small write now and then: proof that what people type is really kept.

To read proves nothing: a full disk still reads, and so does a file that was deleted.
"""

import asyncio
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.domain import NotSaved
from handlers.clock.agreement import ClockWatch
from storage.database.failures import driver_words
from storage.unit_of_work import Database

log = logging.getLogger(__name__)

EVERY = 15.0
"""Seconds; each is one commit, and a restored copy's age is known as exactly."""
AFTER_A_FAILURE = 3.0


@dataclass(kw_only=True)
class Heartbeat:
    """Notes in the database itself when each workspace was last written to."""

    database: Database
    clock: ClockWatch
    now: Callable[[], datetime]
    _failed: str | None = None
    _written: float | None = None
    _beating: "asyncio.Task[None] | None" = None

    @property
    def age(self) -> float | None:
        """Seconds since the last write that was kept; None when there was none yet."""
        return time.monotonic() - self._written if self._written is not None else None

    @property
    def trouble(self) -> str | None:
        """Why nothing is kept now: what is wrong with the file, or the last beat's failure."""
        return self.database.file_trouble or self._failed

    def start(self) -> None:
        self._beating = asyncio.create_task(self._beat())

    async def stop(self) -> None:
        if self._beating is not None:
            self._beating.cancel()
            await asyncio.gather(self._beating, return_exceptions=True)

    async def write(self) -> None:
        """One beat. A wrong clock's moment is not noted, but the write is tried all the same."""
        moment = self.now() if await self.clock.agrees() else None
        try:
            await self.database.write_all(lambda work: work.installations.beat(moment))
        except NotSaved as error:
            self._tell(self.database.file_trouble or driver_words(error))
        else:
            self._written = time.monotonic()
            self._tell(None)

    def _tell(self, failed: str | None) -> None:
        if failed is not None and failed != self._failed:  # once, not at every beat
            log.error("nothing_is_saved", extra={"error": failed})
        elif failed is None and self._failed is not None:
            log.info("saved_again")
        self._failed = failed

    async def _beat(self) -> None:
        while True:
            await self.write()
            await asyncio.sleep(EVERY if self._failed is None else AFTER_A_FAILURE)
