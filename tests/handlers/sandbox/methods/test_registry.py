"""Each method wants its scope."""

import pytest

from tests.handlers.sandbox.world import (
    BOT_TOKEN,
    EDUCATION,
    SCOPES,
    SINA,
    TECHNOLOGY,
    manifest,
    modal,
    playing,
)

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
    ("users.lookupByEmail", {"email": "sina@example.org"}, "users:read.email"),
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


async def test_without_the_scope_commands_there_are_no_commands():
    async with playing(app_manifest=manifest(without=["commands"])) as world:
        answer = await world.do("command", SINA, channel=TECHNOLOGY, command="/wg")
        _, workspace = await world.get("workspace", SINA)
        opened = await world.api("views.open", trigger_id="1.2.3", view=modal())
    assert answer == {"ok": False, "error": "unknown_command"}
    assert workspace["commands"] == workspace["shortcuts"] == []
    assert opened["error"] == "invalid_trigger_id"


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
