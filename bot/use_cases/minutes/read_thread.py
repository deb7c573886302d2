"""Reads the threads of dialogues whose minutes were asked for, in the background.

What was read is kept page by page, so a reading that was cut off goes on where it ended.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial

from bot.domain import NotSent, Reader, TryLater
from bot.domain.minutes import Minutes, MinutesStatus
from bot.ports.directory import Canvases, Directory, ThreadPage, Threads
from bot.ports.unit_of_work import Memory, UnitOfWork
from bot.use_cases.dialogues.rules.checks import find_dialogue
from bot.use_cases.minutes.canvas import fill_canvases
from bot.use_cases.minutes.lines import keep_lines
from bot.use_cases.minutes.look import LookAtMessages, Markers, find_markers, mark_messages
from bot.use_cases.minutes.rules import save_minutes, threads_of

log = logging.getLogger(__name__)

LEASE = timedelta(minutes=2)
"""For so long a reading is one worker's; each page prolongs it."""
_PATIENCE = 5.0
"""Seconds before the next try, where the platform does not say how long to wait."""
_JUST_NOW = timedelta(seconds=10)
"""What was said so shortly before is told by an event, perhaps while the last page travels."""


@dataclass(kw_only=True)
class ReadThreads:
    memory: Memory
    threads: Threads
    canvases: Canvases
    directory: Directory
    now: Callable[[], datetime]
    secretariat: Collection[str] = frozenset()
    pause: Callable[[float], Awaitable[None]] = asyncio.sleep

    @property
    def looks(self) -> LookAtMessages:
        return LookAtMessages(
            memory=self.memory,
            threads=self.threads,
            directory=self.directory,
            now=self.now,
            pause=self.pause,
            secretariat=self.secretariat,
        )

    async def read(self) -> None:
        """Every thread that waits to be read, to its end; then what was marked shows it, and
        canvases are filled."""
        for workspace_id in await self.memory.workspace_ids():
            while (taken := await self._take(workspace_id)) is not None:
                await self._read(workspace_id, taken)
            await self.looks.look(workspace_id)
            await mark_messages(workspace_id, self.memory, self.threads, self.pause)
            await fill_canvases(workspace_id, self.memory, self.canvases, self.pause)

    async def _take(self, workspace_id: str) -> Minutes | None:
        now = self.now()
        if not await self.memory.read(workspace_id, lambda work: work.minutes.waits(now)):
            return None
        return await self.memory.write(
            workspace_id, lambda work: work.minutes.take_reading(now, now + LEASE)
        )

    async def _read(self, workspace_id: str, minutes: Minutes) -> None:
        def roots(work: UnitOfWork) -> list[tuple[str, str]]:
            dialogue, _ = find_dialogue(minutes.number, reader=Reader.system(), work=work)
            return threads_of(minutes, dialogue, work=work)

        for channel, root in await self.memory.read(workspace_id, roots):
            if root < minutes.read_root:
                continue
            after = minutes.read_to if root == minutes.read_root else ""
            if not await self._read_one(workspace_id, minutes.number, channel, root, after):
                return
        await self.memory.write(workspace_id, partial(_end, minutes.number, None))

    async def _read_one(
        self, workspace_id: str, number: int, channel: str, root: str, after: str
    ) -> bool:
        """Whether to go on with the next thread."""
        cursor, start = "", after
        while True:
            asked_at = self.now()
            try:
                page = await self.threads.page(channel, root, start, cursor)
            except TryLater as later:
                await self._wait(workspace_id, number, later.retry_after or _PATIENCE)
                continue
            except NotSent as trouble:
                log.warning("thread_not_read", extra={"error": trouble.code})
                await self.memory.write(workspace_id, partial(_end, number, trouble.code))
                return False
            place = (workspace_id, channel)
            people = await find_markers(page.messages, place, self.memory, self.directory)
            markers = Markers(*people, self.secretariat, self.now())
            last = page.messages[-1].ts if page.messages else after
            until = f"{(asked_at - _JUST_NOW).timestamp():.6f}"
            span = (after, last if page.cursor else max(last, until))
            page_read = _PageRead(number, channel, root, span, page, markers)
            if not await self.memory.write(workspace_id, partial(self._keep, page_read)):
                return False
            if not page.cursor:
                return True
            cursor, after = page.cursor, last

    async def _wait(self, workspace_id: str, number: int, seconds: float) -> None:
        """As long as the platform asks; the reading stays ours meanwhile."""

        def prolong(work: UnitOfWork) -> None:
            minutes = work.minutes.of_dialogue(number)
            if minutes is not None:
                until = self.now() + timedelta(seconds=seconds) + LEASE
                work.minutes.change(replace(minutes, lease_until=until))

        await self.memory.write(workspace_id, prolong)
        await self.pause(seconds)

    def _keep(self, page: "_PageRead", work: UnitOfWork) -> bool:
        """Whether the reading still goes on: a chair may have begun another one."""
        minutes = work.minutes.of_dialogue(page.number)
        if minutes is None or minutes.status is not MinutesStatus.READING:
            return False
        dialogue, group = find_dialogue(page.number, reader=Reader.system(), work=work)
        after, last = page.span
        seen = {one.ts: one for one in page.page.messages}
        known = work.minutes.lines_between(page.number, (page.channel, page.root), after, last)
        for ts in sorted({*seen, *(line.ts for line in known)}):
            place = (page.channel, page.root, ts)
            keep_lines(page.markers.read(seen.get(ts), place, group, work), dialogue, work=work)
        save_minutes(
            replace(
                minutes,
                read_root=page.root,
                read_to=last,
                messages_read=minutes.messages_read + len(page.page.messages),
                lease_until=self.now() + LEASE,
            ),
            dialogue,
            work=work,
        )
        return True


@dataclass(frozen=True, slots=True)
class _PageRead:
    """`span`: all messages later than its first and up to its second are in the page, or gone."""

    number: int
    channel: str
    root: str
    span: tuple[str, str]
    page: ThreadPage
    markers: Markers


def _end(number: int, trouble: str | None, work: UnitOfWork) -> None:
    """The reading is over, or could not be done: the draft is there with what was read."""
    minutes = work.minutes.of_dialogue(number)
    if minutes is None or minutes.status is not MinutesStatus.READING:
        return
    dialogue, _ = find_dialogue(number, reader=Reader.system(), work=work)
    read = replace(minutes, status=MinutesStatus.DRAFT, trouble=trouble)
    read = replace(read, read_root="", read_to="", lease_until=None)
    save_minutes(read, dialogue, work=work)
