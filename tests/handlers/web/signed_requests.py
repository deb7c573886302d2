"""Requests as Slack signs and sends them, and a door that notes each call instead of answering."""

import json
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from urllib.parse import urlencode

import aiohttp

from handlers.web.health import Health
from handlers.web.metrics import Metrics
from handlers.web.server import WebServer
from handlers.web.site import Site
from handlers.web.slack_door import SlackDoor, sign
from tests.handlers.deaf import front
from tests.waiting import PATIENCE

NOW = datetime(2027, 2, 1, tzinfo=UTC)
SECRET = "shared"
FORM, JSON = "application/x-www-form-urlencoded", "application/json"


@asynccontextmanager
async def opened(patience=PATIENCE):
    made = front()
    door = SlackDoor(secret=SECRET, answer=made.answers(), now=lambda: NOW, patience=patience)
    site = Site(health=Health(), metrics=Metrics(now=lambda: NOW), over_http=True, slack=door)
    server = WebServer(site, "127.0.0.1", 0)
    await server.start()
    try:
        async with aiohttp.ClientSession(f"http://127.0.0.1:{server.port}") as http:
            yield made, http, server.port
    finally:
        await server.stop()


def signed(raw, *, moment=None, secret=SECRET):
    moment = str(int(NOW.timestamp()) if moment is None else moment).encode()
    return {
        "X-Slack-Request-Timestamp": moment.decode(),
        "X-Slack-Signature": sign(secret, moment, raw).decode(),
    }


async def post(http, raw, headers, content_type=FORM):
    headers = {"Content-Type": content_type, **headers}
    async with http.post("/slack/events", data=raw, headers=headers) as response:
        return response.status, await response.text()


def as_sent(payload):
    """Body and type, as Slack sends a payload."""
    if payload.get("type") == "event_callback":
        return json.dumps(payload).encode(), JSON
    return urlencode({"payload": json.dumps(payload)}).encode(), FORM


def refusals(caplog):
    assert not [r for r in caplog.records if r.exc_info]
    return [r for r in caplog.records if r.msg == "request_refused"]
