"""The names of the people near a call that are not known yet, asked for before its transaction."""

import asyncio
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from bot.domain import TryLater
from bot.domain.audience import ChannelFacts
from bot.domain.person import PersonFacts
from bot.ports.directory import Directory
from bot.ports.unit_of_work import Memory
from bot.use_cases.drift.daily_check import FEW
from handlers.slack.request import Call, Route


def people_near(
    call: Call, route: Route, presence: Mapping[str, ChannelFacts], groups: Collection[str]
) -> frozenset[str]:
    """Whose names the call may need: those in its channel; in a direct message, in all of the
    person's groups. `groups`: channel ids."""
    here = presence.get(call.channel_id or "")
    if here is not None and (route.everyone or (route.names and here.channel_id in groups)):
        return here.members
    if not route.names:
        return frozenset()
    own = (c.members for c in presence.values() if c.channel_id in groups)
    return frozenset().union(*(members for members in own if call.user_id in members))


@dataclass(kw_only=True)
class NearNames:
    """Before the background has learned everyone, or where a list of people is asked for."""

    memory: Memory
    directory: Directory
    _known: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """Of each workspace: whose names are kept here, or not described to us by Slack."""

    async def learn(
        self, workspace_id: str, user_ids: frozenset[str]
    ) -> tuple[dict[str, PersonFacts], frozenset[str]]:
        """The facts of those who are not known by name, and those without an answer.

        At most a few are asked about one by one: with many people of other workspaces, the rest
        waits for the background.
        """
        unknown = user_ids - self._known[workspace_id]
        if not unknown:
            return {}, frozenset()
        kept = await self.memory.read(workspace_id, lambda work: work.people.known_by_name())
        nobody: set[str] = set()
        found: dict[str, PersonFacts] = {}
        left = unknown - kept
        if len(left) > FEW:
            found |= await self.directory.many_people(workspace_id, left)
        few = sorted(left - found.keys())[:FEW]
        for said in await asyncio.gather(*(self._describe(workspace_id, u) for u in few)):
            found |= {user_id: facts for user_id, facts in said.items() if facts is not None}
            nobody |= {user_id for user_id, facts in said.items() if facts is None}
        self._known[workspace_id] |= (unknown & kept) | nobody
        return found, frozenset(left - found.keys() - nobody)

    async def _describe(self, workspace_id: str, user_id: str) -> dict[str, PersonFacts | None]:
        """None for somebody that Slack does not know; nothing where it does not answer."""
        try:
            return {user_id: await self.directory.person(workspace_id, user_id, fresh=True)}
        except TryLater:
            return {}
