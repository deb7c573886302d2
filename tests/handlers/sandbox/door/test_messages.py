"""What a notice of messages brings along for one reader."""

from handlers.sandbox.door.messages import news
from tests.handlers.sandbox.world import (
    AMARA,
    EDUCATION,
    LIAM,
    PRIYA,
    SINA,
    TECHNOLOGY,
    plain,
    playing,
)


async def test_news_bring_the_message_its_parent_and_how_much_is_unread():
    async with playing() as world:
        core = world.sandbox.core
        await world.do("conversation/mark", AMARA, channel=TECHNOLOGY)
        parent = (await world.do("say", SINA, channel=TECHNOLOGY, text="Who?"))["ts"]
        reply = await world.do("say", LIAM, channel=TECHNOLOGY, text="I", thread_ts=parent)
        notice = {"type": "messages", "channel": TECHNOLOGY, "ts": reply["ts"]}
        told = news(core, {**notice, "thread_ts": parent}, AMARA)
        await world.do("say/delete", LIAM, channel=TECHNOLOGY, ts=reply["ts"])
        later = news(core, notice, AMARA)
    assert [card["text"] for card in told["cards"]] == ["I", "Who?"]
    assert told["cards"][1]["reply_count"] == 1
    assert (told["gone"], told["unread"], told["last_ts"]) == ([], 1, reply["ts"])
    assert (later["cards"], later["gone"]) == ([], [reply["ts"]])


async def test_news_of_one_reader_bring_others_nothing_and_other_news_stay_bare():
    async with playing() as world:
        core = world.sandbox.core
        private = {"channel": EDUCATION, "user": SINA, "text": "x"}
        ts = (await world.api("chat.postEphemeral", **private))["message_ts"]
        notice = {"type": "messages", "channel": EDUCATION, "ts": ts}
        assert [card["text"] for card in news(core, notice, SINA)["cards"]] == ["x"]
        assert news(core, notice, LIAM)["cards"] == []
        assert news(core, {"type": "clock"}, SINA) == {}


async def test_messages_come_in_pages_oldest_first():
    async with playing() as world:
        for number in range(5):
            await world.do("say", SINA, channel=EDUCATION, text=str(number))
        _, last = await world.get("messages", SINA, channel=EDUCATION, limit="2")
        before = {"before": last["messages"][0]["ts"], "limit": "50"}
        _, rest = await world.get("messages", SINA, channel=EDUCATION, **before)
        status, _ = await world.get("messages", SINA, channel=EDUCATION, limit="x")
    assert [one["text"] for one in last["messages"]] == ["3", "4"]
    assert last["has_more"] is True
    assert [one["text"] for one in rest["messages"]][-3:] == ["0", "1", "2"]
    assert rest["has_more"] is False
    assert status == 400


async def test_a_page_around_a_message_goes_on_both_ways():
    async with playing() as world:
        said = [
            (await world.do("say", SINA, channel=EDUCATION, text=str(number)))["ts"]
            for number in range(9)
        ]
        reply = await world.do("say", SINA, channel=EDUCATION, text="reply", thread_ts=said[4])

        async def page(**query):
            return (await world.get("messages", SINA, channel=EDUCATION, **query))[1]

        around = await page(around=said[4], limit="4")
        after = await page(after=said[5], limit="2")
        last = await page(after=said[7], limit="2")
        thread = await page(thread=said[4])
        status, _ = await world.get("messages", SINA, channel=EDUCATION, around="x")
    assert [one["text"] for one in around["messages"]] == ["2", "3", "4", "5"]
    assert (around["has_more"], around["has_newer"]) == (True, True)
    assert [one["text"] for one in after["messages"]] == ["6", "7"]
    assert after["has_newer"] is True
    assert ([one["text"] for one in last["messages"]], last["has_newer"]) == (["8"], False)
    assert [one["ts"] for one in thread["messages"]] == [said[4], reply["ts"]]
    assert status == 400


async def test_a_thread_comes_in_pages_too_and_nothing_else_with_it():
    async with playing() as world:

        async def say(text, **more):
            return (await world.do("say", SINA, channel=EDUCATION, text=text, **more))["ts"]

        parent = await say("parent")
        replies = []
        for number in range(4):
            replies.append(await say(str(number), thread_ts=parent))
            await say("beside the thread")

        async def page(**query):
            _, found = await world.get("messages", SINA, channel=EDUCATION, thread=parent, **query)
            texts = [one["text"] for one in found["messages"]]
            return texts, found["has_more"], found["has_newer"]

        assert await page(after=replies[0], limit="2") == (["1", "2"], True, True)
        assert await page(after=replies[2]) == (["3"], True, False)
        assert await page(before=replies[1]) == (["parent", "0"], False, False)
        assert await page(around=replies[1], limit="2") == (["0", "1"], True, True)
        assert await page(before="", after="", around="") == (["parent", *"0123"], False, False)


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
