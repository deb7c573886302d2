"""What reaches `/slack/events` and what does not: size, time, signature, workspace."""

import asyncio
from urllib.parse import urlencode

import pytest

from handlers.web import slack_door
from handlers.web.slack_door import MOST_BYTES, SlackDoor
from tests.handlers.payloads import COMMAND, NOT_OURS, PAYLOADS, not_ours
from tests.handlers.web.signed_requests import (
    FORM,
    JSON,
    NOW,
    SECRET,
    as_sent,
    opened,
    post,
    refusals,
    signed,
)
from tests.waiting import PATIENCE


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
    await door({"headers": []}, receive, send)
    assert (sent[4]["status"], read) == (401, []), "nothing is read that bears no signature"


async def test_half_a_request_is_not_waited_for(caplog):
    async with opened(patience=0.2) as (_, _, port):
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        lines = [f"{k}: {v}" for k, v in signed(b"").items()]
        head = ["POST /slack/events HTTP/1.1", "Host: x", "Content-Length: 9", *lines, "", ""]
        writer.write("\r\n".join(head).encode() + b"half")
        async with asyncio.timeout(PATIENCE):
            answer = await reader.read()
        writer.close()
    assert answer.startswith(b"HTTP/1.1 408")
    assert len(refusals(caplog)) == 1


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
