"""Slack is asked until it answers; only a token that it refuses ends a start."""

from itertools import product

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse

from handlers.slack.client import retry
from handlers.slack.client.connection import introduce_app, make_client
from handlers.slack.client.retry import SlackPulse
from handlers.slack.client.socket_mode import NotOpened
from tests.handlers.sandbox.world import BOT, BOT_TOKEN, SINA, FakeTime, playing
from tests.handlers.slack.client.messaging import DEAD, messaging
from tests.handlers.slack.odd_answers import BODIES
from tests.waiting import PATIENCE


async def test_a_start_waits_out_every_odd_answer(monkeypatch):
    async with messaging() as (messenger, odd, _):
        monkeypatch.setattr(retry, "FIRST_PAUSE", 0.0)
        monkeypatch.setattr(retry, "LONGEST_PAUSE", 0.0)
        odd["auth.test"] = [
            (status, *body, False) for status, body in product((200, 404, 503), BODIES.values())
        ]
        told = []
        us = await introduce_app(messenger.client, told.append)
        assert us.bot_user_id == BOT
        assert len(told) == 3 * len(BODIES)
        assert any("SLACK_API_URL answers 404" in words for words in told)
        odd["auth.test"] = [DEAD]
        with pytest.raises(retry.TokenRefused):
            await introduce_app(messenger.client, told.append)


class Slack:
    """Answers one after the other; an error is raised."""

    def __init__(self, *answers):
        self.answers = list(answers)

    async def __call__(self):
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer


def error(word=None, status=200, **headers):
    data = {"ok": False, "error": word} if word else {}
    return SlackApiError("", SlackResponse(
        client=None, http_verb="POST", api_url="", req_args={}, data=data,
        headers=headers, status_code=status))  # fmt: skip


@pytest.fixture
def pauses(monkeypatch):
    """How long it would have slept, in seconds."""
    slept = []

    async def sleep(seconds):
        slept.append(seconds)

    monkeypatch.setattr(retry.asyncio, "sleep", sleep)
    return slept


async def test_pauses_double_up_to_half_a_minute_and_slacks_own_word_is_a_floor(pauses):
    troubles = [error("internal_error")] * 7
    assert await retry.ask_patiently("m", Slack(*troubles, "us")) == "us"
    assert pauses == [1, 2, 4, 8, 16, 30, 30]
    pauses.clear()
    limited = error("ratelimited", 429, **{"Retry-After": "90"})
    await retry.ask_patiently("m", Slack(limited, error("internal_error"), "us"))
    assert pauses == [90, 2]


async def test_a_refused_token_ends_a_start_and_is_waited_for_by_a_running_process(pauses):
    with pytest.raises(retry.TokenRefused, match="Slack refuses SLACK_BOT_TOKEN"):
        await retry.ask_patiently("auth.test", Slack(error("invalid_auth")), "SLACK_BOT_TOKEN")
    assert pauses == []
    told = []
    again = Slack(error("invalid_auth"), TimeoutError(), NotOpened("no"), "us")
    assert await retry.ask_patiently("auth.test", again, tell=told.append) == "us"
    slow = "no answer in time (CONVENOR_SLACK_TIMEOUT): look at the network or a firewall"
    assert (told, pauses) == (["invalid_auth", slow, "no"], [30, 2, 4])


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
