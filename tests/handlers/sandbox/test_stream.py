"""The stream that tells a page what to look at."""

import asyncio
import json

from tests.handlers.sandbox.world import (
    EDUCATION,
    PRIYA,
    SINA,
    TECHNOLOGY,
    with_app,
)
from tests.waiting import PATIENCE


async def test_the_stream_tells_each_person_of_what_concerns_them():
    async with with_app() as (world, app):
        streams = {}
        for user in (SINA, PRIYA):
            streams[user] = await world.http.get("/door/stream", params={"as": user})
            assert await streams[user].content.readline() == b": connected\n"
            await streams[user].content.readline()

        async def next_of(user):
            async with asyncio.timeout(PATIENCE):
                line = await streams[user].content.readline()
                await streams[user].content.readline()
            return json.loads(line.removeprefix(b"data: "))

        await world.do("say", SINA, channel=TECHNOLOGY, text="for the group")
        told = await next_of(SINA)
        assert (told["type"], told["channel"], told["unread"]) == ("messages", TECHNOLOGY, 0)
        assert [card["text"] for card in told["cards"]] == ["for the group"]
        private = {"channel": EDUCATION, "text": "for Priya"}
        await world.api("chat.postEphemeral", user=PRIYA, **private)
        assert [card["text"] for card in (await next_of(PRIYA))["cards"]] == ["for Priya"]
        await world.sandbox.advance(60)
        assert await next_of(SINA) == {"type": "clock"}
        assert await next_of(PRIYA) == {"type": "clock"}
        await app.socket.close()
        assert await next_of(SINA) == {"type": "workspace"}
        await world.do("command", SINA, channel=TECHNOLOGY, command="/wg")
        notice = await next_of(SINA)
        for stream in streams.values():
            stream.close()
    assert notice["type"] == "notice"
    assert "dispatch_failed" in notice["text"]
