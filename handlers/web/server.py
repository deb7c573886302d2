"""Serves the site with uvicorn, which leaves signals to whoever runs it."""

import asyncio
import contextlib
import socket
from collections.abc import Iterator
from dataclasses import dataclass, field

import h11
import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from handlers.web.site import Asgi

PATIENCE = 10.0
"""Seconds for a request's head to come whole."""


class _Impatient(H11Protocol):
    """Closes a connection that has not sent a whole head in time, however slowly it drips."""

    patience = PATIENCE
    _waiting: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._wait()

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self.conn.their_state is not h11.IDLE:
            self._stop_waiting()
        elif self._waiting is None and self.conn.trailing_data[0]:
            self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_waiting()
        super().connection_lost(exc)

    def _wait(self) -> None:
        self._waiting = self.loop.call_later(self.patience, self._give_up)

    def _stop_waiting(self) -> None:
        if self._waiting is not None:
            self._waiting.cancel()
            self._waiting = None

    def _give_up(self) -> None:
        self._waiting = None
        if self.conn.their_state is h11.IDLE:
            self.transport.close()


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens there; OSError where it cannot."""
    listening = socket.create_server((host, port), backlog=1024)
    # asyncio does so by itself only for sockets that it made: without it a response of two
    # pieces waits for the client's delayed acknowledgement of the first, 40 ms.
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listening


class _Server(uvicorn.Server):
    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


@dataclass
class WebServer:
    """Listens once `start` returns; OSError where the port is taken. `port` 0 picks a free one.

    `listening`: a socket that does so already, and that other processes share.
    """

    site: Asgi
    host: str
    port: int
    stop_within: float = 10.0
    listening: socket.socket | None = None
    _server: _Server | None = None
    _serving: "asyncio.Task[None] | None" = field(default=None)

    async def start(self) -> None:
        listening = self.listening or listen(self.host, self.port)
        self.port = listening.getsockname()[1]
        config = uvicorn.Config(
            self.site,
            log_config=None,
            access_log=False,
            lifespan="on",
            http=_Impatient,
            timeout_graceful_shutdown=max(1, int(self.stop_within)),
        )
        self._server = _Server(config)
        self._serving = asyncio.create_task(self._server.serve(sockets=[listening]))

    async def stop(self) -> None:
        """Take no new connection, finish the requests that run; once is enough."""
        if self._server is not None and self._serving is not None:
            self._server.should_exit = True
            await self._serving
