"""Everything that goes to the app, with an event's retries, and when it is quiet again."""

import asyncio
from collections.abc import Coroutine
from typing import Any

from handlers.sandbox.app import Timing
from handlers.sandbox.delivery.transport import Parcel, Transport, Undelivered


class Outbox:
    """Sends commands and interactions at once and events in the background."""

    def __init__(self, transport: Transport, timing: Timing) -> None:
        self.transport = transport
        self._timing = timing
        self._tasks: set[asyncio.Task[None]] = set()
        self._busy = 0
        self._quiet = asyncio.Event()
        self._quiet.set()

    async def ask(self, parcel: Parcel) -> Any:
        """Deliver a command or an interaction and wait for the answer; raises Undelivered."""
        self._begin()
        try:
            return await self.transport.deliver(parcel)
        finally:
            self._end()

    def send_event(self, payload: dict[str, Any]) -> None:
        """Deliver an event in the background, with Slack's three retries."""
        self._begin()
        self.spawn(self._deliver_event(payload))

    def spawn(self, work: Coroutine[Any, Any, None]) -> None:
        """Run something in the background until `stop`."""
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def quiet(self) -> None:
        """Wait until the app has answered, or failed to, everything that was sent so far.

        A retry that waits for its time does not count.
        """
        await self._quiet.wait()

    async def stop(self) -> None:
        """Cancel what is under way and close the connections."""
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await self.transport.stop()

    async def _deliver_event(self, payload: dict[str, Any]) -> None:
        try:
            failure = await self._try_event(Parcel("events_api", payload))
        finally:
            self._end()
        for attempt, delay in enumerate(self._timing.event_retries, start=1):
            if failure is None or not failure.retry:
                return
            await asyncio.sleep(delay)
            failure = await self._try_event(
                Parcel("events_api", payload, attempt=attempt, reason=failure.reason)
            )

    async def _try_event(self, parcel: Parcel) -> Undelivered | None:
        try:
            await self.transport.deliver(parcel)
        except Undelivered as failure:
            return failure
        return None

    def _begin(self) -> None:
        self._busy += 1
        self._quiet.clear()

    def _end(self) -> None:
        self._busy -= 1
        if self._busy == 0:
            self._quiet.set()
