"""Caches users and channels for a short while; events invalidate entries."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, field
from typing import Any, TypeVar

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.domain.audience import ChannelFacts
from bot.domain.channel_reading import Unreadable
from bot.domain.errors import NotSaved, TryLater
from bot.domain.person import PersonFacts
from bot.ports.directory import Kept
from handlers.slack.client.api_errors import NO_ANSWER, code_of

log = logging.getLogger(__name__)

PERSON_SECONDS, CHANNEL_SECONDS = 300.0, 60.0
"""How old an answer may be."""
FRESH_PERSON_SECONDS, FRESH_SECONDS = 60.0, 2.0
"""The same for `fresh`; the second one is for channels.

A minute is enough for people: who is in a channel, and who of them counts as a member, is not asked
of Slack person by person. What it says of one (left, guest, admin) decides on their own direct
messages alone, and `user_change` cuts it short. To ask before each of four posts a second would be
more than Slack answers (100 a minute).
"""
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
    _people: dict[str, tuple[float, PersonFacts | None]] = field(default_factory=dict)
    _channels: dict[str, tuple[float, ChannelFacts | None]] = field(default_factory=dict)
    _asking: dict[str, "asyncio.Task[Any]"] = field(default_factory=dict)

    def person(
        self, workspace_id: str, user_id: str, *, fresh: bool = False
    ) -> Awaitable[PersonFacts | None]:
        kept = _if_young(
            self._people.get(user_id), FRESH_PERSON_SECONDS if fresh else PERSON_SECONDS
        )
        return self._learn_person(user_id, fresh=fresh) if kept is None else Kept(kept[1])

    def channel(
        self, workspace_id: str, channel_id: str, *, fresh: bool = False, just_now: bool = False
    ) -> Awaitable[ChannelFacts | None]:
        if channel_id.startswith("D"):  # Slack's mark of a direct message: nothing to ask
            return Kept(_direct_message(channel_id))
        if just_now:
            return self._read_channel_now(channel_id)
        kept = _if_young(
            self._channels.get(channel_id), FRESH_SECONDS if fresh else CHANNEL_SECONDS
        )
        return self._learn_channel(channel_id, fresh=fresh) if kept is None else Kept(kept[1])

    async def _learn_person(self, user_id: str, *, fresh: bool) -> PersonFacts | None:
        wait = LOOK_SECONDS if fresh else self.ask_seconds
        found = await self._shared(f"person:{user_id}", self._ask_person, user_id, wait)
        return found if not fresh else _said_or_kept(found, self._people.get(user_id))

    async def _learn_channel(self, channel_id: str, *, fresh: bool) -> ChannelFacts | None:
        wait = LOOK_SECONDS if fresh else self.ask_seconds
        found = await self._shared(f"channel:{channel_id}", self._ask_channel, channel_id, wait)
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
        self._people.pop(user_id, None)

    async def _shared(
        self,
        key: str,
        ask: Callable[[str], Coroutine[Any, Any, T | None]],
        argument: str,
        wait: float,
    ) -> T | None:
        """Callers who want the same at the same moment share one question."""
        task = self._asking.get(key)
        if task is None:
            task = self._asking[key] = asyncio.create_task(ask(argument))
            task.add_done_callback(lambda done: self._end_question(key, done))
        try:
            found: T | None = await asyncio.wait_for(asyncio.shield(task), wait)
        except TimeoutError:
            log.warning("directory_slow", extra={"asked": key})
            return None
        return found

    def _end_question(self, key: str, done: "asyncio.Task[Any]") -> None:
        if self._asking.get(key) is done:
            del self._asking[key]

    async def _ask_person(self, user_id: str) -> PersonFacts | None:
        try:
            answer = await self.client.users_info(user=user_id, include_locale=True)
            facts: PersonFacts | None = read_person(answer["user"], self.workspace_id)
        except SlackApiError as error:
            if code_of(error) not in ("user_not_found", "user_not_visible"):
                log.warning("directory_refused", extra={"error": code_of(error)})
                return None
            facts = None
        except NO_ANSWER as error:
            log.warning("directory_unreachable", extra={"error": type(error).__name__})
            return None
        self._people[user_id] = (time.monotonic(), facts)
        return facts

    async def _ask_channel(self, channel_id: str) -> ChannelFacts | None:
        facts: ChannelFacts | None
        found: ChannelFacts | Unreadable
        try:
            about = (await self.client.conversations_info(channel=channel_id))["channel"]
            members = await self._members(channel_id)
            facts = read_channel(about, members)
            found = _closed_channel(about, facts) or facts
        except SlackApiError as error:
            if code_of(error) not in ("channel_not_found", "not_in_channel"):
                log.warning("directory_refused", extra={"error": code_of(error)})
                return None
            facts, found = None, Unreadable(code_of(error))
        except NO_ANSWER as error:
            log.warning("directory_unreachable", extra={"error": type(error).__name__})
            return None
        if self._asking.get(f"channel:{channel_id}") is not asyncio.current_task():
            return facts  # the channel changed while we asked: nothing of this is kept
        if self.note is not None:
            try:
                await self.note(channel_id, found)
            except NotSaved:
                return None
        self._channels[channel_id] = (time.monotonic(), facts)
        return facts

    async def _members(self, channel_id: str) -> frozenset[str]:
        found: set[str] = set()
        cursor = ""
        while True:
            page = await self.client.conversations_members(
                channel=channel_id, limit=200, cursor=cursor
            )
            found.update(page["members"])
            cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
            if not cursor:
                return frozenset(found - {self.bot_user_id})


def read_person(user: dict[str, Any], workspace_id: str) -> PersonFacts:
    """A Slack user object as facts; people of another workspace are guests in this one.

    So is a user without `team_id`, which Slack says of everybody (docs: user object).
    """
    profile = user.get("profile") or {}
    elsewhere = _is_elsewhere(user, workspace_id)
    given = (profile.get("display_name"), profile.get("real_name"), user.get("real_name"))
    names = [_storable_text(name) for name in (*given, user.get("name")) if name]
    name, *aliases = dict.fromkeys([*names, user["id"]])
    return PersonFacts(
        user_id=user["id"],
        name=name,
        aliases=tuple(alias for alias in aliases if alias != user["id"]),
        zone=_storable_text(user.get("tz")) or None,
        locale=_storable_text(user.get("locale")) or "en-GB",
        active=not user.get("deleted", False),
        is_bot=bool(user.get("is_bot")) or user["id"] == "USLACKBOT",
        is_guest=bool(
            user.get("is_restricted")
            or user.get("is_ultra_restricted")
            or user.get("is_stranger")
            or elsewhere
        ),
        # Who is an admin elsewhere is none here.
        is_admin=not elsewhere and bool(user.get("is_admin") or user.get("is_owner")),
    )


def _storable_text(said: str | None) -> str:
    """Without NUL, and without half a surrogate pair, which no database takes."""
    return (said or "").replace("\x00", "").encode("utf-8", "replace").decode()


def _is_elsewhere(user: dict[str, Any], workspace_id: str) -> bool:
    """Whether the account is of another workspace; on Grid one account may be of several."""
    across = (user.get("enterprise_user") or {}).get("teams") or ()
    return not workspace_id or workspace_id not in (user.get("team_id"), *across)


def read_channel(about: dict[str, Any], members: frozenset[str]) -> ChannelFacts:
    """A conversation object and its member ids as facts."""
    direct = bool(about.get("is_im") or about.get("is_mpim"))
    return ChannelFacts(
        channel_id=about["id"],
        name=about.get("name", ""),
        is_private=bool(about.get("is_private")) or direct,
        members=members,
        bot_present=bool(about.get("is_member", direct)),
        is_direct=direct,
        is_shared=bool(about.get("is_ext_shared") or about.get("is_pending_ext_shared")),
    )


def _closed_channel(about: dict[str, Any], facts: ChannelFacts) -> Unreadable | None:
    """An archived channel, or a public one without us: its facts are open, its door is not."""
    if about.get("is_archived"):
        return Unreadable("is_archived")
    return None if facts.bot_present else Unreadable("not_in_channel")


def _direct_message(channel_id: str) -> ChannelFacts:
    """A command in it is answered to one reader, whoever else is there, so nobody is looked up."""
    return ChannelFacts(
        channel_id=channel_id,
        name="",
        is_private=True,
        members=frozenset(),
        bot_present=True,
        is_direct=True,
    )


def _said_or_kept(found: T | None, kept: tuple[float, T | None] | None) -> T | None:
    """None only where Slack has just said that there is no such thing; else TryLater."""
    if found is None and (
        kept is None or kept[1] is not None or _if_young(kept, FRESH_SECONDS) is None
    ):
        raise TryLater("slack_did_not_say")
    return found


def _if_young(kept: tuple[float, T] | None, seconds: float) -> tuple[float, T] | None:
    return kept if kept is not None and time.monotonic() - kept[0] <= seconds else None
