"""Faults on the way to the app: lost acknowledgements, retries, late deliveries, broken sockets."""

import asyncio
from contextlib import asynccontextmanager
from dataclasses import replace

import aiohttp
import pytest

from tests.handlers.sandbox.world import (
    APP_TOKEN,
    AT_ONCE,
    BOT,
    QUICK,
    SINA,
    TECHNOLOGY,
    bolt_app,
    over_http,
    over_socket,
    playing,
    raw_app,
    with_app,
)
from tests.waiting import PATIENT, until

WAYS = pytest.mark.parametrize(
    ("connected", "too_late"),
    [(over_socket, "timeout"), (over_http, "http_timeout")],
    ids=["socket", "http"],
)


async def order(world, method, fault, **more):
    await world.do("faults", SINA, method=method, fault=fault, **more)


async def mention(world):
    await world.do("say", SINA, channel=TECHNOLOGY, text=f"<@{BOT}> hello")


@asynccontextmanager
async def listening(connected, **options):
    """A world and what its app heard: (kind, event id or text, retry number, reason)."""
    async with playing(**options) as world:
        app, heard = bolt_app(world), []

        def note(kind, what, request):
            number = request.headers.get("x-slack-retry-num", [None])[0]
            reason = request.headers.get("x-slack-retry-reason", [None])[0]
            heard.append((kind, what, number, reason))

        @app.event("app_mention")
        async def mentioned(body, request):
            note("event", body["event_id"], request)

        @app.command("/wg")
        async def wg(ack, command, request):
            note("command", command["text"], request)
            await ack(f"answer {len(heard)}")

        async with connected(world, app):
            yield world, heard


async def heard_times(heard, count):
    await until(lambda: len(heard) >= count)


@WAYS
async def test_an_event_whose_acknowledgement_is_lost_comes_again(connected, too_late):
    async with listening(connected, timing=AT_ONCE) as (world, heard):
        await order(world, "app:events_api", "lost", times=1)
        await mention(world)
        await heard_times(heard, 2)
        await world.sandbox.quiet()
    (_, first, *_), (_, second, number, reason) = heard
    assert first == second
    assert (number, reason) == ("1", too_late)


@WAYS
async def test_an_event_that_never_left_comes_as_a_retry(connected, too_late):
    async with listening(connected, timing=AT_ONCE) as (world, heard):
        await order(world, "app:events_api", "unheard", times=2)
        await mention(world)
        await heard_times(heard, 1)
    ((_, _, number, reason),) = heard
    assert (number, reason) == ("2", "connection_failed")


@WAYS
async def test_what_was_acknowledged_too_late_for_slack_comes_twice(connected, too_late):
    async with listening(connected) as (world, heard):
        await order(world, "app:*", "repeat", times=2)
        await mention(world)
        await world.do("command", SINA, channel=TECHNOLOGY, command="/wg", text="x")
        await world.sandbox.quiet()
        texts = [one["text"] for one in await world.seen(SINA, TECHNOLOGY)]
    events = [one for one in heard if one[0] == "event"]
    assert len(events) == 2
    assert events[0][1] == events[1][1]
    assert events[1][2:] == ("1", too_late)
    commands = [one for one in heard if one[0] == "command"]
    assert [one[1] for one in commands] == ["x", "x"]
    assert len([text for text in texts if text.startswith("answer")]) == 1


@WAYS
async def test_a_delivery_may_be_late(connected, too_late):
    async with listening(connected) as (world, heard):
        await order(world, "app:slash_commands", "late", seconds=0.3, times=1)
        loop = asyncio.get_running_loop()
        began = loop.time()
        where = {"channel": TECHNOLOGY, "command": "/wg"}
        assert await world.do("command", SINA, **where) == {"ok": True}
        assert loop.time() - began >= 0.3
        assert len(heard) == 1


async def test_the_same_deliveries_are_struck_for_the_same_seed():
    async def strikes(seed):
        async with listening(over_socket) as (world, heard):
            await order(world, "app:slash_commands", "unheard", share=0.5, seed=seed)
            for number in range(20):
                typed = {"command": "/wg", "text": str(number)}
                await world.do("command", SINA, channel=TECHNOLOGY, **typed)
            return [one[1] for one in heard]

    first, second, other = [await strikes(seed) for seed in (1, 1, 2)]
    assert first == second != other
    assert 3 < len(first) < 17


async def test_a_socket_may_break_between_envelope_and_acknowledgement():
    async with with_app() as (world, _):
        await order(world, "app:slash_commands", "close", times=1)
        answer = await world.do("command", SINA, channel=TECHNOLOGY, command="/wg")
        _, seen = await world.get("workspace", SINA)
    assert answer == {"ok": False, "error": "operation_timeout"}
    assert seen["app"]["connected"] is False


async def test_a_socket_may_freeze_on_an_envelope_and_swallow_all_that_follow():
    async with with_app(timing=QUICK) as (world, app):
        await order(world, "app:slash_commands", "freeze", times=1)
        for _ in range(2):
            answer = await world.do("command", SINA, channel=TECHNOLOGY, command="/wg")
            assert answer["error"] == "operation_timeout"
        _, seen = await world.get("workspace", SINA)
        assert seen["app"]["connected"] is True, "Slack does not know"
        assert app.payloads("slash_commands") == []


async def test_a_connection_may_be_refused_and_its_address_is_spent():
    async with playing() as world:
        await order(world, "app:connect", "500", times=1)
        address = (await world.api("apps.connections.open", token=APP_TOKEN))["url"]
        for status in ("500", "403"):
            with pytest.raises(aiohttp.WSServerHandshakeError, match=status):
                await world.http.ws_connect(address)
        async with raw_app(world) as app:
            assert app.frames[0]["type"] == "hello"


async def test_a_connection_may_be_taken_in_silence():
    async with playing() as world:
        await order(world, "app:connect", "freeze", times=1)
        address = (await world.api("apps.connections.open", token=APP_TOKEN))["url"]
        async with world.http.ws_connect(address) as silent:
            with pytest.raises(TimeoutError):
                await silent.receive(timeout=0.2)


async def test_retries_go_on_until_the_app_is_back():
    timing = replace(PATIENT, event_retries=(0.3, 0.3, 0.3))
    async with playing(timing=timing) as world:
        async with raw_app(world):
            await world.do("sockets", SINA, do="close")
        await until(lambda: not world.sandbox.core.socket_mode.connections)
        await mention(world)
        async with raw_app(world) as app:
            await app.wait_for(1, "events_api")
            (event,) = [f for f in app.frames if f["type"] == "events_api"]
    assert event["retry_attempt"] >= 1
    assert event["retry_reason"] == "connection_failed"
