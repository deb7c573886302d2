"""Messages for later: posted at their time, by the clock and by its leaps, or taken back."""

import pytest

from handlers.sandbox import Hooks
from tests.handlers.sandbox.world import SCOPES, SINA, TECHNOLOGY, FakeTime, manifest, playing
from tests.waiting import until


def later(world, seconds):
    return int(world.sandbox.clock.now()) + seconds


async def schedule(world, seconds, **more):
    given = {"channel": TECHNOLOGY, "text": "later", "post_at": later(world, seconds), **more}
    return await world.api("chat.scheduleMessage", **given)


async def waiting(world, **given):
    listed = await world.form("chat.scheduledMessages.list", **given)
    return [one["text"] for one in listed["scheduled_messages"]]


async def test_it_is_posted_when_the_clock_comes_to_it_and_not_before():
    async with playing() as world:
        await schedule(world, 3600, text="in an hour")
        await schedule(world, 7200, text="in two")
        before = await waiting(world)
        passed = await world.sandbox.advance_to_next()
        said = [one["text"] for one in await world.seen(SINA, TECHNOLOGY)][-1]
        left = await waiting(world)
        await world.sandbox.advance(3 * 3600)
        both = [one["text"] for one in await world.seen(SINA, TECHNOLOGY)][-2:]
        arrived = [(one.method, one.text) for one in world.sandbox.arrived]
    assert before == ["in an hour", "in two"]
    assert len(passed) == 1
    assert (said, left) == ("in an hour", ["in two"])
    assert both == ["in an hour", "in two"]
    assert arrived[-1] == ("chat.scheduleMessage", "in two")


async def test_the_leap_stops_for_the_app_and_for_what_waits():
    stops = []

    async def settle():
        stops.append(world.sandbox.clock.now())

    async def no_due():
        return None

    async with playing(hooks=Hooks(next_due=no_due, settle=settle)) as world:
        await schedule(world, 60)
        passed = await world.sandbox.advance(120)
    assert len(passed) == 1
    assert len(stops) == 2


async def test_in_real_time_it_comes_by_itself():
    time = FakeTime()
    async with playing(real_now=time) as world:
        await schedule(world, 1)
        time.value += 2
        await until(lambda: world.sandbox.arrived)
    assert world.sandbox.hooks is not None


async def test_a_leap_that_ends_before_it_brings_it_nearer():
    time = FakeTime()
    async with playing(real_now=time) as world:
        await schedule(world, 100)
        await world.sandbox.advance(99)
        time.value += 2
        await until(lambda: world.sandbox.arrived)


async def test_a_restart_keeps_it(tmp_path):
    state = tmp_path / "slack.sqlite3"
    async with playing(state=state) as world:
        await schedule(world, 3600)
    async with playing(state=state) as world:
        assert await waiting(world, channel=TECHNOLOGY) == ["later"]
        await world.sandbox.advance(3600)
        assert await waiting(world) == []
        assert [one.text for one in world.sandbox.arrived] == ["later"]


async def test_one_is_taken_back_unless_its_time_is_near():
    async with playing() as world:
        kept, near = await schedule(world, 3600), await schedule(world, 30)

        async def take_back(made, channel=TECHNOLOGY):
            given = {"channel": channel, "scheduled_message_id": made["scheduled_message_id"]}
            return await world.api("chat.deleteScheduledMessage", **given)

        wrong = "invalid_scheduled_message_id"
        assert (await take_back(near))["error"] == wrong
        assert (await take_back(kept, channel="C0GENERAL1"))["error"] == wrong
        assert (await take_back(kept))["ok"] is True
        assert (await take_back(kept))["error"] == wrong


@pytest.mark.parametrize(
    ("seconds", "more", "error"),
    [
        (-5, {}, "time_in_past"),
        (121 * 86_400, {}, "time_too_far"),
        (60, {"post_at": "soon"}, "invalid_time"),
        (60, {"text": ""}, "no_text"),
        (60, {"channel": "C0NOWHERE"}, "channel_not_found"),
        (60, {"metadata": {"event_type": "x", "event_payload": {}}}, "invalid_arguments"),
    ],
    ids=["past", "too far", "no time", "no text", "nowhere", "metadata"],
)
async def test_what_is_refused(seconds, more, error):
    async with playing() as world:
        assert (await schedule(world, seconds, **more))["error"] == error


async def test_thirty_in_five_minutes_of_one_channel_are_enough():
    async with playing() as world:
        begin = -later(world, 0) % 300 + 300
        answers = [await schedule(world, begin + n) for n in range(31)]
        after = await schedule(world, begin + 300)
    assert [one.get("error") for one in answers] == [None] * 30 + ["restricted_too_many"]
    assert after["ok"] is True


async def test_it_wants_the_right_to_write():
    without = manifest(scopes=[scope for scope in SCOPES if scope != "chat:write"])
    async with playing(app_manifest=without) as world:
        assert (await schedule(world, 60))["needed"] == "chat:write"
