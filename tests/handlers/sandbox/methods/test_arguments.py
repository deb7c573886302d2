"""Where a method takes its arguments from."""

import pytest

from tests.handlers.sandbox.world import (
    BOT_TOKEN,
    SINA,
    TECHNOLOGY,
    playing,
)


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
