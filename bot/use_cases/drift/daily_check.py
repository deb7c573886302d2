"""Checks channels, people and roles once a day, for changes that no event has told."""

import asyncio
from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from bot.domain import Reader, TryLater
from bot.domain.person import PersonFacts
from bot.ports.directory import Directory
from bot.ports.ledgers.actions import ActionQuery
from bot.ports.unit_of_work import Asks, Memory, UnitOfWork
from bot.use_cases.drift.channel_notices import Drifted, check_chairs, tell_unreadable
from bot.use_cases.drift.learn_people import describe_people, people_of_groups
from bot.use_cases.drift.note_reading import let_go_of_account
from bot.use_cases.drift.opened import note_outsiders
from bot.use_cases.drift.roster_changes import check_roster

_ALL = 100_000


@dataclass(kw_only=True)
class DailyCheck:
    """The directory is asked outside of any transaction; it keeps each reading by itself."""

    memory: Memory
    directory: Directory
    now: Callable[[], datetime]
    secretariat: Collection[str] = frozenset()
    pause: Callable[[float], Awaitable[None]] = asyncio.sleep

    async def check(self) -> None:
        """What the platform does not answer now is left for tomorrow."""
        for workspace_id in await self.memory.workspace_ids():
            await self._check_groups(workspace_id)
            await self._check_people(workspace_id)
            await self.memory.write(workspace_id, self._forget_people)

    async def _check_groups(self, workspace_id: str) -> None:
        for group in await self.memory.read(workspace_id, lambda work: work.groups.all()):
            try:
                await self.directory.channel(workspace_id, group.channel_id, fresh=True)
            except TryLater:
                continue
            await self.memory.write(workspace_id, partial(self._tell, group.id))

    async def _check_people(self, workspace_id: str) -> None:
        """Let those go whose account was deactivated, and rename others, as the event would."""
        asked = await self.memory.read(workspace_id, self._people_to_ask)
        asked_at = self.now()
        async for said in describe_people(self.directory, workspace_id, asked, self.pause):
            keep = partial(self._keep_people, tuple(filter(None, said.values())), asked_at)
            await self.memory.write(workspace_id, keep, asks=Asks(people=said.keys()), apart=True)
            asked_at = self.now()

    def _keep_people(
        self, said: tuple[PersonFacts, ...], asked_at: datetime, work: UnitOfWork
    ) -> None:
        for facts in said:
            if facts.active:
                work.people.keep_seen(facts, asked_at)
            else:
                let_go_of_account(facts, work=work, now=self.now(), secretariat=self.secretariat)

    def _forget_people(self, work: UnitOfWork) -> None:
        """Who has left all channels, is on no roster and left nothing behind is not kept."""
        work.people.forget_unneeded(people_of_groups(work) | frozenset(self.secretariat))

    def _people_to_ask(self, work: UnitOfWork) -> list[str]:
        """Those who own open actions or have a chair's term first, then all others known here. Who
        was deactivated already is asked about only while something is left to pass on."""
        groups = [group.id for group in work.groups.all()]
        query = ActionQuery(group_ids=groups, now=self.now(), limit=_ALL)
        owned = work.actions.first(Reader.system(), query)
        needed = {action.owner_user_id for action in owned if action.owner_user_id is not None}
        today = self.now().date()
        for group_id in groups:
            terms = work.roles.of_group(group_id).terms
            needed |= {t.user_id for t in terms if t.ends_on is None or t.ends_on >= today}
        known = {person.user_id: person for person in work.people.all() if not person.is_bot}
        first = sorted(needed & known.keys())
        return first + sorted(u for u, p in known.items() if p.active and u not in needed)

    def _tell(self, group_id: int, work: UnitOfWork) -> None:
        group = work.groups.get(group_id)
        if group is None:
            return
        where = Drifted(group=group, work=work, now=self.now(), secretariat=self.secretariat)
        reading = work.channels.get(group.channel_id)
        if reading is not None and reading.unreadable_since is not None:
            tell_unreadable(where, since=reading.unreadable_since)
        elif reading is not None:
            note_outsiders(where)
        check_chairs(where)
        check_roster(where)
