"""What a person can say, and where."""

from tests.handlers.sandbox.world import (
    EDUCATION,
    LIAM,
    SINA,
    playing,
)


async def test_what_cannot_be_said():
    async with playing() as world:

        async def say(**more):
            given = {"channel": EDUCATION, "text": "x", **more}
            return (await world.post("say", SINA, **given))[0]

        assert await say(text="   ") == 400
        assert await say(text="x" * 12_001) == 400
        assert await say(text="x" * 12_000) == 200
        assert await say(thread_ts="1.000001") == 404
        assert await say(channel="C0NOWHERE1") == 404
        assert (await world.post("say", LIAM, channel=EDUCATION, text="x"))[0] == 403
