"""A socket that has died is noticed by a round trip and replaced; nothing is handled twice."""

import asyncio
import json
import logging
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

from handlers.sandbox.app import Timing
from handlers.sandbox.faults import Fault
from handlers.slack.client.connection import make_client
from handlers.slack.client.retry import TokenRefused
from handlers.slack.client.socket_keeper import SocketWatch
from handlers.slack.client.socket_mode import SocketPace, acknowledgement_frame
from handlers.slack.request.payloads import gate_payloads
from tests.handlers.sandbox.world import (
    APP_TOKEN,
    BOT,
    BOT_TOKEN,
    SINA,
    TECHNOLOGY,
    bolt_app,
    playing,
)

QUICK = SocketPace(limit=0.9, oldest=60.0, grace=2.0, pause=0.05)
PATIENT = replace(QUICK, limit=30.0)
RETRIES = Timing(event_retries=(0.2, 0.2, 0.2))


class Line:
    """A sandbox, a Bolt app that counts what it handles, and the watch between them."""

    def __init__(self, world, watch, app):
        self.world, self.watch = world, watch
        self.commands, self.mentions = [], []
        self.held = asyncio.Event()
        self.held.set()

        @app.command("/wg")
        async def wg(ack, command):
            self.commands.append(command["text"])
            await self.held.wait()
            await ack(f"heard {command['text']}")

        @app.event("app_mention")
        async def mention(body):
            self.mentions.append(body["event_id"])

    @property
    def sockets(self):
        return self.world.sandbox.core.socket_mode

    async def types(self, words):
        answer = await self.world.do("command", SINA, channel=TECHNOLOGY, command="/wg", text=words)
        return answer.get("error") or (await self.world.seen(SINA, TECHNOLOGY))[-1]["text"]

    async def mentioned(self):
        await self.world.do("say", SINA, channel=TECHNOLOGY, text=f"<@{BOT}> hello")

    async def until(self, what, within=10):
        async with asyncio.timeout(within):
            while not what():
                await asyncio.sleep(0.01)

    async def replaced(self, why, times=1):
        """The watch has another socket, and Slack none any more that is frozen or deaf."""
        await self.until(lambda: self.watch.replaced[why] >= times)
        await self.until(lambda: not any(c.frozen or c.deaf for c in self.sockets._connections))


@asynccontextmanager
async def line(pace=QUICK, *, start=True, app_token=APP_TOKEN, **options):
    async with playing(**options) as world:
        client = make_client(BOT_TOKEN, api_url=world.sandbox.api_url, timeout=5)
        app = bolt_app(world)
        answers = gate_payloads(app, world.sandbox.core.workspace.team["id"])
        watch = SocketWatch(answers=answers, client=client, app_token=app_token, pace=pace)
        made = Line(world, watch, app)
        try:
            if start:
                await watch.start()
            yield made
        finally:
            await watch.stop(2.0)
            await client.session.close()


async def test_a_frozen_socket_is_replaced_within_the_limit_and_what_comes_then_arrives():
    async with line() as it:
        began = asyncio.get_running_loop().time()
        await it.world.do("sockets", SINA, do="freeze")
        await it.replaced("silent")
        took = asyncio.get_running_loop().time() - began
        assert await it.types("after") == "heard after"
        assert took < QUICK.limit + 3 * QUICK.ping + 2
        assert it.commands == ["after"]
        await it.until(lambda: it.sockets.connections == 1)


async def test_a_socket_that_answers_its_pings_is_left_alone():
    async with line() as it:
        await it.until(lambda: it.watch.age > 0)
        first = it.watch._current
        for _ in range(3):
            proved = first.proved
            await it.until(lambda before=proved: first.proved > before)
        assert it.watch._current is first
        assert it.watch.replaced == {}
        assert it.watch.age < QUICK.limit


async def test_an_event_that_was_lost_in_a_frozen_socket_comes_again_and_is_handled_once():
    retry_after_replacing = Timing(ack=0.3, event_retries=(1.5, 1.5, 3.0))
    async with line(timing=retry_after_replacing) as it:
        it.world.sandbox.faults.add(Fault("app:events_api", "freeze", times=1))
        await it.mentioned()
        await it.replaced("silent")
        await it.until(lambda: it.mentions)
        assert len(it.mentions) == 1


async def test_a_socket_that_breaks_is_replaced_at_once():
    async with line(PATIENT, timing=RETRIES) as it:
        it.world.sandbox.faults.add(Fault("app:events_api", "close", times=1))
        await it.mentioned()
        await it.replaced("closed")
        await it.until(lambda: len(it.mentions) == 2)
        assert len(set(it.mentions)) == 1, "the same event again, for receipts to recognise"
        assert await it.types("after") == "heard after"


async def test_a_deaf_socket_pongs_and_is_replaced_when_it_is_old():
    async with line(replace(QUICK, oldest=1.5)) as it:
        await it.world.do("sockets", SINA, do="deafen")
        await it.replaced("old")
        assert it.watch.replaced["silent"] == 0
        assert await it.types("after") == "heard after"


async def test_on_a_refresh_the_old_socket_still_answers_what_it_has_brought():
    async with line(PATIENT) as it:
        it.held.clear()
        asked = asyncio.create_task(it.types("before"))
        await it.until(lambda: it.commands)
        await it.world.do("sockets", SINA, do="refresh")
        await it.replaced("refresh")
        it.held.set()
        assert await asked == "heard before"
        assert await it.types("after") == "heard after"
        await it.until(lambda: not it.sockets._leaving)
        assert it.commands == ["before", "after"]


async def test_with_two_sockets_open_nothing_is_handled_twice():
    async with line(PATIENT) as it:
        it.held.clear()
        asked = [asyncio.create_task(it.types(f"a{n}")) for n in range(5)]
        await it.until(lambda: len(it.commands) == 5)
        await it.world.do("sockets", SINA, do="refresh")
        await it.replaced("refresh")
        assert len(it.sockets._leaving) + it.sockets.connections == 2
        asked += [asyncio.create_task(it.types(f"b{n}")) for n in range(5)]
        await it.until(lambda: len(it.commands) == 10)
        it.held.set()
        await asyncio.gather(*asked)
        assert sorted(it.commands) == sorted(f"{way}{n}" for way in "ab" for n in range(5))


async def test_an_address_that_was_spent_in_vain_is_not_tried_again():
    async with line(PATIENT, start=False) as it:
        it.world.sandbox.faults.add(Fault("app:connect", "500", times=2))
        await it.watch.start()
        opened = [c for c in it.world.sandbox.calls if c.method == "apps.connections.open"]
        assert len(opened) == 3
        assert await it.types("now") == "heard now"


async def test_a_peer_that_takes_the_connection_and_says_nothing_is_given_up():
    async with line(start=False) as it:
        it.world.sandbox.faults.add(Fault("app:connect", "freeze", times=1))
        await it.watch.start()
        assert it.watch.trouble is None
        assert await it.types("now") == "heard now"


async def test_a_wrong_app_token_is_told_in_one_line():
    async with line(start=False, app_token="xapp-wrong") as it:
        with pytest.raises(TokenRefused, match=r"SLACK_APP_TOKEN: apps\.connections\.open answers"):
            await it.watch.start()


async def test_a_token_that_dies_while_it_runs_is_waited_for(caplog):
    async with line(PATIENT) as it:
        it.world.sandbox.faults.add(Fault("apps.connections.open", "error:invalid_auth", times=1))
        await it.world.do("sockets", SINA, do="close")
        await it.until(lambda: it.watch.trouble == "invalid_auth")
        assert it.watch.age is None
        waits = [r.seconds for r in caplog.records if r.msg == "waiting_for_slack"]
        assert waits == [30.0]


async def test_a_rate_limit_is_waited_out(caplog):
    async with line(PATIENT, start=False) as it:
        it.world.sandbox.faults.add(
            Fault("apps.connections.open", "ratelimited", times=1, seconds=1)
        )
        await it.watch.start()
        (waited,) = [r.seconds for r in caplog.records if r.msg == "waiting_for_slack"]
        assert waited == 1.0
        assert it.watch.age is not None


async def test_when_there_are_too_many_sockets_it_says_so_and_waits():
    async with line(PATIENT, start=False) as it:
        addresses = [await it.world.api("apps.connections.open", token=APP_TOKEN) for _ in "x" * 10]
        others = [await it.world.http.ws_connect(one["url"]) for one in addresses]
        starting = asyncio.create_task(it.watch.start())
        await it.until(lambda: it.watch.trouble == "too_many_websockets")
        await others[0].close()
        await starting
        assert it.watch.age is not None
        for other in others[1:]:
            await other.close()


async def test_socket_mode_that_is_switched_off_is_told_and_tried_again():
    async with line(PATIENT) as it:
        await it.sockets.refresh("link_disabled")
        await it.replaced("switched_off")
        assert await it.types("after") == "heard after"


async def test_stopping_answers_what_has_come():
    async with line(PATIENT) as it:
        it.held.clear()
        asked = asyncio.create_task(it.types("last words"))
        await it.until(lambda: it.commands)
        stopping = asyncio.create_task(it.watch.stop(5.0))
        await asyncio.sleep(0)
        it.held.set()
        await stopping
        assert await asked == "heard last words"
        assert it.sockets.connections == 0


async def test_no_address_and_no_token_is_logged(caplog):
    caplog.set_level(logging.DEBUG, logger="handlers")
    async with line(QUICK, start=False) as it:
        it.world.sandbox.faults.add(Fault("app:connect", "500", times=1))
        await it.watch.start()
        await it.world.do("sockets", SINA, do="freeze")
        await it.replaced("silent")
        tickets = {t for c in it.world.sandbox.calls for t in [c.answer.get("url", "xapp-")]}
    assert len(tickets) >= 3
    logged = "\n".join(f"{vars(record)}" for record in caplog.records)
    assert "socket_over" in logged
    assert not [t for t in tickets if t.rpartition("/")[2] in logged]


@pytest.mark.parametrize(
    ("response", "payload"),
    [
        (BoltResponse(status=200), None),
        (BoltResponse(status=200, body="words"), {"text": "words"}),
        (BoltResponse(status=200, body={"errors": {"a": "b"}}), {"errors": {"a": "b"}}),
    ],
)
def test_an_acknowledgement_carries_what_bolt_answered(response, payload):
    frame = json.loads(acknowledgement_frame("E1", response))
    assert frame == {"envelope_id": "E1"} | ({} if payload is None else {"payload": payload})


async def test_the_web_client_never_retries_by_itself():
    client = make_client(BOT_TOKEN, api_url="http://127.0.0.1:9/api/", timeout=1)
    assert isinstance(client, AsyncWebClient)
    assert client.retry_handlers == []
    await client.session.close()
