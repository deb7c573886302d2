"""Our client and Bolt's app take nothing from the environment, and nothing is sent twice."""

import asyncio
import os
import socket

import pytest
from aiohttp import ClientError, web

from bot.domain.errors import AnswerLost, HeldTooLong
from handlers.slack.client.api_errors import connection_words
from handlers.slack.client.connection import asking_before, bolt_app, introduce_app, make_client
from handlers.slack.client.retry import TokenRefused
from tests.handlers.sandbox.world import BOT, BOT_TOKEN, SINA, playing
from tests.handlers.slack.client.test_find_message import LETTER, delivery, over_http
from tests.ports import always
from tests.waiting import PATIENCE


async def asked(world, token=BOT_TOKEN):
    client = make_client(token, api_url=world.sandbox.api_url, timeout=PATIENCE)
    try:
        return await introduce_app(client)
    finally:
        await client.session.close()


async def test_who_we_are_is_slacks_word():
    async with playing() as world:
        us = await asked(world)
        team = world.sandbox.core.workspace.team
    assert (us.workspace_id, us.workspace_name, us.bot_user_id) == (team["id"], team["name"], BOT)
    assert "GMT" in us.date


async def test_another_token_ends_the_start_and_names_its_setting():
    async with playing() as world:
        with pytest.raises(TokenRefused, match=r"SLACK_BOT_TOKEN: .* invalid_auth"):
            await asked(world, "xoxb-of-another-app")


async def test_a_post_that_fails_is_not_sent_again_behind_our_back():
    async with playing() as world:
        client = make_client(BOT_TOKEN, api_url=world.sandbox.api_url, timeout=PATIENCE)
        try:
            await world.do("faults", SINA, method="auth.test", fault="ratelimited")
            with pytest.raises(Exception, match="ratelimited"):
                await client.auth_test()
            assert len(world.sandbox.calls) == 1
        finally:
            await client.session.close()


async def test_bolt_sees_no_token_of_the_environment_and_it_stays_there(monkeypatch):
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-of-somebody")
    monkeypatch.setenv("SLACK_CLIENT_ID", "1")
    monkeypatch.setenv("SLACK_CLIENT_SECRET", "2")
    async with playing() as world:
        client = make_client(BOT_TOKEN, api_url=world.sandbox.api_url, timeout=PATIENCE)
        try:
            app = bolt_app(client, signing_secret="shh")
            assert app.client.token == BOT_TOKEN
            assert app.oauth_flow is None
            assert app.name == "convenor"
            assert os.environ["SLACK_BOT_TOKEN"] == "xoxb-of-somebody"
        finally:
            await client.session.close()


@pytest.mark.parametrize(
    ("address", "proxy", "words"),
    [
        ("https://slack.invalid/api/", "", "no address is known of slack.invalid: look at the net"),
        ("http://127.0.0.1:{closed}/api/", "", "127.0.0.1:{closed} cannot be reached: look at the"),
        ("https://slack.com/api/", "http://127.0.0.1:{closed}", "the proxy 127.0.0.1:{closed} can"),
        ("http://127.0.0.1:{silent}/api/", "", "no answer in time (CONVENOR_SLACK_TIMEOUT): look"),
    ],
    ids=["no name", "nobody there", "no proxy", "no answer"],
)
async def test_where_nothing_answers_the_host_is_named(address, proxy, words, monkeypatch):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        with socket.create_server(("127.0.0.1", 0)) as other:
            closed = other.getsockname()[1]
        at = {"closed": closed, "silent": silent.getsockname()[1]}
        monkeypatch.setenv("HTTPS_PROXY", proxy.format(**at))
        client = make_client("xoxb-1", api_url=address.format(**at), timeout=1.0)
        try:
            with pytest.raises(Exception) as failed:  # noqa: PT011 - whatever it is, in our words
                await client.auth_test()
        finally:
            await client.session.close()
    assert connection_words(failed.value).startswith(words.format(**at))


class Clock:
    """Stands at each moment for as many looks as it is told, the last one for ever."""

    def __init__(self, looks=0, deadline=1):
        self.looks, self.now, self.deadline = looks, 0, deadline

    def still(self):
        if not self.looks:
            self.now = self.deadline  # the process slept until now
        self.looks -= 1
        return self.now < self.deadline


@over_http()
async def test_on_a_new_connection(world, messenger):
    with pytest.raises(HeldTooLong):
        await messenger.send(delivery(1), LETTER, late=False, still=Clock().still)
    with pytest.raises(HeldTooLong):
        await messenger.send_together([(delivery(2), LETTER)] * 2, still=Clock().still)
    assert not world.sandbox.arrived
    await messenger.send(delivery(3), LETTER, late=False, still=Clock(looks=1).still)
    assert len(world.sandbox.arrived) == 1


@over_http()
async def test_on_a_connection_in_use(world, messenger):
    await messenger.send(delivery(1), LETTER, late=False, still=always)
    with pytest.raises(HeldTooLong):
        await messenger.send(delivery(2), LETTER, late=False, still=Clock().still)
    assert len(world.sandbox.arrived) == 1
    await messenger.send(delivery(3), LETTER, late=False, still=always)
    assert len(world.sandbox.arrived) == 2


@over_http()
async def test_an_answer_that_is_lost_after_the_deadline_is_lost_all_the_same(world, messenger):
    """The question was about the writing, which was in time."""
    await world.do("faults", BOT_TOKEN, method="chat.postMessage", fault="lost", times=1)
    with pytest.raises(AnswerLost):
        await messenger.send(delivery(1), LETTER, late=False, still=Clock(looks=1).still)
    assert len(world.sandbox.arrived) == 1


def test_it_is_asked_once_the_connection_stands_and_for_this_request_alone():
    """A server sees the connection and no body; another request at the same moment is written."""
    bodies = []

    async def take(request):
        bodies.append(await request.read())
        return web.json_response({"ok": True})

    async def story():
        app = web.Application()
        app.router.add_post("/api/{method}", take)
        runner = web.AppRunner(app)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        port = runner.addresses[0][1]
        client = make_client(BOT_TOKEN, api_url=f"http://127.0.0.1:{port}/api/", timeout=PATIENCE)
        connected = []

        def still():
            connected.append(len(runner.server.connections))
            return False

        async def held():
            with asking_before(still) as question, pytest.raises(ClientError):
                await client.chat_postMessage(channel="C1", text="held")
            assert question.stopped

        try:
            await asyncio.gather(held(), client.chat_postMessage(channel="C1", text="other"))
        finally:
            await client.session.close()
            await runner.cleanup()
        assert connected
        assert len(bodies) == 1
        assert b"other" in bodies[0]

    asyncio.run(story())
