"""A running sandbox with an HTTP client, an app on a raw socket, and Bolt apps for both ways."""

import asyncio
import json
from contextlib import asynccontextmanager
from copy import deepcopy
from dataclasses import replace

import aiohttp
from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from handlers.sandbox import AppConfig, Sandbox, Timing, load_sample
from tests.waiting import PATIENT, until

SAMPLE = load_sample()
BOT_TOKEN = "xoxb-test"
APP_TOKEN = "xapp-test"
SECRET = "shh"
SINA, LIAM, AMARA, MINJI = "U0SINA0001", "U0LIAM0001", "U0AMARA001", "U0MINJI001"
PRIYA, DENISE, GRETA, RAHUL, NADIA = (
    "U0PRIYA001",
    "U0DENISE01",
    "U0GRETA001",
    "U0RAHUL001",
    "U0NADIA001",
)
BOT = "U0CNVNRBOT"
GENERAL, TECHNOLOGY, EDUCATION, REGULATORS = "C0GENERAL1", "C0TECHNOL1", "C0EDUCATE1", "C0REGULAT1"
SCOPES = [
    "app_mentions:read",
    "channels:history",
    "channels:read",
    "chat:write",
    "commands",
    "files:write",
    "groups:history",
    "groups:read",
    "im:history",
    "im:read",
    "im:write",
    "team:read",
    "users:read",
    "users:read.email",
]
MANIFEST = {
    "display_information": {"name": "Convenor"},
    "features": {
        "bot_user": {"display_name": "Convenor"},
        "app_home": {"home_tab_enabled": True, "messages_tab_enabled": True},
        "slash_commands": [
            {"command": "/wg", "description": "Groups", "usage_hint": "[help]"},
            {"command": "/escaped", "description": "Ids for names", "should_escape": True},
        ],
        "shortcuts": [
            {"name": "Log it", "type": "message", "callback_id": "log", "description": "d"},
            {"name": "Open", "type": "global", "callback_id": "open", "description": "d"},
        ],
    },
    "oauth_config": {"scopes": {"bot": SCOPES}},
    "settings": {
        "interactivity": {"is_enabled": True},
        "socket_mode_enabled": True,
        "event_subscriptions": {
            "bot_events": [
                "app_home_opened",
                "app_mention",
                "app_uninstalled",
                "channel_archive",
                "channel_rename",
                "group_archive",
                "member_joined_channel",
                "member_left_channel",
                "message.im",
                "team_join",
                "tokens_revoked",
                "user_change",
            ]
        },
    },
}


def manifest(*, without=(), scopes=None, **features):
    made = deepcopy(MANIFEST)
    made["oauth_config"]["scopes"]["bot"] = [
        scope for scope in (scopes if scopes is not None else SCOPES) if scope not in without
    ]
    made["features"].update(features)
    return made


class FakeTime:
    """A real clock that tests move by hand."""

    def __init__(self, start=1_800_000_000.0):
        self.value = start

    def __call__(self):
        return self.value


class World:
    """A sandbox and a page's HTTP client."""

    def __init__(self, sandbox, http):
        self.sandbox = sandbox
        self.http = http

    async def api(self, method, /, *, token=BOT_TOKEN, **arguments):
        headers = {"Content-Type": "application/json; charset=utf-8"}
        if token is not None:
            headers["Authorization"] = f"Bearer {token}"
        body = json.dumps(arguments)
        async with self.http.post(f"/api/{method}", data=body, headers=headers) as response:
            return await response.json()

    async def form(self, method, /, *, token=BOT_TOKEN, **arguments):
        headers = {} if token is None else {"Authorization": f"Bearer {token}"}
        async with self.http.post(f"/api/{method}", data=arguments, headers=headers) as response:
            return await response.json()

    async def pages(self, method, key, **arguments):
        """All that a method lists, and in how many pages."""
        found, cursor, count = [], "", 0
        while True:
            more = {"cursor": cursor} if cursor else {}
            answer = await self.form(method, **arguments, **more)
            assert answer["ok"] is True, answer
            found += answer[key]
            count += 1
            cursor = answer.get("response_metadata", {}).get("next_cursor", "")
            if not cursor:
                return found, count

    async def get(self, route, user, /, **query):
        async with self.http.get(f"/door/{route}", params={"as": user, **query}) as response:
            return response.status, await response.json()

    async def post(self, route, user, /, **body):
        async with self.http.post(f"/door/{route}", json={"as": user, **body}) as response:
            return response.status, await response.json()

    async def do(self, route, user, /, **body):
        status, answer = await self.post(route, user, **body)
        assert status == 200, answer
        return answer

    async def seen(self, user, channel, /, **query):
        status, answer = await self.get("messages", user, channel=channel, **query)
        assert status == 200, answer
        return answer["messages"]

    async def modals(self, user):
        return (await self.get("views", user))[1]["modals"]

    async def home(self, user):
        return (await self.get("views", user))[1]["home"]

    async def trigger(self, app, user=SINA):
        """A fresh trigger id, as the app gets it with a command."""
        await self.do("command", user, channel=GENERAL, command="/wg")
        return app.payloads("slash_commands")[-1]["trigger_id"]


@asynccontextmanager
async def playing(*, app_manifest=None, request_url=None, **options):
    sandbox = Sandbox(
        state=options.pop("state", None),
        sample=SAMPLE,
        app=AppConfig(app_manifest or MANIFEST, BOT_TOKEN, APP_TOKEN, SECRET, request_url),
        **{"timing": PATIENT} | options,
    )
    await sandbox.start()
    try:
        async with aiohttp.ClientSession(base_url=sandbox.url) as http:
            yield World(sandbox, http)
    finally:
        await sandbox.stop()


class RawApp:
    """An app on a bare socket; `answers` maps an envelope's type to what it acknowledges with."""

    SILENT = object()

    def __init__(self, socket):
        self.socket = socket
        self.frames = []
        self.answers = {}

    def payloads(self, kind):
        return [frame["payload"] for frame in self.frames if frame["type"] == kind]

    def events(self, kind):
        return [p["event"] for p in self.payloads("events_api") if p["event"]["type"] == kind]

    async def wait_for(self, count, kind):
        await until(lambda: len([f for f in self.frames if f["type"] == kind]) >= count)

    async def serve(self):
        async for frame in self.socket:
            envelope = frame.json()
            self.frames.append(envelope)
            answer = self.answers.get(envelope["type"])
            if callable(answer):
                answer = await answer(envelope["payload"])
            if "envelope_id" in envelope and answer is not self.SILENT:
                reply = {"envelope_id": envelope["envelope_id"]}
                if answer is not None:
                    reply["payload"] = answer
                await self.socket.send_json(reply)


@asynccontextmanager
async def raw_app(world):
    address = (await world.api("apps.connections.open", token=APP_TOKEN))["url"]
    async with world.http.ws_connect(address) as socket:
        app = RawApp(socket)
        serving = asyncio.create_task(app.serve())
        try:
            await app.wait_for(1, "hello")
            yield app
        finally:
            serving.cancel()
            await asyncio.gather(serving, return_exceptions=True)


@asynccontextmanager
async def with_app(**options):
    """A sandbox with a raw app connected."""
    async with playing(**options) as world, raw_app(world) as app:
        yield world, app


# QUICK is for apps that stay silent; AT_ONCE for apps that answer, however busy the machine is.
QUICK = Timing(ack=0.1, event_retries=(0.0, 0.0, 0.0))
AT_ONCE = replace(PATIENT, event_retries=(0.0, 0.0, 0.0))


def bolt_app(world):
    client = AsyncWebClient(token=BOT_TOKEN, base_url=world.sandbox.api_url, retry_handlers=[])
    return AsyncApp(client=client, signing_secret=SECRET, process_before_response=True)


@asynccontextmanager
async def over_socket(world, app):
    client = AsyncWebClient(base_url=world.sandbox.api_url)
    handler = AsyncSocketModeHandler(app, APP_TOKEN, web_client=client)
    await handler.connect_async()
    try:
        yield
    finally:
        await handler.close_async()


@asynccontextmanager
async def over_http(world, app):
    async def handle(request):
        response = await app.async_dispatch(await to_bolt_request(request))
        return await to_aiohttp_response(response)

    async with serving(handle) as url:
        await world.sandbox.use_request_url(f"{url}/slack/events")
        yield


@asynccontextmanager
async def serving(handle):
    """A tiny web server with one POST handler; yields its address."""
    application = web.Application()
    application.router.add_post("/slack/events", handle)
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


def plain(words):
    return {"type": "plain_text", "text": words}


def button(action_id="press", value="1", **more):
    return {
        "type": "button",
        "action_id": action_id,
        "text": plain("Press"),
        "value": value,
        **more,
    }


def actions(*elements, block_id="row"):
    return {"type": "actions", "block_id": block_id, "elements": list(elements)}


def text_input(block_id="title", action_id="value", *, optional=False, **element):
    return {
        "type": "input",
        "block_id": block_id,
        "optional": optional,
        "label": plain("Label"),
        "element": {"type": "plain_text_input", "action_id": action_id, **element},
    }


def modal(*blocks, **more):
    view = {
        "type": "modal",
        "callback_id": "form",
        "title": plain("A form"),
        "submit": plain("Send"),
        "blocks": list(blocks) or [text_input()],
    }
    return {**view, **more}
