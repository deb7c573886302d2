"""A message is found again by its delivery's id and nonce, in a pretend Slack over real HTTP."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from slack_sdk.errors import SlackApiError

from bot.domain.audience import Audience
from bot.domain.delivery import Delivery, State, SubjectType
from bot.domain.errors import AnswerLost
from bot.domain.group import Group
from bot.domain.group_notifications import ChairNotice
from bot.ports.messenger import Absent, HistoryUnreadable, Posted
from handlers.slack.client.connection import make_client
from handlers.slack.client.find_message import SlackHistory
from handlers.slack.client.messenger import SlackMessenger
from handlers.slack.kit.manifest import build_manifest
from handlers.slack.renderers import RENDERERS
from tests.handlers.sandbox.world import (
    BOT,
    BOT_TOKEN,
    EDUCATION,
    LIAM,
    REGULATORS,
    TECHNOLOGY,
    playing,
)
from tests.ports import always
from tests.waiting import PATIENCE

GROUP = Group(
    id=1,
    channel_id=TECHNOLOGY,
    name="Technology",
    zone="UTC",
    created_at=datetime(2026, 12, 1, tzinfo=UTC),
)
LETTER = ChairNotice(group=GROUP, words="Something to know.")
SINCE = datetime(2020, 1, 1, tzinfo=UTC)
HISTORY = ("channels:history", "groups:history", "im:history")


def delivery(number=7, recipient=TECHNOLOGY, **changes):
    now = datetime.now(UTC)  # noqa: TID251 - the sandbox goes by the real clock
    fields = {
        "id": number,
        "workspace_id": "T1",
        "kind": "group.dropped",
        "subject_type": SubjectType.GROUP,
        "subject_id": "1",
        "occurrence": str(number),
        "recipient": recipient,
        "due_at": now,
        "useful_until": now + timedelta(days=1),
        "audience": Audience.GROUP,
        "created_at": now,
        "state": State.SENDING,
        "nonce": f"{number:032x}",
    }
    return Delivery(**{**fields, **changes})


def granted(*, without=()):
    made = build_manifest()
    scopes = made["oauth_config"]["scopes"]
    scopes["bot"] = [scope for scope in scopes["bot"] if scope not in without]
    return made


def over_http(*, without=(), timeout=PATIENCE):
    """Run a test's coroutine with a sandbox that granted our own manifest, and a messenger."""

    def wrap(test):
        def run():
            async def together():
                async with playing(app_manifest=granted(without=without)) as world:
                    client = make_client(BOT_TOKEN, api_url=world.sandbox.api_url, timeout=timeout)
                    try:
                        await test(world, SlackMessenger(client, RENDERERS, BOT))
                    finally:
                        await client.session.close()

            asyncio.run(together())

        run.__name__, run.__doc__ = test.__name__, test.__doc__
        return run

    return wrap


async def look(messenger, wanted, *, place=None):
    return await messenger.find(wanted, place, wanted.due_at - timedelta(minutes=2))


@over_http()
async def test_after_a_lost_answer_it_is_found_and_where(world, messenger):
    """Public and private channels, and a person who was never written to before."""
    for number, recipient in enumerate([TECHNOLOGY, EDUCATION, REGULATORS, LIAM], 1):
        await world.do("faults", LIAM, method="chat.postMessage", fault="lost", times=1)
        wanted = delivery(number, recipient)
        with pytest.raises(AnswerLost):
            await messenger.send(wanted, LETTER, late=False, still=always)
        stands = world.sandbox.arrived[-1]
        assert await look(messenger, wanted) == Posted(stands.channel, stands.ts)


@over_http()
async def test_what_never_arrived_is_absent(world, messenger):
    await world.do("faults", LIAM, method="chat.postMessage", fault="500", times=1)
    wanted = delivery()
    with pytest.raises(AnswerLost):
        await messenger.send(wanted, LETTER, late=False, still=always)
    assert await look(messenger, wanted) == Absent()


@over_http()
async def test_another_copy_of_the_database_knows_it_by_what_it_is(world, messenger):
    """Its row has another number there, and an attempt of its own; one message carries two."""
    first, second = delivery(7, LIAM), delivery(8, LIAM)
    posted = await messenger.send_together([(first, LETTER), (second, LETTER)], still=always)
    for one in (first, second):
        assert await look(messenger, replace(one, id=900, nonce=None)) == posted
    for change in ({"revision": 2}, {"occurrence": "9"}, {"kind": "group.blocked"}):
        assert await look(messenger, replace(second, id=900, nonce=None, **change)) == Absent()


@over_http()
async def test_all_of_ours_is_read_with_what_it_names(world, messenger):
    await world.do("say", LIAM, channel=TECHNOLOGY, text="D99 is not for us")
    posted = await messenger.send(delivery(), LETTER, late=False, still=always)
    history = SlackHistory(messenger.client, BOT)
    [seen] = await history.ours_since(TECHNOLOGY, SINCE)
    assert (seen.ts, seen.carries) == (posted.ts, {f"7:{7:032x}"})
    assert "D99" not in seen.references
    assert await history.ours_since("C0NOWHERE1", SINCE) is None


async def test_the_log_names_each_channel_that_cannot_be_read(caplog):
    class Shut:
        async def conversations_history(self, **_):
            refused = {"ok": False, "error": "not_in_channel"}
            raise SlackApiError("no", SimpleNamespace(data=refused, status_code=200))

    for place in (TECHNOLOGY, EDUCATION):
        assert await SlackHistory(Shut(), BOT).ours_since(place, SINCE) is None
    told = [(line.message, line.channel, line.error) for line in caplog.records]
    assert told == [
        ("history_not_read", place, "not_in_channel") for place in (TECHNOLOGY, EDUCATION)
    ]


@over_http()
async def test_it_must_be_this_delivery_with_a_nonce_of_ours(world, messenger):
    wanted = delivery(nonce="a" * 32)
    posted = await messenger.send(wanted, LETTER, late=False, still=always)
    other = replace(wanted, occurrence="another")
    assert await look(messenger, replace(other, nonce="b" * 32)) == Absent()
    assert await look(messenger, replace(other, id=8)) == Absent()
    earlier = f"{'c' * 32} {'a' * 32}"
    again = replace(wanted, nonce="b" * 32, earlier_nonces=earlier)
    assert await look(messenger, again) == posted


@over_http()
async def test_all_pages_are_read(world, messenger):
    wanted = delivery()
    posted = await messenger.send(wanted, LETTER, late=False, still=always)
    for number in range(450):
        await world.do("say", LIAM, channel=TECHNOLOGY, text=f"Message {number}")
    assert await look(messenger, wanted) == posted
    pages = [c for c in world.sandbox.calls if c.method == "conversations.history"]
    assert len(pages) == 3


@over_http()
async def test_each_of_several_in_one_message_is_found(world, messenger):
    parts = [(delivery(number, LIAM), LETTER) for number in (1, 2, 3)]
    posted = await messenger.send_together(parts, still=always)
    assert len(world.sandbox.arrived) == 1
    for wanted, _ in parts:
        assert await look(messenger, wanted) == posted
        assert await look(messenger, wanted, place=posted.channel) == posted
    assert await look(messenger, delivery(4, LIAM)) == Absent()
    assert world.sandbox.arrived[0].text.count("Something to know.") == 3
    assert world.sandbox.arrived[0].text.count("This was due") == 3


@over_http(without=HISTORY)
async def test_without_the_scopes_it_cannot_tell(world, messenger):
    wanted = delivery()
    await messenger.send(wanted, LETTER, late=False, still=always)
    assert await look(messenger, wanted) == HistoryUnreadable("missing_scope", passing=False)


@over_http(without=("im:write",))
async def test_a_known_direct_message_needs_no_opening(world, messenger):
    wanted = delivery(recipient=LIAM)
    posted = await messenger.send(wanted, LETTER, late=False, still=always)
    assert await look(messenger, wanted) == HistoryUnreadable("missing_scope", passing=False)
    assert await look(messenger, wanted, place=posted.channel) == posted


@over_http()
async def test_trouble_that_passes_is_told_from_trouble_that_stays(world, messenger):
    async def with_fault(fault, times=1):
        method = "conversations.history"
        await world.do("faults", LIAM, method=method, fault=fault, times=times)
        return await look(messenger, delivery())

    for fault, why in [("ratelimited", "ratelimited"), ("500", "http_500")]:
        assert await with_fault(fault) == HistoryUnreadable(why, passing=True)
    # The HTTP client itself asks once more where a kept-alive connection breaks (never a POST).
    assert await with_fault("lost", 2) == HistoryUnreadable("ServerDisconnectedError", passing=True)
    for why in ("unknown_method", "error:not_in_channel", "error:channel_not_found"):
        word = why.removeprefix("error:")
        assert await with_fault(why) == HistoryUnreadable(word, passing=False)


@over_http()
async def test_another_app_s_metadata_is_not_ours(world, messenger):
    wanted = delivery()
    await messenger.send(wanted, LETTER, late=False, still=always)
    stranger = SlackMessenger(messenger.client, RENDERERS, "USOMEBODY")
    assert await look(stranger, wanted) == Absent()
    assert len(world.sandbox.arrived) == 1
