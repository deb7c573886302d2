"""What reaches `/slack/events` and what does not: size, time, signature, shape, workspace."""

import asyncio
import copy
import json
import logging
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from urllib.parse import urlencode

import aiohttp
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.web import slack_door
from handlers.web.health import Health
from handlers.web.metrics import Metrics
from handlers.web.server import WebServer
from handlers.web.site import Site
from handlers.web.slack_door import MOST_BYTES, SlackDoor, sign
from tests.handlers.deaf import front
from tests.handlers.payloads import BASE, COMMAND, EVERY, NOT_OURS, PAYLOADS, not_ours

NOW = datetime(2027, 2, 1, tzinfo=UTC)
SECRET = "shared"
FORM, JSON = "application/x-www-form-urlencoded", "application/json"


@asynccontextmanager
async def opened(patience=10.0):
    made = front()
    door = SlackDoor(secret=SECRET, answer=made.answers(), now=lambda: NOW, patience=patience)
    site = Site(health=Health(), metrics=Metrics(now=lambda: NOW), over_http=True, slack=door)
    server = WebServer(site, "127.0.0.1", 0)
    await server.start()
    try:
        async with aiohttp.ClientSession(f"http://127.0.0.1:{server.port}") as http:
            yield made, http, server.port
    finally:
        await server.stop()


def signed(raw, *, moment=None, secret=SECRET):
    moment = str(int(NOW.timestamp()) if moment is None else moment).encode()
    return {
        "X-Slack-Request-Timestamp": moment.decode(),
        "X-Slack-Signature": sign(secret, moment, raw).decode(),
    }


async def post(http, raw, headers, content_type=FORM):
    headers = {"Content-Type": content_type, **headers}
    async with http.post("/slack/events", data=raw, headers=headers) as response:
        return response.status, await response.text()


def as_sent(payload):
    """Body and type, as Slack sends a payload."""
    if payload.get("type") == "event_callback":
        return json.dumps(payload).encode(), JSON
    return urlencode({"payload": json.dumps(payload)}).encode(), FORM


def refusals(caplog):
    assert not [r for r in caplog.records if r.exc_info]
    return [r for r in caplog.records if r.msg == "request_refused"]


async def test_every_kind_is_let_through():
    async with opened() as (made, http, _):
        for payload in PAYLOADS.values():
            raw, content_type = as_sent(payload)
            assert (await post(http, raw, signed(raw), content_type))[0] == 200, payload
        raw = urlencode(COMMAND).encode()
        assert (await post(http, raw, signed(raw)))[0] == 200
        kinds = [str(call.kind) for call in made.heard]
        assert kinds == ["press"] * 2 + ["submission"] + ["shortcut"] * 2 + ["event"] * 2 + [
            "command"
        ]


ODD = {
    "a word": "abc",
    "a superscript": "²",
    "negative": "-5",
    "huge": "9" * 400,
    "a fraction": "1.5",
    "old": str(int(NOW.timestamp()) - 301),
    "ahead": str(int(NOW.timestamp()) + 301),
}


@pytest.mark.parametrize("moment", ODD.values(), ids=ODD)
async def test_odd_times_are_refused_with_one_line(moment, caplog, monkeypatch):
    monkeypatch.setattr(slack_door, "read_body", never)
    async with opened() as (_, http, _):
        given = {"X-Slack-Request-Timestamp": moment, "X-Slack-Signature": "v0=1"}
        assert (await post(http, b"{}", given))[0] == 401
    (line,) = refusals(caplog)
    seconds = {"old": -301, "ahead": 301}
    name = next(name for name, value in ODD.items() if value == moment)
    assert getattr(line, "seconds", None) == seconds.get(name)


def never(*_):
    raise AssertionError("it was parsed before Slack's signature was seen")


@pytest.mark.parametrize("headers", [{}, signed(b"another"), signed(b"a=1", secret="other")])
async def test_nothing_unsigned_is_parsed(headers, caplog, monkeypatch):
    monkeypatch.setattr(slack_door, "read_body", never)
    async with opened() as (_, http, _):
        assert (await post(http, b"a=1", headers))[0] == 401
        assert (await post(http, b"\xff\xfe", headers))[0] == 401
    assert len(refusals(caplog)) == 2


async def test_more_than_a_megabyte_is_not_read(monkeypatch):
    monkeypatch.setattr(slack_door, "read_body", never)
    read = []

    async def receive():
        read.append(1)
        return {"type": "http.request", "body": b"a=1&" * 16_000, "more_body": True}

    sent = []

    async def send(message):
        sent.append(message)

    door = SlackDoor(secret=SECRET, answer=never, now=lambda: NOW)
    headers = [(k.lower().encode(), v.encode()) for k, v in signed(b"").items()]
    await door({"headers": headers}, receive, send)
    assert sent[0]["status"] == 413
    assert len(read) == MOST_BYTES // 64_000 + 1, "no more than it needs to know"
    read.clear()
    told = [*headers, (b"content-length", b"%d" % (MOST_BYTES + 1))]
    await door({"headers": told}, receive, send)
    assert (sent[2]["status"], read) == (413, [])


async def test_half_a_request_is_not_waited_for(caplog):
    async with opened(patience=0.2) as (_, _, port):
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        lines = [f"{k}: {v}" for k, v in signed(b"").items()]
        head = ["POST /slack/events HTTP/1.1", "Host: x", "Content-Length: 9", *lines, "", ""]
        writer.write("\r\n".join(head).encode() + b"half")
        async with asyncio.timeout(20):
            answer = await reader.read()
        writer.close()
    assert answer.startswith(b"HTTP/1.1 408")
    assert len(refusals(caplog)) == 1


BAD = {
    "bad UTF-8": (b"payload=\xff", FORM),
    "bad UTF-8 behind a percent sign": (b"command=/wg&text=%ff", FORM),
    "not JSON": (b"{", JSON),
    "deep": (b"[" * 100_000, JSON),
    "a number": (b"payload=5", FORM),
    "a list": (b"[]", JSON),
    "null": (b"null", JSON),
    "a lone surrogate": (b'{"type":"\\ud800"}', JSON),
    "many fields": (b"a=1&" * 200, FORM),
    "nothing": (b"", FORM),
    "no type": (b"{}", JSON),
    "a type that is none": (b'{"type":[]}', JSON),
    "a challenge that is none": (b'{"type":"url_verification"}', JSON),
    "no actions": as_sent({**PAYLOADS["press"], "actions": []}),
    **{
        kind: as_sent({**BASE, "type": kind, "callback_id": "c", "actions": [{"name": "a"}]})
        for kind in ("interactive_message", "dialog_submission", "dialog_suggestion")
    },
}


@pytest.mark.parametrize(("raw", "content_type"), BAD.values(), ids=BAD)
async def test_what_slack_never_sends_is_refused_with_one_line(raw, content_type, caplog):
    async with opened() as (made, http, _):
        assert (await post(http, raw, signed(raw), content_type))[0] == 400
    assert len(refusals(caplog)) == 1
    assert made.heard == []


async def test_slacks_own_checks_of_the_address_are_answered():
    async with opened() as (_, http, _):
        raw = b'{"type":"url_verification","challenge":"xyz","token":"t"}'
        assert await post(http, raw, signed(raw), JSON) == (200, '{"challenge": "xyz"}')
        assert (await post(http, b"ssl_check=1&token=t", signed(b"ssl_check=1&token=t")))[0] == 200
        assert (await post(http, raw, {}, JSON))[0] == 401


@pytest.mark.parametrize(("name", "whose"), NOT_OURS)
async def test_what_another_workspace_sends_is_acknowledged_and_not_heard(name, whose, caplog):
    payload = not_ours(name, whose)
    raw, kind = (urlencode(payload).encode(), FORM) if name == "command" else as_sent(payload)
    async with opened() as (made, http, _):
        assert await post(http, raw, signed(raw), kind) == (200, "")
    assert made.heard == []
    assert [r.msg for r in caplog.records if r.msg == "other_workspace"] == ["other_workspace"]


ANYTHING = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(max_size=5),
    st.just([]),
    st.just({}),
    st.just([None]),
    st.just([{"id": 5}]),
    st.just({"id": None}),
)


@st.composite
def mutated(draw):
    payload = json.loads(json.dumps(draw(st.sampled_from([*EVERY.values()]))))
    for _ in range(draw(st.integers(1, 3))):
        found = places_of(payload)
        if not found:
            break
        *way, last = draw(st.sampled_from(found))
        holder = payload
        for key in way:
            holder = holder[key]
        if draw(st.booleans()):
            del holder[last]
        else:
            holder[last] = copy.deepcopy(draw(ANYTHING))  # a later step may change it
    return payload


def places_of(payload):
    found = []
    stack = [((), payload)]
    while stack:
        path, value = stack.pop()
        if path:
            found.append(path)
        if isinstance(value, dict):
            stack += [((*path, key), inner) for key, inner in value.items()]
        elif isinstance(value, list):
            stack += [((*path, key), inner) for key, inner in enumerate(value)]
    return found


class _Lines(logging.Handler):
    def __init__(self):
        super().__init__()
        self.records = []

    def emit(self, record):
        self.records.append(record)


@settings(max_examples=100, deadline=None)
@given(payload=mutated())
def test_no_mutated_payload_breaks_anything(payload):
    lines = _Lines()
    logging.getLogger().addHandler(lines)
    try:
        asyncio.run(_sent(payload, lines))
    finally:
        logging.getLogger().removeHandler(lines)


async def _sent(payload, lines):
    raw, content_type = as_sent(payload)
    sent = []

    async def receive():
        return {"type": "http.request", "body": raw, "more_body": False}

    async def send(message):
        sent.append(message)

    made = front()
    door = SlackDoor(secret=SECRET, answer=made.answers(), now=lambda: NOW)
    headers = [(k.lower().encode(), v.encode()) for k, v in signed(raw).items()]
    await door({"headers": [*headers, (b"content-type", content_type.encode())]}, receive, send)
    assert sent[0]["status"] in (200, 400), payload
    assert not [r for r in lines.records if r.exc_info or r.levelno >= logging.ERROR], payload
