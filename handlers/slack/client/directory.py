"""Caches users and channels for a short while; events invalidate entries."""

import asyncio
import logging
import math
import time
from collections import deque
from collections.abc import Awaitable, Callable, Collection, Coroutine, Hashable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any, TypeVar

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.domain import NotSaved, TryLater
from bot.domain.audience import ChannelFacts
from bot.domain.group import Unreadable
from bot.domain.person import PersonFacts
from bot.ports.directory import Kept
from handlers.slack.client.api_errors import FAILURES, code_of
from handlers.slack.client.facts import (
    PAGE,
    closed_channel,
    direct_message,
    read_channel,
    read_pages,
    read_person,
    read_user_list,
)
from handlers.tasks import end_tasks

log = logging.getLogger(__name__)

PERSON_SECONDS, CHANNEL_SECONDS = 300.0, 60.0
"""How old an answer may be."""
FRESH_PERSON_SECONDS, FRESH_SECONDS = 60.0, 2.0
"""The same for `fresh`; the second one is for channels.

A minute is enough for people: who is in a channel, and who of them counts as a member, is not asked
of Slack person by person. What it says of one (left, guest, admin) decides on their own direct
messages alone, and `user_change` cuts it short. To ask before each of four posts a second would be
more than Slack answers (100 a minute): where they are many, one list of everyone serves a minute.
"""
MANY = 10
"""Questions about single people in a minute, before sends: for more, everyone is listed."""
ASK_SECONDS = 1.2
"""How long a listener waits for Slack before it goes on with least rights."""
LOOK_SECONDS = 8.0
"""How long the look before a send does, for which nobody waits."""

T = TypeVar("T")


@dataclass
class SlackDirectory:
    """One workspace's facts. An answer "no such thing" is cached too; a failure to ask is not."""

    client: AsyncWebClient
    bot_user_id: str = ""
    """Ourselves: no reader among a channel's members."""
    workspace_id: str = ""
    """Whose people are not strangers; "": not known, so all are."""
    workspace_url: str = ""
    """The workspace's own address, with a slash at the end."""
    ask_seconds: float = ASK_SECONDS
    note: Callable[[str, ChannelFacts | Unreadable], Awaitable[None]] | None = None
    """Told of each answer about a channel, before it is used."""
    pause: Callable[[float], Awaitable[None]] = asyncio.sleep
    _people: dict[str, tuple[float, PersonFacts | None]] = field(default_factory=dict)
    _channels: dict[str, tuple[float, ChannelFacts | None]] = field(default_factory=dict)
    _asking: dict[Hashable, "asyncio.Task[Any]"] = field(default_factory=dict)
    _listed: dict[str, float] = field(default_factory=dict)
    """When each person was last looked for in the list of everyone."""
    _asked: deque[float] = field(default_factory=lambda: deque(maxlen=MANY))
    """When single people were asked about before a send."""
    _forgotten: dict[str, float] = field(default_factory=dict)
    """When each was changed: an answer to an earlier question is not kept."""

    def person(
        self, workspace_id: str, user_id: str, *, fresh: bool = False
    ) -> Awaitable[PersonFacts | None]:
        age = FRESH_PERSON_SECONDS if fresh else PERSON_SECONDS
        kept = _if_young(self._people.get(user_id), age)
        return self._learn_person(user_id, fresh=fresh) if kept is None else Kept(kept[1])

    async def many_people(
        self, workspace_id: str, user_ids: Collection[str], *, to_the_end: bool = False
    ) -> Mapping[str, PersonFacts]:
        missing = frozenset(u for u in user_ids if not self._is_listed(u))
        if missing:
            wait = None if to_the_end else LOOK_SECONDS
            await self._shared(("people", missing), partial(self._ask_for_all, missing), wait)
        kept = ((u, _if_young(self._people.get(u), PERSON_SECONDS)) for u in user_ids)
        return {user_id: one[1] for user_id, one in kept if one is not None and one[1] is not None}

    def channel(
        self, workspace_id: str, channel_id: str, *, fresh: bool = False, just_now: bool = False
    ) -> Awaitable[ChannelFacts | None]:
        if channel_id.startswith("D"):  # Slack's mark of a direct message: nothing to ask
            return Kept(direct_message(channel_id))
        if just_now:
            return self._read_channel_now(channel_id)
        age = FRESH_SECONDS if fresh else CHANNEL_SECONDS
        kept = _if_young(self._channels.get(channel_id), age)
        return self._learn_channel(channel_id, fresh=fresh) if kept is None else Kept(kept[1])

    async def _learn_person(self, user_id: str, *, fresh: bool) -> PersonFacts | None:
        if fresh and self._asks_often() and not self._is_listed(user_id):
            known = (kept[1].members for kept in self._channels.values() if kept[1] is not None)
            everyone = frozenset[str]().union(*known)
            if user_id in everyone:
                await self.many_people(self.workspace_id, everyone)
                listed = _if_young(self._people.get(user_id), FRESH_PERSON_SECONDS)
                if listed is not None:
                    return listed[1]
        wait = LOOK_SECONDS if fresh else self.ask_seconds
        found = await self._shared(f"person:{user_id}", partial(self._ask_person, user_id), wait)
        return found if not fresh else _said_or_kept(found, self._people.get(user_id))

    def _asks_often(self) -> bool:
        """Whether this is one of many questions about single people in the last minute."""
        now, first = time.monotonic(), next(iter(self._asked), math.inf)
        many = len(self._asked) == MANY and now - first < FRESH_PERSON_SECONDS
        self._asked.append(now)
        return many

    def _is_listed(self, user_id: str) -> bool:
        return time.monotonic() - self._listed.get(user_id, -math.inf) <= FRESH_PERSON_SECONDS

    async def _learn_channel(self, channel_id: str, *, fresh: bool) -> ChannelFacts | None:
        wait = LOOK_SECONDS if fresh else self.ask_seconds
        ask = partial(self._ask_channel, channel_id)
        found = await self._shared(f"channel:{channel_id}", ask, wait)
        return found if not fresh else _said_or_kept(found, self._channels.get(channel_id))

    async def _read_channel_now(self, channel_id: str) -> ChannelFacts | None:
        """A question that is under way already may show the channel before a change.

        What is news is read once more in the common way, in which it is noted and kept.
        """
        try:
            found = await asyncio.wait_for(self._ask_channel(channel_id), LOOK_SECONDS)
        except TimeoutError:
            log.warning("directory_slow", extra={"asked": f"channel:{channel_id}"})
            found = None
        kept = self._channels.get(channel_id)
        if found is not None and (kept is None or kept[1] != found):
            self.forget_channel(channel_id)
            await self._learn_channel(channel_id, fresh=False)
        return _said_or_kept(found, self._channels.get(channel_id))

    def forget_channel(self, channel_id: str) -> None:
        """Someone came or went, or the channel changed: an answer under way may be too old."""
        self._channels.pop(channel_id, None)
        self._asking.pop(f"channel:{channel_id}", None)

    def forget_person(self, user_id: str) -> None:
        """Their account changed: an answer under way may be too old."""
        self._people.pop(user_id, None)
        self._listed.pop(user_id, None)
        self._forgotten[user_id] = time.monotonic()

    async def close(self) -> None:
        """End the questions that nobody waits for any more."""
        await end_tasks(*self._asking.values())

    async def _shared(
        self, key: Hashable, ask: Callable[[], Coroutine[Any, Any, T | None]], wait: float | None
    ) -> T | None:
        """Callers who want the same at the same moment share one question."""

        def end_question(done: "asyncio.Task[Any]") -> None:
            if self._asking.get(key) is done:
                del self._asking[key]

        task = self._asking.get(key)
        if task is None:
            task = self._asking[key] = asyncio.create_task(ask())
            task.add_done_callback(end_question)
        try:
            found: T | None = await asyncio.wait_for(asyncio.shield(task), wait)
        except TimeoutError:
            asked = key if isinstance(key, str) else "people"
            log.warning("directory_slow", extra={"asked": asked})
            return None
        return found

    async def _ask_person(self, user_id: str) -> PersonFacts | None:
        began = time.monotonic()
        try:
            answer = await self.client.users_info(user=user_id, include_locale=True)
            facts: PersonFacts | None = read_person(answer["user"], self.workspace_id)
        except FAILURES as error:
            if _is_unclear(error, "user_not_found", "user_not_visible"):
                return None
            facts = None
        self._keep_person(user_id, facts, began)
        return facts

    async def _ask_for_all(self, wanted: frozenset[str]) -> None:
        """Of everyone's pages keep those who are wanted, and what is kept already."""
        began = asked_at = time.monotonic()
        aged = self._people.items()
        self._people = {u: kept for u, kept in aged if _if_young(kept, PERSON_SECONDS)}
        try:
            async for users in read_user_list(self.client, self.pause):
                for user in users:
                    if user["id"] in wanted or user["id"] in self._people:
                        facts = read_person(user, self.workspace_id)
                        self._keep_person(facts.user_id, facts, asked_at)
                asked_at = time.monotonic()
        except FAILURES as error:
            log.warning("people_not_listed", extra={"error": code_of(error)})
        else:
            self._listed |= dict.fromkeys(wanted, began)

    def _keep_person(self, user_id: str, facts: PersonFacts | None, asked_at: float) -> None:
        if self._forgotten.get(user_id, -math.inf) < asked_at:
            self._people[user_id] = (asked_at, facts)

    async def _ask_channel(self, channel_id: str) -> ChannelFacts | None:
        facts: ChannelFacts | None
        found: ChannelFacts | Unreadable
        try:
            about = (await self.client.conversations_info(channel=channel_id))["channel"]
            pages = read_pages(self.client.conversations_members, channel=channel_id, limit=PAGE)
            members = {one async for page in pages for one in page["members"]}
            facts = read_channel(about, frozenset(members - {self.bot_user_id}))
            found = closed_channel(about, facts) or facts
        except FAILURES as error:
            if _is_unclear(error, "channel_not_found", "not_in_channel"):
                return None
            facts, found = None, Unreadable(code_of(error))
        if self._asking.get(f"channel:{channel_id}") is not asyncio.current_task():
            return facts  # the channel changed while we asked: nothing of this is kept
        if self.note is not None:
            try:
                await self.note(channel_id, found)
            except NotSaved:
                return None
        self._channels[channel_id] = (time.monotonic(), facts)
        return facts


def _is_unclear(error: Exception, *answers: str) -> bool:
    """Whether it is none of Slack's own `answers`; then the log tells it."""
    is_slacks = isinstance(error, SlackApiError)
    if is_slacks and code_of(error) in answers:
        return False
    event = "directory_refused" if is_slacks else "directory_unreachable"
    log.warning(event, extra={"error": code_of(error)})
    return True


def _said_or_kept(found: T | None, kept: tuple[float, T | None] | None) -> T | None:
    """None only where Slack has just said that there is no such thing; else TryLater."""
    if found is None and (
        kept is None or kept[1] is not None or _if_young(kept, FRESH_SECONDS) is None
    ):
        raise TryLater("slack_did_not_say")
    return found


def _if_young(kept: tuple[float, T] | None, seconds: float) -> tuple[float, T] | None:
    return kept if kept is not None and time.monotonic() - kept[0] <= seconds else None
