"""Our client and Bolt's app take nothing from the environment, and nothing is sent twice."""

import os

import pytest

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
