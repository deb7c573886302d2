"""A Slack that answers every call alike, fast or slow on order, and counts what arrived.

The sandbox is the strict one; this one is as cheap as it can be, so that it measures the app
and not itself. Its people are all in the one channel.
"""

import asyncio
import json
import time
from collections import defaultdict
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import count

from aiohttp import WSMsgType, web

from tests.benchmarks.town import NAME, TEAM, clock, someone


@dataclass
class Arrival:
    """One message as it came; `at` in unix seconds, before any delay."""

    at: float
    channel: str
    text: str
    metadata: dict
    ts: str


@dataclass
class Slack:
    """`delay`: seconds that chat.postMessage and response URLs take; all else answers at once."""

    people: int
    delay: float = 0.0
    url: str = ""
    arrived: list[Arrival] = field(default_factory=list)
    history: dict[str, list[Arrival]] = field(default_factory=lambda: defaultdict(list))
    responded: int = 0
    calls: defaultdict = field(default_factory=lambda: defaultdict(int))
    sockets: list = field(default_factory=list)
    _awaited: dict = field(default_factory=dict)
    _numbers: count = field(default_factory=lambda: count(1))

    @property
    def api_url(self):
        return f"{self.url}/api/"

    @property
    def respond_url(self):
        return f"{self.url}/response/"

    @asynccontextmanager
    async def running(self):
        application = web.Application(client_max_size=2**22)
        application.add_routes(
            [
                web.post("/api/{method}", self._api),
                web.get("/api/{method}", self._api),
                web.post("/response/{number}", self._response),
                web.get("/socket", self._socket),
            ]
        )
        runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.1)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0, backlog=1024)
        await site.start()
        self.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
        try:
            yield self
        finally:
            for socket in list(self.sockets):
                await socket.close()
            await runner.cleanup()

    def forget_arrivals(self):
        """Counts from nothing; the history stays, for whoever looks for what was posted before."""
        self.arrived.clear()

    async def quiet(self, silence=0.8):
        """Wait until no further words come to a response URL; when the last ones came."""
        last, since = self.responded, time.perf_counter()
        while time.perf_counter() - since < silence:
            await asyncio.sleep(0.01)
            if self.responded != last:
                last, since = self.responded, time.perf_counter()
        return since

    async def deliver(self, payload, kind="interactive"):
        """Send an envelope over the newest socket and wait for its acknowledgement."""
        number = f"envelope-{next(self._numbers)}"
        acked = self._awaited[number] = asyncio.get_running_loop().create_future()
        envelope = {"envelope_id": number, "type": kind, "payload": payload}
        await self.sockets[-1].send_json(envelope | {"accepts_response_payload": True})
        return await acked

    async def _api(self, request):
        method = request.match_info["method"]
        self.calls[method] += 1
        given = await _arguments(request)
        answer = getattr(self, "_" + method.replace(".", "_"), None)
        made = answer(given) if answer else {}
        if method == "chat.postMessage" and self.delay:
            await asyncio.sleep(self.delay)
        return web.json_response({"ok": True, **made})

    async def _response(self, request):
        await request.read()
        self.responded += 1
        if self.delay:
            await asyncio.sleep(self.delay)
        return web.Response(text="ok")

    async def _socket(self, request):
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.send_json({"type": "hello", "num_connections": 1, "connection_info": {}})
        self.sockets.append(socket)
        async for frame in socket:
            if frame.type is WSMsgType.TEXT and frame.data.startswith("{"):
                acked = self._awaited.pop(json.loads(frame.data).get("envelope_id"), None)
                if acked is not None and not acked.done():
                    acked.set_result(None)
        self.sockets.remove(socket)
        return socket

    # One function a method; each gives the answer's own fields -------------------------------

    def _auth_test(self, _given):
        return {"url": self.url, "team": "Bench", "team_id": TEAM, "user": "convenor"} | {
            "user_id": "UBOT",
            "bot_id": "BBOT",
        }

    def _files_getUploadURLExternal(self, _given):  # noqa: N802 - Slack's own name
        return {"upload_url": f"{self.respond_url}0", "file_id": "FBENCH"}

    def _users_info(self, given):
        return {"user": person(given["user"])}

    def _users_list(self, given):
        first, page = int(given.get("cursor") or 0), int(given.get("limit") or 1000)
        members = [person(someone(n)) for n in range(first, min(first + page, self.people))]
        following = str(first + page) if first + page < self.people else ""
        return {"members": members, "response_metadata": {"next_cursor": following}}

    def _conversations_info(self, given):
        return {
            "channel": {
                "id": given["channel"],
                "name": NAME.lower(),
                "is_channel": True,
                "is_private": False,
                "is_member": True,
            }
        }

    def _conversations_members(self, given):
        first, page = int(given.get("cursor") or 0), int(given.get("limit") or 100)
        members = [someone(n) for n in range(first, min(first + page, self.people))]
        following = str(first + page) if first + page < self.people else ""
        return {"members": members, "response_metadata": {"next_cursor": following}}

    def _conversations_open(self, given):
        return {"channel": {"id": _direct(given["users"])}}

    def _conversations_history(self, given):
        found = self.history[given["channel"]]
        oldest, latest = given.get("oldest") or "0", given.get("latest") or "9999999999"
        messages = [
            {"type": "message", "user": "UBOT", "bot_id": "BBOT", "text": a.text}
            | {"ts": a.ts, "metadata": a.metadata}
            for a in reversed(found)
            if float(oldest) <= float(a.ts) <= float(latest)
        ]
        return {"messages": messages, "has_more": False}

    def _apps_connections_open(self, _given):
        return {"url": self.url.replace("http", "ws", 1) + "/socket"}

    def _chat_postMessage(self, given):  # noqa: N802 (Slack's name)
        now = clock()
        metadata = given.get("metadata") or {}
        if isinstance(metadata, str):
            metadata = json.loads(metadata)
        channel = _direct(given["channel"])
        ts = f"{now:.0f}.{len(self.history[channel]):06d}"
        arrival = Arrival(now, channel, given.get("text", ""), metadata, ts)
        self.arrived.append(arrival)
        self.history[channel].append(arrival)
        return {"channel": channel, "ts": ts}


def person(user_id):
    """A user object."""
    return {
        "id": user_id,
        "team_id": TEAM,
        "name": user_id.lower(),
        "real_name": user_id.title(),
        "tz": "Europe/London",
        "locale": "en-GB",
        "profile": {"display_name": user_id.title()},
    }


def _direct(recipient):
    return f"D{recipient[1:]}" if recipient[0] == "U" else recipient


async def _arguments(request):
    given = dict(request.query)
    if request.content_type == "application/json":
        return given | json.loads(await request.read() or b"{}")
    return given | dict(await request.post())
