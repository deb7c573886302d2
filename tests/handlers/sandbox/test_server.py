"""Yesterday's data is there again: all that a restart must not lose."""

import pytest

from tests.administration import Administration
from tests.handlers.sandbox.world import (
    AMARA,
    BOT,
    LIAM,
    SINA,
    TECHNOLOGY,
    FakeTime,
    playing,
)


async def test_everything_is_found_again_after_a_restart(tmp_path):
    time = FakeTime()
    state = tmp_path / "slack.sqlite3"
    async with playing(state=state, real_now=time) as world:
        metadata = {"event_type": "x", "event_payload": {"id": 1}}
        posted = await world.api(
            "chat.postMessage", channel=TECHNOLOGY, text="old", metadata=metadata
        )
        where = {"channel": TECHNOLOGY, "ts": posted["ts"]}
        await world.api("chat.update", **where, text="kept")
        await world.do("say", SINA, channel=TECHNOLOGY, text="reply", thread_ts=posted["ts"])
        deleted = await world.api("chat.postMessage", channel=TECHNOLOGY, text="gone")
        await world.api("chat.delete", channel=TECHNOLOGY, ts=deleted["ts"])
        private = {"channel": TECHNOLOGY, "text": "only Sina"}
        await world.api("chat.postEphemeral", user=SINA, **private)
        direct = (await world.do("conversation/open", SINA, user=LIAM))["channel"]
        made = await world.do("conversation/create", SINA, name="new-room", private=True)
        await world.do("conversation/join", LIAM, channel="C0EDUCATE1")
        Administration(world.sandbox.core).change_person(AMARA, {"title": "Chair"})
        home = {"type": "home", "blocks": [{"type": "divider"}]}
        await world.api("views.publish", user_id=SINA, view=home)
        await world.sandbox.advance(86_400)
        before = await world.seen(SINA, TECHNOLOGY)
        _, conversations = await world.get("conversations", SINA)
        _, people = await world.get("workspace", SINA)
        shown = await world.home(SINA)
        now = world.sandbox.clock.now()
    time.value += 10
    async with playing(state=state, real_now=time) as world:
        assert world.sandbox.clock.now() == now + 10
        assert await world.seen(SINA, TECHNOLOGY) == before
        assert (await world.get("conversations", SINA))[1] == conversations
        assert (await world.get("workspace", SINA))[1]["people"] == people["people"]
        assert await world.home(SINA) == shown
        assert "only Sina" not in [one["text"] for one in await world.seen(AMARA, TECHNOLOGY)]
        thread = await world.seen(SINA, TECHNOLOGY, thread=posted["ts"])
        assert [one["text"] for one in thread] == ["kept", "reply"]
        history = await world.form(
            "conversations.history", channel=TECHNOLOGY, include_all_metadata="1"
        )
        (kept,) = [one for one in history["messages"] if one["ts"] == posted["ts"]]
        assert kept["metadata"] == metadata
        assert kept["edited"]["user"] == BOT
        again = await world.do("conversation/open", SINA, user=LIAM)
        assert again["channel"] == direct
        new = await world.do("conversation/create", SINA, name="another")
        assert new["channel"] not in (direct, made["channel"])


async def test_one_sandbox_can_stop_and_start_again_at_its_address(tmp_path):
    async with playing(state=tmp_path / "slack.sqlite3") as world:
        url = world.sandbox.url
        await world.do("say", SINA, channel=TECHNOLOGY, text="before")
        await world.sandbox.stop()
        await world.sandbox.start()
        assert world.sandbox.url == url
        assert (await world.seen(SINA, TECHNOLOGY))[-1]["text"] == "before"


async def test_a_port_that_is_taken_is_an_os_error_that_leaves_nothing_open():
    async with playing() as world:
        port = int(world.sandbox.url.rpartition(":")[2])
        with pytest.raises(OSError, match="address"):
            async with playing(port=port):
                pass


async def test_the_newest_calls_are_remembered():
    async with playing(most_calls=2) as world:
        for method in ("auth.test", "api.test", "team.info"):
            await world.api(method)
        assert [one.method for one in world.sandbox.calls] == ["api.test", "team.info"]
