"""A round trip to Slack now and then: its age, its trouble, and who hears of it."""

import pytest

from handlers.slack.client.connection import make_client
from handlers.slack.client.retry import SlackPulse
from tests.handlers.sandbox.world import BOT_TOKEN, SINA, FakeTime, playing
from tests.waiting import PATIENCE


@pytest.fixture
def clock():
    return FakeTime(1000.0)


async def pulse_of(world, clock, *orders, **heard):
    """The pulse after one call for each order, a fault or None."""
    client = make_client(BOT_TOKEN, api_url=world.sandbox.api_url, timeout=PATIENCE)
    pulse = SlackPulse(clock=clock, **heard)
    try:
        for order in orders:
            clock.value += 30
            await world.do("faults", SINA, clear=True)
            if order:
                await world.do("faults", SINA, method="auth.test", fault=order)
            await pulse.ask(client)
    finally:
        await client.session.close()
    return pulse


async def test_it_ages_until_slack_answers_again(clock, caplog):
    async with playing() as world:
        assert SlackPulse(clock=clock).age is None
        pulse = await pulse_of(world, clock, None, "500", "500")
        assert (pulse.age, pulse.trouble) == (60, "http_500")
        assert [r.msg for r in caplog.records].count("slack_does_not_answer") == 1, "said once"
        pulse = await pulse_of(world, clock, "error:token_revoked", None)
        assert (pulse.age, pulse.trouble) == (0, None)


async def test_the_workspace_is_told_of_each_good_answer_and_slacks_clock_too(clock, caplog):
    alive, dates = [], []

    async def tell(workspace_id):
        alive.append(workspace_id)
        if len(alive) == 1:
            raise RuntimeError("the database is away")

    async with playing() as world:
        team = world.sandbox.core.workspace.team["id"]
        pulse = await pulse_of(world, clock, None, "500", None, alive=tell, hear=dates.append)
    assert alive == [team, team]
    assert "not_resumed" in caplog.text
    assert pulse.trouble is None, "it is no trouble of Slack's"
    assert len(dates) == 2
    assert all("GMT" in date for date in dates)
