"""Keeps one living WebSocket to Slack: opens it, watches it, and has another before it goes.

What is noticed: a socket that closes, breaks, or leaves pings unanswered for the pace's limit, and
Slack's own wish to have it renewed. What cannot be: a peer that pongs and withholds envelopes looks
like a workspace in which nothing happens. So no socket is used for longer than the pace's `oldest`,
and a call of the Web API goes out twice a minute (retry.py), because idle apps without it have
lost events (https://github.com/slackapi/bolt-python/issues/1529).
"""

import asyncio
import logging
from collections import Counter
from dataclasses import dataclass, field

from slack_sdk.web.async_client import AsyncWebClient

from handlers.bodies import Answers
from handlers.slack.client.retry import LONGEST_PAUSE, ask_patiently
from handlers.slack.client.socket_mode import NotOpened, Over, Socket, SocketPace, open_socket
from handlers.tasks import end_tasks

log = logging.getLogger(__name__)


@dataclass(kw_only=True)
class SocketWatch:
    """`client` speaks to the Web API; `answers` answers what comes."""

    answers: Answers
    client: AsyncWebClient
    app_token: str
    pace: SocketPace = field(default_factory=SocketPace)
    trouble: str | None = None
    """Why there is no socket at this moment."""
    replaced: Counter[str] = field(default_factory=Counter)
    """How many sockets were replaced, by why."""
    _current: Socket | None = None
    _keeping: "asyncio.Task[None] | None" = None
    _leaving: set["asyncio.Task[None]"] = field(default_factory=set)

    @property
    def age(self) -> float | None:
        """Seconds since the present socket last proved a round trip; None where there is none."""
        return self._current.age if self._current is not None else None

    async def start(self) -> None:
        """Return with a living socket, however long that takes; TokenRefused for a wrong token."""
        self._current = await self._open(setting="SLACK_APP_TOKEN")
        self._keeping = asyncio.create_task(self._keep(self._current))

    async def stop(self, within: float) -> None:
        """Answer what has come, within the given seconds, and close."""
        await end_tasks(self._keeping)
        if self._current is not None:
            self._leave(self._current, within)
            self._current = None
        await asyncio.gather(*self._leaving, return_exceptions=True)

    async def _keep(self, socket: Socket) -> None:
        while True:
            why = await socket.over()
            try:
                socket = await self._replace(socket, why)
            except Exception:  # a watch that ends unseen would be the fault it is there to notice
                log.exception("socket_watch_failed")
                await asyncio.sleep(LONGEST_PAUSE)

    async def _replace(self, old: Socket, why: Over) -> Socket:
        still_good = why in (Over.REFRESH, Over.OLD)
        log.log(logging.INFO if still_good else logging.WARNING, "socket_over", extra={"why": why})
        if not still_good:
            self._current, self.trouble = None, why
            self._leave(old, self.pace.grace)
        self._current = new = await self._open()
        if still_good:
            self._leave(old, self.pace.grace)
        self.replaced[why] += 1
        log.info("socket_replaced", extra={"why": why})
        return new

    async def _open(self, *, setting: str | None = None) -> Socket:
        socket = await ask_patiently(
            "apps.connections.open", self._try, setting, self._tell, pause=self.pace.pause
        )
        self.trouble = None
        return socket

    async def _try(self) -> Socket:
        answer = await self.client.apps_connections_open(app_token=self.app_token)
        if not isinstance(answer["url"], str):
            raise NotOpened("apps.connections.open gives no address")
        return await open_socket(answer["url"], self.answers, self.pace, self.client.proxy)

    def _tell(self, trouble: str) -> None:
        self.trouble = trouble

    def _leave(self, socket: Socket, within: float) -> None:
        task = asyncio.create_task(socket.retire(within))
        self._leaving.add(task)
        task.add_done_callback(self._leaving.discard)
