"""What a notice of messages brings along for one reader."""

from handlers.sandbox.door.cards import news
from tests.handlers.sandbox.world import AMARA, EDUCATION, LIAM, SINA, TECHNOLOGY, playing


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
