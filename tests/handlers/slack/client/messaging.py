"""A messenger of ours, odd answers on its way, and the pretend Slack behind them."""

from contextlib import asynccontextmanager

from handlers.slack.client.connection import make_client
from handlers.slack.client.messenger import SlackMessenger
from handlers.slack.kit.manifest import build_manifest
from handlers.slack.renderers import RENDERERS
from tests.handlers.sandbox.world import BOT, BOT_TOKEN, playing
from tests.handlers.slack.odd_answers import JSON, between
from tests.waiting import PATIENCE

DEAD = (200, JSON, b'{"ok": false, "error": "invalid_auth"}', False)


@asynccontextmanager
async def messaging():
    """A messenger, the odd answers on its way, and the pretend Slack behind them."""
    async with (
        playing(app_manifest=build_manifest()) as world,
        between(world.sandbox.api_url) as (it, address),
    ):
        client = make_client(BOT_TOKEN, api_url=address, timeout=PATIENCE)
        try:
            yield SlackMessenger(client, RENDERERS, BOT), it.odd, world.sandbox
        finally:
            await client.session.close()
