"""Rate limits, when a test asks for them."""

from handlers.sandbox.methods.registry import METHODS
from handlers.sandbox.rates import SPECIAL, TIER_OF
from tests.handlers.sandbox.world import BOT_TOKEN, EDUCATION, SINA, TECHNOLOGY, FakeTime, playing


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
