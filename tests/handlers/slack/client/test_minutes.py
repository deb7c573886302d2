"""A thread in a pretend Slack, over real HTTP, page by page."""

import pytest

from bot.domain.errors import NotSent, PlaceClosed, TryLater
from handlers.slack.client.connection import make_client
from handlers.slack.client.minutes import SlackCanvases, SlackThreads
from tests.handlers.sandbox.world import (
    BOT,
    BOT_TOKEN,
    GENERAL,
    LIAM,
    SCOPES,
    SINA,
    TECHNOLOGY,
    manifest,
    playing,
)
from tests.waiting import PATIENCE


async def reading(world, root, after="", *, channel=TECHNOLOGY):
    client = make_client(BOT_TOKEN, api_url=f"{world.sandbox.url}/api/", timeout=PATIENCE)
    try:
        found, cursor, pages = [], "", 0
        while True:
            page = await SlackThreads(client).page(channel, root, after, cursor)
            found += page.messages
            pages += 1
            cursor = page.cursor
            if not cursor:
                return found, pages
    finally:
        await client.session.close()


async def a_thread(world, replies):
    root = (await world.do("say", SINA, channel=TECHNOLOGY, text="root"))["ts"]
    for number in range(replies):
        await world.do("say", LIAM, channel=TECHNOLOGY, text=str(number), thread_ts=root)
    return root


async def test_the_first_message_is_read_once_and_every_reply(monkeypatch):
    monkeypatch.setattr("handlers.slack.client.minutes.PAGE", 2)
    async with playing() as world:
        root = await a_thread(world, 5)
        await world.do("react", SINA, channel=TECHNOLOGY, ts=root, name="memo")
        await world.api("chat.postMessage", channel=TECHNOLOGY, text="by us", thread_ts=root)
        found, pages = await reading(world, root)
        later, _ = await reading(world, root, found[2].ts)
    assert [one.text for one in found] == ["root", "0", "1", "2", "3", "4", ""]
    assert [one.user for one in found] == [SINA, *[LIAM] * 5, ""]
    assert found[0].emoji == {"memo": (SINA,)}
    assert pages == 3
    assert [one.text for one in later] == ["2", "3", "4", ""]


@pytest.mark.parametrize("fault", ["500", "error:fatal_error"], ids=str)
async def test_what_may_pass_is_asked_for_later(fault):
    async with playing() as world:
        root = await a_thread(world, 1)
        order = {"method": "conversations.replies", "fault": fault, "times": 1}
        await world.do("faults", "", **order)
        with pytest.raises(TryLater):
            await reading(world, root)
        assert len((await reading(world, root))[0]) == 2


async def test_a_limit_says_how_long_to_wait_and_a_closed_place_that_it_is_closed():
    async with playing() as world:
        root = await a_thread(world, 1)
        limit = {"method": "conversations.replies", "fault": "ratelimited", "seconds": 7}
        await world.do("faults", "", **limit, times=1)
        with pytest.raises(TryLater) as limited:
            await reading(world, root)
        with pytest.raises(PlaceClosed):
            await reading(world, root, channel=GENERAL)
    assert limited.value.retry_after == 7


async def test_an_emoji_is_put_and_taken_away_however_often_it_is_asked_for():
    made = manifest(scopes=[*SCOPES, "reactions:write"])
    async with playing(app_manifest=made) as world:
        ts = await a_thread(world, 0)
        client = make_client(BOT_TOKEN, api_url=f"{world.sandbox.url}/api/", timeout=PATIENCE)
        slack = SlackThreads(client)
        seen = []
        try:
            for on in (True, True, False, False):
                await slack.mark(TECHNOLOGY, ts, on)
                message = world.sandbox.core.workspace.messages.get(TECHNOLOGY, ts)
                seen.append([one["users"] for one in message.reactions])
            with pytest.raises(NotSent, match="message_not_found"):
                await slack.mark(TECHNOLOGY, "1.000001", True)
        finally:
            await client.session.close()
    assert seen == [[[BOT]], [[BOT]], [], []]


async def test_one_message_with_its_thread_and_its_emoji():
    async with playing() as world:
        root = await a_thread(world, 3)
        ts = (await world.do("say", LIAM, channel=TECHNOLOGY, text="it", thread_ts=root))["ts"]
        alone = (await world.do("say", LIAM, channel=TECHNOLOGY, text="no thread"))["ts"]
        for user, name in ((SINA, "+1"), (LIAM, "+1::skin-tone-3")):
            await world.do("react", user, channel=TECHNOLOGY, ts=ts, name=name)
        client = make_client(BOT_TOKEN, api_url=f"{world.sandbox.url}/api/", timeout=PATIENCE)
        try:
            found = await SlackThreads(client).message(TECHNOLOGY, ts)
            others = [
                await SlackThreads(client).message(TECHNOLOGY, t) for t in (alone, "1.000001")
            ]
        finally:
            await client.session.close()
    assert (found[0], found[1].text, found[1].user) == (root, "it", LIAM)
    assert found[1].emoji == {"+1": (SINA, LIAM)}
    assert others == [None, None]


SEEN = [*SCOPES, "canvases:read", "canvases:write"]


async def add(world, markdown, mark):
    client = make_client(BOT_TOKEN, api_url=f"{world.sandbox.url}/api/", timeout=PATIENCE)
    try:
        await SlackCanvases(client).add(TECHNOLOGY, markdown, mark)
    finally:
        await client.session.close()


def kept(world):
    canvas = world.sandbox.core.workspace.canvases.of_channel(TECHNOLOGY)
    return canvas.text if canvas else None


async def test_the_second_text_stands_below_the_first_and_none_comes_twice():
    async with playing(app_manifest=manifest(scopes=SEEN)) as world:
        for mark in ("one", "two", "one", "two"):
            await add(world, f"# {mark}", mark)
        assert kept(world) == "# one\n# two"


async def test_an_answer_that_was_lost_is_asked_for_again_and_comes_once():
    async with playing(app_manifest=manifest(scopes=SEEN)) as world:
        order = {"method": "conversations.canvases.create", "fault": "lost", "times": 1}
        await world.do("faults", "", **order)
        with pytest.raises(TryLater):
            await add(world, "# one", "one")
        await add(world, "# one", "one")
        assert kept(world) == "# one"


@pytest.mark.parametrize("why", ["canvas_disabled_user_team", "missing_scope"])
async def test_where_there_is_none_slacks_word_is_told(why):
    scopes = SCOPES if why == "missing_scope" else SEEN
    async with playing(app_manifest=manifest(scopes=scopes)) as world:
        await world.do("canvases", "", offered=why == "missing_scope")
        with pytest.raises(NotSent) as refused:
            await add(world, "# one", "one")
        assert (refused.value.code, isinstance(refused.value, TryLater)) == (why, False)
