"""What is signed and yet no payload of Slack's: an answer, one line of the log, no traceback.

Real payloads of each kind, as the sandbox sent them, with one field wrong; every button, form and
command there is with values that nobody wrote. All of it goes through the real door, desk and
listeners. `make test` tries 60, `make test-long` 2,000; `MALFORMED_SEED` picks others.
"""

import json
import logging
import os
import random
from collections import Counter
from itertools import count
from urllib.parse import urlencode

import pytest

from handlers.cli.playground import SIGNING_SECRET
from handlers.web.slack_door import sign
from handlers.wiring import real_now
from tests.stories import mutating
from tests.stories.network import Network, machine_clock
from tests.stories.town import DIRECT, TECH, settle

SEED = int(os.environ.get("MALFORMED_SEED", "1"))
LINES = {"request_refused", "not_ours", "other_workspace", "unknown_call"}
FORM = "application/x-www-form-urlencoded"
numbers = count(1)


@pytest.fixture(scope="module")
def network(tmp_path_factory):
    folder = tmp_path_factory.mktemp("malformed")
    with Network(folder, after=settle, socket_mode=False, real_now=machine_clock) as running:
        yield running


@pytest.fixture(scope="module")
def real(network):
    """Payloads by kind, most of them as the sandbox sent them to Convenor."""
    door = network.ground.convenor.site.slack
    seen, answer = {}, door.answer

    async def note(body):
        seen.setdefault(body.get("type", "command"), body)
        return await answer(body)

    door.answer = note
    liam = network.person("liam")
    liam.types(TECH, "/action list").press("Done")
    liam.types(TECH, "/action add")
    liam.modal().fill(title="Read it").submit()
    network.person("denise").says(DIRECT, "Hello?")
    door.answer = answer
    return {**seen, **likenesses(seen, liam.channel(TECH))}


def likenesses(seen, channel_id):
    """What the sandbox sends only now and then."""
    pressed, happened = seen["block_actions"], seen["event_callback"]
    who = {name: pressed[name] for name in ("team", "user", "is_enterprise_install")}
    asked = {**who, "callback_id": "c", "trigger_id": "1.2"}
    message = {"channel": {"id": channel_id}, "message": {"ts": "1.5", "text": "words"}}
    events = {
        "user_change": {"user": {"id": who["user"]["id"], "profile": {"real_name": "A"}}},
        "member_left_channel": {"user": who["user"]["id"], "channel": channel_id},
        "app_home_opened": {"user": who["user"]["id"], "tab": "home"},
    }
    return {
        "view_closed": {**who, "type": "view_closed", "view": seen["view_submission"]["view"]},
        "block_suggestion": {**who, "type": "block_suggestion", "action_id": "a", "value": "x"},
        "shortcut": {**asked, "type": "shortcut"},
        "message_action": {**asked, **message, "type": "message_action"},
        **{name: {**happened, "event": {**e, "type": name}} for name, e in events.items()},
    }


@pytest.mark.parametrize("many", [60, pytest.param(2_000, marks=pytest.mark.long)])
def test_malformed_calls_make_no_traceback(network, real, caplog, many):
    made = [wrong for payload in real.values() for wrong in mutating.one_wrong(payload)]
    made += mutating.presses(real["block_actions"])
    made += mutating.submissions(real["view_submission"])
    made += mutating.commands(real["command"])
    chosen = random.Random(SEED).sample(made, min(many, len(made)))
    told, statuses = Counter(), Counter()
    for payload in (one() if callable(one) else one for one in chosen):
        for who in ("amara", "sina"):
            own = fresh(payload, network.person(who).id)
            status, lines = answered(network, own, caplog)
            assert status in (200, 400), own
            assert lines == ["request_refused"] if status == 400 else len(lines) <= 1, own
            statuses[status] += 1
            told.update(lines)
    assert min(statuses[200], statuses[400], told["not_ours"]) > len(chosen) / 50, "each was tried"


def test_the_real_payloads_are_answered_without_such_a_line(network, real, caplog):
    for name in ("command", "block_actions", "view_submission", "event_callback"):
        own = fresh(real[name], network.person("liam").id)
        assert answered(network, own, caplog) == (200, []), name


BODIES = {
    "no object": (b"[1]", "application/json"),
    "payload=5": (b"payload=5", FORM),
    "bad UTF-8": (b"payload=\xff", FORM),
    "legacy": (b'payload={"type":"interactive_message","actions":[]}', FORM),
}


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_a_signed_body_that_is_no_payload_is_refused_with_one_line(network, body, caplog):
    assert heard(network, *body, caplog) == (400, ["request_refused"])


def test_a_challenge_is_answered_only_where_it_is_one(network, caplog):
    for odd in mutating.ODD.values():
        if isinstance(odd, str):
            continue
        asked = {"type": "url_verification"} | ({} if odd is mutating.GONE else {"challenge": odd})
        raw = json.dumps(asked).encode()
        assert heard(network, raw, "application/json", caplog) == (400, ["request_refused"])


def fresh(payload, user_id):
    """From this person and with keys of its own, so that no receipt answers it."""
    made, number = dict(payload), next(numbers)
    for name in ("trigger_id", "event_id"):
        if right(made.get(name)):
            made[name] = f"{number}.crafted"
    if isinstance(made.get("view"), dict) and right(made["view"].get("id")):
        made["view"] = {**made["view"], "id": f"V{number}"}
    if isinstance(made.get("user"), dict) and right(made["user"].get("id")):
        made["user"] = {**made["user"], "id": user_id}
    if right(made.get("user_id")):
        made["user_id"] = user_id
    return made


def right(found):
    return isinstance(found, str) and found not in mutating.ODD.values()


def answered(network, payload, caplog):
    if payload.get("type") == "event_callback":
        return heard(network, json.dumps(payload).encode(), "application/json", caplog)
    if "type" in payload or "command" not in payload:
        return heard(network, urlencode({"payload": json.dumps(payload)}).encode(), FORM, caplog)
    fields = {k: v if isinstance(v, str) else json.dumps(v) for k, v in payload.items()}
    return heard(network, urlencode(fields).encode(), FORM, caplog)


def heard(network, raw, content_type, caplog):
    """The status, and the lines about what was wrong with it."""
    caplog.set_level(logging.INFO)
    caplog.clear()
    status = network.run(_sent(network.ground.convenor, raw, content_type))
    assert not [r for r in caplog.records if r.exc_info or r.levelno >= logging.ERROR], raw
    return status, [r.msg for r in caplog.records if r.msg in LINES]


async def _sent(convenor, raw, content_type):
    moment = str(int(real_now().timestamp())).encode()
    headers = [
        (b"x-slack-request-timestamp", moment),
        (b"x-slack-signature", sign(SIGNING_SECRET, moment, raw)),
        (b"content-type", content_type.encode()),
    ]
    sent = []

    async def receive():
        return {"type": "http.request", "body": raw, "more_body": False}

    async def send(message):
        sent.append(message)

    await convenor.site.slack({"headers": headers}, receive, send)
    await convenor.settle(plan=False)
    return sent[0]["status"]
