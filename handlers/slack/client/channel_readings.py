"""Every answer of Slack's about a channel is compared with the last reading of it, and kept."""

import logging
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime

from bot.domain.audience import ChannelFacts
from bot.domain.group import Unreadable, read_anew, same_facts
from bot.ports.unit_of_work import Memory, UnitOfWork
from bot.use_cases.drift.note_reading import note_reading

log = logging.getLogger(__name__)


@dataclass(kw_only=True)
class Readings:
    """One workspace's. It writes only where the answer differs from what is stored."""

    memory: Memory
    workspace_id: str
    now: Callable[[], datetime]
    secretariat: Collection[str] = frozenset()
    wake: Callable[[], None] = lambda: None

    async def note(self, channel_id: str, found: ChannelFacts | Unreadable) -> None:
        """NotSaved where the database does not answer: then the answer must not be used."""

        def is_news(work: UnitOfWork) -> bool:
            if work.groups.by_channel(channel_id) is None:
                return False
            before = work.channels.get(channel_id)
            return not same_facts(before, read_anew(channel_id, found, before, self.now()))

        def job(work: UnitOfWork) -> bool:
            return note_reading(
                channel_id, found, work=work, now=self.now(), secretariat=self.secretariat
            )

        if not await self.memory.read(self.workspace_id, is_news):
            return
        if await self.memory.write(self.workspace_id, job):
            log.info("channel_changed", extra={"channel": channel_id})
            self.wake()
