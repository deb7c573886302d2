"""Lets only our own page through: Host, Origin and content type; turns refusals into answers."""

from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from handlers.sandbox.refusal import NotAllowed, NotClear, NotThere

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
PAGE_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; "
        "frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}


def at_home(port: Callable[[], int], handler: Handler) -> Handler:
    """The handler for callers on this machine, and for no page but ours.

    Another page in the same browser is kept out by its Origin, and one that renames this machine
    (DNS rebinding) by its Host. `port` is asked at each request, as it may be given late.
    """

    async def check(request: web.Request) -> web.StreamResponse:
        hosts = {f"{host}:{port()}" for host in ("127.0.0.1", "localhost", "[::1]")}
        if request.headers.get("Host", "") not in hosts:
            return problem(403, "This door answers on this machine only.")
        origin = request.headers.get("Origin")
        if origin is not None and origin not in {f"http://{host}" for host in hosts}:
            return problem(403, "This door answers its own page only.")
        return await handler(request)

    return check


def guarded(port: Callable[[], int], handler: Handler) -> Handler:
    """The handler behind the checks of the page, which sends JSON and reads refusals as JSON."""

    async def check(request: web.Request) -> web.StreamResponse:
        if request.method == "POST" and request.content_type != "application/json":
            return problem(400, "Please send application/json.")
        try:
            return await handler(request)
        except NotAllowed as refusal:
            return problem(403, str(refusal))
        except NotThere as refusal:
            return problem(404, str(refusal))
        except NotClear as refusal:
            return problem(400, str(refusal))

    return at_home(port, check)


def problem(status: int, words: str) -> web.Response:
    """An error in words."""
    return answer({"error": words}, status=status)


def answer(body: dict[str, Any], *, status: int = 200) -> web.Response:
    """A JSON answer that nobody keeps."""
    return web.json_response(body, status=status, headers=PAGE_HEADERS)
