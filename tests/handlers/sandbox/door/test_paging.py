"""Pages of a conversation: its end, and those before, after and around a message."""

from tests.handlers.sandbox.world import EDUCATION, SINA, playing


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
