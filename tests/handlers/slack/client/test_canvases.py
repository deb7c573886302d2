"""The channel's canvas in a pretend Slack: made, added to, and each text there once."""

import pytest

from bot.domain.errors import NotSent, TryLater
from handlers.slack.client.connection import make_client
from handlers.slack.client.minutes import SlackCanvases
from tests.handlers.sandbox.world import BOT_TOKEN, SCOPES, TECHNOLOGY, manifest, playing
from tests.waiting import PATIENCE

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
