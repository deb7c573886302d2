"""Posts scheduled messages at their time: in real time, and where the clock leaps over it."""

import asyncio
from dataclasses import replace

from handlers.sandbox.app import Hooks
from handlers.sandbox.core import Core


def post_due(core: Core) -> None:
    """Post what is due, the earliest first.

    Slack says nothing of one that it cannot post any more.
    """
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
        of_app = None if hooks.next_due is None else await hooks.next_due()
        moments = [m for m in (of_app, core.workspace.scheduled.next_due) if m is not None]
        return min(moments, default=None)

    async def settle() -> None:
        post_due(core)
        if hooks.settle is not None:
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
