"""A real sandbox in a thread, with an app of the tests' own behind its signed HTTP door."""

import asyncio
import json
import threading
import time

import aiohttp
from aiohttp import web

from handlers.sandbox import AppConfig, Hooks, Sandbox, load_sample
from tests.handlers.sandbox.world import APP_TOKEN, BOT_TOKEN, SCOPES, SECRET, manifest
from tests.waiting import PATIENCE, PATIENT

START = 1_795_442_700.0  # Tuesday 24 November 2026, 01:05 in Sydney; Monday 14:05 in London
COMMANDS = [
    {
        "command": "/wg",
        "description": "This group at a glance",
        "usage_hint": "[setup | members]",
        "should_escape": True,
    },
    {
        "command": "/dialogue",
        "description": "Schedule dialogues",
        "usage_hint": "[schedule | show D12]",
        "should_escape": True,
    },
]


def until(page, found):
    """What found() gives once it is true: the app hears of a press a moment after the browser."""
    for _ in range(1_200):  # a minute on a busy machine
        if found():
            break
        page.wait_for_timeout(25)
    return found()


def send(page, text, box="composer"):
    """Type into a composer and press Enter."""
    page.get_by_test_id(box).fill(text)
    page.get_by_test_id(box).press("Enter")


def open_drawer(page):
    """Bring the sidebar in where the window is too narrow for it."""
    page.get_by_role("button", name="Conversations and people").click()
    page.wait_for_function(
        "() => document.querySelector('.sidebar').getBoundingClientRect().left === 0"
    )


def opens(stage, view):
    """Let /wg open a modal, and wait for nothing else."""

    async def answer(payload):
        stage.opened = await stage.call(
            "views.open", {"trigger_id": payload["trigger_id"], "view": view}
        )

    stage.app.answers["/wg"] = answer


class PlayedApp:
    """Answers each payload by what a test put under its key, and keeps what arrived.

    Keys: "/wg", an action_id, "options of " a menu's, a view's callback_id, a shortcut's
    callback_id. An answer is the ack's JSON body, an HTTP status, or a function of the payload
    that returns either, also as a coroutine.
    """

    def __init__(self):
        self.answers = {}
        self.heard = []

    async def handle(self, request):
        form = await request.post()
        if "payload" in form:
            payload = json.loads(form["payload"])
        elif "command" in form:
            payload = dict(form)
        else:
            payload = json.loads(await request.text())
        self.heard.append(payload)
        answer = self.answers.get(_key(payload))
        if callable(answer):
            answer = answer(payload)
        if asyncio.iscoroutine(answer):
            answer = await answer
        if isinstance(answer, int):
            return web.Response(status=answer)
        return web.Response(status=200) if answer is None else web.json_response(answer)

    def of(self, kind):
        """Payloads of one type: "block_actions", "view_submission", "message_action", …"""
        return [payload for payload in self.heard if payload.get("type") == kind]

    def commands(self):
        """What was typed after each command, as the app got it."""
        return [(p["command"], p["text"]) for p in self.heard if "command" in p]


def _key(payload):
    if "command" in payload:
        return payload["command"]
    if payload.get("type") == "block_actions":
        return payload["actions"][0]["action_id"]
    if payload.get("type") == "block_suggestion":
        return f"options of {payload['action_id']}"
    if "view" in payload:
        return payload["view"]["callback_id"]
    return payload.get("callback_id")


class Stage:
    """The sandbox's address for a browser, and calls into its loop for the test."""

    def __init__(self, sample=None):
        self.app = PlayedApp()
        self.due = []
        self._sample = sample or load_sample()
        self._ready = threading.Event()
        self._trouble = None
        self._thread = threading.Thread(target=self._live, daemon=True)
        self._thread.start()
        self._ready.wait()  # one with 50,000 messages takes its time
        if self._trouble is not None:
            raise self._trouble

    def close(self):
        self._loop.call_soon_threadsafe(self._end.set)
        self._thread.join(PATIENCE)

    def run(self, coroutine):
        """Run a coroutine in the sandbox's loop and give its result."""
        return asyncio.run_coroutine_threadsafe(coroutine, self._loop).result(PATIENCE)

    def api(self, method, **arguments):
        """A Web API call with the app's token; a refusal fails the test."""
        answer = self.run(self.call(method, arguments))
        assert answer["ok"], answer
        return answer

    async def call(self, method, arguments):
        headers = {"Authorization": f"Bearer {BOT_TOKEN}"}
        url = f"{self.url}/api/{method}"
        async with self._http.post(url, json=arguments, headers=headers) as response:
            return await response.json()

    def post(self, channel, text, **more):
        """The app writes a message; gives its ts."""
        return self.api("chat.postMessage", channel=channel, text=text, **more)["ts"]

    def say(self, user, channel, text, **more):
        """A person writes a message; gives its ts."""

        async def send():
            body = {"as": user, "channel": channel, "text": text, **more}
            async with self._http.post(f"{self.url}/door/say", json=body) as response:
                return await response.json()

        return self.run(send())["ts"]

    def _live(self):
        try:
            asyncio.run(self._main())
        except Exception as trouble:
            self._trouble = trouble  # raised where the test waits
            self._ready.set()

    async def _main(self):
        self._loop = asyncio.get_running_loop()
        self._end = asyncio.Event()
        app = web.Application()
        app.router.add_post("/slack/events", self.app.handle)
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        port = runner.addresses[0][1]
        began = time.monotonic()
        able = [*SCOPES, "chat:write.customize"]
        features = manifest(scopes=able, slash_commands=COMMANDS)
        request_url = f"http://127.0.0.1:{port}/slack/events"
        self.sandbox = Sandbox(
            state=None,
            sample=self._sample,
            app=AppConfig(features, BOT_TOKEN, APP_TOKEN, SECRET, request_url),
            hooks=Hooks(next_due=self._next_due),
            timing=PATIENT,
            real_now=lambda: START + time.monotonic() - began,
        )
        await self.sandbox.start()
        self.url = self.sandbox.url
        async with aiohttp.ClientSession() as self._http:
            self._ready.set()
            await self._end.wait()
        await self.sandbox.stop()
        await runner.cleanup()

    async def _next_due(self):
        now = self.sandbox.clock.now()
        self.due = [moment for moment in self.due if moment > now]
        return min(self.due, default=None)
