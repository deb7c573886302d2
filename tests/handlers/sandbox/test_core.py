"""Messages are kept, changed and deleted for all doors at once; a removed app hears nothing."""

from tests.administration import Administration
from tests.handlers.sandbox.world import (
    SINA,
    TECHNOLOGY,
    playing,
)


async def post(world, channel=TECHNOLOGY, **more):
    return await world.api("chat.postMessage", channel=channel, **{"text": "hello", **more})


async def test_every_posted_message_is_noted_with_its_metadata_and_its_ts_is_unique():
    async with playing() as world:
        metadata = {"event_type": "delivery", "event_payload": {"id": 7, "nonce": "n"}}
        answers = [await post(world, metadata=metadata) for _ in range(20)]
        stamps = [answer["ts"] for answer in answers]
        assert stamps == sorted(set(stamps))
        assert [one.ts for one in world.sandbox.arrived] == stamps
        assert world.sandbox.arrived[0].metadata == metadata
        assert world.sandbox.arrived[0].method == "chat.postMessage"


async def test_a_deleted_parent_leaves_a_tombstone_and_its_replies():
    async with playing() as world:
        ts = (await post(world))["ts"]
        await post(world, thread_ts=ts, text="reply")
        await world.api("chat.delete", channel=TECHNOLOGY, ts=ts)
        parent, reply = await world.seen(SINA, TECHNOLOGY, thread=ts)
        again = await world.api("chat.delete", channel=TECHNOLOGY, ts=ts)
    assert parent["subtype"] == "tombstone"
    assert reply["text"] == "reply"
    assert again["error"] == "message_not_found"


async def test_a_removed_app_stays_removed(tmp_path):
    state = tmp_path / "slack.sqlite3"
    async with playing(state=state) as world:
        Administration(world.sandbox.core).uninstall()
    async with playing(state=state) as world:
        assert (await world.api("auth.test"))["error"] == "account_inactive"
