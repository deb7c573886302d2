"""The loop: claims what is due as places become free, so that nobody waits for the slow."""

import asyncio
import logging
from collections.abc import Callable, Collection, Coroutine, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any

from bot.domain.delivery import PACE_WINDOW, Delivery
from bot.ports.unit_of_work import AllWorkspaces, UnitOfWork
from bot.use_cases.deliveries.lateness import drop_useless
from bot.use_cases.deliveries.means import Means, Pace
from bot.use_cases.deliveries.reconcile import reconcile_delivery
from bot.use_cases.deliveries.refresh import refresh_post
from bot.use_cases.deliveries.serve import serve_recipient

__all__ = ["Deliverer", "Pace"]

log = logging.getLogger(__name__)

_LOOK_AROUND = 0.5
"""Seconds after which a loop with free places asks again for what has fallen due."""
_GATHER = 0.05
"""Seconds for which the first places that become free wait for more: a look costs the same for one
as for many, and in a long backlog it costs more than the sending."""
_WORTH_A_LOOK = 4
"""The most looks that fill all the places once, unless they take longer than that."""
_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class _Round:
    """What one short transaction gives the loop to do, as of `at`."""

    at: datetime
    claimed: tuple[Delivery, ...] = ()
    blocked: frozenset[tuple[str, str]] = frozenset()
    """Asked only where something was claimed: one of it may be a probe."""
    uncertain: tuple[Delivery, ...] = ()
    stale: tuple[Delivery, ...] = ()
    useless: tuple[Delivery, ...] = ()


@dataclass(kw_only=True)
class Deliverer(Means):
    """One for each process. `beat` is called each round, as a sign of life."""

    beat: Callable[[], None] = lambda: None
    _stopping: bool = False
    _woken: asyncio.Event = field(default_factory=asyncio.Event)  # of the running `deliver`

    async def deliver(self) -> int:
        """Send until nothing is due; how many rows were settled. Refreshes stale posts too."""
        settled = 0
        self._woken = asyncio.Event()
        running: set[asyncio.Task[int]] = set()
        try:
            while not self._stopping and await self.clock_agrees():
                taken = await self._take(self.pace.at_once - len(running))
                self.beat()
                await self._drop(taken.useless, taken.at)
                running |= {asyncio.create_task(one) for one in self._begun(taken)}
                if not running and not await self._wait_for_pace():
                    break
                done, running = await self._first_of(running)
                settled += _sum_settled(done)
        finally:
            if running:
                await asyncio.wait(running)
        return settled + _sum_settled(running)

    def wake(self) -> None:
        """Something may be owed: a round that waits for others looks at once."""
        self._woken.set()

    def stop(self) -> None:
        """Claim nothing more: `deliver` ends with what is under way."""
        self._stopping = True
        self._woken.set()

    async def mend_waits(self) -> int:
        """Cut what waits longer than anything can, since the clock ran ahead when it began."""
        pace = self.pace
        lease = timedelta(seconds=pace.lease)
        longest = max(lease, timedelta(seconds=max(pace.longest_pause, pace.certain_after)))

        mended = await self.memory.write_all(
            lambda work: work.queue.shorten_waits(self.now(), longest=longest, lease=lease)
        )
        if mended:
            log.warning("waits_mended", extra={"rows": mended})
        return mended

    async def next_due(self) -> datetime | None:
        """The next moment at which there is something to do."""
        return await self.memory.read_all(lambda work: work.queue.next_due(self.now()))

    async def _take(self, room: int) -> _Round:
        """Fill the free places: first what is due, then what is uncertain, then what is stale."""
        now, pace = self.now(), self.pace
        if room <= 0:
            return _Round(now)
        lease = now + timedelta(seconds=pace.lease)
        apart = timedelta(seconds=pace.channel)
        limit = max(round(pace.workspace * PACE_WINDOW.total_seconds()), 1)
        at_most = limit if pace.workspace else None

        def job(work: AllWorkspaces) -> _Round:
            queue = work.queue
            queue.end_leases(now)
            useless = queue.of_no_use(now, _AT_ONCE)
            claimed = queue.claim_due(
                now, lease_until=lease, limit=room, apart=apart, at_most=at_most
            )
            left = room - len(claimed)
            # One place is kept for looking, or a long backlog would leave the doubtful for last.
            uncertain = queue.to_find(now, until=lease, limit=max(left, 1))
            left -= len(uncertain)
            stale = queue.stale_posts(now, until=lease, limit=left) if left > 0 else ()
            blocked = queue.blocked_recipients() if claimed or uncertain else self.blocked
            return _Round(now, claimed, blocked, uncertain, stale, useless)

        taken = await self.memory.write_all(job)
        self.blocked = taken.blocked
        return taken

    async def _drop(self, useless: Collection[Delivery], now: datetime) -> None:
        """Also what waits for a blocked recipient; each workspace's in a transaction of its own."""
        if not useless or not await self.believes(now):
            return
        for workspace_id, rows in _group_by(lambda d: d.workspace_id, useless):

            def job(work: UnitOfWork, rows: list[Delivery] = rows) -> int:
                return drop_useless(rows, work=work, now=now)

            dropped = await self.memory.write(workspace_id, job)
            log.warning("dropped_too_late", extra={"workspace": workspace_id, "rows": dropped})

    def _begun(self, taken: _Round) -> Iterable[Coroutine[Any, Any, int]]:
        for _, rows in _group_by(lambda d: (d.workspace_id, d.recipient), taken.claimed):
            yield serve_recipient(rows, self)
        for delivery in taken.uncertain:
            yield reconcile_delivery(delivery, self)
        for delivery in taken.stale:
            yield refresh_post(delivery, self)

    async def _first_of(
        self, running: set[asyncio.Task[int]]
    ) -> tuple[set[asyncio.Task[int]], set[asyncio.Task[int]]]:
        """Wait until places are free, or for a look around where some are free anyway."""
        left, ended = set(running), set[asyncio.Task[int]]()
        enough = max(self.pace.at_once // _WORTH_A_LOOK, 1)
        wait = None if len(running) >= self.pace.at_once else _LOOK_AROUND
        clock, until = asyncio.get_running_loop().time, None
        self._woken.clear()
        woken = asyncio.ensure_future(self._woken.wait())
        try:
            while left and len(ended) < enough and not woken.done():
                done, _ = await asyncio.wait(
                    {*left, woken}, timeout=wait, return_when=asyncio.FIRST_COMPLETED
                )
                if not done:
                    break
                ended |= left & done
                left -= ended
                until = until or clock() + _GATHER
                wait = max(until - clock(), 0)
        finally:
            woken.cancel()
        return ended, left

    async def _wait_for_pace(self) -> bool:
        """Sleep a moment if something is due that only its pace holds back."""
        due = await self.next_due()
        if due is None or due > self.now():
            return False
        await asyncio.sleep(min(max(self.pace.channel / 4, 0.02), 0.25))
        return True


def _sum_settled(ended: Iterable[asyncio.Task[int]]) -> int:
    """How many rows they settled; the first error that one of them raised, all others asked."""
    errors = [error for task in ended if (error := task.exception()) is not None]
    if errors:
        raise errors[0]
    return sum(task.result() for task in ended)


def _group_by(
    key: Callable[[Delivery], Any], deliveries: Iterable[Delivery]
) -> list[tuple[Any, list[Delivery]]]:
    return [(same, list(rows)) for same, rows in groupby(sorted(deliveries, key=key), key)]
