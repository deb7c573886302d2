"""Signed requests of a shape that Slack never sends."""

import asyncio
import copy
import json
import logging

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.web.slack_door import SlackDoor
from tests.handlers.deaf import front
from tests.handlers.payloads import BASE, EVERY, PAYLOADS
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


@settings(max_examples=100)
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

    door = SlackDoor(secret=SECRET, answer=front().answers(), now=lambda: NOW)
    headers = [(k.lower().encode(), v.encode()) for k, v in signed(raw).items()]
    await door({"headers": [*headers, (b"content-type", content_type.encode())]}, receive, send)
    assert sent[0]["status"] in (200, 400), payload
    assert not [r for r in lines.records if r.exc_info or r.levelno >= logging.ERROR], payload
