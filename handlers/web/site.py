"""The ASGI sites of a process: one for the internet, one for whoever runs it."""

import hmac
import json
from collections.abc import Awaitable, Callable, Iterable, Mapping, MutableMapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from handlers.web.health import Health
from handlers.web.metrics import Metrics

AsgiScope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Asgi = Callable[[AsgiScope, Receive, Send], Awaitable[None]]

PRIVATE = ("/calendar/", "/practices/")
_PLAIN = "text/plain; charset=utf-8"


@dataclass(kw_only=True)
class Site:
    """Slack's requests and calendars, and a bare word of health for everybody.

    `over_http`: whether Slack calls here, and not over a socket or another process.
    `slack` answers it once the process has started; until then 503 has Slack repeat its events.
    The same for `has_calendars` and `private`, which has what is read at private addresses by the
    first part of its path.
    `open_details`: readiness by name, and metrics, for whoever asks; else for the bearer of
    `token` only, and for nobody where there is none.
    """

    health: Health
    metrics: Metrics
    over_http: bool = False
    slack: Asgi | None = None
    has_calendars: bool = False
    private: Mapping[str, Asgi] = field(default_factory=dict)
    open_details: bool = False
    token: str = ""
    stopping: bool = False
    """Set before the door closes: not ready for a balancer, and what still comes is answered."""

    async def __call__(self, scope: AsgiScope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await _lifespan(receive, send)
            return
        reads = scope["method"] in ("GET", "HEAD")
        match scope["path"]:
            case "/healthz" if reads:
                await answer_plain(send, 200, "ok\n")
            case "/readyz" if reads:
                await self._readiness(scope, send)
            case "/metrics" if reads and self._shows_details(scope):
                # Loaded when somebody asks: most processes that start are never looked at.
                from handlers.web import exposition

                content_type, body = await exposition.page(self.metrics)
                await _answer(send, 200, content_type, body)
            case "/slack/events" if self.over_http and scope["method"] == "POST":
                await self._pass_on(self.slack, scope, receive, send)
            case path if reads and self.has_calendars and path.startswith(PRIVATE):
                await self._pass_on(self.private.get(path.split("/")[1]), scope, receive, send)
            case _:
                await answer_plain(send, 404, "Nothing here.\n", close=True)

    async def _readiness(self, scope: AsgiScope, send: Send) -> None:
        report = await self.health.report()
        ready = report.ready and not self.stopping
        status = 200 if ready else 503
        if not self._shows_details(scope):
            await answer_plain(send, status, "ready\n" if ready else "not ready\n")
            return
        body = json.dumps({**report.as_json(), "ready": ready}, indent=2).encode() + b"\n"
        await _answer(send, status, "application/json", body)

    def _shows_details(self, scope: AsgiScope) -> bool:
        if self.open_details:
            return True
        given = read_header(scope, "authorization").encode("latin-1")
        return bool(self.token) and hmac.compare_digest(given, f"Bearer {self.token}".encode())

    async def _pass_on(
        self, application: Asgi | None, scope: AsgiScope, receive: Receive, send: Send
    ) -> None:
        if application is None:
            await answer_plain(send, 503, "Convenor is starting.\n", close=True)
        else:
            await application(scope, receive, send)


async def _lifespan(receive: Receive, send: Send) -> None:
    while True:
        message = await receive()
        await send({"type": f"{message['type']}.complete"})
        if message["type"] == "lifespan.shutdown":
            return


async def answer_plain(send: Send, status: int, words: str, *, close: bool = False) -> None:
    """A line of text; `close` ends the connection, with what was not read of the request."""
    await _answer(send, status, _PLAIN, words.encode(), close=close)


async def send_response(
    send: Send, status: int, headers: Iterable[tuple[str, str]], body: bytes
) -> None:
    """A whole response; its length goes with it, where it has a body at all."""
    encoded = [(name.encode(), value.encode()) for name, value in headers]
    if status != HTTPStatus.NOT_MODIFIED:
        encoded.append((b"content-length", str(len(body)).encode()))
    await send({"type": "http.response.start", "status": status, "headers": encoded})
    await send({"type": "http.response.body", "body": body})


async def _answer(
    send: Send, status: int, content_type: str, body: bytes, *, close: bool = False
) -> None:
    headers = {"content-type": content_type, "cache-control": "no-store"}
    headers |= {"connection": "close"} if close else {}
    await send_response(send, status, headers.items(), body)


def read_header(scope: AsgiScope, name: str) -> str:
    """All that a request says under this name, joined by commas; "" for nothing."""
    given = [value for key, value in scope["headers"] if key == name.encode()]
    return b",".join(given).decode("latin-1")
