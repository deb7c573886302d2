"""Checks channels, people and roles once a day, for what no event has told; learns names."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial

from bot.domain import Reader, TryLater
from bot.domain.person import PersonFacts
from bot.ports.directory import Directory
from bot.ports.ledgers.actions import ActionQuery
from bot.ports.unit_of_work import Asks, Memory, UnitOfWork
from bot.use_cases.drift.channel_notices import Drifted, check_chairs, check_roster, tell_unreadable
from bot.use_cases.drift.note_reading import let_go_of_account
from bot.use_cases.drift.opened import note_outsiders

log = logging.getLogger(__name__)

SECONDS_A_PERSON = 2.0
"""Between two questions about one person: a third of the hundred a minute that are answered, so
that the rest is left for commands and for other workers. A thousand people take half an hour."""
FEW = 10
"""As many people are asked about one by one; more are looked for in the list of everyone."""
_SILENT = 5
_AT_ONCE = 200


def people_of_groups(work: UnitOfWork) -> frozenset[str]:
    """User ids of everyone in a group's channel, as it was read last."""
    readings = (work.channels.get(group.channel_id) for group in work.groups.all())
    return frozenset(user_id for reading in readings if reading for user_id in reading.members)


def unknown_people(work: UnitOfWork) -> frozenset[str]:
    """Those of them whose names are not known here."""
    return people_of_groups(work) - work.people.known_by_name()


async def describe_people(
    directory: Directory,
    workspace_id: str,
    user_ids: Sequence[str],
    pause: Callable[[float], Awaitable[None]],
) -> AsyncIterator[Mapping[str, PersonFacts | None]]:
    """What the platform says of these people, in parts; None for those that it does not know. The
    list of everyone comes first, where they are many. Who is not in it is asked about alone. Those
    without an answer are in no part; after five of them in a row the rest is left too."""
    listed: Mapping[str, PersonFacts] = {}
    if len(user_ids) > FEW:
        listed = await directory.many_people(workspace_id, user_ids, to_the_end=True)
    found = list(listed.items())
    for start in range(0, len(found), _AT_ONCE):
        yield dict(found[start : start + _AT_ONCE])
    silent = 0
    for user_id in user_ids:
        if user_id in listed:
            continue
        await pause(SECONDS_A_PERSON)
        try:
            yield {user_id: await directory.person(workspace_id, user_id, fresh=True)}
            silent = 0
        except TryLater:
            silent += 1
            if silent == _SILENT:
                return


@dataclass(kw_only=True)
class LearnPeople:
    """What is unknown is what the database does not hold: a pass that was cut off goes on with the
    rest, and two processes do each other no harm."""

    memory: Memory
    directory: Directory
    now: Callable[[], datetime]
    pause: Callable[[float], Awaitable[None]] = asyncio.sleep
    _nobody: set[str] = field(default_factory=set)
    """Those that the platform does not describe to us: they are not asked about again."""
    _silent: frozenset[str] = frozenset()
    """Those without an answer the last time are asked about last."""

    async def learn(self) -> None:
        for workspace_id in await self.memory.workspace_ids():
            unknown = await self.memory.read(workspace_id, unknown_people) - self._nobody
            if unknown:
                await self._learn(workspace_id, unknown)

    async def _learn(self, workspace_id: str, unknown: frozenset[str]) -> None:
        left = set(unknown)
        order = sorted(unknown, key=lambda user_id: (user_id in self._silent, user_id))
        async for said in describe_people(self.directory, workspace_id, order, self.pause):
            left -= said.keys()
            self._nobody |= {user_id for user_id, facts in said.items() if facts is None}
            keep = partial(keep_names, tuple(filter(None, said.values())), now=self.now())
            await self.memory.write(workspace_id, keep, apart=True)
        self._silent = frozenset(left)
        learned = {"learned": len(unknown) - len(left), "left": len(left)}
        log.log(logging.WARNING if left else logging.INFO, "people_learned", extra=learned)


def keep_names(said: Sequence[PersonFacts], work: UnitOfWork, *, now: datetime) -> None:
    """Keep who is still in a group's channel, unless an event has told of them meanwhile."""
    unknown = unknown_people(work)
    for facts in said:
        if facts.user_id in unknown:
            work.people.keep_seen(facts, now)


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
        group = work.groups.of_record(group_id)
        where = Drifted(group=group, work=work, now=self.now(), secretariat=self.secretariat)
        reading = work.channels.get(group.channel_id)
        if reading is not None and reading.unreadable_since is not None:
            tell_unreadable(where, since=reading.unreadable_since)
        elif reading is not None:
            note_outsiders(where)
        check_chairs(where)
        check_roster(where)
