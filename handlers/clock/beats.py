"""The loop: APScheduler beats, the database keeps time.

The scheduler remembers nothing. A wake or a beat that falls into a running *deliver* sets a flag,
and the running one goes round once more.
"""

import asyncio
import contextlib
import logging
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from bot.domain import NotSaved
from bot.domain.fairness import Weights
from bot.ports.unit_of_work import Memory
from bot.use_cases.deliveries.deliver import Deliverer
from bot.use_cases.deliveries.means import always_believed
from bot.use_cases.deliveries.plan import keep_house, plan_in_steps

if TYPE_CHECKING:
    from apscheduler.schedulers.asyncio import AsyncIOScheduler

log = logging.getLogger(__name__)

TIMETABLE = {
    "deliver": 15,  # at the latest; it also wakes at the next due moment and when told
    "plan": 5 * 60,
    "minutes": 5,
    "people": 60,
    "housekeeping": 60 * 60,
    "drift": 24 * 60 * 60,
    "forgetting": 24 * 60 * 60,
}
"""Every beat: it runs once at the start, then at an interval in seconds."""
_AT_MOST = timedelta(days=1)
GUARD_EVERY = 5.0
"""Seconds of the loop's own clock between two looks at the machine's."""


def _real_now() -> datetime:
    return datetime.now(UTC)  # noqa: TID251 - APScheduler's own clock, never a stored time


@dataclass(kw_only=True)
class Beats:
    """`now` is Convenor's clock (in a sandbox it may run ahead of the scheduler's own)."""

    memory: Memory
    deliverer: Deliverer
    now: Callable[[], datetime]
    weights: Weights = field(default_factory=Weights)
    clock_agrees: Callable[[], Awaitable[bool]] = always_believed
    """Whether `now` can be believed: while it cannot, no beat does anything."""
    slow: Mapping[str, Callable[[], Awaitable[None]]] = field(default_factory=dict)
    """By the beat's name: what asks or writes a little at a time, with long pauses."""
    _scheduler: "AsyncIOScheduler" = field(init=False)
    _busy: asyncio.Lock = field(default_factory=asyncio.Lock)
    _keeping: asyncio.Lock = field(default_factory=asyncio.Lock)
    _asking: dict[str, asyncio.Lock] = field(default_factory=lambda: defaultdict(asyncio.Lock))
    _again: bool = False
    _next_end: datetime | None = None
    """When the next proposal ends, as the last plan saw it; none ends sooner than in a day."""
    _loop: asyncio.AbstractEventLoop | None = None
    _guard: "asyncio.Task[None] | None" = None
    begun: asyncio.Event = field(default_factory=asyncio.Event)
    """Set once the first beat went well."""
    _beaten: dict[str, float] = field(default_factory=dict)
    """When each beat last went well, by a clock that nobody can set."""

    @property
    def ages(self) -> Mapping[str, float]:
        """Seconds since each beat last ended well, and *deliver* also since it took what is due."""
        now = time.monotonic()
        return {beat: now - at for beat, at in self._beaten.items()}

    def start(self) -> None:
        """Begin to beat; call inside the running event loop."""
        from apscheduler.schedulers.asyncio import AsyncIOScheduler  # a front door never beats

        self._loop = asyncio.get_running_loop()
        self.deliverer.beat = self._alive
        self._scheduler = AsyncIOScheduler(
            timezone=UTC,
            job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 2},
        )
        own = {"deliver": self.deliver, "plan": self.plan, "housekeeping": self.housekeeping}
        for beat, job in (own | {beat: partial(self.ask, beat) for beat in self.slow}).items():
            seconds = TIMETABLE[beat]
            self._scheduler.add_job(
                job, "interval", seconds=seconds, id=beat, next_run_time=_real_now()
            )
        self._scheduler.start()
        self._guard = asyncio.create_task(self._watch_the_clock())

    async def stop(self) -> None:
        """No further beat; returns when what runs has ended what it has under way."""
        if self._loop is None:
            return  # the start of something else failed before
        self._scheduler.pause()
        self.deliverer.stop()
        if self._guard is not None:
            self._guard.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._guard
        await asyncio.sleep(0)  # what was begun at this very moment takes its lock first
        async with self._busy, self._keeping:
            self._scheduler.shutdown(wait=False)  # it would cancel them in the middle

    def wake(self) -> None:
        """Something may be owed: deliver soon. May be called from any thread."""
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._wake)

    def _wake(self) -> None:
        self._again = True
        self.deliverer.wake()
        if self._scheduler.running and not self._busy.locked():
            self._schedule(_real_now())

    async def deliver(self) -> None:
        """Send what is due, until nothing is and nobody has called again meanwhile."""
        if self._next_end is not None and self._next_end <= self.now():
            await self.plan()
        if self._busy.locked():
            self._again = True
            self.deliverer.wake()
        else:
            await self._deliver()

    async def _deliver(self) -> None:
        try:
            async with self._busy:
                self._again = True
                while self._again:
                    self._again = False
                    await self.deliverer.deliver()
                self._alive()
                due = await self.next_due()
        except NotSaved:
            log.warning("beat_failed", extra={"beat": "deliver"})
            return
        if due is not None and self._scheduler.running and await self.clock_agrees():
            ahead = min(max(due - self.now(), timedelta(0)), _AT_MOST)
            self._schedule(_real_now() + ahead)

    async def plan(self) -> None:
        """Owe what the calendar brings, in every workspace."""
        ends: list[datetime] = []
        if await self.clock_agrees():
            async with self._one_beat("plan"):
                for workspace_id in await self.memory.workspace_ids():
                    end = await plan_in_steps(
                        workspace_id, memory=self.memory, now=self.now(), weights=self.weights
                    )
                    ends += [end] if end and end > self.now() else []
        self._next_end = min(ends, default=None)
        self.wake()

    async def next_due(self) -> datetime | None:
        """When something falls due next: a message, or the end of a proposal."""
        due = await self.deliverer.next_due()
        return min(filter(None, (due, self._next_end)), default=None)

    async def housekeeping(self) -> None:
        """Forget what nobody asks for, and end waits that a wrong clock has begun."""
        if not await self.clock_agrees():
            return
        async with self._one_beat("housekeeping"):
            for workspace_id in await self.memory.workspace_ids():
                await self.memory.write(workspace_id, lambda w: keep_house(work=w, now=self.now()))
            if await self.deliverer.mend_waits():
                self.wake()

    async def ask(self, beat: str) -> None:
        """One of the slow beats, once at a time; a stop ends it, and it goes on later."""
        if not self._asking[beat].locked():
            await self._ask(beat)

    async def _ask(self, beat: str) -> None:
        async with self._asking[beat]:
            try:
                await self.slow[beat]()
                self._alive(beat)
            except asyncio.CancelledError:
                log.info("beat_ended", extra={"beat": beat})  # by a stop, amid its long pauses
            except NotSaved:
                log.warning("beat_failed", extra={"beat": beat})

    async def settle(self, *, plan: bool = True) -> None:
        """Plan and deliver at this moment, and return when there is nothing more to do."""
        if plan:
            await self.plan()
        if "minutes" in self.slow:
            await self._ask("minutes")
        await self._deliver()

    def _alive(self, beat: str = "deliver") -> None:
        self._beaten[beat] = time.monotonic()
        self.begun.set()

    async def _watch_the_clock(self) -> None:
        """The scheduler goes by the machine's clock: set back, it would wait for its return.

        No beat is ever further away than its interval, so one that is comes now. This waits by
        the loop's own clock, which nobody can set.
        """
        while True:
            await asyncio.sleep(GUARD_EVERY)
            self.mend_after_clock_change()

    def mend_after_clock_change(self) -> None:
        """Whatever waits for the clock's return comes now; the house is put in order as well."""
        now = _real_now()
        late = []
        for job in self._scheduler.get_jobs():
            far = now + timedelta(seconds=TIMETABLE[job.id] + GUARD_EVERY)
            if job.next_run_time is not None and job.next_run_time > far:
                late.append(job.id)
        if late:
            log.warning("clock_set_back", extra={"beats": late})
        for beat in {"housekeeping", *late} if late else ():
            self._scheduler.modify_job(beat, next_run_time=now)

    @contextlib.asynccontextmanager
    async def _one_beat(self, beat: str) -> AsyncIterator[None]:
        """For which a stop waits; what was not saved comes with the next one."""
        try:
            async with self._keeping:
                yield
            self._alive(beat)
        except NotSaved:
            log.warning("beat_failed", extra={"beat": beat})

    def _schedule(self, real: datetime) -> None:
        """The next *deliver*, earlier than its interval if need be; never later."""
        job = self._scheduler.get_job("deliver")
        if job is not None and (job.next_run_time is None or real < job.next_run_time):
            job.modify(next_run_time=real)
