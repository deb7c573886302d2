"""An emoji stays over a restart of the sandbox."""

from tests.handlers.sandbox.world import AMARA, SINA, TECHNOLOGY, playing


async def test_reactions_are_kept_over_a_restart(tmp_path):
    state = tmp_path / "slack.sqlite3"
    async with playing(state=state) as world:
        ts = (await world.do("say", SINA, channel=TECHNOLOGY, text="x"))["ts"]
        answer = await world.do("react", AMARA, channel=TECHNOLOGY, ts=ts, name="memo")
        again = await world.do("react", AMARA, channel=TECHNOLOGY, ts=ts, name="memo")
    async with playing(state=state) as world:
        (message,) = [one for one in await world.seen(SINA, TECHNOLOGY) if one["ts"] == ts]
    assert (answer["ok"], again["error"]) == (True, "already_reacted")
    assert message["reactions"] == [{"name": "memo", "users": [AMARA]}]
