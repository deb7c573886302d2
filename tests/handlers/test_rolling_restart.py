"""Two `convenor web` are replaced in turn behind a balancer that repeats nothing.

In one loop, with a pause before the close of the door that lasts until the balancer has looked.
The same with 600 requests and real processes: `python -m tests.chaos --only restart`.
"""

import asyncio
from collections import Counter
from contextlib import AsyncExitStack, asynccontextmanager
from itertools import count
from urllib.parse import urlencode

import aiohttp
import pytest
from pydantic import SecretStr

from handlers.cli.playground import SandboxSettings
from handlers.sandbox import AppConfig, Sandbox, load_sample
from handlers.slack.kit.manifest import build_manifest
from handlers.web.slack_door import sign
from handlers.wiring import Convenor, real_now
from tests.chaos.balancer import Balancer
from tests.waiting import PATIENT

BOT, SECRET = "xoxb-restarted", "restarted"
CLIENTS = 4
ENOUGH = 20
"""Requests to be answered between any two steps."""


class Fleet:
    """Processes on one database behind one balancer, and clients that send without a pause."""

    def __init__(self, sandbox, database_url, balancer, http):
        self.sandbox, self.database_url = sandbox, database_url
        self.balancer, self.http = balancer, http
        self.answers, self.lingered = Counter(), []
        self._numbers, self._sending = count(1), True

    async def started(self, linger=None):
        made = Convenor(
            settings=SandboxSettings(
                slack_bot_token=SecretStr(BOT),
                slack_signing_secret=SecretStr(SECRET),
                slack_api_url=self.sandbox.api_url,
                database_url=self.database_url,
                host="127.0.0.1",
                port=0,
                inner_port=0,
            ),
            loop=False,
        )
        made.linger = linger or (lambda seconds: self._linger(made, seconds))
        await made.start()
        await self.balancer.add(made.web.port)
        return made

    async def _linger(self, process, seconds):
        """As long as a real one needs, whatever the clock says."""
        self.lingered.append(seconds)
        status = await self.send(process.web.port)
        assert status == 200, "it still serves those who have not looked yet"
        await self.balancer.gone(process.web.port)
        if self._sending:
            await self.heard(ENOUGH)

    async def heard(self, more):
        """Returns once this many more requests were answered in whatever way."""
        enough = self.answers.total() + more
        await self.balancer.until(lambda: self.answers.total() >= enough)

    async def send(self, port):
        body = urlencode(
            {
                "command": "/wg",
                "text": "help",
                "team_id": self.sandbox.core.workspace.team["id"],
                "user_id": "U0SINA0001",
                "channel_id": "C0GENERAL1",
                "trigger_id": f"{next(self._numbers)}.restart",
                "response_url": f"{self.sandbox.url}/response/none",
            }
        ).encode()
        moment = str(int(real_now().timestamp())).encode()
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "X-Slack-Request-Timestamp": moment.decode(),
            "X-Slack-Signature": sign(SECRET, moment, body).decode(),
        }
        url = f"http://127.0.0.1:{port}/slack/events"
        async with self.http.post(url, data=body, headers=headers) as response:
            return response.status

    async def keep_sending(self):
        while self._sending:
            self.answers[await self.send(self.balancer.port)] += 1

    def end(self):
        self._sending = False


@asynccontextmanager
async def fleet(database_url):
    sandbox = Sandbox(
        state=None,
        sample=load_sample(),
        app=AppConfig(
            manifest=build_manifest(), bot_token=BOT, app_token="xapp-none", signing_secret=SECRET
        ),
        timing=PATIENT,
    )
    await sandbox.start()
    async with AsyncExitStack() as stack:
        stack.push_async_callback(sandbox.stop)
        balancer = await stack.enter_async_context(Balancer())
        http = await stack.enter_async_context(aiohttp.ClientSession())
        yield Fleet(sandbox, database_url, balancer, http)


@pytest.fixture
def url(tmp_path):
    return f"sqlite:///{tmp_path}/convenor.sqlite3"


async def test_no_request_is_lost_while_each_process_is_replaced(url):
    async with fleet(url) as it:
        running = [await it.started(), await it.started()]
        sending = [asyncio.create_task(it.keep_sending()) for _ in range(CLIENTS)]
        for _ in range(2):
            await it.heard(ENOUGH)
            await running.pop(0).stop()
            await it.heard(ENOUGH)
            running.append(await it.started())
        await it.heard(ENOUGH)
        it.end()
        await asyncio.gather(*sending)
        for process in running:
            await process.stop()
    assert set(it.answers) == {200}, "none was lost"
    assert it.lingered[:2] == [5.0, 5.0], "as CONVENOR_DRAIN_SECONDS has it"
    assert all(it.balancer.passed.values()), "each had its share"


async def test_a_door_that_closes_at_once_loses_some(url):
    """So that the test above can fail: the balancer does not hear of it in time."""

    async def at_once(_):
        pass

    async with fleet(url) as it:
        running = [await it.started(linger=at_once), await it.started(linger=at_once)]
        it.balancer.look_no_more()
        sending = [asyncio.create_task(it.keep_sending()) for _ in range(CLIENTS)]
        await it.heard(ENOUGH)
        await running.pop(0).stop()
        await it.heard(ENOUGH)
        it.end()
        await asyncio.gather(*sending)
        await running.pop().stop()
    assert it.answers[502] > 0
