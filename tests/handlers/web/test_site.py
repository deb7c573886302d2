"""The site's few addresses, and what Slack hears while the process still starts."""

import asyncio
import json
import socket
from contextlib import asynccontextmanager
from datetime import UTC, datetime

import aiohttp
import pytest

from handlers.web.health import CheckResult, Health
from handlers.web.metrics import Metrics
from handlers.web.server import WebServer
from handlers.web.site import Site


async def slack(_scope, _receive, send):
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"from Slack's door"})


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


async def ask(http, path, method="GET"):
    async with http.request(method, path) as response:
        return response.status, await response.text()


async def test_a_living_process_says_ok_whatever_it_lacks():
    async with serving(good=False) as (_, http):
        assert await ask(http, "/healthz") == (200, "ok\n")
        assert (await ask(http, "/healthz", "HEAD"))[0] == 200


@pytest.mark.parametrize(("good", "status"), [(True, 200), (False, 503)])
async def test_readiness_is_told_by_status_and_by_name(good, status):
    async with serving(good=good, open_details=True) as (_, http):
        found, body = await ask(http, "/readyz")
        assert found == status
        assert json.loads(body)["checks"] == {"one": {"ok": good, "says": "says so"}}


async def test_no_answer_waits_for_the_clients_delayed_acknowledgement():
    """A response is two writes; without TCP_NODELAY the second waits 40 ms for the first."""
    metrics = Metrics(now=lambda: datetime(2027, 2, 1, tzinfo=UTC))
    server = WebServer(Site(health=Health(checks={}), metrics=metrics), "127.0.0.1", 0)
    await server.start()
    try:
        async with aiohttp.ClientSession(f"http://127.0.0.1:{server.port}") as http:
            await ask(http, "/healthz")
            (connection,) = server._server.server_state.connections
            accepted = connection.transport.get_extra_info("socket")
            assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
    finally:
        await server.stop()


async def test_metrics_are_text():
    async with serving(open_details=True) as (_, http), http.get("/metrics") as response:
        assert response.status == 200
        assert response.content_type == "text/plain"
        assert "convenor_database_up 0.0" in await response.text()


async def test_slack_is_asked_to_come_again_until_the_process_has_started():
    async with serving(over_http=True) as (site, http):
        assert (await ask(http, "/slack/events", "POST"))[0] == 503
        site.slack = slack
        assert await ask(http, "/slack/events", "POST") == (200, "from Slack's door")


@pytest.mark.parametrize(
    ("method", "path"),
    [("POST", "/slack/events"), ("GET", "/"), ("POST", "/metrics"), ("DELETE", "/readyz")],
)
async def test_there_is_nothing_else_here(method, path):
    async with serving() as (_, http):
        assert (await ask(http, path, method))[0] == 404


async def test_the_internet_sees_a_status_and_a_word():
    async with serving() as (_, http):
        assert await ask(http, "/readyz") == (200, "ready\n")
        assert (await ask(http, "/metrics"))[0] == 404
    async with serving(good=False) as (_, http):
        assert await ask(http, "/readyz") == (503, "not ready\n")


@pytest.mark.parametrize(
    ("token", "given", "shown"),
    [
        ("secret", "Bearer secret", True),
        ("secret", "Bearer secre", False),
        ("secret", "secret", False),
        ("secret", "Bearer sécret", False),
        ("secret", None, False),
        ("", "Bearer ", False),
        ("", None, False),
    ],
)
async def test_details_are_for_who_bears_the_token(token, given, shown):
    headers = {} if given is None else {"Authorization": given}
    async with serving(token=token) as (_, http):
        async with http.get("/metrics", headers=headers) as response:
            assert response.status == (200 if shown else 404)
        async with http.get("/readyz", headers=headers) as response:
            assert (response.content_type == "application/json") is shown


async def test_a_process_that_stops_is_not_ready_and_answers_all_the_same():
    async with serving(over_http=True, slack=slack) as (site, http):
        site.stopping = True
        assert (await ask(http, "/readyz"))[0] == 503
        assert (await ask(http, "/slack/events", "POST"))[0] == 200


async def test_a_head_that_drips_is_not_waited_for(monkeypatch):
    monkeypatch.setattr("handlers.web.server._Impatient.patience", 0.2)
    async with serving() as (_, http):
        reader, writer = await asyncio.open_connection("127.0.0.1", http._base_url.port)
        writer.write(b"GET /healthz HTTP/1.1\r\nHost: x\r\n")
        async with asyncio.timeout(20):
            assert await reader.read() == b""
        writer.close()
