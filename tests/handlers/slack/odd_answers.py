"""Something between us and the pretend Slack that answers by itself, after doing it or without."""

from contextlib import asynccontextmanager

import aiohttp
from aiohttp import web
from aiohttp.test_utils import TestServer

JSON, HTML, TEXT = "application/json", "text/html", "text/plain"
BODIES = {
    "html": (HTML, b"<html>Please log in</html>"),
    "html_said_to_be_json": (JSON, b"<html>Please log in</html>"),
    "empty": (JSON, b""),
    "cut": (JSON, b'{"ok": true, "chan'),
    "list": (JSON, b"[]"),
    "null": (JSON, b"null"),
    "text": (TEXT, b"ok"),
    "bad_utf8": (JSON, b'{"ok": true, "x": "\xff\xfe"}'),
    "bytes": ("application/gzip", b"\x1f\x8b"),
    "ok_alone": (JSON, b'{"ok": true}'),
    "no_word": (JSON, b'{"ok": false}'),
    "word_without_ok": (JSON, b'{"error": "channel_not_found"}'),
    "request_timeout": (JSON, b'{"ok": false, "error": "request_timeout"}'),
    "rate_limited": (JSON, b'{"ok": false, "error": "rate_limited"}'),
    "service_unavailable": (JSON, b'{"ok": false, "error": "service_unavailable"}'),
    "fatal_error": (JSON, b'{"ok": false, "error": "fatal_error"}'),
    "unheard_of": (JSON, b'{"ok": false, "error": "unheard_of"}'),
}
STATUSES = (200, 201, 302, 400, 403, 404, 408, 429, 500, 502, 503, 504)


class Between:
    """Answers by itself, as (status, content type, body, done or not), where `choose` says so.

    `odd`: by method, the answers still to give where nothing else is chosen.
    """

    def __init__(self, api_url, http):
        self._api_url, self._http = api_url, http
        self.odd = {}
        self.choose = self._next

    def _next(self, method, _body):
        waiting = self.odd.get(method)
        return waiting.pop(0) if waiting else None

    async def handle(self, request):
        method, body = request.match_info["method"], await request.read()
        odd = self.choose(method, body)
        if odd is None or odd[3]:
            headers = {
                n: request.headers[n]
                for n in ("Authorization", "Content-Type")
                if n in request.headers
            }
            address = self._api_url + method
            async with self._http.request(
                request.method, address, data=body, headers=headers, params=request.query
            ) as answer:
                real = web.Response(
                    body=await answer.read(), status=answer.status, content_type=JSON
                )
        if odd is None:
            return real
        status, content_type, body, _ = odd
        return web.Response(status=status, body=body, headers={"Content-Type": content_type})


@asynccontextmanager
async def between(api_url):
    """A Between and the address by which it is asked instead of Slack."""
    async with aiohttp.ClientSession() as http:
        it = Between(api_url, http)
        app = web.Application()
        app.router.add_route("*", "/api/{method}", it.handle)
        async with TestServer(app) as server:
            yield it, str(server.make_url("/api/"))
