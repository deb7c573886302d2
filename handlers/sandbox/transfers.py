"""The bytes of files: sent by the app and by people, and fetched by the app with its token."""

from urllib.parse import quote

from aiohttp import web

from handlers.sandbox.acting import attaching
from handlers.sandbox.acting.access import actor
from handlers.sandbox.core import Core
from handlers.sandbox.door.serving import answer, thumbnail
from handlers.sandbox.refusal import NotClear
from handlers.sandbox.web_api import drop

UPLOAD = "upload"
"""The name by which faults of this address are ordered: 500, unheard, lost, or late.

late: the bytes are taken at once, and can be shown after the given seconds.
"""


async def receive_upload(core: Core, request: web.Request) -> web.StreamResponse:
    """Serve POST /upload/{ticket}: raw bytes, or one field of a form."""
    fault = core.faults.take(UPLOAD)
    kind = None if fault is None else fault.kind
    if kind == "500":
        return web.Response(status=500, text="Internal Server Error")
    if kind == "unheard":
        return drop(request)
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
    return drop(request) if kind == "lost" else web.Response(text=f"OK - {file.size}")


async def _content(request: web.Request) -> bytes | None:
    if not request.content_type.startswith("multipart/"):
        return await request.read()
    for field in (await request.post()).values():
        if isinstance(field, web.FileField):
            return field.file.read()
        return field.encode() if isinstance(field, str) else bytes(field)
    return None


async def receive_from_page(core: Core, request: web.Request) -> web.StreamResponse:
    """Serve POST /door/upload?as=…&name=…: a person's file, as raw bytes."""
    person = actor(core, request.query.get("as", ""))
    try:
        content = await request.clone(client_max_size=attaching.LARGEST).read()
    except web.HTTPRequestEntityTooLarge:
        raise NotClear(attaching.TOO_LARGE) from None
    return answer(attaching.upload(core, person, request.query.get("name", ""), content))


async def send_download(core: Core, request: web.Request) -> web.StreamResponse:
    """Serve a file's `url_private` and thumbnails to the token with files:read alone.

    Whoever else asks is sent to a page to sign in, which answers 200 in HTML, as in Slack.
    """
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
