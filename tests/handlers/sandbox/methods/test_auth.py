"""Tokens, scopes and the form of a call: what is refused before a method even looks."""

import pytest

from tests.administration import Administration
from tests.handlers.sandbox.world import (
    APP_TOKEN,
    BOT,
    BOT_TOKEN,
    SCOPES,
    SINA,
    TECHNOLOGY,
    playing,
)


@pytest.mark.parametrize(
    ("method", "token", "error"),
    [
        ("auth.test", None, "not_authed"),
        ("auth.test", "xoxb-other", "invalid_auth"),
        ("auth.test", APP_TOKEN, "not_allowed_token_type"),
        ("chat.postMessage", APP_TOKEN, "not_allowed_token_type"),
        ("apps.connections.open", BOT_TOKEN, "not_allowed_token_type"),
        ("apps.connections.open", None, "not_authed"),
        ("chat.unfurl", BOT_TOKEN, "unknown_method"),
        ("admin.users.list", None, "unknown_method"),
    ],
)
async def test_a_token_that_does_not_fit_is_refused(method, token, error):
    async with playing() as world:
        answer = await world.api(method, token=token)
    assert answer["ok"] is False
    assert answer["error"] == error


async def test_who_the_token_is_and_what_it_may_stand_in_the_answer():
    async with (
        playing() as world,
        world.http.get("/api/auth.test", params={"token": BOT_TOKEN}) as response,
    ):
        answer = await response.json()
        assert response.headers["X-OAuth-Scopes"] == ",".join(SCOPES)
    assert answer["user_id"] == BOT
    assert answer["bot_id"] == "B0CNVNR001"
    assert answer["team_id"] == "T0GOSRN001"


async def test_a_removed_app_has_dead_tokens_until_it_is_installed_again():
    async with playing() as world:
        Administration(world.sandbox.core).uninstall()
        assert (await world.api("auth.test"))["error"] == "account_inactive"
        posted = await world.api("chat.postMessage", channel=TECHNOLOGY, text="x")
        assert posted["error"] == "account_inactive"
        typed = await world.do("command", SINA, channel=TECHNOLOGY, command="/wg")
        assert typed == {"ok": False, "error": "unknown_command"}
        Administration(world.sandbox.core).revoke_tokens()
        assert (await world.api("auth.test"))["error"] == "token_revoked"
        Administration(world.sandbox.core).reinstall()
        assert (await world.api("auth.test"))["ok"] is True


async def test_api_test_echoes_and_team_info_names_the_team():
    async with playing() as world:
        assert (await world.api("api.test", token=None, foo="bar"))["args"] == {"foo": "bar"}
        assert (await world.api("api.test", token=None, error="my_error"))["error"] == "my_error"
        team = (await world.form("team.info"))["team"]
        assert (await world.form("team.info", team="T1"))["error"] == "team_not_found"
    assert team["name"] == "Online Safety Network"
