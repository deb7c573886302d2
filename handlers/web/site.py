"""The one ASGI site: Slack's requests, calendars, health and metrics."""

import json
from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass
from typing import Any

from handlers.web.health import Health
from handlers.web.metrics import Metrics

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Asgi = Callable[[Scope, Receive, Send], Awaitable[None]]

_PLAIN = "text/plain; charset=utf-8"


@dataclass(kw_only=True)
class Site:
    """`over_http`: whether Slack calls here, and not over a socket or another process.

    `slack` answers it once the process has started; until then 503 has Slack repeat its events.
    The same for `has_calendars` and `calendar`.
    """

    health: Health
    metrics: Metrics
    over_http: bool = False
    slack: Asgi | None = None
    has_calendars: bool = False
    calendar: Asgi | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await _lifespan(receive, send)
            return
        reads = scope["method"] in ("GET", "HEAD")
        match scope["path"]:
            case "/healthz" if reads:
                await _answer(send, 200, _PLAIN, b"ok\n")
            case "/readyz" if reads:
                report = await self.health.report()
                body = json.dumps(report.as_json(), indent=2).encode() + b"\n"
                await _answer(send, 200 if report.ready else 503, "application/json", body)
            case "/metrics" if reads:
                content_type, body = await self.metrics.page()
                await _answer(send, 200, content_type, body)
            case "/slack/events" if self.slack is not None:
                await self.slack(scope, receive, send)
            case "/slack/events" if self.over_http:
                await _answer(send, 503, _PLAIN, b"Convenor is starting.\n")
            case path if reads and self.has_calendars and path.startswith("/calendar/"):
                if self.calendar is not None:
                    await self.calendar(scope, receive, send)
                else:
                    await _answer(send, 503, _PLAIN, b"Convenor is starting.\n")
            case _:
                await _answer(send, 404, _PLAIN, b"Nothing here.\n")


async def _lifespan(receive: Receive, send: Send) -> None:
    while True:
        message = await receive()
        await send({"type": f"{message['type']}.complete"})
        if message["type"] == "lifespan.shutdown":
            return


async def _answer(send: Send, status: int, content_type: str, body: bytes) -> None:
    headers = [
        (b"content-type", content_type.encode()),
        (b"content-length", str(len(body)).encode()),
        (b"cache-control", b"no-store"),
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
