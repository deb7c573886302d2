"""Faults on request: what is done although nobody hears of it, and what is not."""

import asyncio

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError

from handlers.sandbox.faults import SPECIAL, TIER_OF, Fault, Faults
from handlers.sandbox.methods.registry import METHODS
from tests.handlers.sandbox.world import (
    BOT_TOKEN,
    EDUCATION,
    GENERAL,
    SINA,
    TECHNOLOGY,
    FakeTime,
    bolt_app,
    playing,
)


async def order(world, **fault):
    return await world.do("faults", SINA, method="chat.postMessage", **fault)


async def test_a_lost_answer_is_done_but_never_heard_of():
    async with playing() as world:
        await order(world, fault="lost", times=1)
        client = bolt_app(world).client
        with pytest.raises(aiohttp.ClientError):
            await client.chat_postMessage(channel=TECHNOLOGY, text="lost")
        assert [one.text for one in world.sandbox.arrived] == ["lost"]
        await client.chat_postMessage(channel=TECHNOLOGY, text="heard")
        assert [one.text for one in world.sandbox.arrived] == ["lost", "heard"]
        assert [one.fault for one in world.sandbox.calls] == ["lost", None]


async def test_a_rate_limit_has_retry_after_and_does_nothing():
    async with playing() as world:
        await order(world, fault="ratelimited", times=1, retry_after=7)
        with pytest.raises(SlackApiError) as limited:
            await bolt_app(world).client.chat_postMessage(channel=TECHNOLOGY, text="x")
        assert limited.value.response.status_code == 429
        assert limited.value.response.headers["Retry-After"] == "7"
        assert limited.value.response["error"] == "ratelimited"
        assert world.sandbox.arrived == []


async def test_a_server_error_is_no_json():
    async with playing() as world:
        await order(world, fault="500", times=1)
        headers = {"Authorization": "Bearer xoxb-test"}
        async with world.http.post(
            "/api/chat.postMessage", json={"channel": TECHNOLOGY}, headers=headers
        ) as response:
            assert (response.status, await response.text()) == (500, "Internal Server Error")
        assert world.sandbox.arrived == []


async def test_a_late_answer_is_done_at_once_and_stopping_does_not_wait_for_it():
    async with playing() as world:
        await order(world, fault="late", retry_after=600)
        listener = world.sandbox.core.stream.listen(SINA)
        late = asyncio.create_task(
            bolt_app(world).client.chat_postMessage(channel=TECHNOLOGY, text="late")
        )
        assert (await listener.queue.get())["type"] == "messages"
        assert [one.text for one in world.sandbox.arrived] == ["late"]
        assert not late.done()
        await world.sandbox.stop()
        assert (await late)["ok"] is True


async def test_a_late_answer_does_come():
    async with playing() as world:
        await order(world, fault="late", retry_after=0)
        answer = await world.api("chat.postMessage", channel=TECHNOLOGY, text="late")
    assert answer["ok"] is True


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        ("missing_scope", "missing_scope"),
        ("unknown_method", "unknown_method"),
        ("error:fatal_error", "fatal_error"),
    ],
)
async def test_other_refusals_can_be_ordered_and_cleared(fault, error):
    async with playing() as world:
        await order(world, fault=fault)
        for _ in range(2):
            answer = await world.api("chat.postMessage", channel=TECHNOLOGY, text="x")
            assert answer["error"] == error
        assert (await world.api("auth.test"))["ok"] is True
        await world.do("faults", SINA, clear=True)
        assert (await world.api("chat.postMessage", channel=TECHNOLOGY, text="x"))["ok"] is True


async def test_what_was_not_heard_is_not_done():
    async with playing() as world:
        await order(world, fault="unheard", times=1)
        with pytest.raises(aiohttp.ClientError):
            await bolt_app(world).client.chat_postMessage(channel=TECHNOLOGY, text="unheard")
        assert world.sandbox.arrived == []


async def test_a_server_error_may_come_after_it_was_done():
    async with playing() as world:
        await order(world, fault="500_done", times=1)
        with pytest.raises(SlackApiError) as failed:
            await bolt_app(world).client.chat_postMessage(channel=TECHNOLOGY, text="done")
        assert failed.value.response.status_code == 500
        assert [one.text for one in world.sandbox.arrived] == ["done"]


async def test_what_is_slow_is_done_although_nobody_waits_for_it_any_more():
    async with playing() as world:
        await order(world, fault="slow", seconds=0.3)
        listener = world.sandbox.core.stream.listen(SINA)
        patience = aiohttp.ClientTimeout(total=0.05)
        headers = {"Authorization": "Bearer xoxb-test"}
        with pytest.raises(TimeoutError):
            await world.http.post(
                "/api/chat.postMessage",
                json={"channel": TECHNOLOGY, "text": "slow"},
                headers=headers,
                timeout=patience,
            )
        assert world.sandbox.arrived == []
        assert (await listener.queue.get())["type"] == "messages"
        assert [one.text for one in world.sandbox.arrived] == ["slow"]


async def test_what_is_slow_is_not_done_when_the_sandbox_stops_before():
    async with playing() as world:
        await order(world, fault="slow", seconds=600)
        client = bolt_app(world).client
        slow = asyncio.create_task(client.chat_postMessage(channel=TECHNOLOGY, text="slow"))
        while not world.sandbox.faults.struck:
            await asyncio.sleep(0.01)
        arrived = world.sandbox.arrived
        await world.sandbox.stop()
        with pytest.raises(aiohttp.ClientError):
            await slow
        assert arrived == []


async def test_a_fault_may_be_of_one_channel_only():
    async with playing() as world:
        await order(world, fault="500", channel=GENERAL)
        answer = await world.api("chat.postMessage", channel=TECHNOLOGY, text="here")
        assert answer["ok"] is True
        with pytest.raises(aiohttp.ContentTypeError):
            await world.api("chat.postMessage", channel=GENERAL, text="there")


async def test_a_rate_limit_is_told_in_whole_seconds():
    async with playing() as world:
        await order(world, fault="ratelimited", seconds=0.2)
        with pytest.raises(SlackApiError) as limited:
            await bolt_app(world).client.chat_postMessage(channel=TECHNOLOGY, text="x")
        assert limited.value.response.headers["Retry-After"] == "1"


async def test_how_often_each_fault_has_struck_is_told():
    async with playing() as world:
        await order(world, fault="error:fatal_error", times=2)
        for _ in range(3):
            await world.api("chat.postMessage", channel=TECHNOLOGY, text="x")
        _, told = await world.get("faults", SINA)
    struck = {"method": "chat.postMessage", "fault": "error:fatal_error", "times": 2}
    assert told == {"struck": [struck]}


def test_any_call_is_no_delivery_and_any_delivery_no_connection():
    faults = Faults()
    faults.add(Fault("*", "lost"))
    assert faults.take("chat.postMessage").kind
    assert not faults.take("app:events_api").kind
    faults.clear()
    faults.add(Fault("app:*", "lost"))
    assert faults.take("app:events_api").kind
    assert faults.take("app:slash_commands").kind
    assert not faults.take("app:connect").kind
    assert not faults.take("chat.postMessage").kind


def test_a_share_strikes_the_same_calls_for_the_same_seed():
    def strikes(seed):
        faults = Faults()
        faults.add(Fault("*", "lost", share=0.3, seed=seed))
        return [bool(faults.take("chat.postMessage").kind) for _ in range(1000)]

    assert strikes(1) == strikes(1)
    assert strikes(1) != strikes(2)
    assert 230 < sum(strikes(1)) < 370


def test_times_are_counted_only_when_it_strikes():
    faults = Faults()
    faults.add(Fault("a.b", "lost", times=2))
    assert not faults.take("c.d").kind
    assert [bool(faults.take("a.b").kind) for _ in range(3)] == [True, True, False]


async def test_no_call_is_refused_unless_asked_for():
    async with playing() as world:
        answers = [await world.form("users.list") for _ in range(30)]
    assert all(one["ok"] for one in answers)


async def test_the_one_over_the_tier_waits_as_long_as_retry_after_says():
    time = FakeTime()
    async with playing(real_now=time) as world:
        await world.do("rates", SINA, limited=True)
        answers = [await world.form("users.list") for _ in range(21)]
        head = {"Authorization": f"Bearer {BOT_TOKEN}"}
        async with world.http.post("/api/users.list", headers=head) as refused:
            status, wait = refused.status, int(refused.headers["Retry-After"])
        other = await world.form("users.info", user=SINA)
        time.value += wait
        after = await world.form("users.list")
        seen = (await world.get("traffic", SINA, name="users.list"))[1]["traffic"]
    assert [one.get("error") for one in answers] == [None] * 20 + ["ratelimited"]
    assert [one["error"] for one in seen[:4]] == [None, "ratelimited", "ratelimited", None]
    assert (status, wait) == (429, 60)
    assert other["ok"]
    assert after["ok"]


async def test_a_channel_takes_a_message_a_second():
    time = FakeTime()
    async with playing(real_now=time) as world:
        await world.do("rates", SINA)

        async def post(channel):
            return (await world.api("chat.postMessage", channel=channel, text="x")).get("error")

        assert [await post(TECHNOLOGY), await post(EDUCATION), await post(TECHNOLOGY)] == [
            None,
            None,
            "ratelimited",
        ]
        time.value += 1
        assert await post(TECHNOLOGY) is None


def test_each_tier_is_of_a_method_that_there_is():
    assert {*TIER_OF, *SPECIAL} <= {*METHODS}
