"""The true list of what arrived: whatever the app was told and became of it, kept for good."""

import aiohttp
import pytest

from tests.handlers.sandbox.world import GENERAL, SINA, TECHNOLOGY, playing, with_app


async def arrived(world, **query):
    status, answer = await world.get("arrived", SINA, **query)
    assert status == 200, answer
    return answer


async def test_it_tells_what_was_posted_where_with_its_metadata():
    metadata = {"event_type": "owed", "event_payload": {"id": 7}}
    async with playing() as world:
        posted = await world.api(
            "chat.postMessage", channel=TECHNOLOGY, text="one", metadata=metadata
        )
        await world.api("chat.postEphemeral", channel=TECHNOLOGY, text="two", user=SINA)
        refused = await world.api("chat.postMessage", channel=GENERAL, text="three")
        found = await arrived(world)
    assert refused["ok"] is False
    first, second = found["arrived"]
    assert first["method"] == "chat.postMessage"
    assert (first["channel"], first["ts"]) == (TECHNOLOGY, posted["ts"])
    assert first["metadata"] == metadata
    assert first["text"] == "one"
    assert first["at"] == pytest.approx(float(posted["ts"]), abs=1)
    assert (second["method"], second["user"]) == ("chat.postEphemeral", SINA)
    assert found["total"] == 2


async def test_what_people_write_is_not_in_it_and_what_was_deleted_stays():
    async with playing() as world:
        await world.do("say", SINA, channel=TECHNOLOGY, text="by a person")
        posted = await world.api("chat.postMessage", channel=TECHNOLOGY, text="gone")
        await world.api("chat.delete", channel=TECHNOLOGY, ts=posted["ts"])
        found = await arrived(world)
    assert [one["text"] for one in found["arrived"]] == ["gone"]


async def test_answers_to_commands_are_in_it():
    async with with_app() as (world, app):
        app.answers["slash_commands"] = {"text": "an answer"}
        await world.do("command", SINA, channel=TECHNOLOGY, command="/wg")
        found = await arrived(world)
    assert [one["text"] for one in found["arrived"]] == ["an answer"]


async def test_it_can_be_read_from_where_one_left_off():
    async with playing() as world:
        for text in ("one", "two", "three"):
            await world.api("chat.postMessage", channel=TECHNOLOGY, text=text)
        found = await arrived(world, after="2")
        status, answer = await world.get("arrived", SINA, after="x")
    assert [one["text"] for one in found["arrived"]] == ["three"]
    assert found["total"] == 3
    assert (status, answer["error"]) == (400, "after is a number.")


async def test_it_outlives_the_sandbox_with_what_was_lost_on_the_way_back(tmp_path):
    state = tmp_path / "slack.sqlite3"
    async with playing(state=state) as world:
        await world.do("faults", SINA, method="chat.postMessage", fault="lost", times=1)
        with pytest.raises(aiohttp.ClientError):
            await world.api("chat.postMessage", channel=TECHNOLOGY, text="before")
        before = await arrived(world)
    async with playing(state=state) as world:
        assert await arrived(world) == before
        await world.api("chat.postMessage", channel=TECHNOLOGY, text="after")
        found = await arrived(world)
        assert [one.text for one in world.sandbox.arrived] == ["before", "after"]
    assert [one["text"] for one in found["arrived"]] == ["before", "after"]
