"""Checks channels, people and roles once a day, for changes that no event has told."""

import asyncio
from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from bot.domain.errors import TryLater
from bot.domain.person import PersonFacts
from bot.domain.roles import Reader
from bot.ports.directory import Directory
from bot.ports.ledgers.actions import ActionQuery
from bot.ports.unit_of_work import Memory, UnitOfWork
from bot.use_cases.drift.drifted import Drifted
from bot.use_cases.drift.no_chair import check_chairs
from bot.use_cases.drift.people_changed import let_go_of_account, note_outsiders
from bot.use_cases.drift.roster_changes import check_roster
from bot.use_cases.drift.unreadable import tell_unreadable

SECONDS_A_PERSON = 2.0
"""Between two questions about people: a third of the hundred a minute that Slack answers, so that
the rest is left for commands and for other workers. A thousand people take half an hour."""

_ALL = 100_000


@dataclass(kw_only=True)
class DailyCheck:
    """Slack is asked outside of any transaction; the directory keeps each reading by itself."""

    memory: Memory
    directory: Directory
    now: Callable[[], datetime]
    secretariat: Collection[str] = frozenset()
    pause: Callable[[float], Awaitable[None]] = asyncio.sleep

    async def check(self) -> None:
        """What Slack does not answer now is left for tomorrow."""
        for workspace_id in await self.memory.workspace_ids():
            await self._check_groups(workspace_id)
            await self._check_people(workspace_id)

    async def _check_groups(self, workspace_id: str) -> None:
        for group in await self.memory.read(workspace_id, lambda work: work.groups.all()):
            try:
                await self.directory.channel(workspace_id, group.channel_id, fresh=True)
            except TryLater:
                continue
            await self.memory.write(workspace_id, partial(self._tell, group.id))

    async def _check_people(self, workspace_id: str) -> None:
        """Let those go whose account was deactivated, as the event would have."""
        for user_id in await self.memory.read(workspace_id, self._people_to_ask):
            await self.pause(SECONDS_A_PERSON)
            try:
                facts = await self.directory.person(workspace_id, user_id, fresh=True)
            except TryLater:
                continue
            if facts is not None and not facts.active:
                await self.memory.write(workspace_id, partial(self._let_go, facts))

    def _let_go(self, facts: PersonFacts, work: UnitOfWork) -> None:
        let_go_of_account(facts, work=work, now=self.now(), secretariat=self.secretariat)

    def _people_to_ask(self, work: UnitOfWork) -> list[str]:
        """Those who own open actions or have a chair's term first, then all others known here.

        Who was deactivated already is asked about only while something is left to pass on.
        """
        groups = [group.id for group in work.groups.all()]
        query = ActionQuery(group_ids=groups, now=self.now(), limit=_ALL)
        owned = work.actions.find_page(Reader.system(), query).items
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
