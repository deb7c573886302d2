"""Socket Mode: tickets, hello, envelopes, acknowledgements, retries and refreshes."""

import asyncio
from contextlib import asynccontextmanager
from dataclasses import replace

import aiohttp
import pytest

from tests.administration import Administration
from tests.handlers.sandbox.world import (
    APP_TOKEN,
    AT_ONCE,
    BOT,
    QUICK,
    SINA,
    TECHNOLOGY,
    RawApp,
    bolt_app,
    over_socket,
    playing,
    raw_app,
    with_app,
)
from tests.waiting import PATIENCE, PATIENT, until


async def mention(world):
    return await world.do("say", SINA, channel=TECHNOLOGY, text=f"<@{BOT}> hello")


async def test_hello_comes_first_and_a_ticket_works_once():
    async with playing() as world:
        address = (await world.api("apps.connections.open", token=APP_TOKEN))["url"]
        async with world.http.ws_connect(address) as socket:
            hello = await socket.receive_json()
            _, seen = await world.get("workspace", SINA)
            assert seen["app"]["connected"] is True
            with pytest.raises(aiohttp.WSServerHandshakeError, match="403"):
                await world.http.ws_connect(address)
    assert hello["type"] == "hello"
    assert hello["num_connections"] == 1
    assert hello["connection_info"] == {"app_id": "A0CNVNR001"}


async def test_there_is_no_ticket_when_the_app_listens_over_http():
    async with playing(request_url="http://127.0.0.1:9/slack/events") as world:
        answer = await world.api("apps.connections.open", token=APP_TOKEN)
    assert answer["error"] == "socket_mode_not_enabled"


async def test_envelopes_say_what_may_be_answered():
    async with with_app() as (world, app):
        await world.do("command", SINA, channel=TECHNOLOGY, command="/wg", text="help")
        await mention(world)
        await world.sandbox.quiet()
        command, event = app.frames[1:3]
    assert command["type"] == "slash_commands"
    assert command["accepts_response_payload"] is True
    assert command["envelope_id"] != event["envelope_id"]
    assert event["type"] == "events_api"
    assert event["accepts_response_payload"] is False
    assert (event["retry_attempt"], event["retry_reason"]) == (0, "")


async def test_a_command_has_the_fields_that_slack_sends():
    async with with_app() as (world, app):
        await world.do("command", SINA, channel=TECHNOLOGY, command="/wg", text="  help me ")
        (payload,) = app.payloads("slash_commands")
    assert payload.pop("response_url").startswith(world.sandbox.url + "/response/")
    assert payload.pop("trigger_id")
    assert payload == {
        "token": "deprecated",
        "team_id": "T0GOSRN001",
        "team_domain": "online-safety-network",
        "channel_id": TECHNOLOGY,
        "channel_name": "privategroup",
        "user_id": SINA,
        "user_name": "sina",
        "command": "/wg",
        "text": "help me",
        "api_app_id": "A0CNVNR001",
        "is_enterprise_install": "false",
    }


async def test_an_event_has_the_outer_fields_that_slack_sends():
    async with with_app() as (world, app):
        said = await mention(world)
        await world.sandbox.quiet()
        (payload,) = app.payloads("events_api")
    assert payload["type"] == "event_callback"
    assert payload["event_id"].startswith("Ev")
    assert payload["authorizations"] == [
        {
            "enterprise_id": None,
            "team_id": "T0GOSRN001",
            "user_id": BOT,
            "is_bot": True,
            "is_enterprise_install": False,
        }
    ]
    assert payload["event"]["type"] == "app_mention"
    assert payload["event"]["event_ts"] == payload["event"]["ts"] == said["ts"]
    assert payload["event"]["text"] == f"<@{BOT}> hello"
    assert payload["event"]["channel"] == TECHNOLOGY


async def test_an_event_without_an_acknowledgement_comes_three_times_more():
    async with with_app(timing=QUICK) as (world, app):
        app.answers["events_api"] = RawApp.SILENT
        await mention(world)
        await app.wait_for(4, "events_api")
        attempts = [f for f in app.frames if f["type"] == "events_api"]
    assert [one["retry_attempt"] for one in attempts] == [0, 1, 2, 3]
    assert [one["retry_reason"] for one in attempts] == ["", "timeout", "timeout", "timeout"]
    assert len({one["payload"]["event_id"] for one in attempts}) == 1
    assert len({one["envelope_id"] for one in attempts}) == 4


async def test_a_retry_that_is_acknowledged_is_the_last():
    async with with_app(timing=QUICK) as (world, app):
        replies = iter([RawApp.SILENT, None])

        async def once(_payload):
            world.sandbox.core.socket_mode.ack_seconds = PATIENCE  # from the next one on
            return next(replies)

        app.answers["events_api"] = once
        await mention(world)
        await app.wait_for(2, "events_api")
        await world.do("command", SINA, channel=TECHNOLOGY, command="/wg")
    assert len(app.payloads("events_api")) == 2


async def test_an_event_that_found_no_socket_comes_when_the_app_is_back():
    async with playing(timing=AT_ONCE) as world:
        held = asyncio.Event()
        original = world.sandbox.core.outbox.transport.deliver

        async def deliver(parcel):
            if parcel.attempt:
                await held.wait()
            return await original(parcel)

        world.sandbox.core.outbox.transport.deliver = deliver
        await mention(world)
        await world.sandbox.quiet()
        async with raw_app(world) as app:
            held.set()
            await app.wait_for(1, "events_api")
            (event,) = [f for f in app.frames if f["type"] == "events_api"]
    assert (event["retry_attempt"], event["retry_reason"]) == (1, "connection_failed")


async def test_a_silent_app_makes_commands_time_out_and_an_absent_one_fail():
    async with playing(timing=QUICK) as world:
        where = {"channel": TECHNOLOGY, "command": "/wg"}
        absent = await world.do("command", SINA, **where)
        async with raw_app(world) as app:
            app.answers["slash_commands"] = RawApp.SILENT
            silent = await world.do("command", SINA, **where)
    assert absent == {"ok": False, "error": "dispatch_failed"}
    assert silent == {"ok": False, "error": "operation_timeout"}


async def test_an_acknowledgement_that_comes_too_late_changes_nothing():
    async with with_app(timing=QUICK) as (world, app):
        was_too_late = asyncio.Event()

        async def slow(_payload):
            await was_too_late.wait()
            return {"text": "too late"}

        app.answers["slash_commands"] = slow
        answer = await world.do("command", SINA, channel=TECHNOLOGY, command="/wg")
        was_too_late.set()
        app.answers["slash_commands"] = None
        await world.do("command", SINA, channel=TECHNOLOGY, command="/wg")
        texts = [one["text"] for one in await world.seen(SINA, TECHNOLOGY)]
    assert answer["error"] == "operation_timeout"
    assert "too late" not in texts


async def test_a_socket_that_breaks_while_it_should_answer_is_a_timeout_at_once():
    async with with_app() as (world, app):

        async def leave(_payload):
            await app.socket.close()
            return RawApp.SILENT

        app.answers["slash_commands"] = leave
        answer = await world.do("command", SINA, channel=TECHNOLOGY, command="/wg")
        _, seen = await world.get("workspace", SINA)
    assert answer["error"] == "operation_timeout"
    assert seen["app"]["connected"] is False


async def test_ten_sockets_are_the_most_and_each_payload_goes_to_one():
    async with playing() as world:
        sockets, hellos = [], []
        for _ in range(11):
            address = (await world.api("apps.connections.open", token=APP_TOKEN))["url"]
            sockets.append(await world.http.ws_connect(address))
            hellos.append(await sockets[-1].receive_json())
        apps = [RawApp(socket) for socket in sockets[:10]]
        tasks = [asyncio.create_task(app.serve()) for app in apps]
        for _ in range(20):
            await world.do("command", SINA, channel=TECHNOLOGY, command="/wg")
        received = [len(app.payloads("slash_commands")) for app in apps]
        for socket in sockets:
            await socket.close()
        await asyncio.gather(*tasks)
    assert [one["num_connections"] for one in hellos[:10]] == list(range(1, 11))
    assert (hellos[10]["type"], hellos[10]["reason"]) == ("disconnect", "too_many_websockets")
    assert sum(received) == 20
    assert len([count for count in received if count]) > 1


async def test_a_bolt_app_connects_anew_when_asked_to():
    async with playing() as world:
        app = bolt_app(world)

        @app.command("/wg")
        async def wg(ack):
            await ack("still here")

        async with over_socket(world, app):
            socket_mode = world.sandbox.core.socket_mode
            (old,) = socket_mode._connections
            listener = world.sandbox.core.stream.listen(SINA)
            await Administration(world.sandbox.core).refresh_sockets()
            async with asyncio.timeout(PATIENCE):
                while not socket_mode.is_connected or old in socket_mode._leaving:
                    assert (await listener.queue.get())["type"] == "workspace"
            answer = await world.do("command", SINA, channel=TECHNOLOGY, command="/wg")
            assert answer == {"ok": True}
            assert (await world.seen(SINA, TECHNOLOGY))[-1]["text"] == "still here"


async def test_a_refresh_is_said_some_seconds_before():
    async with with_app(timing=replace(PATIENT, refresh_warning=0.05)) as (world, app):
        await world.do("sockets", SINA, do="warn")
        await app.wait_for(2, "disconnect")
        reasons = [frame["reason"] for frame in app.frames if frame["type"] == "disconnect"]
    assert reasons == ["warning", "refresh_requested"]


async def test_stopping_ends_open_sockets_streams_and_waiting_retries():
    async with playing() as world:
        async with world.http.get("/door/stream", params={"as": SINA}) as stream:
            await mention(world)
            await world.sandbox.quiet()
            async with raw_app(world) as app:
                await world.sandbox.stop()
                assert (await stream.content.read()).startswith(b": connected")
                assert app.socket.closed or (await app.socket.receive()).type is not None
        with pytest.raises(RuntimeError, match="not running"):
            world.sandbox.core  # noqa: B018


@asynccontextmanager
async def bare_socket(world):
    """A socket on which pings and pongs are seen, greeted already."""
    address = (await world.api("apps.connections.open", token=APP_TOKEN))["url"]
    async with world.http.ws_connect(address, autoping=False) as made:
        assert (await made.receive_json())["type"] == "hello"
        yield made


async def test_a_frozen_socket_answers_no_ping_until_it_thaws():
    async with playing() as world, bare_socket(world) as socket:
        await socket.ping(b"1")
        assert (await socket.receive()).data == b"1"
        frozen = await world.do("sockets", SINA, do="freeze")
        assert frozen == {"ok": True, "connections": 1}
        await socket.ping(b"2")
        await world.do("say", SINA, channel=TECHNOLOGY, text="time goes by")
        await world.do("sockets", SINA, do="thaw")
        await socket.ping(b"3")
        assert (await socket.receive()).data == b"3"


async def test_a_frozen_socket_answers_no_farewell_and_is_gone_once_its_client_is():
    async with playing() as world, bare_socket(world) as socket:
        await world.do("sockets", SINA, do="freeze")
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.2):
                await socket.close()
        await until(lambda: not world.sandbox.core.socket_mode.connections)


async def test_a_deaf_socket_pongs_and_delivers_nothing():
    async with playing(timing=QUICK) as world, bare_socket(world) as socket:
        await world.do("sockets", SINA, do="deafen")
        answer = await world.do("command", SINA, channel=TECHNOLOGY, command="/wg")
        assert answer["error"] == "operation_timeout"
        await socket.ping(b"1")
        assert (await socket.receive()).data == b"1"


async def test_all_sockets_may_be_closed_without_a_word():
    async with playing() as world, bare_socket(world) as one, bare_socket(world) as other:
        await world.do("sockets", SINA, do="close")
        for socket in (one, other):
            assert (await socket.receive(timeout=PATIENCE)).type in (
                aiohttp.WSMsgType.CLOSED,
                aiohttp.WSMsgType.ERROR,
            )
        await until(lambda: not world.sandbox.core.socket_mode.connections)
