"""Lets only our own page through; serves it, the bytes of files, and the stream of notices."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from aiohttp import web
from aiohttp.typedefs import Middleware

from handlers.sandbox.acting import conversing
from handlers.sandbox.acting.access import actor
from handlers.sandbox.core import Core
from handlers.sandbox.door.messages import news
from handlers.sandbox.files import PICTURES, File, drawn, sizes
from handlers.sandbox.refusal import NotClear, NotDone
from handlers.sandbox.web_api import drop, server_error

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
Answering = Callable[[web.Request], Awaitable[web.StreamResponse | dict[str, Any]]]
PAGE_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; "
        "frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}


def at_home(core: Core) -> Middleware:
    """Lets callers on this machine through, and no page but ours. Another page in the same browser
    is kept out by its Origin, and one that renames this machine (DNS rebinding) by its Host."""

    @web.middleware
    async def check(request: web.Request, handler: Handler) -> web.StreamResponse:
        port = core.url.rpartition(":")[2]
        hosts = {f"{host}:{port}" for host in ("127.0.0.1", "localhost", "[::1]")}
        if request.headers.get("Host", "") not in hosts:
            return problem(403, "This door answers on this machine only.")
        origin = request.headers.get("Origin")
        if origin is not None and origin not in {f"http://{host}" for host in hosts}:
            return problem(403, "This door answers its own page only.")
        return await handler(request)

    return check


def guarded(handler: Answering, takes: str = "application/json") -> Handler:
    """The handler for the page, which reads answers and refusals as JSON. `takes` is what a POST
    brings; a form, which any page may send, it never is."""

    async def check(request: web.Request) -> web.StreamResponse:
        if request.method == "POST" and request.content_type != takes:
            return problem(400, f"Please send {takes}.")
        try:
            found = await handler(request)
        except NotDone as refusal:
            return problem(refusal.status, str(refusal))
        return answer(found) if isinstance(found, dict) else found

    return check


def problem(status: int, words: str) -> web.Response:
    """An error in words."""
    return answer({"error": words}, status=status)


def answer(body: dict[str, Any], *, status: int = 200) -> web.Response:
    """A JSON answer that nobody keeps."""
    return web.json_response(body, status=status, headers=PAGE_HEADERS)


async def body_of(request: web.Request, most: int, words: str) -> bytes:
    """The body; NotClear with these words for one of more bytes."""
    try:
        return await request.clone(client_max_size=most).read()
    except web.HTTPRequestEntityTooLarge:
        raise NotClear(words) from None


PAGE = Path(__file__).resolve().parent.parent / "page"
CONTENT_TYPES = {
    ".css": "text/css",
    ".html": "text/html",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
}


async def page(request: web.Request) -> web.StreamResponse:
    """`/` is index.html, `/gallery` gallery.html; `/page/…` is a file of the page alone."""
    wanted = request.match_info.get("file", "index.html")
    wanted = "gallery.html" if wanted == "gallery" else wanted
    path = (PAGE / wanted).resolve()
    content_type = CONTENT_TYPES.get(path.suffix)
    if not path.is_relative_to(PAGE) or content_type is None or not path.is_file():
        return problem(404, f"There is no {wanted} here.")
    body = await asyncio.to_thread(path.read_bytes)
    return web.Response(body=body, content_type=content_type, charset="utf-8", headers=PAGE_HEADERS)


async def permalink(request: web.Request) -> web.StreamResponse:
    """`/archives/C…/p…` leads to the message in the page, in its thread where one is named."""
    mark, thread = request.match_info["mark"][1:], request.query.get("thread_ts", "")
    at = {"c": request.match_info["channel"], "m": f"{mark[:-6]}.{mark[-6:]}"}
    raise web.HTTPFound(f"/#{urlencode(at | ({'t': thread} if thread else {}))}")


async def send_file(core: Core, request: web.Request) -> web.StreamResponse:
    """Serve a file's bytes; its key is known to whoever was shown it, and no one else."""
    file = core.workspace.files.of_key(request.match_info["key"])
    if file is None or file.ready_at is None:
        return problem(404, "There is no such file here.")
    if size := request.query.get("size"):
        return await thumbnail(core, file, size, PAGE_HEADERS)
    headers = {**PAGE_HEADERS, "Content-Type": file.mimetype}
    if file.mimetype not in PICTURES:
        headers["Content-Disposition"] = "attachment"
    return web.Response(body=core.workspace.files.content(file), headers=headers)


async def thumbnail(
    core: Core, file: File, size: str, headers: Mapping[str, str] | None = None
) -> web.Response:
    """A smaller copy of a picture, `size` as in its name."""
    body = None
    if size.isdecimal() and int(size) in sizes(file.width, file.height):
        body = await asyncio.to_thread(drawn, core.workspace.files.content(file), int(size))
    if body is None:
        return web.Response(status=404, text="Not Found")
    return web.Response(body=body, content_type="image/png", headers=headers)


async def stream(core: Core, request: web.Request) -> web.StreamResponse:
    """Server-Sent Events for one person, with a comment now and then to keep the line open."""
    person = actor(core, request.query.get("as", ""))
    response = web.StreamResponse(
        headers={**PAGE_HEADERS, "Content-Type": "text/event-stream; charset=utf-8"}
    )
    listener = core.stream.listen(person.id)
    try:
        await response.prepare(request)
        await response.write(b": connected\n\n")
        while True:
            try:
                async with asyncio.timeout(core.timing.keep_alive):
                    notice = await listener.queue.get()
            except TimeoutError:
                await response.write(b": still here\n\n")
                continue
            if notice is None:
                break
            told = notice | news(core, notice, person.id)
            await response.write(f"data: {json.dumps(told)}\n\n".encode())
    except ConnectionError:
        return response
    finally:
        core.stream.leave(listener)
    return response


UPLOAD = "upload"
"""The name by which faults of this address are ordered: 500, unheard, lost, or late. late: the
bytes are taken at once, and can be shown after the given seconds."""


async def receive_upload(core: Core, request: web.Request) -> web.StreamResponse:
    """Serve POST /upload/{ticket}: raw bytes, or one field of a form."""
    fault = core.faults.take(UPLOAD)
    if fault.kind == "500":
        return server_error()
    if fault.kind == "unheard":
        return drop(request)
    files = core.workspace.files
    file = files.of_ticket(request.match_info["ticket"])
    if file is None:
        return web.Response(status=404, text="not found")
    content = await _content(request)
    if content is None or len(content) != file.size:
        files.change(file, ticket=None)
        return web.Response(status=400, text=f"expected {file.size} bytes")
    files.receive(file, content, ready_in=fault.seconds if fault.kind == "late" else 0.0)
    return drop(request) if fault.kind == "lost" else web.Response(text=f"OK - {file.size}")


async def _content(request: web.Request) -> bytes | None:
    if not request.content_type.startswith("multipart/"):
        return await request.read()
    for field in (await request.post()).values():
        if isinstance(field, web.FileField):
            return field.file.read()
        return field.encode() if isinstance(field, str) else bytes(field)
    return None


async def receive_from_page(core: Core, request: web.Request) -> dict[str, Any]:
    """Serve POST /door/upload?as=…&name=…: a person's file, as raw bytes."""
    person = actor(core, request.query.get("as", ""))
    content = await body_of(request, conversing.LARGEST, conversing.TOO_LARGE)
    return conversing.upload(core, person, request.query.get("name", ""), content)


async def send_download(core: Core, request: web.Request) -> web.StreamResponse:
    """Serve a file's `url_private` and thumbnails to the token with files:read alone. Whoever else
    asks is sent to a page to sign in, which answers 200 in HTML, as in Slack."""
    kind, _, token = request.headers.get("Authorization", "").partition(" ")
    is_app = kind.lower() == "bearer" and token.strip() == core.config.bot_token
    if not is_app or core.token_problem or "files:read" not in core.config.scopes:
        raise web.HTTPFound(f"/?redir={quote(request.path, safe='')}")
    file = core.workspace.file_for_bot(request.match_info["file"].rpartition("-")[2])
    if file is None or file.ready_at is None:
        return web.Response(status=404, text="Not Found")
    name = request.match_info["name"]
    if request.path.startswith("/files-tmb/"):
        return await thumbnail(core, file, name.removesuffix(".png").rpartition("_")[2])
    headers = {"Content-Type": file.mimetype}
    if name.startswith("download/"):
        headers["Content-Disposition"] = "attachment"
    return web.Response(body=core.workspace.files.content(file), headers=headers)
