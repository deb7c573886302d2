"""Where the bytes of files go: an address that works once and wants just what was announced."""

from collections.abc import Awaitable, Callable

from aiohttp import web

from handlers.sandbox.core import Core

METHOD = "upload"
"""The name by which faults of this address are ordered: 500, unheard, lost, or late.

late: the bytes are taken at once, and can be shown after the given seconds.
"""


def uploads(core: Core) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    """The handler of POST /upload/{ticket}: raw bytes, or one field of a form."""

    async def take(request: web.Request) -> web.StreamResponse:
        fault = core.faults.take(METHOD)
        kind = None if fault is None else fault.kind
        if kind == "500":
            return web.Response(status=500, text="Internal Server Error")
        if kind == "unheard":
            return _drop(request)
        files = core.workspace.files
        file = files.of_ticket(request.match_info["ticket"])
        if file is None:
            return web.Response(status=404, text="not found")
        content = await _content(request)
        if content is None or len(content) != file.size:
            files.spend(file)
            return web.Response(status=400, text=f"expected {file.size} bytes")
        wait = fault.seconds if fault is not None and kind == "late" else 0.0
        files.receive(file, content, ready_in=wait)
        return _drop(request) if kind == "lost" else web.Response(text=f"OK - {file.size}")

    return take


async def _content(request: web.Request) -> bytes | None:
    if not request.content_type.startswith("multipart/"):
        return await request.read()
    for field in (await request.post()).values():
        if isinstance(field, web.FileField):
            return field.file.read()
        return field.encode() if isinstance(field, str) else bytes(field)
    return None


def _drop(request: web.Request) -> web.StreamResponse:
    """Close the connection without an answer."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response()
