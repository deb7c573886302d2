"""Every route of the sandbox: Slack's own, and behind the guard those of the page."""

import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import Any

from aiohttp import web

from handlers.sandbox import keeping
from handlers.sandbox.acting.commands import use_response_url
from handlers.sandbox.core import Core
from handlers.sandbox.door import doing
from handlers.sandbox.door.reading import Reading
from handlers.sandbox.door.serving import (
    Answering,
    answer,
    at_home,
    body_of,
    guarded,
    page,
    permalink,
    receive_from_page,
    receive_upload,
    send_download,
    send_file,
    stream,
)
from handlers.sandbox.refusal import NotClear, Refused
from handlers.sandbox.web_api import WebApi

MOST_MOMENTS = 60
"""How many at which the app had nothing to say are passed at once."""
LARGEST_REQUEST = 4 * 1024 * 1024


@dataclass(frozen=True)
class Controls:
    """What the page can do to the whole sandbox."""

    advance: Callable[[float], Awaitable[list[float]]]
    advance_to_next: Callable[[], Awaitable[list[float]]]
    save: Callable[[], Awaitable[dict[str, Any]]]
    load: Callable[[bytes], Awaitable[None]]
    reset: Callable[[], Awaitable[None]]


def application(core: Core, controls: Controls) -> web.Application:
    """The aiohttp application of one running sandbox."""
    api = WebApi(core)
    reading = Reading(core)
    slack = [
        web.get("/api/{method}", api.handle),
        web.post("/api/{method}", api.handle),
        web.get("/link/{ticket}", core.socket_mode.handle),
        web.post("/response/{token}", partial(_use_response_url, core)),
        web.post("/upload/{ticket}", partial(receive_upload, core)),
        web.get("/files-{kind:pri|tmb}/{file}/{name:.+}", partial(send_download, core)),
    ]
    read: dict[str, Answering] = {
        "/": page,
        "/{file:gallery}": page,
        "/page/{file:.+}": page,
        "/archives/{channel}/{mark:p\\d+}": permalink,
        "/door/workspace": reading.workspace,
        "/door/clock": reading.clock,
        "/door/conversations": reading.conversations,
        "/door/members": reading.members,
        "/door/messages": reading.messages,
        "/door/search": reading.search,
        "/door/file/{key}/{name}": partial(send_file, core),
        "/door/views": reading.views,
        "/door/arrived": reading.arrived,
        "/door/gallery": reading.gallery,
        "/door/about": reading.about,
        "/door/owed": reading.owed,
        "/door/unread": reading.unread,
        "/door/traffic": reading.traffic,
        "/door/faults": reading.struck,
        "/door/stream": partial(stream, core),
        "/door/workspace/saved": partial(_send_saved, core, controls),
    }
    deeds = (*doing.BY_PERSON, *doing.BY_NOBODY)
    done: dict[str, Answering] = {deed: partial(_do, core, deed) for deed in deeds}
    done["clock"] = partial(_move_clock, core, controls, reading)
    done["workspace/load"] = partial(_load, controls)
    done["workspace/reset"] = partial(_reset, controls)
    upload = guarded(partial(receive_from_page, core), "application/octet-stream")
    made = web.Application(client_max_size=LARGEST_REQUEST, middlewares=[at_home(core)])
    made.add_routes([*slack, web.post("/door/upload", upload)])
    made.add_routes([web.get(path, guarded(one)) for path, one in read.items()])
    made.add_routes([web.post(f"/door/{name}", guarded(one)) for name, one in done.items()])
    return made


async def _do(core: Core, deed: str, request: web.Request) -> dict[str, Any]:
    return await doing.do(core, deed, await _body(request))


async def _move_clock(
    core: Core, controls: Controls, reading: Reading, request: web.Request
) -> dict[str, Any]:
    """`{advance: seconds}` or `{to_next: true}`: goes on until something arrives."""
    body = await _body(request)
    seconds = body.get("advance", 0)
    if isinstance(seconds, bool) or not isinstance(seconds, int | float) or seconds < 0:
        raise NotClear("The clock only moves forward.")
    began = core.clock.now()
    seen = len(core.workspace.messages.arrived)
    passed: list[float] = []
    if body.get("to_next"):
        for _ in range(MOST_MOMENTS):
            more = await controls.advance_to_next()
            passed += more
            if not more or len(core.workspace.messages.arrived) > seen:
                break
    else:
        passed = await controls.advance(seconds)
    now = core.clock.now()
    owed = [dict(one) for one in await core.hooks().owed(began) if began < one["at"] <= now]
    return {"now": now, "stopped_at": passed, "arrived": reading.arrivals_after(seen), "owed": owed}


async def _send_saved(core: Core, controls: Controls, _request: web.Request) -> web.Response:
    """The workspace as a file to take away."""
    day = datetime.fromtimestamp(core.clock.now(), UTC).date()
    name = f"{core.workspace.team['domain']}-{day}.json"
    found = answer(await controls.save())
    found.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return found


async def _load(controls: Controls, request: web.Request) -> dict[str, Any]:
    """A saved workspace, as it was taken away."""
    words = f"A file has at most {keeping.LARGEST // 1024**2} MB here."
    await controls.load(await body_of(request, keeping.LARGEST, words))
    return {"ok": True}


async def _reset(controls: Controls, _request: web.Request) -> dict[str, Any]:
    await controls.reset()
    return {"ok": True}


async def _use_response_url(core: Core, request: web.Request) -> web.StreamResponse:
    status = 404
    try:
        url = core.response_urls.check(request.match_info["token"])
        status = 400
        try:
            body = json.loads(await request.read())
        except ValueError:
            body = None
        if not isinstance(body, dict):
            raise Refused("invalid_payload")
        core.traffic.note("reply", "response_url", body)
        url.uses += 1
        use_response_url(core, url, body)
    except Refused as refusal:
        return web.json_response(refusal.as_answer(), status=status)
    return web.Response(text="ok")


async def _body(request: web.Request) -> dict[str, Any]:
    try:
        body = json.loads(await request.read())
    except ValueError:
        raise NotClear("This is no JSON.") from None
    if not isinstance(body, dict):
        raise NotClear("A JSON object is expected.")
    return body
