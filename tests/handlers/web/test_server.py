"""A connection that does not send a whole head is closed."""

import asyncio
from contextlib import asynccontextmanager
from datetime import UTC, datetime

import aiohttp

from handlers.web.health import CheckResult, Health
from handlers.web.metrics import Metrics
from handlers.web.server import WebServer
from handlers.web.site import Site
from tests.waiting import PATIENCE


@asynccontextmanager
async def serving(good=True, **more):
    async def look():
        return CheckResult(good, "says so")

    made = Site(
        health=Health(checks={"one": look}),
        metrics=Metrics(now=lambda: datetime(2027, 2, 1, tzinfo=UTC)),
        **more,
    )
    server = WebServer(made, "127.0.0.1", 0)
    await server.start()
    try:
        async with aiohttp.ClientSession(f"http://127.0.0.1:{server.port}") as http:
            yield made, http
    finally:
        await server.stop()


async def test_a_head_that_drips_is_not_waited_for(monkeypatch):
    monkeypatch.setattr("handlers.web.server._Impatient.patience", 0.2)
    async with serving() as (_, http):
        reader, writer = await asyncio.open_connection("127.0.0.1", http._base_url.port)
        writer.write(b"GET /healthz HTTP/1.1\r\nHost: x\r\n")
        async with asyncio.timeout(PATIENCE):
            assert await reader.read() == b""
        writer.close()
