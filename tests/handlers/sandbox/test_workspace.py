"""The times that messages are known by."""

from tests.handlers.sandbox.world import (
    SINA,
    TECHNOLOGY,
    FakeTime,
    playing,
)


async def test_timestamps_go_on_where_they_were_even_if_the_real_clock_was_set_back(tmp_path):
    time = FakeTime()
    state = tmp_path / "slack.sqlite3"
    async with playing(state=state, real_now=time) as world:
        first = (await world.do("say", SINA, channel=TECHNOLOGY, text="x"))["ts"]
    time.value -= 3600
    async with playing(state=state, real_now=time) as world:
        second = (await world.do("say", SINA, channel=TECHNOLOGY, text="y"))["ts"]
        texts = [one["text"] for one in await world.seen(SINA, TECHNOLOGY)]
    assert second > first
    assert texts[-2:] == ["x", "y"]
