"""Requests as Slack signs and sends them, and a door that notes each call instead of answering."""

import json
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from urllib.parse import urlencode

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from handlers.slack.app import Front
from handlers.slack.call import read_event
from handlers.slack.payloads import gate
from handlers.web.health import Health
from handlers.web.metrics import Metrics
from handlers.web.server import WebServer
from handlers.web.site import Site
from handlers.web.slack_door import SlackDoor, sign

NOW = datetime(2027, 2, 1, tzinfo=UTC)
SECRET = "shared"
FORM, JSON = "application/x-www-form-urlencoded", "application/json"

USER = {"id": "U1", "team_id": "T1"}
BASE = {"team": {"id": "T1"}, "user": USER, "trigger_id": "7", "is_enterprise_install": False}
STATE = {"values": {"title": {"value": {"type": "plain_text_input", "value": "Fines"}}}}
VIEW = {"type": "modal", "id": "V1", "hash": "h", "callback_id": "c", "state": STATE}
ACTIONS = [{"type": "button", "block_id": "b", "action_id": "a:1", "value": "D1"}]
COMMAND = {
    "command": "/wg",
    "text": "help",
    "team_id": "T1",
    "user_id": "U1",
    "channel_id": "C1",
    "trigger_id": "7",
    "response_url": "https://hooks.slack.com/commands/1",
}
HAPPENED = {"type": "event_callback", "team_id": "T1", "event_id": "E1"}
PAYLOADS = {
    "press": {**BASE, "type": "block_actions", "actions": ACTIONS, "channel": {"id": "C1"}},
    "press in a form": {**BASE, "type": "block_actions", "actions": ACTIONS, "view": VIEW},
    "submission": {**BASE, "type": "view_submission", "view": VIEW},
    "closed": {**BASE, "type": "view_closed", "view": VIEW},
    "shortcut": {**BASE, "type": "shortcut", "callback_id": "c"},
    "message shortcut": {
        **BASE,
        "type": "message_action",
        "callback_id": "c",
        "channel": {"id": "C1"},
        "message": {"ts": "1.5", "text": "words"},
    },
    "options": {**BASE, "type": "block_suggestion", "action_id": "a", "block_id": "b"},
    "mention": {
        **HAPPENED,
        "authorizations": [{"team_id": "T1", "is_enterprise_install": False}],
        "event": {"type": "app_mention", "user": "U1", "channel": "C1", "text": "hi", "ts": "1.5"},
    },
    "change of a person": {
        **HAPPENED,
        "event": {"type": "user_change", "user": {"id": "U1", "profile": {"real_name": "A"}}},
    },
}


class Deaf(Front):
    """Reads each call as always, and notes it instead of answering it."""

    async def _answer(self, call, route, ack):
        self.heard.append(call)
        await ack()

    async def on_event(self, ack, body):
        self.heard.append(read_event(body))
        await ack()


def deaf():
    """The front, and what answers payloads with it."""
    made = Deaf(desk=None, client=AsyncWebClient(token="xoxb-1"), files=_Files(), events=None)
    made.heard = []
    app = made.app(request_verification_enabled=False)
    app._async_middleware_list[:] = [
        one for one in app._async_middleware_list if "Authorization" not in type(one).__name__
    ]
    return made, gate(app, "T1")


class _Files:
    files = None


@asynccontextmanager
async def opened(patience=10.0):
    made, answers = deaf()
    door = SlackDoor(secret=SECRET, answer=answers, now=lambda: NOW, patience=patience)
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
