"""What Socket Mode brings of a workspace that did not install us is acknowledged, not heard.

The same for the door over HTTP: tests/handlers/web/test_slack_door.py.
"""

from contextlib import asynccontextmanager

from handlers.sandbox.delivery.outbox import Parcel
from handlers.slack.client.connection import make_client
from handlers.slack.client.socket_keeper import SocketWatch
from handlers.slack.client.socket_mode import SocketPace
from tests.handlers.deaf import front
from tests.handlers.payloads import EVERY, NOT_OURS, not_ours
from tests.handlers.sandbox.world import APP_TOKEN, BOT_TOKEN, playing
from tests.waiting import PATIENCE

ENVELOPES = {"command": "slash_commands", "event_callback": "events_api"}


@asynccontextmanager
async def connected():
    async with playing() as world:
        client = make_client(BOT_TOKEN, api_url=world.sandbox.api_url, timeout=PATIENCE)
        made = front()
        watch = SocketWatch(
            answers=made.answers(), client=client, app_token=APP_TOKEN, pace=SocketPace()
        )
        await watch.start()
        try:
            yield made, world.sandbox.core.socket_mode
        finally:
            await watch.stop(2.0)
            await client.session.close()


def parcel(payload):
    kind = "command" if "command" in payload else payload["type"]
    return Parcel(kind=ENVELOPES.get(kind, "interactive"), payload=payload)


async def test_what_is_ours_is_heard():
    async with connected() as (made, sockets):
        for payload in EVERY.values():
            await sockets.deliver(parcel(payload))
    kinds = {str(call.kind) for call in made.heard}
    assert kinds == {"press", "submission", "shortcut", "event", "command"}


async def test_what_another_workspace_sends_is_acknowledged_and_not_heard(caplog):
    async with connected() as (made, sockets):
        for name, whose in NOT_OURS:
            caplog.clear()
            assert await sockets.deliver(parcel(not_ours(name, whose))) is None, (name, whose)
            told = [r.msg for r in caplog.records if r.msg == "other_workspace"]
            assert told == ["other_workspace"], (name, whose)
    assert made.heard == []
