"""Everything that goes to the app, with an event's retries, and when it is quiet again."""

import asyncio
from collections.abc import Coroutine
from dataclasses import dataclass, replace
from typing import Any, Literal, Protocol

from handlers.sandbox.app import Timing
from handlers.sandbox.faults import TO_APP, Faults
from handlers.sandbox.traffic import Traffic

Kind = Literal["events_api", "slash_commands", "interactive"]


@dataclass(frozen=True)
class Parcel:
    """Something for the app; `attempt` counts an event's retries, from 1. `harm`, ordered as a
    fault: `close` or `freeze` the WebSocket that carries it."""

    kind: Kind
    payload: dict[str, Any]
    attempt: int = 0
    reason: str | None = None
    harm: str | None = None

    @property
    def label(self) -> tuple[str, str]:
        """What it is and its own name: ("event", "app_mention"), ("command", "/wg")."""
        of_kind = {"events_api": ("event", "event"), "slash_commands": ("command", "command")}
        way, key = of_kind.get(self.kind, ("interaction", "type"))
        named = self.payload.get(key, "")
        return way, str(named.get("type", "") if isinstance(named, dict) else named)


class Undelivered(Exception):
    """The app gave no good answer in time. `reason` is Slack's word for a retry; `error` is what a
    person who typed a command is told."""

    def __init__(self, reason: str, error: str, *, retry: bool = True) -> None:
        super().__init__(reason)
        self.reason = reason
        self.error = error
        self.retry = retry


class Transport(Protocol):
    """Brings a parcel to the app. `deliver` returns the acknowledgement (an object, words, or None
    for an empty one) or raises Undelivered. `too_late` is Slack's word for a late one."""

    too_late: str

    @property
    def is_connected(self) -> bool: ...

    async def deliver(self, parcel: Parcel) -> Any: ...

    async def stop(self) -> None: ...


class Outbox:
    """Sends commands and interactions at once and events in the background."""

    def __init__(
        self, transport: Transport, timing: Timing, faults: Faults, traffic: Traffic
    ) -> None:
        self.transport = transport
        self._traffic = traffic
        self._timing = timing
        self._faults = faults
        self._tasks: set[asyncio.Task[None]] = set()
        self._busy = 0
        self._quiet = asyncio.Event()
        self._quiet.set()

    async def ask(self, parcel: Parcel) -> Any:
        """Deliver a command or an interaction and wait for the answer; raises Undelivered."""
        self._begin()
        try:
            return await self._deliver(parcel)
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
        """Wait until the app has answered, or failed to, everything that was sent so far. A retry
        that waits for its time does not count."""
        await self._quiet.wait()

    async def stop(self) -> None:
        """Cancel what is under way and close the connections."""
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await self.transport.stop()

    async def _deliver(self, parcel: Parcel) -> Any:
        """Over the transport; the inspector sees it with what came back."""
        way, name = parcel.label
        try:
            answer = await self._hand_over(parcel)
        except Undelivered as failure:
            self._traffic.note(way, name, parcel.payload, error=failure.reason)
            raise
        self._traffic.note(way, name, parcel.payload, answer)
        return answer

    async def _hand_over(self, parcel: Parcel) -> Any:
        """With the fault that was ordered for it, if any."""
        fault = self._faults.take(TO_APP + parcel.kind)
        kind = fault.kind
        if kind == "unheard":
            raise Undelivered("connection_failed", "dispatch_failed")
        if kind == "late":
            await asyncio.sleep(fault.seconds)
        if kind in ("close", "freeze"):
            parcel = replace(parcel, harm=kind)
        answer = await self.transport.deliver(parcel)
        if kind == "lost":
            raise Undelivered(self.transport.too_late, "operation_timeout")
        if kind == "repeat":
            self._begin()
            self.spawn(self._repeat(parcel))
        return answer

    async def _repeat(self, parcel: Parcel) -> None:
        """The same once more, as when its acknowledgement had come too late."""
        again = replace(parcel, attempt=parcel.attempt + 1, reason=self.transport.too_late)
        try:
            await self.transport.deliver(again)
        except Undelivered:
            return
        finally:
            self._end()

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
            await self._deliver(parcel)
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
