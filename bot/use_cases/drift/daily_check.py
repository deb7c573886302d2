"""Once a day every group's channel is read, for what no event has told."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from bot.domain.errors import TryLater
from bot.ports.directory import Directory
from bot.ports.unit_of_work import Memory, UnitOfWork
from bot.use_cases.drift.drifted import Drifted
from bot.use_cases.drift.people_came import note_outsiders
from bot.use_cases.drift.unreadable import tell_unreadable


@dataclass(kw_only=True)
class DailyCheck:
    """Slack is asked outside of any transaction; the directory keeps each reading by itself."""

    memory: Memory
    directory: Directory
    now: Callable[[], datetime]
    secretariat: Collection[str] = frozenset()

    async def check(self) -> None:
        """A channel of which Slack says nothing now is left for tomorrow."""
        for workspace_id in await self.memory.workspace_ids():
            groups = await self.memory.read(workspace_id, lambda work: work.groups.all())
            for group in groups:
                try:
                    await self.directory.channel(workspace_id, group.channel_id, fresh=True)
                except TryLater:
                    continue
                await self.memory.write(workspace_id, partial(self._tell, group.id))

    def _tell(self, group_id: int, work: UnitOfWork) -> None:
        group = work.groups.get(group_id)
        reading = work.channels.get(group.channel_id) if group is not None else None
        if group is None or reading is None:
            return
        where = Drifted(group=group, work=work, now=self.now(), secretariat=self.secretariat)
        if reading.unreadable_since is not None:
            tell_unreadable(where, since=reading.unreadable_since)
        else:
            note_outsiders(where)
