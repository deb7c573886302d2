"""What `/metrics` tells: the queue from the database, the rest of this process.

What the database counts is the same whichever process is asked, with any number of workers: take
the maximum of it over processes, never the sum. No label holds a word or an id of anybody's.
"""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.ports.ledgers.books import Tally
from handlers.web.snapshot import Acks, Snapshot

log = logging.getLogger(__name__)


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
    sockets_replaced: Callable[[], Mapping[str, int]] = dict
    patience: float = 5.0
    keep: float = 10.0
    clock: Callable[[], float] = time.monotonic
    _counting: "asyncio.Task[Tally | None] | None" = None
    _counted_at: float = 0.0

    async def page(self) -> tuple[str, bytes]:
        """Content type and body."""
        # Loaded when somebody asks: most processes that start are never looked at.
        from handlers.web.exposition import CONTENT_TYPE, exposed

        return CONTENT_TYPE, exposed(await self.snapshot())

    async def snapshot(self) -> Snapshot:
        tally = await self._tally()
        due = tally.oldest_due if tally is not None else None
        return Snapshot(
            acks=self.acks,
            tally=tally,
            lag=max((self.now() - due).total_seconds(), 0.0) if due is not None else 0.0,
            beat_ages=self.beat_ages(),
            slack_age=self.slack_age(),
            socket_age=self.socket_age(),
            sockets_replaced=self.sockets_replaced(),
        )

    async def _tally(self) -> Tally | None:
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
