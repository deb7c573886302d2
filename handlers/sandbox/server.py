"""The sandbox's server: one aiohttp application on a loopback port, and scheduled messages."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from aiohttp import web

from handlers.sandbox import keeping
from handlers.sandbox.app import AppConfig, Arrival, Call, Hooks, Timing
from handlers.sandbox.application import Controls, application
from handlers.sandbox.clock import MovingClock, leap, leap_to_next
from handlers.sandbox.core import Core
from handlers.sandbox.faults import Faults
from handlers.sandbox.gallery import Walk


def post_due(core: Core) -> None:
    """Post what is due, the earliest first. Slack is silent on one that it can't post any more."""
    due = [one for one in core.workspace.scheduled.all() if one.post_at <= core.clock.now()]
    for one in due:
        core.workspace.scheduled.remove(one)
        place, bot = core.workspace.conversations.get(one.channel), core.workspace.bot.id
        if place is None or place.archived or bot not in place.members or core.token_problem:
            continue
        shown = {"blocks": one.blocks, "thread_ts": one.thread_ts}
        core.write(place, bot, one.text, method="chat.scheduleMessage", **shown)


def with_scheduled(core: Core, hooks: Hooks) -> Hooks:
    """The app's hooks, for a clock that stops at scheduled messages too."""

    async def next_due() -> float | None:
        both = await hooks.next_due(), core.workspace.scheduled.next_due
        return min((moment for moment in both if moment is not None), default=None)

    async def settle() -> None:
        post_due(core)
        await hooks.settle()

    return replace(hooks, next_due=next_due, settle=settle)


class Poster:
    """Waits in real time for the next scheduled message; made inside the running loop."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._timer: asyncio.TimerHandle | None = None
        self.watch()

    def watch(self) -> None:
        """Wait for what the workspace has now: again after it was replaced."""
        self._core.workspace.scheduled.changed = self.arm
        self.arm()

    def arm(self) -> None:
        """Wait for the one that is the next now."""
        self.stop()
        due = self._core.workspace.scheduled.next_due
        if due is not None:
            wait = max(0.0, due - self._core.clock.now())
            self._timer = asyncio.get_running_loop().call_later(wait, self._post)

    def stop(self) -> None:
        if self._timer is not None:
            self._timer.cancel()

    def _post(self) -> None:
        post_due(self._core)
        self.arm()


class Sandbox:
    """A strict pretend Slack; `state` None keeps everything in memory. `real_now` gives unix
    seconds of the real clock; `timing` holds Slack's real-time limits; `most_calls` are remembered,
    and with None all of them."""

    def __init__(
        self,
        *,
        state: Path | None,
        sample: Mapping[str, Any],
        app: AppConfig,
        port: int = 0,
        host: str = "127.0.0.1",
        hooks: Hooks | None = None,
        real_now: Callable[[], float] = time.time,  # noqa: TID251 (the sandbox is a clock's door)
        timing: Timing | None = None,
        most_calls: int | None = 10_000,
    ) -> None:
        self.hooks = hooks or Hooks()
        self.clock = MovingClock(real_now)
        self._sample, self._host, self._port = sample, host, port
        self._make_core = partial(
            Core,
            state=state,
            sample=sample,
            config=app,
            clock=self.clock,
            real_now=real_now,
            timing=timing or Timing(),
            most_calls=most_calls,
            hooks=lambda: self.hooks,
        )
        self._core: Core | None = None
        self._runner: web.AppRunner | None = None
        self._poster: Poster | None = None
        self._leaping = asyncio.Lock()

    @property
    def core(self) -> Core:
        """The running state; RuntimeError before `start` and after `stop`."""
        if self._core is None:
            raise RuntimeError("the sandbox is not running")
        return self._core

    @property
    def faults(self) -> Faults:
        """The orders to misbehave, for tests."""
        return self.core.faults

    @property
    def url(self) -> str:
        """The address of the page; with port 0 it is known once the sandbox has started."""
        return f"http://{self._host}:{self._port}"

    @property
    def api_url(self) -> str:
        """What SLACK_API_URL should be, slash included."""
        return f"{self.url}/api/"

    @property
    def arrived(self) -> list[Arrival]:
        """Every message that the app has really posted, before a restart too."""
        return self.core.workspace.messages.arrived

    @property
    def calls(self) -> list[Call]:
        """The Web API calls since the start, the newest `most_calls` of them."""
        return list(self.core.calls)

    async def start(self) -> None:
        """Open the state, or make it from the sample, and listen; OSError if the port is taken."""
        self._core = self._make_core()
        controls = Controls(
            self.advance, self.advance_to_next, save=self.save, load=self.load, reset=self.reset
        )
        self._runner = web.AppRunner(
            application(self._core, controls), access_log=None, shutdown_timeout=2.0
        )
        try:
            await self._runner.setup()
            await web.TCPSite(self._runner, self._host, self._port).start()
        except OSError:
            await self.stop()
            raise
        self._port = self._runner.addresses[0][1]
        self._core.url = self._core.workspace.files.url = self.url
        self._poster = Poster(self._core)

    async def stop(self) -> None:
        """End everything that runs; the state file is complete at any moment anyway."""
        if self._runner is None or self._core is None:
            return
        core, runner = self._core, self._runner
        self._core = self._runner = None
        core.stopping.set()
        if self._poster is not None:
            self._poster.stop()
        await core.end_connections()
        await runner.cleanup()
        core.store.close()

    async def use_request_url(self, url: str | None) -> None:
        """Send everything to this address from now on, or with None over Socket Mode."""
        await self.core.use_request_url(url)

    async def advance(self, seconds: float) -> list[float]:
        """Move the clock on; answers the due moments passed on the way, in unix seconds."""
        clock = self.clock
        return await self._leap(lambda hooks: leap(clock, hooks, clock.now() + seconds))

    async def advance_to_next(self) -> list[float]:
        """Move the clock to the app's next due moment, if there is one."""
        return await self._leap(lambda hooks: leap_to_next(self.clock, hooks))

    async def save(self) -> dict[str, Any]:
        """The workspace as one JSON object (`keeping.Saved`)."""
        return keeping.saved(self.core, await self.hooks.keep())

    async def load(self, content: bytes) -> None:
        """Put a saved workspace in place of this one; NotClear, and no change, for what is none."""
        found = keeping.read(self.core, content)
        await self._replace(lambda: keeping.put_back(self.core, found), found.app)

    async def reset(self) -> None:
        """Give the workspace its opening state; the app stays connected, and the clock goes on."""
        await self._replace(lambda: keeping.reset(self.core, self._sample), None)

    async def _replace(self, change: Callable[[], None], of_app: str | None) -> None:
        async with self._leaping:
            await self.hooks.put_back(of_app, change)
            if self._poster is not None:
                self._poster.watch()
            self.core.replaced += 1
            self.core.stream.tell("workspace")

    async def walk(self, sections: Sequence[Mapping[str, Any]]) -> None:
        """Walk through the app (`gallery`), so that `/gallery` has what it showed."""
        await Walk(self.core, self.advance, self.hooks.settle).take(sections)

    async def quiet(self) -> None:
        """Wait until the app has answered everything that was sent to it so far."""
        await self.core.outbox.quiet()

    async def _leap(self, how: Callable[[Hooks], Awaitable[list[float]]]) -> list[float]:
        async with self._leaping:
            passed = await how(with_scheduled(self.core, self.hooks))
            if self._poster is not None:
                self._poster.arm()  # what waits is nearer now in real time
            return passed
