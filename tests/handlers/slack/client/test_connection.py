"""Our client and Bolt's app take nothing from the environment, and nothing is sent twice."""

import os
import socket

import pytest

from handlers.slack.client.api_errors import connection_words
from handlers.slack.client.connection import bolt_app, introduce_app, make_client
from handlers.slack.client.retry import TokenRefused
from tests.handlers.sandbox.world import BOT, BOT_TOKEN, SINA, playing
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
