"""Shortcuts, as a person finds them."""

from tests.handlers.sandbox.world import (
    EDUCATION,
    SINA,
    with_app,
)


async def test_shortcuts_go_with_messages_that_everyone_sees():
    async with with_app() as (world, app):
        said = await world.do("say", SINA, channel=EDUCATION, text="x")
        private = {"channel": EDUCATION, "text": "only you"}
        ephemeral = await world.api("chat.postEphemeral", user=SINA, **private)

        async def log(user, ts):
            body = {"callback_id": "log", "channel": EDUCATION, "ts": ts}
            return (await world.post("shortcut", user, **body))[0]

        assert await log(SINA, said["ts"]) == 200
        assert await log(SINA, ephemeral["message_ts"]) == 404
        assert await log(SINA, "1.000001") == 404
        assert (await world.post("shortcut", SINA, callback_id="nothing"))[0] == 404
        (payload,) = app.payloads("interactive")
    assert payload["type"] == "message_action"
    assert payload["message"]["text"] == "x"
    assert payload["message_ts"] == said["ts"]
    assert payload["channel"] == {"id": EDUCATION, "name": "education-and-awareness"}
