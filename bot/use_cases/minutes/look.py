"""Looks at messages under which an emoji changed: no event tells all that is under one now."""

import logging
from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from bot.domain import Group
from bot.domain.errors import NotSent, TryLater
from bot.domain.markers import kinds_by_emoji
from bot.ports.directory import Directory
from bot.ports.threads import ThreadMessage, Threads
from bot.ports.unit_of_work import Memory, UnitOfWork
from bot.use_cases.minutes.lines import keep_lines
from bot.use_cases.minutes.rules import dialogue_that_takes, save_minutes
from bot.use_cases.minutes.who_marked import Markers, find_markers

log = logging.getLogger(__name__)

_AT_ONCE = 50
_PATIENCE = 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteEmoji:
    """`asked`: names the change, so that one which comes during a look is looked at again."""

    channel: str
    ts: str
    emoji: str
    asked: str


def note_emoji(wish: NoteEmoji, group: Group, *, work: UnitOfWork) -> None:
    """Have the message looked at, where the emoji is one that the group chose."""
    if wish.emoji in kinds_by_emoji(group.line_emoji):
        work.minutes.want_look(wish.channel, wish.ts, wish.asked)


@dataclass(kw_only=True)
class LookAtMessages:
    memory: Memory
    threads: Threads
    directory: Directory
    now: Callable[[], datetime]
    pause: Callable[[float], Awaitable[None]]
    secretariat: Collection[str] = frozenset()

    async def look(self, workspace_id: str) -> None:
        """All that wait; what the platform does not show any more is left."""
        while True:
            waiting = await self.memory.read(workspace_id, lambda w: w.minutes.looks(_AT_ONCE))
            if not waiting:
                return
            for one in waiting:
                await self._look_at(workspace_id, *one)

    async def _look_at(self, workspace_id: str, channel: str, ts: str, asked: str) -> None:
        try:
            found = await self.threads.message(channel, ts)
        except TryLater as later:
            await self.pause(later.retry_after or _PATIENCE)
            return
        except NotSent as trouble:
            log.warning("not_looked_at", extra={"error": trouble.code})
            found = None
        seen = None
        if found is not None:
            root, said = found
            place = (workspace_id, channel)
            people = await find_markers([said], place, self.memory, self.directory)
            seen = Markers(*people, self.secretariat, self.now()), root, said
        await self.memory.write(workspace_id, partial(_keep, seen, channel, ts, asked))


def _keep(
    seen: tuple[Markers, str, ThreadMessage] | None,
    channel: str,
    ts: str,
    asked: str,
    work: UnitOfWork,
) -> None:
    """What it marks now, where it is in a dialogue's thread and the minutes are open."""
    work.minutes.looked(channel, ts, asked)
    if seen is None:
        return
    markers, root, said = seen
    taking = dialogue_that_takes(channel, root, work=work)
    if taking is None:
        return
    dialogue, group, minutes = taking
    message = markers.read(said, (channel, root, ts), group, work)
    if keep_lines(message, dialogue, work=work) and minutes is not None:
        save_minutes(minutes, dialogue, work=work)
