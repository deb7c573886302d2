"""Each method wants its scope."""

import pytest

from tests.handlers.sandbox.world import (
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
