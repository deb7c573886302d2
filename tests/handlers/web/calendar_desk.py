"""Calendars over HTTP for tests: a database with two addresses, and a client of its site."""

from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace

import aiohttp

from bot.domain.audience import Audience
from bot.domain.errors import TryLater
from bot.use_cases.calendars.feed import make_address
from handlers.web.calendar_limits import CalendarLimits
from handlers.web.feeds import private_feeds
from handlers.web.health import Health
from handlers.web.metrics import Metrics
from handlers.web.server import WebServer
from handlers.web.site import Site
from tests.bot.use_cases.dialogues.town import (
    GRACE,
    LIAM,
    NORA,
    NOW,
    settle_in,
)
from tests.ports import ToldDirectory

UNKNOWN = "x" * 43
RANDOMNESS = {LIAM: bytes(32), NORA: bytes(range(32))}


@dataclass
class Silent(ToldDirectory):
    """Slack says nothing of `silent` ids, and has no answer for the look that must have one."""

    silent: set = field(default_factory=set)

    async def person(self, workspace_id, user_id, *, fresh=False):
        self._ask(user_id, fresh)
        return await super().person(workspace_id, user_id)

    async def channel(self, workspace_id, channel_id, *, fresh=False, just_now=False):
        self._ask(channel_id, fresh)
        return None if channel_id in self.silent else self.channels.get(channel_id)

    def _ask(self, asked, fresh):
        if asked in self.silent and fresh:
            raise TryLater("slack_did_not_say", retry_after=300)


@dataclass
class Desk:
    """A database with two addresses, and a client of the site that serves them."""

    database: object
    directory: Silent = field(default_factory=Silent)
    memory: object = None
    limits: CalendarLimits = field(default_factory=CalendarLimits)
    secrets: dict = field(default_factory=dict)
    now: object = NOW

    def __post_init__(self):
        self.memory = self.memory or self.database
        self.town(self._fill)

    def _fill(self, town):
        self.directory.channels = dict(town.presence)
        self.directory.people = {u: town.facts(u) for u in (LIAM, NORA)}
        town.schedule(title="Round table")
        town.schedule(title="Fines", audience=Audience.MEMBERS)
        for user_id, randomness in RANDOMNESS.items():
            secret = make_address(user_id, randomness=randomness, work=town.work, now=NOW)
            self.secrets[user_id] = secret

    def town(self, change):
        with self.database.transaction("T1") as work:
            settled = work.groups.all()
            town = replace(self._town, work=work) if settled else settle_in(work)
            self._town = town
            return change(town)

    @asynccontextmanager
    async def open(self):
        site = Site(health=Health(), metrics=Metrics(now=lambda: NOW), has_calendars=True)
        server = WebServer(site, "127.0.0.1", 0)
        await server.start()
        try:
            async with aiohttp.ClientSession(f"http://127.0.0.1:{server.port}") as http:
                self.http, self.site = http, site
                site.private = private_feeds(
                    memory=self.memory,
                    directory=self.directory,
                    workspace_id="T1",
                    now=lambda: self.now,
                    secretariat=frozenset({GRACE}),
                    limits=self.limits,
                )
                yield self
        finally:
            await server.stop()

    async def get(self, what=LIAM, tail=".ics", *, method="GET", at="calendar", **headers):
        path = f"/{at}/{self.secrets.get(what, what)}{tail}"
        headers = {"Accept-Encoding": "identity"} | headers
        async with self.http.request(method, path, headers=headers) as response:
            return response.status, response.headers, await response.read()
