"""The front: answers within the acknowledgement, or behind it, and ends well."""

import asyncio
import logging
from collections import Counter
from contextlib import asynccontextmanager

import pytest
from aiohttp import web

from bot.domain.errors import NotSaved
from bot.languages import speaking
from handlers.slack.app import Front
from handlers.slack.client.connection import make_client
from handlers.slack.client.files import SlackFiles
from handlers.slack.dispatch.dispatcher import to_wire
from handlers.slack.dispatch.file_reply import FileSender
from handlers.slack.request.replier import Replier
from handlers.slack.request.response import say_words
from tests.handlers.deaf import Deaf
from tests.handlers.payloads import COMMAND, PAYLOADS
from tests.handlers.sandbox.world import serving
from tests.waiting import PATIENCE, until

MENTION = PAYLOADS["mention"]
WORDS = "Logged in Technology."
UNKNOWN = "I don't know this button or form any more. Nothing changed."


class Watcher:
    def __init__(self):
        self.seen = Counter()

    def acked(self, kind, seconds):
        self.seen["acked", kind] += 1

    def left(self, kind):
        self.seen["left", kind] += 1


class Office:
    """A front whose desk answers once `go_on` is set; `trouble` is raised for an event.

    `said`: what was said behind acknowledgements.
    """

    def __init__(self, url, client, budget):
        self.go_on, self.trouble, self.asked, self.said = asyncio.Event(), None, 0, []
        self.url, self.watcher, self.language, self.spoken = url, Watcher(), "en", "en"
        self.front = Front(
            desk=self,
            client=client,
            files=FileSender(SlackFiles(client), Replier(client)),
            budget=budget,
            events=self._happened,
            watcher=self.watcher,
        )
        self._answers = Deaf.answers(self.front)

    async def send(self, payload):
        return await self._answers(payload | {"response_url": self.url})

    async def answer(self, call, route):
        self.asked += 1
        await self.go_on.wait()
        self.spoken = self.language
        with speaking(self.language):
            return to_wire(call, say_words(WORDS))

    def language_of(self, _call):
        return self.spoken

    async def _happened(self, call):
        if self.trouble is not None:
            raise self.trouble


@asynccontextmanager
async def opened(budget=PATIENCE):
    offices = []

    async def hear(request):
        offices[0].said.append((await request.json())["text"])
        return web.Response()

    async with serving(hear) as url:
        client = make_client("xoxb-1", api_url=f"{url}/api/", timeout=PATIENCE)
        offices.append(Office(f"{url}/slack/events", client, budget))
        try:
            yield offices[0]
        finally:
            await client.session.close()


async def test_an_answer_in_time_travels_in_the_acknowledgement():
    async with opened() as office:
        office.go_on.set()
        response = await office.send(COMMAND)
        assert (response.status, WORDS in response.body) == (200, True)
        assert office.watcher.seen == {("acked", "command"): 1}
        assert office.said == []


async def test_an_answer_that_takes_longer_comes_behind_it():
    async with opened(budget=0.01) as office:
        response = await office.send(COMMAND)
        assert "Working on it…" in response.body
        office.go_on.set()
        await office.front.quiet()
        assert office.said == [WORDS]


async def test_what_is_said_before_an_answer_is_in_the_language_of_the_last_one():
    async with opened(budget=0.01) as office:
        office.language = "fr"
        response = await office.send(COMMAND)
        assert "Working on it…" in response.body, "nobody knows yet"
        office.go_on.set()
        await office.front.quiet()
        office.go_on.clear()
        response = await office.send(COMMAND)
        assert "Je m’en occupe…" in response.body
        office.go_on.set()
        await office.front.quiet()


async def test_a_button_that_nobody_listens_to_is_answered_without_the_desk():
    async with opened() as office:
        assert (await office.send(PAYLOADS["press"])).status == 200
        await office.front.quiet()
        assert office.said == [UNKNOWN]
        assert office.asked == 0


async def test_a_front_that_stops_leaves_what_comes_for_slack_to_send_again():
    async with opened() as office:
        office.front.stopping = True
        assert (await office.send(COMMAND)).status == 503
        assert office.watcher.seen == {("left", "command"): 1}
        assert office.asked == 0


async def test_an_event_that_could_not_be_saved_is_left_too():
    async with opened() as office:
        office.trouble = NotSaved("away")
        assert (await office.send(MENTION)).status == 503
        office.trouble = None
        office.go_on.set()
        assert (await office.send(MENTION)).status == 200
        assert office.watcher.seen == {("left", "event"): 1, ("acked", "event"): 1}


@pytest.mark.parametrize("in_time", [True, False], ids=["in time", "too late"])
async def test_a_stop_waits_for_what_runs_and_not_for_ever(in_time, caplog):
    async with opened(budget=0.01) as office:
        await office.send(COMMAND)
        stopping = asyncio.ensure_future(office.front.drain(PATIENCE if in_time else 0.05))
        if in_time:
            await until(lambda: office.front.stopping)
            office.go_on.set()
        await stopping
        assert office.said == ([WORDS] if in_time else [])
        assert [r.msg for r in caplog.records if r.levelno > logging.INFO] == (
            [] if in_time else ["cut_off_at_stop"]
        )
