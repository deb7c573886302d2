"""Socket Mode: up to ten WebSockets, each payload to exactly one, and how they can fail."""

import asyncio
import logging
import random
from collections.abc import Callable
from typing import Any
from uuid import uuid4

from aiohttp import WSCloseCode, WSMsgType, web

from handlers.sandbox.delivery.outbox import Parcel, Undelivered
from handlers.sandbox.faults import Fault
from handlers.sandbox.store import unguessable

SOCKET_DEEDS = ("freeze", "deafen", "thaw", "close")
_LOOK_AGAIN = 0.02
_CLOSING_SECONDS = 1.0
MOST_CONNECTIONS = 10
CONNECTION_SECONDS = 3600
log = logging.getLogger(__name__)


class Connection:
    """Frozen, it takes bytes and gives none back; deaf, it pongs and delivers nothing."""

    def __init__(self, request: web.Request) -> None:
        self._request = request
        # It answers pings and farewells by hand, so that it can leave them unanswered.
        self._socket = web.WebSocketResponse(
            heartbeat=30, timeout=_CLOSING_SECONDS, autoping=False, autoclose=False
        )
        self.frozen = self.deaf = False

    async def open(self) -> web.WebSocketResponse:
        """Answer the handshake; ConnectionError when the client has gone away meanwhile."""
        await self._socket.prepare(self._request)
        return self._socket

    async def serve(self, take: Callable[[Any], None]) -> None:
        """Hand each frame's JSON to `take` until either side closes."""
        async for frame in self._socket:
            if self.frozen:
                continue
            if frame.type is WSMsgType.TEXT:
                take(frame.json())
            elif frame.type is WSMsgType.PING:
                await self._socket.pong(frame.data)
        if not self.frozen:
            await self._socket.close()
            return
        while self._request.transport is not None:  # the other side waits for our farewell
            await asyncio.sleep(_LOOK_AGAIN)

    async def send(self, body: dict[str, Any]) -> None:
        """Send one frame, unless it would not come out at the other end; ConnectionError."""
        if not (self.frozen or self.deaf):
            await self._socket.send_json(body)

    async def close(self) -> None:
        """Say good-bye and close."""
        await self._socket.close(code=WSCloseCode.GOING_AWAY)

    def treat(self, deed: str) -> None:
        """Do one of SOCKET_DEEDS to it; `close` breaks the connection without a word."""
        if deed == "close":
            if self._request.transport is not None:
                self._request.transport.abort()
            return
        self.frozen, self.deaf = deed == "freeze", deed == "deafen"


class SocketMode:
    """The app's WebSockets. `changed` is called when one comes or goes; `fault` is asked for the
    fault of each new one."""

    too_late = "timeout"

    def __init__(
        self,
        app_id: str,
        ack_seconds: float,
        changed: Callable[[], None],
        fault: Callable[[], Fault],
        warning_seconds: float = 10.0,
    ) -> None:
        self._app_id = app_id
        self.ack_seconds = ack_seconds
        self._changed = changed
        self._fault = fault
        self._warning_seconds = warning_seconds
        self._refreshing: asyncio.Task[None] | None = None
        self._tickets: set[str] = set()
        self._connections: list[Connection] = []
        self._leaving: list[Connection] = []
        self._awaited: dict[str, tuple[asyncio.Future[Any], Connection]] = {}

    @property
    def is_connected(self) -> bool:
        """Whether at least one WebSocket is open."""
        return bool(self._connections)

    @property
    def connections(self) -> int:
        """How many WebSockets are open."""
        return len(self._connections)

    def new_ticket(self) -> str:
        """The secret part of a WebSocket address that works once."""
        ticket = unguessable(32)
        self._tickets.add(ticket)
        return ticket

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Serve one WebSocket until either side closes it."""
        ticket = request.match_info["ticket"]
        if ticket not in self._tickets:
            return web.Response(status=403, text="This address was used or never given.")
        self._tickets.discard(ticket)
        fault = self._fault()
        if fault.kind == "500":
            return web.Response(status=500, text="Internal Server Error")
        connection = Connection(request)
        connection.frozen = bool(fault.kind)
        response: web.StreamResponse = web.Response(status=400)
        try:
            response = await connection.open()
            await self._serve(connection)
        except ConnectionError:
            log.info("a client went away while its socket was opened")
        return response

    async def deliver(self, parcel: Parcel) -> Any:
        """Send one envelope and wait for its acknowledgement."""
        if not self._connections:
            raise Undelivered("connection_failed", "dispatch_failed")
        connection = random.choice(self._connections)  # noqa: S311 (no secret: any one will do)
        if parcel.harm == "freeze":
            connection.treat("freeze")
        envelope_id = str(uuid4())
        future: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self._awaited[envelope_id] = (future, connection)
        try:
            async with asyncio.timeout(self.ack_seconds):
                await connection.send(_envelope(envelope_id, parcel))
                if parcel.harm == "close":
                    connection.treat("close")
                return await future
        except TimeoutError as late:
            raise Undelivered(self.too_late, "operation_timeout") from late
        except ConnectionError as lost:
            raise Undelivered("connection_failed", "operation_timeout") from lost
        finally:
            del self._awaited[envelope_id]

    async def warn(self) -> None:
        """Say that the sockets will be refreshed, as Slack does some ten seconds before it."""
        for connection in list(self._connections):
            await connection.send(_goodbye("warning"))
        self._refreshing = asyncio.create_task(self._refresh_later())

    async def _refresh_later(self) -> None:
        await asyncio.sleep(self._warning_seconds)
        await self.refresh()

    async def refresh(self, reason: str = "refresh_requested") -> None:
        """Ask every client to connect again; the old sockets get nothing more and may answer."""
        self._leaving, self._connections = [*self._leaving, *self._connections], []
        self._changed()
        for connection in list(self._leaving):
            await connection.send(_goodbye(reason))

    def treat(self, deed: str) -> None:
        """Freeze, deafen, thaw or close every open WebSocket."""
        for connection in list(self._connections):
            connection.treat(deed)

    async def stop(self) -> None:
        """Close every WebSocket."""
        if self._refreshing is not None:
            self._refreshing.cancel()
        for connection in [*self._connections, *self._leaving]:
            await connection.close()

    async def _serve(self, connection: Connection) -> None:
        if len(self._connections) >= MOST_CONNECTIONS:
            await connection.send(_goodbye("too_many_websockets"))
            await connection.close()
            return
        self._connections.append(connection)
        try:
            await connection.send(self._hello())
            self._changed()
            await connection.serve(self._take_acknowledgement)
        finally:
            place = self._connections if connection in self._connections else self._leaving
            place.remove(connection)
            self._give_up_on(connection)
            self._changed()

    def _hello(self) -> dict[str, Any]:
        about = {"host": "sandbox", "build_number": 1}
        return {
            "type": "hello",
            "num_connections": len(self._connections),
            "connection_info": {"app_id": self._app_id},
            "debug_info": {**about, "approximate_connection_time": CONNECTION_SECONDS},
        }

    def _take_acknowledgement(self, frame: Any) -> None:
        envelope_id = frame.get("envelope_id") if isinstance(frame, dict) else None
        future, _ = self._awaited.get(envelope_id or "", (None, None))
        if future is not None and not future.done():
            future.set_result(frame.get("payload") or None)

    def _give_up_on(self, connection: Connection) -> None:
        for future, awaited_from in self._awaited.values():
            if awaited_from is connection and not future.done():
                future.set_exception(ConnectionError("the socket closed before the answer"))


def _goodbye(reason: str) -> dict[str, Any]:
    return {"type": "disconnect", "reason": reason, "debug_info": {"host": "sandbox"}}


def _envelope(envelope_id: str, parcel: Parcel) -> dict[str, Any]:
    envelope: dict[str, Any] = {
        "envelope_id": envelope_id,
        "type": parcel.kind,
        "payload": parcel.payload,
        "accepts_response_payload": parcel.kind != "events_api",
    }
    if parcel.kind == "events_api":
        envelope |= {"retry_attempt": parcel.attempt, "retry_reason": parcel.reason or ""}
    return envelope
