"""A post that was held up for too long is not written, on a new connection or one in use."""

import asyncio

import pytest
from aiohttp import ClientError, web

from bot.domain.errors import AnswerLost, HeldTooLong
from handlers.slack.client.connection import asking_before, make_client
from tests.handlers.sandbox.world import BOT_TOKEN
from tests.handlers.slack.client.test_find_message import LETTER, delivery, over_http
from tests.ports import always
from tests.waiting import PATIENCE


class Clock:
    """Stands at each moment for as many looks as it is told, the last one for ever."""

    def __init__(self, looks=0, deadline=1):
        self.looks, self.now, self.deadline = looks, 0, deadline

    def still(self):
        if not self.looks:
            self.now = self.deadline  # the process slept until now
        self.looks -= 1
        return self.now < self.deadline


@over_http()
async def test_on_a_new_connection(world, messenger):
    with pytest.raises(HeldTooLong):
        await messenger.send(delivery(1), LETTER, late=False, still=Clock().still)
    with pytest.raises(HeldTooLong):
        await messenger.send_together([(delivery(2), LETTER)] * 2, still=Clock().still)
    assert not world.sandbox.arrived
    await messenger.send(delivery(3), LETTER, late=False, still=Clock(looks=1).still)
    assert len(world.sandbox.arrived) == 1


@over_http()
async def test_on_a_connection_in_use(world, messenger):
    await messenger.send(delivery(1), LETTER, late=False, still=always)
    with pytest.raises(HeldTooLong):
        await messenger.send(delivery(2), LETTER, late=False, still=Clock().still)
    assert len(world.sandbox.arrived) == 1
    await messenger.send(delivery(3), LETTER, late=False, still=always)
    assert len(world.sandbox.arrived) == 2


@over_http()
async def test_an_answer_that_is_lost_after_the_deadline_is_lost_all_the_same(world, messenger):
    """The question was about the writing, which was in time."""
    await world.do("faults", BOT_TOKEN, method="chat.postMessage", fault="lost", times=1)
    with pytest.raises(AnswerLost):
        await messenger.send(delivery(1), LETTER, late=False, still=Clock(looks=1).still)
    assert len(world.sandbox.arrived) == 1


def test_it_is_asked_once_the_connection_stands_and_for_this_request_alone():
    """A server sees the connection and no body; another request at the same moment is written."""
    bodies = []

    async def take(request):
        bodies.append(await request.read())
        return web.json_response({"ok": True})

    async def story():
        app = web.Application()
        app.router.add_post("/api/{method}", take)
        runner = web.AppRunner(app)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        port = runner.addresses[0][1]
        client = make_client(BOT_TOKEN, api_url=f"http://127.0.0.1:{port}/api/", timeout=PATIENCE)
        connected = []

        def still():
            connected.append(len(runner.server.connections))
            return False

        async def held():
            with asking_before(still) as question, pytest.raises(ClientError):
                await client.chat_postMessage(channel="C1", text="held")
            assert question.stopped

        try:
            await asyncio.gather(held(), client.chat_postMessage(channel="C1", text="other"))
        finally:
            await client.session.close()
            await runner.cleanup()
        assert connected
        assert len(bodies) == 1
        assert b"other" in bodies[0]

    asyncio.run(story())
