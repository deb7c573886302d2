"""One WebSocket of Socket Mode: envelopes in, acknowledgements out on the same one, and pings.

The SDK's own client closes its socket before it has another, tries a spent address for ever, and
writes such addresses to the log (docs/adr/0005).
"""

import asyncio
import contextlib
import json
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from aiohttp import ClientSession, ClientWebSocketResponse, WSMsgType
from slack_bolt.response import BoltResponse

from handlers.bodies import Answers, Malformed, object_in
from handlers.tasks import end_tasks

log = logging.getLogger(__name__)

_FAREWELL = 2.0
"""Seconds for Slack to answer our closing frame; a peer that has fallen silent does not."""


class Over(StrEnum):
    """Why a socket wants replacing."""

    CLOSED = "closed"
    SILENT = "silent"
    REFRESH = "refresh"
    OLD = "old"
    SWITCHED_OFF = "switched_off"


@dataclass(frozen=True, slots=True, kw_only=True)
class SocketPace:
    """Seconds. `limit`: how long without an answered ping before a socket counts as dead.

    `oldest`: how long one is used at all. `grace`: for what an outgoing one has still to answer.
    `pause`: before a second try to open one.
    """

    limit: float = 30.0
    oldest: float = 3600.0
    grace: float = 10.0
    pause: float = 1.0

    @property
    def ping(self) -> float:
        return self.limit / 3


class NotOpened(Exception):
    """Slack took the connection and gave no greeting; its reason, if it gave one."""


@dataclass(kw_only=True)
class Socket:
    """Made inside the running loop; it serves until `retire`, also once it wants replacing.

    A ping that comes back proves both ways at once; nothing else counts as proof.
    """

    session: ClientSession
    websocket: ClientWebSocketResponse
    answers: Answers
    pace: SocketPace
    clock: Callable[[], float] = time.monotonic
    why: Over | None = None
    """Why it wants replacing; the first reason stands."""
    proved: float = field(init=False)
    """When a round trip was last proved, by `clock`."""
    _opened: float = field(init=False)
    _over: asyncio.Event = field(default_factory=asyncio.Event)
    _pinged: bytes = b""
    _tasks: list["asyncio.Task[None]"] = field(default_factory=list)
    _answering: set["asyncio.Task[None]"] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._opened = self.proved = self.clock()
        self._tasks = [asyncio.create_task(self._read()), asyncio.create_task(self._ping())]

    @property
    def age(self) -> float:
        """Seconds since the last proof."""
        return self.clock() - self.proved

    async def over(self) -> Over:
        """Return once it wants replacing; why."""
        await self._over.wait()
        return self.why or Over.CLOSED

    async def retire(self, within: float) -> None:
        """Answer what it has already brought, then close; at most so long, and a farewell.

        One that is silent is dropped at once: nothing gets through, and as long as it stands
        Slack may send more into it.
        """
        silent = self.why is Over.SILENT
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(within):
                while self._answering and not silent:  # more may come as long as it is open
                    await asyncio.wait(self._answering)
        await end_tasks(*self._tasks)
        await _close_socket(self.session, self.websocket, 0.0 if silent else _FAREWELL)
        self._end(Over.CLOSED)

    def _end(self, why: Over) -> None:
        self.why = self.why or why
        self._over.set()

    async def _read(self) -> None:
        try:
            async for frame in self.websocket:
                if frame.type is WSMsgType.PONG and frame.data == self._pinged:
                    self.proved = self.clock()
                elif frame.type is WSMsgType.PING:
                    await self.websocket.pong(frame.data)
                elif frame.type is WSMsgType.TEXT:
                    self._take(object_in(frame.data))
        except ConnectionError:
            log.info("socket_broken")
        finally:
            self._end(Over.CLOSED)

    def _take(self, message: dict[str, Any]) -> None:
        if message.get("type") == "disconnect":
            off = message.get("reason") == "link_disabled"
            self._end(Over.SWITCHED_OFF if off else Over.REFRESH)
            return
        envelope_id, payload = message.get("envelope_id"), message.get("payload")
        if isinstance(envelope_id, str):
            payload = payload if isinstance(payload, dict) else {}
            kind = str(message.get("type"))
            task = asyncio.create_task(self._answer(envelope_id, payload, kind))
            self._answering.add(task)
            task.add_done_callback(self._answering.discard)
        elif message.get("type") != "hello":
            log.warning("frame_ignored")

    async def _answer(self, envelope_id: str, payload: dict[str, Any], kind: str) -> None:
        """Acknowledge on the socket it came by; what is not acknowledged, Slack sends again.

        What is malformed is acknowledged: it would be no better the next time.
        """
        try:
            try:
                response = await self.answers(payload)
            except Malformed as malformed:
                log.warning("payload_refused", extra={"fault": str(malformed)})
                response = BoltResponse(status=200, body="")
            if response.status == 200:
                await self.websocket.send_str(acknowledgement_frame(envelope_id, response))
        except ConnectionError:
            log.warning("acknowledgement_lost", extra={"type": kind})
        except Exception:
            log.exception("envelope_failed", extra={"type": kind})

    async def _ping(self) -> None:
        """Each round trip bears another number, so that a late pong proves nothing newer."""
        number = 0
        while not self._over.is_set():
            if self.age > self.pace.limit:
                self._end(Over.SILENT)
            elif self.clock() - self._opened > self.pace.oldest:
                self._end(Over.OLD)
            number += 1
            self._pinged = b"convenor:%d" % number
            # A peer that reads nothing more would block the ping itself once buffers are full.
            with contextlib.suppress(TimeoutError, ConnectionError):
                async with asyncio.timeout(self.pace.ping):
                    await self.websocket.ping(self._pinged)
            await asyncio.sleep(self.pace.ping)


async def open_socket(
    url: str, answers: Answers, pace: SocketPace, proxy: str | None = None
) -> Socket:
    """A socket that Slack has greeted, within the pace's limit, on a session of its own.

    NotOpened, TimeoutError, OSError or aiohttp's ClientError where it does not come to that.
    """
    session = ClientSession()
    websocket: ClientWebSocketResponse | None = None
    try:
        async with asyncio.timeout(pace.limit):
            websocket = await session.ws_connect(url, autoping=False, proxy=proxy)
            await _await_hello(websocket)
    except BaseException:
        await _close_socket(session, websocket, 0.0)
        raise
    return Socket(session=session, websocket=websocket, answers=answers, pace=pace)


async def _close_socket(
    session: ClientSession, websocket: ClientWebSocketResponse | None, within: float
) -> None:
    """Closed in any case; politely, if the other side answers our closing frame in time."""
    with contextlib.suppress(TimeoutError, ConnectionError):
        async with asyncio.timeout(within):
            if websocket is not None:
                await websocket.close()
    await session.close()


async def _await_hello(websocket: ClientWebSocketResponse) -> None:
    async for frame in websocket:
        if frame.type is WSMsgType.PING:
            await websocket.pong(frame.data)
        elif frame.type is WSMsgType.TEXT:
            message = object_in(frame.data)
            if message.get("type") == "hello":
                return
            raise NotOpened(str(message.get("reason") or message.get("type")))
    raise NotOpened("closed")


def acknowledgement_frame(envelope_id: str, response: BoltResponse) -> str:
    """The frame that carries an answer of Bolt's: an object, words, or nothing."""
    frame: dict[str, Any] = {"envelope_id": envelope_id}
    if response.body:
        is_json = response.first_headers().get("content-type", "").startswith("application/json")
        frame["payload"] = json.loads(response.body) if is_json else {"text": response.body}
    return json.dumps(frame)
