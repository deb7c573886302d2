"""Whatever answers a post, only Slack's own word proves that it was not done."""

from contextlib import asynccontextmanager
from itertools import product

import pytest

from bot.domain.errors import AnswerLost, ContentRefused, PlaceClosed, TokenDead, TryLater
from bot.ports.messenger import Absent, HistoryUnreadable, Posted
from handlers.slack.client import retry
from handlers.slack.client.connection import introduce_app, make_client
from handlers.slack.client.messenger import SlackMessenger
from handlers.slack.kit.manifest import build_manifest
from handlers.slack.renderers import RENDERERS
from tests.handlers.sandbox.world import BOT, BOT_TOKEN, playing
from tests.handlers.slack.client.test_find_message import LETTER, delivery, look
from tests.handlers.slack.odd_answers import BODIES, JSON, STATUSES, between
from tests.ports import always

DEAD = (200, JSON, b'{"ok": false, "error": "invalid_auth"}', False)


@asynccontextmanager
async def messaging():
    """A messenger, the odd answers on its way, and the pretend Slack behind them."""
    async with (
        playing(app_manifest=build_manifest()) as world,
        between(world.sandbox.api_url) as (
            it,
            address,
        ),
    ):
        client = make_client(BOT_TOKEN, api_url=address, timeout=5)
        try:
            yield SlackMessenger(client, RENDERERS, BOT), it.odd, world.sandbox
        finally:
            await client.session.close()


async def test_every_status_and_body_leaves_a_post_uncertain_and_a_look_to_be_tried_again():
    async with messaging() as (messenger, odd, sandbox):
        for number, (status, body) in enumerate(product(STATUSES, BODIES), 1):
            case, wanted, done = f"{status} {body}", delivery(number), number % 2 == 1
            odd["chat.postMessage"] = [(status, *BODIES[body], done)]
            with pytest.raises(AnswerLost):
                await messenger.send(wanted, LETTER, late=False, still=always)
            odd["conversations.history"] = [(status, *BODIES[body], False)]
            found = await look(messenger, wanted)
            assert isinstance(found, HistoryUnreadable), case
            assert found.passing, case
        last = sandbox.arrived[-1]
        wanted = delivery(last.metadata["event_payload"]["delivery"])
        assert await look(messenger, wanted) == Posted(last.channel, last.ts)


async def test_a_token_is_dead_only_if_slack_says_so_twice():
    async with messaging() as (messenger, odd, _):
        odd["chat.postMessage"] = [DEAD, DEAD]
        with pytest.raises(TryLater):
            await messenger.send(delivery(1), LETTER, late=False, still=always)
        odd["auth.test"] = [DEAD]
        with pytest.raises(TokenDead):
            await messenger.send(delivery(2), LETTER, late=False, still=always)


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


@pytest.mark.parametrize(
    ("word", "raised"),
    [
        ("cant_delete_message", ContentRefused),
        ("compliance_exports_prevent_deletion", ContentRefused),
        ("ratelimited", TryLater),
        ("not_in_channel", PlaceClosed),
        ("internal_error", AnswerLost),
    ],
)
async def test_what_slack_does_not_delete_is_told_by_its_word(word, raised):
    async with messaging() as (messenger, odd, sandbox):
        posted = await messenger.send(delivery(1), LETTER, late=False, still=always)
        there = delivery(1, slack_channel=posted.channel, slack_ts=posted.ts)
        odd["chat.delete"] = [(200, JSON, f'{{"ok": false, "error": "{word}"}}'.encode(), False)]
        with pytest.raises(raised, match=word):
            await messenger.delete(there)
        assert sandbox.arrived[-1].ts == posted.ts


async def test_what_is_deleted_is_gone_and_may_be_deleted_again():
    async with messaging() as (messenger, odd, _):
        posted = await messenger.send(delivery(1), LETTER, late=False, still=always)
        there = delivery(1, slack_channel=posted.channel, slack_ts=posted.ts)
        odd["chat.delete"] = [(502, "text/html", b"<html>", True)]
        with pytest.raises(AnswerLost):
            await messenger.delete(there)
        await messenger.delete(there)
        assert await look(messenger, there) == Absent()
