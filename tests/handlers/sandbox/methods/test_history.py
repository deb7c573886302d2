"""What the app reads of messages that were posted."""

from tests.handlers.sandbox.world import (
    BOT,
    SINA,
    TECHNOLOGY,
    playing,
)


async def test_history_is_newest_first_within_the_asked_times_and_in_pages():
    async with playing() as world:
        stamps = []
        for number in range(5):
            posted = await world.api("chat.postMessage", channel=TECHNOLOGY, text=str(number))
            stamps.append(posted["ts"])
        where = {"channel": TECHNOLOGY, "oldest": stamps[1], "latest": stamps[3]}
        inner = await world.form("conversations.history", **where)
        outer = await world.form("conversations.history", **where, inclusive="true")
        everything, count = await world.pages(
            "conversations.history", "messages", channel=TECHNOLOGY, limit="2"
        )
        first = await world.form("conversations.history", channel=TECHNOLOGY, limit="2")
    assert [one["text"] for one in inner["messages"]] == ["2"]
    assert [one["text"] for one in outer["messages"]] == ["3", "2", "1"]
    assert [one["text"] for one in everything[:5]] == ["4", "3", "2", "1", "0"]
    assert count == 3
    assert first["has_more"] is True


async def test_replies_come_after_their_parent_and_not_into_the_history():
    async with playing() as world:
        parent = (await world.api("chat.postMessage", channel=TECHNOLOGY, text="parent"))["ts"]
        for number in range(3):
            said = await world.do(
                "say", SINA, channel=TECHNOLOGY, text=str(number), thread_ts=parent
            )
        where = {"channel": TECHNOLOGY}
        thread = await world.form("conversations.replies", **where, ts=parent)
        by_reply = await world.form("conversations.replies", **where, ts=said["ts"])
        history = await world.form("conversations.history", **where, limit="1")
    assert [one["text"] for one in thread["messages"]] == ["parent", "0", "1", "2"]
    assert by_reply["messages"] == thread["messages"]
    shown = history["messages"][0]
    assert (shown["text"], shown["reply_count"], shown["reply_users"]) == ("parent", 3, [SINA])
    assert thread["messages"][1]["parent_user_id"] == BOT


async def test_metadata_is_read_back_whole_only_when_asked_for():
    metadata = {"event_type": "delivery", "event_payload": {"nonce": "abc"}}
    async with playing() as world:
        await world.api("chat.postMessage", channel=TECHNOLOGY, text="x", metadata=metadata)
        where = {"channel": TECHNOLOGY, "limit": "1"}
        short = await world.form("conversations.history", **where)
        whole = await world.form("conversations.history", **where, include_all_metadata="true")
    assert short["messages"][0]["metadata"] == {"event_type": "delivery"}
    assert whole["messages"][0]["metadata"] == metadata
