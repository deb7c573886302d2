"""The loop: APScheduler beats, the database keeps time.

The scheduler remembers nothing and its jobs never overlap. A wake that falls into a running
*deliver* would be skipped by `max_instances`, so it sets a flag and the running one goes round.
"""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.domain.errors import NotSaved
from bot.ports.unit_of_work import Memory
from bot.use_cases.deliveries.deliver import Deliverer
from bot.use_cases.deliveries.housekeeping import keep_house
from bot.use_cases.deliveries.plan import plan
from handlers.clock.timetable import TIMETABLE

log = logging.getLogger(__name__)

_AT_MOST = timedelta(days=1)


def _real_now() -> datetime:
    return datetime.now(UTC)  # noqa: TID251 - APScheduler's own clock, never a stored time


@dataclass(kw_only=True)
class Beats:
    """`now` is Convenor's clock (in a sandbox it may run ahead of the scheduler's own)."""

    memory: Memory
    deliverer: Deliverer
    now: Callable[[], datetime]
    beaten_at: datetime | None = None
    """When *deliver* last ended well."""
    _scheduler: AsyncIOScheduler = field(init=False)
    _busy: asyncio.Lock = field(default_factory=asyncio.Lock)
    _planning: asyncio.Lock = field(default_factory=asyncio.Lock)
    _again: bool = False
    _loop: asyncio.AbstractEventLoop | None = None

    def start(self) -> None:
        """Begin to beat; call inside the running event loop."""
        self._loop = asyncio.get_running_loop()
        self._scheduler = AsyncIOScheduler(
            timezone=UTC,
            job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1},
        )
        for beat in TIMETABLE:
            self._scheduler.add_job(
                getattr(self, beat.name),
                "interval",
                seconds=beat.every,
                id=beat.name,
                next_run_time=_real_now(),
            )
        self._scheduler.start()

    async def stop(self) -> None:
        """No further beat; returns when those that run have ended their round."""
        if self._loop is None:
            return  # the start of something else failed before
        self._scheduler.pause()
        await asyncio.sleep(0)  # what was begun at this very moment takes its lock first
        async with self._busy, self._planning:
            self._scheduler.shutdown(wait=False)  # it would cancel them in the middle

    def wake(self) -> None:
        """Something may be owed: deliver soon. May be called from any thread."""
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._wake)

    def _wake(self) -> None:
        self._again = True
        if self._scheduler.running and not self._busy.locked():
            self._schedule(_real_now())

    async def deliver(self) -> None:
        """Send what is due, until nothing is and nobody has called again meanwhile."""
        try:
            async with self._busy:
                self._again = True
                while self._again:
                    self._again = False
                    await self.deliverer.deliver()
                self.beaten_at = self.now()
                due = await self.deliverer.next_due()
        except NotSaved:
            log.warning("beat_failed", extra={"beat": "deliver"})
            return
        if due is not None and self._scheduler.running:
            ahead = min(max(due - self.now(), timedelta(0)), _AT_MOST)
            self._schedule(_real_now() + ahead)

    async def plan(self) -> None:
        """Owe what the calendar brings, in every workspace."""
        await self._everywhere("plan", lambda work: plan(work=work, now=self.now()))
        self.wake()

    async def housekeeping(self) -> None:
        await self._everywhere("housekeeping", lambda w: keep_house(work=w, now=self.now()))

    async def settle(self) -> None:
        """Plan and deliver at this moment, and return when there is nothing more to do."""
        await self.plan()
        await self.deliver()

    async def _everywhere(self, beat: str, job: Callable[..., object]) -> None:
        try:
            async with self._planning:
                for workspace_id in await self.memory.workspace_ids():
                    await self.memory.write(workspace_id, job)
        except NotSaved:
            log.warning("beat_failed", extra={"beat": beat})

    def _schedule(self, real: datetime) -> None:
        """The next *deliver*, earlier than its interval if need be; never later."""
        job = self._scheduler.get_job("deliver")
        if job is not None and (job.next_run_time is None or real < job.next_run_time):
            job.modify(next_run_time=real)
