"""Socket Mode frames that Slack never sends: one line of the log each, and the socket lives on."""

import asyncio
import copy
import json
import logging
from contextlib import asynccontextmanager

import pytest
from aiohttp import web

from handlers.slack.client.socket_mode import SocketPace, open_socket
from tests.handlers.deaf import front
from tests.handlers.payloads import COMMAND, EVERY, PAYLOADS
from tests.waiting import PATIENCE

ENVELOPES = {
    "no type": {"envelope_id": "E1"},
    "a type that is none": {"envelope_id": "E1", "type": []},
    "no payload": {"envelope_id": "E1", "type": "interactive"},
    "null": {"envelope_id": "E1", "type": "interactive", "payload": None},
    "a number": {"envelope_id": "E1", "type": "interactive", "payload": 5},
    "a list": {"envelope_id": "E1", "type": "events_api", "payload": [PAYLOADS["press"]]},
    "a word": {"envelope_id": "E1", "type": "events_api", "payload": "²"},
    "nothing in it": {"envelope_id": "E1", "type": "slash_commands", "payload": {}},
}


FRAMES = {
    "no JSON": "{",
    "words": "Ping from a server",
    "a number": "5",
    "null": "null",
    "a list": '[{"envelope_id":"E1"}]',
    "deep": "[" * 100_000,
    "a lone surrogate": '{"envelope_id":"\\ud800","type":"interactive"}',
    "no id": json.dumps({"type": "interactive", "payload": PAYLOADS["press"]}),
    "an id that is none": json.dumps({"envelope_id": 5, "type": "interactive", "payload": {}}),
    "nothing": "{}",
}


ALLOWED = ([], ["payload_refused"], ["other_workspace"], ["unknown_call"])


ODD = (None, 5, "", [], {}, ["a"], {"id": 5}, True)


class Line:
    """Slack's end of one socket, and ours."""

    def __init__(self, ours, theirs):
        self.ours, self.theirs = ours, theirs

    async def sent(self, frame):
        """The envelopes that are acknowledged for it; a good one behind it is in any case."""
        good = {"envelope_id": "good", "type": "slash_commands", "payload": COMMAND}
        acknowledged = []
        await self.theirs.send_str(frame)
        await self.theirs.send_str(json.dumps(good))
        async with asyncio.timeout(PATIENCE):
            while "good" not in acknowledged or self.ours._answering:
                acknowledged.append((await self.theirs.receive_json())["envelope_id"])
        assert self.ours.why is None
        return [one for one in acknowledged if one != "good"]


@asynccontextmanager
async def line():
    theirs, done = asyncio.Queue(), asyncio.Event()

    async def slack(request):
        websocket = web.WebSocketResponse()
        await websocket.prepare(request)
        await websocket.send_json({"type": "hello"})
        theirs.put_nowait(websocket)
        await done.wait()
        return websocket

    site = web.Application()
    site.router.add_get("/", slack)
    runner = web.AppRunner(site)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    port = runner.addresses[0][1]
    ours = await open_socket(f"http://127.0.0.1:{port}/", front().answers(), SocketPace())
    try:
        yield Line(ours, await theirs.get())
    finally:
        await ours.retire(0.0)
        done.set()
        await runner.cleanup()


def lines(caplog):
    found = [r for r in caplog.records if r.name.startswith("handlers.")]
    assert not [r for r in caplog.records if r.exc_info or r.levelno >= logging.ERROR]
    caplog.clear()
    return [r.msg for r in found]


@pytest.mark.parametrize("envelope", ENVELOPES.values(), ids=ENVELOPES)
async def test_a_malformed_envelope_is_acknowledged(envelope, caplog):
    async with line() as it:
        assert await it.sent(json.dumps(envelope)) == ["E1"]
    assert lines(caplog) == ["payload_refused"]


@pytest.mark.parametrize("frame", FRAMES.values(), ids=FRAMES)
async def test_a_frame_that_is_no_envelope_is_ignored(frame, caplog):
    async with line() as it:
        assert await it.sent(frame) == []
    assert lines(caplog) == ["frame_ignored"]


@pytest.mark.parametrize("real", EVERY.values(), ids=EVERY)
async def test_a_payload_with_one_field_wrong_is_acknowledged(real, caplog):
    async with line() as it:
        for wrong in one_wrong(real):
            frame = {"envelope_id": "E1", "type": "any", "payload": wrong}
            assert await it.sent(json.dumps(frame)) == ["E1"], wrong
            assert lines(caplog) in ALLOWED, wrong


def one_wrong(payload, whole=None, path=()):
    """Each field left out, and with each odd value in its place."""
    whole = payload if whole is None else whole
    inner = payload.items() if isinstance(payload, dict) else enumerate(payload)
    for key, value in inner:
        for odd in (..., *ODD):
            made = copy.deepcopy(whole)
            holder = made
            for step in path:
                holder = holder[step]
            if odd is ...:
                del holder[key]
            else:
                holder[key] = odd
            yield made
        if isinstance(value, dict | list):
            yield from one_wrong(value, whole, (*path, key))
