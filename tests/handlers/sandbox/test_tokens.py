"""Tokens, scopes and the form of a call: what is refused before a method even looks."""

import pytest

from tests.administration import Administration
from tests.handlers.sandbox.world import (
    APP_TOKEN,
    BOT,
    BOT_TOKEN,
    EDUCATION,
    SCOPES,
    SINA,
    TECHNOLOGY,
    manifest,
    modal,
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
        ("chat.scheduleMessage", BOT_TOKEN, "unknown_method"),
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


NEEDS = [
    ("chat.postMessage", {"channel": TECHNOLOGY, "text": "x"}, "chat:write"),
    ("chat.update", {"channel": TECHNOLOGY, "ts": "1.000001", "text": "x"}, "chat:write"),
    ("chat.delete", {"channel": TECHNOLOGY, "ts": "1.000001"}, "chat:write"),
    ("chat.postEphemeral", {"channel": TECHNOLOGY, "user": SINA, "text": "x"}, "chat:write"),
    ("conversations.info", {"channel": TECHNOLOGY}, "groups:read"),
    ("conversations.info", {"channel": EDUCATION}, "channels:read"),
    ("conversations.members", {"channel": TECHNOLOGY}, "groups:read"),
    ("conversations.members", {"channel": EDUCATION}, "channels:read"),
    ("conversations.list", {"types": "public_channel,private_channel"}, "groups:read"),
    ("conversations.list", {}, "channels:read"),
    ("conversations.history", {"channel": TECHNOLOGY}, "groups:history"),
    ("conversations.history", {"channel": EDUCATION}, "channels:history"),
    ("conversations.replies", {"channel": TECHNOLOGY, "ts": "1.000001"}, "groups:history"),
    ("conversations.open", {"users": SINA}, "im:write"),
    ("users.conversations", {"types": "im"}, "im:read"),
    ("users.info", {"user": SINA}, "users:read"),
    ("users.list", {}, "users:read"),
    ("team.info", {}, "team:read"),
]


@pytest.mark.parametrize(("method", "arguments", "scope"), NEEDS)
async def test_a_method_without_its_scope_says_which_one_is_missing(method, arguments, scope):
    async with playing(app_manifest=manifest(without=[scope])) as world:
        answer = await world.form(method, **arguments)
    assert answer["error"] == "missing_scope"
    assert answer["needed"] == scope
    assert answer["provided"] == ",".join(one for one in SCOPES if one != scope)


async def test_direct_messages_have_scopes_of_their_own():
    async with playing(app_manifest=manifest(without=["im:read", "im:history"])) as world:
        opened = await world.api("conversations.open", users=SINA)
        channel = opened["channel"]["id"]
        info = await world.form("conversations.info", channel=channel)
        history = await world.form("conversations.history", channel=channel)
    assert (info["error"], info["needed"]) == ("missing_scope", "im:read")
    assert (history["error"], history["needed"]) == ("missing_scope", "im:history")


@pytest.mark.parametrize(
    ("method", "missing"),
    [
        ("chat.postMessage", ["channel"]),
        ("chat.update", ["channel", "ts"]),
        ("chat.postEphemeral", ["channel", "user"]),
        ("chat.getPermalink", ["channel", "message_ts"]),
        ("conversations.info", ["channel"]),
        ("conversations.replies", ["channel", "ts"]),
        ("users.info", ["user"]),
        ("views.open", ["trigger_id", "view"]),
        ("views.publish", ["user_id", "view"]),
    ],
)
async def test_missing_arguments_are_named(method, missing):
    async with playing() as world:
        answer = await world.form(method)
    assert answer["error"] == "invalid_arguments"
    assert answer["response_metadata"]["messages"] == [
        f"[ERROR] missing required field: {name}" for name in missing
    ]


@pytest.mark.parametrize(
    ("method", "arguments"),
    [
        ("users.info", {"user": SINA}),
        ("conversations.info", {"channel": TECHNOLOGY}),
        ("conversations.members", {"channel": TECHNOLOGY}),
        ("conversations.history", {"channel": TECHNOLOGY}),
        ("chat.getPermalink", {"channel": TECHNOLOGY, "message_ts": "1.000001"}),
    ],
)
async def test_get_style_methods_do_not_look_into_json(method, arguments):
    async with playing() as world:
        assert (await world.api(method, **arguments))["error"] == "invalid_arguments"


async def test_writing_methods_take_forms_with_json_in_them_and_json():
    async with playing() as world:
        as_form = await world.form(
            "chat.postMessage", channel=TECHNOLOGY, blocks='[{"type": "divider"}]', text="x"
        )
        as_json = await world.api(
            "chat.postMessage", channel=TECHNOLOGY, blocks=[{"type": "divider"}], text="x"
        )
    assert as_form["ok"] is as_json["ok"] is True
    assert as_form["message"]["blocks"][0]["type"] == "divider"


async def test_a_token_within_json_does_not_count():
    async with (
        playing() as world,
        world.http.post("/api/auth.test", json={"token": BOT_TOKEN}) as response,
    ):
        assert (await response.json())["error"] == "not_authed"


@pytest.mark.parametrize(
    ("body", "content_type", "error"),
    [
        ("{", "application/json", "invalid_json"),
        ("[]", "application/json", "json_not_object"),
        ("<x/>", "application/xml", "invalid_post_type"),
    ],
)
async def test_a_malformed_body_is_refused(body, content_type, error):
    async with playing() as world:
        headers = {"Authorization": f"Bearer {BOT_TOKEN}", "Content-Type": content_type}
        async with world.http.post("/api/auth.test", data=body, headers=headers) as response:
            assert (await response.json())["error"] == error


async def test_api_test_echoes_and_team_info_names_the_team():
    async with playing() as world:
        assert (await world.api("api.test", token=None, foo="bar"))["args"] == {"foo": "bar"}
        assert (await world.api("api.test", token=None, error="my_error"))["error"] == "my_error"
        team = (await world.form("team.info"))["team"]
        assert (await world.form("team.info", team="T1"))["error"] == "team_not_found"
    assert team["name"] == "Online Safety Network"


async def test_without_the_scope_commands_there_are_no_commands():
    async with playing(app_manifest=manifest(without=["commands"])) as world:
        answer = await world.do("command", SINA, channel=TECHNOLOGY, command="/wg")
        _, workspace = await world.get("workspace", SINA)
        opened = await world.api("views.open", trigger_id="1.2.3", view=modal())
    assert answer == {"ok": False, "error": "unknown_command"}
    assert workspace["commands"] == workspace["shortcuts"] == []
    assert opened["error"] == "invalid_trigger_id"
