"""Every route of the sandbox: Slack's own, and behind the guard those of the page."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import Any

from aiohttp import web

from handlers.sandbox import keeping
from handlers.sandbox.acting.commands import use_response_url
from handlers.sandbox.app import Hooks
from handlers.sandbox.core import Core
from handlers.sandbox.door import doing
from handlers.sandbox.door.reading import Reading, Watching
from handlers.sandbox.door.serving import (
    Handler,
    Streaming,
    answer,
    at_home,
    guarded,
    page,
    permalink,
    receive_from_page,
    receive_upload,
    send_download,
    send_file,
)
from handlers.sandbox.refusal import NotClear, Refused
from handlers.sandbox.web_api import WebApi

MOST_MOMENTS = 60
"""How many at which the app had nothing to say are passed at once."""
LARGEST_REQUEST = 4 * 1024 * 1024


@dataclass(frozen=True)
class Controls:
    """What the routes need of the running server besides its state."""

    hooks: Callable[[], Hooks]
    port: Callable[[], int]
    stopping: asyncio.Event
    advance: Callable[[float], Awaitable[list[float]]]
    advance_to_next: Callable[[], Awaitable[list[float]]]
    save: Callable[[], Awaitable[dict[str, Any]]]
    load: Callable[[bytes], Awaitable[None]]
    reset: Callable[[], Awaitable[None]]


def application(core: Core, controls: Controls) -> web.Application:
    """The aiohttp application of one running sandbox."""
    api = WebApi(core, controls.stopping)
    reading = Reading(core, controls.hooks)
    watching = Watching(core, controls.hooks)
    slack = [
        web.get("/api/{method}", at_home(controls.port, api.handle)),
        web.post("/api/{method}", at_home(controls.port, api.handle)),
        web.get("/link/{ticket}", at_home(controls.port, core.socket_mode.handle)),
        web.post("/response/{token}", at_home(controls.port, partial(_use_response_url, core))),
        web.post("/upload/{ticket}", at_home(controls.port, partial(receive_upload, core))),
        web.get(
            "/files-{kind:pri|tmb}/{file}/{name:.+}",
            at_home(controls.port, partial(send_download, core)),
        ),
    ]
    read: dict[str, Handler] = {
        "/": page,
        "/{file:gallery}": page,
        "/page/{file:.+}": page,
        "/archives/{channel}/{mark:p\\d+}": permalink,
        "/door/workspace": reading.workspace,
        "/door/clock": reading.time,
        "/door/conversations": reading.conversations,
        "/door/members": reading.members,
        "/door/messages": reading.messages,
        "/door/search": reading.search,
        "/door/file/{key}/{name}": partial(send_file, core),
        "/door/views": reading.views,
        "/door/arrived": reading.arrived,
        "/door/gallery": reading.gallery,
        "/door/about": watching.about,
        "/door/owed": watching.owed,
        "/door/unread": watching.unread,
        "/door/traffic": watching.traffic,
        "/door/faults": reading.struck,
        "/door/stream": Streaming(core).handle,
        "/door/workspace/saved": partial(_send_saved, core, controls),
    }
    deeds = (*doing.BY_PERSON, *doing.BY_NOBODY)
    done: dict[str, Handler] = {deed: partial(_do, core, deed) for deed in deeds}
    done["clock"] = partial(_move_clock, core, controls, watching)
    done["workspace/load"] = partial(_load, controls)
    done["workspace/reset"] = partial(_reset, controls)
    made = web.Application(client_max_size=LARGEST_REQUEST)
    made.add_routes(slack)
    made.add_routes([web.get(path, guarded(controls.port, one)) for path, one in read.items()])
    upload = guarded(controls.port, partial(receive_from_page, core), "application/octet-stream")
    made.add_routes([web.post("/door/upload", upload)])
    made.add_routes(
        [web.post(f"/door/{name}", guarded(controls.port, one)) for name, one in done.items()]
    )
    return made


async def _do(core: Core, deed: str, request: web.Request) -> web.StreamResponse:
    return answer(await doing.do(core, deed, await _body(request)))


async def _move_clock(
    core: Core, controls: Controls, watching: Watching, request: web.Request
) -> web.StreamResponse:
    """`{advance: seconds}` or `{to_next: true}`: goes on until something arrives."""
    body = await _body(request)
    seconds = body.get("advance", 0)
    if isinstance(seconds, bool) or not isinstance(seconds, int | float) or seconds < 0:
        raise NotClear("The clock only moves forward.")
    began, seen = core.clock.now(), len(core.arrivals.all)
    passed: list[float] = []
    if body.get("to_next"):
        for _ in range(MOST_MOMENTS):
            more = await controls.advance_to_next()
            passed += more
            if not more or len(core.arrivals.all) > seen:
                break
    else:
        passed = await controls.advance(seconds)
    now = core.clock.now()
    owed = [one for one in await watching.owed_since(began) if began < one["at"] <= now]
    arrived = watching.arrivals_after(seen)
    return answer({"now": now, "stopped_at": passed, "arrived": arrived, "owed": owed})


async def _send_saved(core: Core, controls: Controls, _request: web.Request) -> web.StreamResponse:
    """The workspace as a file to take away."""
    day = datetime.fromtimestamp(core.clock.now(), UTC).date()
    name = f"{core.workspace.team['domain']}-{day}.json"
    found = answer(await controls.save())
    found.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return found


async def _load(controls: Controls, request: web.Request) -> web.StreamResponse:
    """A saved workspace, as it was taken away."""
    try:
        content = await request.clone(client_max_size=keeping.LARGEST).read()
    except web.HTTPRequestEntityTooLarge:
        raise NotClear(f"A file has at most {keeping.LARGEST // 1024**2} MB here.") from None
    await controls.load(content)
    return answer({"ok": True})


async def _reset(controls: Controls, _request: web.Request) -> web.StreamResponse:
    await controls.reset()
    return answer({"ok": True})


async def _use_response_url(core: Core, request: web.Request) -> web.StreamResponse:
    token = request.match_info["token"]
    problem = core.response_urls.problem(token)
    if problem is not None:
        return web.json_response({"ok": False, "error": problem}, status=404)
    try:
        body = json.loads(await request.read())
        if not isinstance(body, dict):
            raise Refused("invalid_payload")
        core.traffic.note("reply", "response_url", body)
        use_response_url(core, core.response_urls.use(token), body)
    except ValueError:
        return web.json_response({"ok": False, "error": "invalid_payload"}, status=400)
    except Refused as refusal:
        return web.json_response(refusal.as_answer(), status=400)
    return web.Response(text="ok")


async def _body(request: web.Request) -> dict[str, Any]:
    try:
        body = json.loads(await request.read())
    except ValueError:
        raise NotClear("This is no JSON.") from None
    if not isinstance(body, dict):
        raise NotClear("A JSON object is expected.")
    return body
