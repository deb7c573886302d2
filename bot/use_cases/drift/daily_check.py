"""Once a day every group's channel is read, for what no event has told."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.domain.errors import TryLater
from bot.ports.directory import Directory
from bot.ports.unit_of_work import Memory


@dataclass(kw_only=True)
class DailyCheck:
    """Slack is asked outside of any transaction; the directory keeps each reading by itself."""

    memory: Memory
    directory: Directory
    now: Callable[[], datetime]

    async def check(self) -> None:
        """A channel of which Slack says nothing now is left for tomorrow."""
        for workspace_id in await self.memory.workspace_ids():
            groups = await self.memory.read(workspace_id, lambda work: work.groups.all())
            for group in groups:
                try:
                    await self.directory.channel(workspace_id, group.channel_id, fresh=True)
                except TryLater:
                    continue
