"""Serves the site with uvicorn, which leaves signals to whoever runs it."""

import asyncio
import contextlib
import socket
from collections.abc import Iterator
from dataclasses import dataclass, field

import uvicorn

from handlers.web.site import Asgi


class _Server(uvicorn.Server):
    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


@dataclass
class WebServer:
    """Listens once `start` returns; OSError where the port is taken. `port` 0 picks a free one."""

    site: Asgi
    host: str
    port: int
    stop_within: float = 10.0
    _server: _Server | None = None
    _serving: "asyncio.Task[None] | None" = field(default=None)

    async def start(self) -> None:
        listening = socket.create_server((self.host, self.port), backlog=1024)
        # asyncio does so by itself only for sockets that it made: without it a response of two
        # pieces waits for the client's delayed acknowledgement of the first, 40 ms.
        listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.port = listening.getsockname()[1]
        config = uvicorn.Config(
            self.site,
            log_config=None,
            access_log=False,
            lifespan="on",
            timeout_graceful_shutdown=max(1, int(self.stop_within)),
        )
        self._server = _Server(config)
        self._serving = asyncio.create_task(self._server.serve(sockets=[listening]))

    async def stop(self) -> None:
        """Take no new connection, finish the requests that run."""
        if self._server is not None and self._serving is not None:
            self._server.should_exit = True
            await self._serving
