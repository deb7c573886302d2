"""One WebSocket of the app, and how it can be made to fail."""

import asyncio
from collections.abc import Callable
from typing import Any

from aiohttp import WSCloseCode, WSMsgType, web

SOCKET_DEEDS = ("freeze", "deafen", "thaw", "close")
_LOOK_AGAIN = 0.02
_CLOSING_SECONDS = 1.0


class Connection:
    """Frozen, it takes bytes and gives none back; deaf, it pongs and delivers nothing."""

    def __init__(self) -> None:
        # It answers pings and farewells by hand, so that it can leave them unanswered.
        self._socket = web.WebSocketResponse(
            heartbeat=30, timeout=_CLOSING_SECONDS, autoping=False, autoclose=False
        )
        self._request: web.Request | None = None
        self.frozen = False
        self.deaf = False

    async def open(self, request: web.Request) -> web.WebSocketResponse:
        """Answer the handshake; ConnectionError when the client has gone away meanwhile."""
        self._request = request
        await self._socket.prepare(request)
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
        if self.frozen:
            await self._gone()
        else:
            await self._socket.close()

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
            if self._request is not None and self._request.transport is not None:
                self._request.transport.abort()
            return
        self.frozen, self.deaf = deed == "freeze", deed == "deafen"

    async def _gone(self) -> None:
        """Until the other side has had enough of waiting for our farewell."""
        while self._request is not None and self._request.transport is not None:
            await asyncio.sleep(_LOOK_AGAIN)
