"""Sockets that freeze, go deaf, or are closed without a word."""

import asyncio
from contextlib import asynccontextmanager

import aiohttp
import pytest

from tests.handlers.sandbox.world import (
    APP_TOKEN,
    QUICK,
    SINA,
    TECHNOLOGY,
    playing,
)
from tests.waiting import PATIENCE, until


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
