"""The search of the page in what was written: text and blocks, newest first."""

from tests.handlers.sandbox.world import EDUCATION, PRIYA, SINA, TECHNOLOGY, plain, playing


async def test_words_are_found_in_text_and_blocks_newest_first():
    async with playing() as world:
        await world.do("say", SINA, channel=TECHNOLOGY, text="Ein Zebra")
        blocks = [{"type": "header", "text": plain("Two zebras here")}]
        await world.api("chat.postMessage", channel=EDUCATION, text="x", blocks=blocks)
        gone = await world.do("say", SINA, channel=TECHNOLOGY, text="zebra, deleted")
        await world.do("say/delete", SINA, channel=TECHNOLOGY, ts=gone["ts"])

        async def found(user, query):
            cards = (await world.get("search", user, q=query))[1]["messages"]
            return [(one["channel"], one["text"]) for one in cards]

        assert await found(SINA, "ZÉBRA") == [(EDUCATION, "x"), (TECHNOLOGY, "Ein Zebra")]
        assert await found(PRIYA, "zebra") == [(EDUCATION, "x")]
        assert await found(SINA, "zebra two") == [(EDUCATION, "x")]
        assert await found(SINA, " ") == []
