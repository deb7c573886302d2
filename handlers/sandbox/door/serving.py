"""The static page, uploaded files, and the stream of notices."""

import asyncio
import json
from pathlib import Path

from aiohttp import web

from handlers.sandbox.acting.access import actor
from handlers.sandbox.core import Core
from handlers.sandbox.door.guard import PAGE_HEADERS, Handler, problem
from handlers.sandbox.files import PICTURES

PAGE = Path(__file__).resolve().parent.parent / "page"
CONTENT_TYPES = {
    ".css": "text/css",
    ".html": "text/html",
    ".ico": "image/x-icon",
    ".js": "text/javascript",
    ".json": "application/json",
    ".mjs": "text/javascript",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain",
    ".webmanifest": "application/manifest+json",
    ".woff2": "font/woff2",
}
TEXTUAL = ("text/", "application/json", "image/svg+xml")


async def page(request: web.Request) -> web.StreamResponse:
    """`/` is index.html; `/page/…` is a file of the page's folder and of nowhere else."""
    wanted = request.match_info.get("file", "index.html")
    path = (PAGE / wanted).resolve()
    content_type = CONTENT_TYPES.get(path.suffix)
    if not path.is_relative_to(PAGE) or content_type is None or not path.is_file():
        return problem(404, f"There is no {wanted} here.")
    charset = "utf-8" if content_type.startswith(TEXTUAL) else None
    body = await asyncio.to_thread(path.read_bytes)
    return web.Response(body=body, content_type=content_type, charset=charset, headers=PAGE_HEADERS)


def file_behind(core: Core) -> Handler:
    """The handler of a file's bytes; its key is known to whoever was shown it, and no one else."""

    async def serve(request: web.Request) -> web.StreamResponse:
        file = core.workspace.files.of_key(request.match_info["key"])
        if file is None or file.ready_at is None:
            return problem(404, "There is no such file here.")
        headers = {**PAGE_HEADERS, "Content-Type": file.mimetype}
        if file.mimetype not in PICTURES:
            headers["Content-Disposition"] = "attachment"
        return web.Response(body=core.workspace.files.content(file), headers=headers)

    return serve


class Streaming:
    """Server-Sent Events for one person, with a comment now and then to keep the line open."""

    def __init__(self, core: Core) -> None:
        self._core = core

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Tell an open page what changed until either side ends it."""
        person = actor(self._core, request.query.get("as", ""))
        response = web.StreamResponse(
            headers={**PAGE_HEADERS, "Content-Type": "text/event-stream; charset=utf-8"}
        )
        listener = self._core.stream.listen(person.id)
        try:
            await response.prepare(request)
            await response.write(b": connected\n\n")
            while True:
                try:
                    async with asyncio.timeout(self._core.timing.keep_alive):
                        notice = await listener.queue.get()
                except TimeoutError:
                    await response.write(b": still here\n\n")
                    continue
                if notice is None:
                    break
                await response.write(f"data: {json.dumps(notice)}\n\n".encode())
        except ConnectionError:
            return response
        finally:
            self._core.stream.leave(listener)
        return response
