"""What `convenor doctor` asks of Slack: tokens, scopes, clock, socket, people and channels."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from functools import partial
from urllib.parse import urlsplit

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.domain import Group, TryLater
from bot.domain.audience import ChannelFacts
from bot.domain.group import Unreadable
from handlers.clock.agreement import ClockWatch
from handlers.settings import Settings, SettingsError
from handlers.slack.client.api_errors import ENDS_A_START, NO_ANSWER, code_of, connection_words
from handlers.slack.client.directory import SlackDirectory
from handlers.slack.client.socket_mode import NotOpened, SocketPace, open_socket
from handlers.slack.kit.manifest import SCOPES


class Mark(StrEnum):
    FINE = "fine"
    TO_DO = "TO DO"
    UNKNOWN = "not known"


@dataclass(frozen=True, slots=True)
class Finding:
    mark: Mark
    about: str
    words: str

    def __str__(self) -> str:
        stop = "" if self.words.endswith("?") else "."
        return f"{self.mark:<9}  {self.about}: {self.words}{stop}"


fine, to_do, unknown = (partial(Finding, mark) for mark in (Mark.FINE, Mark.TO_DO, Mark.UNKNOWN))


def say(about: str, words: str, else_fine: str = "") -> Finding:
    """What is to do; where that is nothing, what is fine."""
    return to_do(about, words) if words else fine(about, else_fine)


_PATIENCE = 10.0
"""Seconds for the socket's greeting, and as many again for its first round trip."""
_INSTALL = "Paste `convenor manifest` into the app's page again, and install the app again"


@dataclass
class SlackExamination:
    """`directory` is there once Slack has said who we are."""

    client: AsyncWebClient
    settings: Settings
    now: Callable[[], datetime]
    directory: SlackDirectory | None = None
    _closed: dict[str, str] = field(default_factory=dict)
    """By channel id: Slack's word for why it cannot be read."""

    async def findings(self) -> AsyncIterator[Finding]:
        host = urlsplit(self.settings.slack_api_url).hostname
        try:
            self.settings.needs_slack()
            us = await self.client.auth_test()
        except SettingsError as error:
            yield to_do("tokens", str(error).rstrip("."))
            return
        except SlackApiError as error:
            yield _refused("SLACK_BOT_TOKEN", code_of(error), "OAuth & Permissions")
            return
        except NO_ANSWER as error:
            yield unknown(f"Slack ({host})", connection_words(error))
            return
        yield fine("SLACK_BOT_TOKEN", f"{us['user']} in {us['team']} ({host})")
        granted = set((us.headers.get("X-OAuth-Scopes") or "").replace(" ", "").split(","))
        missing = [scope for scope in SCOPES if scope not in granted]
        asked = f"Slack has not granted {', '.join(missing)}. {_INSTALL}" if missing else ""
        yield say("scopes", asked, f"all {len(SCOPES)} of the manifest")
        watch = ClockWatch(now=self.now)
        watch.hear(us.headers.get("Date") or "")
        agrees = await watch.agrees()
        yield say("clock", "" if agrees else f"{watch.trouble}. Set it", "agrees with Slack's")
        self.directory = SlackDirectory(self.client, us["user_id"], us["team_id"], note=self._note)
        yield await self._way_in()
        if not self.settings.secretariat:
            words = "nobody. Name yourself there (in Slack: your profile, ⋮, Copy member ID)"
            yield to_do("CONVENOR_SECRETARIAT", words)
        for user_id in sorted(self.settings.secretariat):
            yield await self._officer(self.directory, user_id)

    async def _note(self, channel_id: str, found: ChannelFacts | Unreadable) -> None:
        if isinstance(found, Unreadable):
            self._closed[channel_id] = found.why

    async def _way_in(self) -> Finding:
        """How Slack reaches Convenor: a socket there and back, or a secret."""
        token = self.settings.slack_app_token.get_secret_value()
        if not token:
            words = "is set. Slack proves it with its first request: the log names a wrong one"
            return fine("SLACK_SIGNING_SECRET", words)
        began = time.monotonic()
        try:
            opened = await self.client.apps_connections_open(app_token=token)
            async with asyncio.timeout(2 * _PATIENCE):
                await _there_and_back(opened["url"], self.client)
        except SlackApiError as error:
            where = "Basic Information, App-Level Tokens, with the scope connections:write"
            return _refused("SLACK_APP_TOKEN", code_of(error), where)
        except NotOpened as error:
            words = f"Slack does not open it ({error}). Switch Socket Mode on in the app's page"
            return to_do("socket", words)
        except NO_ANSWER as error:
            return unknown("socket", connection_words(error))
        return fine("socket", f"opened, there and back, in {time.monotonic() - began:.1f} s")

    async def _officer(self, directory: SlackDirectory, user_id: str) -> Finding:
        about = f"CONVENOR_SECRETARIAT, {user_id}"
        try:
            facts = await directory.person(directory.workspace_id, user_id, fresh=True)
        except TryLater:
            return unknown(about, "Slack does not say who that is. Try again later")
        if facts is None:
            return to_do(about, "is nobody in this workspace. Take it out")
        name = facts.name
        if not facts.active:
            return to_do(about, f"{name}'s account is deactivated. Take it out")
        wrong = "an app" if facts.is_bot else "a guest" if facts.is_guest else ""
        never = f"{name} is {wrong}, and so never of the secretariat. Take it out" if wrong else ""
        return say(about, never, name)

    async def channel(self, group: Group) -> Finding:
        about = f"channel of {group.name}"
        not_known = unknown(about, "Slack does not say whether Convenor is in it")
        if self.directory is None:
            return not_known
        try:
            team, channel_id = self.directory.workspace_id, group.channel_id
            facts = await self.directory.channel(team, channel_id, fresh=True)
        except TryLater:
            return not_known
        if self._closed.get(group.channel_id) == "is_archived":
            return to_do(about, "it is archived. Open it again, or leave it so")
        absent = "" if facts and facts.bot_present else "Type /invite @Convenor in it"
        return say(about, absent, "Convenor is in it")


def _refused(setting: str, code: str, where: str) -> Finding:
    if code in ENDS_A_START:
        return to_do(setting, f"Slack answers {code}. Copy it again from the app's page, {where}")
    return unknown(setting, f"Slack answers {code}. Try again later")


async def _there_and_back(url: str, client: AsyncWebClient) -> None:
    async def answer_nothing(_payload: object) -> None:
        raise ConnectionError("it is only looked at")

    socket = await open_socket(
        url,
        answer_nothing,  # type: ignore[arg-type]  # it never returns
        SocketPace(limit=_PATIENCE),
        proxy=client.proxy,
    )
    opened = socket.proved
    try:
        while socket.proved == opened:
            await asyncio.sleep(0.02)
    finally:
        await socket.retire(0.0)
