"""Whatever answers a post, only Slack's own word proves that it was not done."""

from itertools import product

import pytest

from bot.domain.errors import AnswerLost, ContentRefused, PlaceClosed, TokenDead, TryLater
from bot.ports.messenger import Absent, HistoryUnreadable, Posted
from tests.handlers.slack.client.messaging import DEAD, messaging
from tests.handlers.slack.client.test_find_message import LETTER, delivery, look
from tests.handlers.slack.odd_answers import BODIES, JSON, STATUSES
from tests.ports import always


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
        there = delivery(1, posted_channel=posted.channel, posted_ts=posted.ts)
        odd["chat.delete"] = [(200, JSON, f'{{"ok": false, "error": "{word}"}}'.encode(), False)]
        with pytest.raises(raised, match=word):
            await messenger.delete(there)
        assert sandbox.arrived[-1].ts == posted.ts


async def test_what_is_deleted_is_gone_and_may_be_deleted_again():
    async with messaging() as (messenger, odd, _):
        posted = await messenger.send(delivery(1), LETTER, late=False, still=always)
        there = delivery(1, posted_channel=posted.channel, posted_ts=posted.ts)
        odd["chat.delete"] = [(502, "text/html", b"<html>", True)]
        with pytest.raises(AnswerLost):
            await messenger.delete(there)
        await messenger.delete(there)
        assert await look(messenger, there) == Absent()
