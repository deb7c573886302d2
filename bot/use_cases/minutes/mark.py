"""Shows under a message that its lines were taken into the minutes."""

import logging
from collections.abc import Awaitable, Callable
from functools import partial

from bot.domain import NotSent, TryLater
from bot.ports.threads import Threads
from bot.ports.unit_of_work import Memory, UnitOfWork

mlog = logging.getLogger(__name__)

_M_AT_ONCE = 50
_M_PATIENCE = 5.0


async def mark_messages(
    workspace_id: str, memory: Memory, threads: Threads, pause: Callable[[float], Awaitable[None]]
) -> None:
    """All that do not show what they should; what the platform refuses for good is left.

    A mark that is there already is as good as a new one, so nothing is lost or doubled where this
    is cut off.
    """
    while True:
        marks = await memory.read(workspace_id, lambda work: work.minutes.marks(_M_AT_ONCE))
        if not marks:
            return
        for channel, ts, wanted in marks:
            try:
                await threads.mark(channel, ts, wanted)
            except TryLater as later:
                await pause(later.retry_after or _M_PATIENCE)
                continue
            except NotSent as trouble:
                mlog.warning("not_marked", extra={"error": trouble.code})
            await memory.write(
                workspace_id, partial(_note_mark, channel=channel, ts=ts, shown=wanted)
            )


def _note_mark(work: UnitOfWork, *, channel: str, ts: str, shown: bool) -> None:
    work.minutes.marked(channel, ts, shown)
