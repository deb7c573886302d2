"""The sample network with Convenor in it, as its people see it: for stories that mock nothing.

Everything goes over real HTTP to the sandbox's page API and a real socket to Convenor.
"""

import asyncio
import json
import re
import tempfile
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from handlers.cli.playground import Playground
from tests.stories.people import Someone
from tests.waiting import PATIENCE, PATIENT


def clock_from(moment):
    """A clock that shows `moment` now, and goes on as the real one does; in unix seconds."""
    began = time.monotonic()
    return lambda: moment.timestamp() + time.monotonic() - began


BEGINS = datetime(2026, 11, 24, 10, tzinfo=UTC)
"""A Tuesday. Stories begin then in every run, so that a change is judged by what it changed."""
run_clock = clock_from(BEGINS)
"""Of all networks of this run: one may begin with the files that another left behind."""
machine_clock = time.time  # noqa: TID251 - signatures and processes of their own go by it


class Patient(Playground):
    """One whose Convenor takes its time to answer, and asks about people without a pause."""

    async def start_convenor(self):
        await super().start_convenor()
        self.convenor.door.budget = PATIENCE
        self.convenor.door.desk.directory.ask_seconds = PATIENCE
        for beat in ("drift", "people", "minutes"):
            self.convenor.beats.slow[beat].__self__.pause = at_once


async def at_once(_seconds):
    """The loop asks about one person after another; a story waits for none of them."""


class Network:
    """A running sandbox and Convenor; a context manager. `restart` ends and begins Convenor.

    Everybody reads English unless `languages` says otherwise: stories press what they read.

    `after`: what has happened in it already, such as `town.set_up`. On SQLite it is not done
    again: the network begins with the files that an earlier one of this run left behind.
    """

    def __init__(self, folder, *, after=None, **settings):
        self.folder = folder
        self.settings = {"languages": {"en"}, "slack_timeout": PATIENCE} | settings
        self._after = after
        self.channels = {}
        self.ground = None

    def __enter__(self):
        elsewhere = "database_url" in self.settings
        if not (self.folder / "slack.sqlite3").exists():
            for name, content in (_begun() if elsewhere else files(self._after)).items():
                (self.folder / name).write_bytes(content)
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self.ground = self.run(self._made())
        self.run(self.ground.start())
        people = self.get("/door/workspace")["people"]
        self.people = {p["name"]: p["id"] for p in people}
        self._names = {p["name"]: p["real_name"] for p in people}
        self.bot_id = self.people["convenor"]
        if elsewhere and self._after is not None:
            self._after(self)
        return self

    def __exit__(self, *_):
        try:
            self.run(self._end())
        finally:
            self._loop.call_soon_threadsafe(self._loop.stop)
            self._thread.join(PATIENCE)
            self._loop.close()

    async def _end(self):
        await self.ground.stop()
        left = asyncio.all_tasks() - {asyncio.current_task()}  # as `asyncio.run` ends them
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)

    async def _made(self):
        usual = {"timing": PATIENT, "real_now": run_clock}
        return Patient(folder=self.folder, **(usual | self.settings))

    def run(self, coroutine, timeout=3 * PATIENCE):
        return asyncio.run_coroutine_threadsafe(coroutine, self._loop).result(timeout)

    def restart(self):
        """Convenor ends as on SIGTERM and begins again with what it kept."""
        self.run(self.ground.stop_convenor())
        self.run(self.ground.start_convenor())

    def settle_all(self):
        """`settle`, and what the calendar brings by now."""
        self.run(self.ground.convenor.settle())

    def settle(self):
        """Return once every call is answered and what is owed by now is sent."""
        self.run(self._settled())

    async def _settled(self):
        await self.ground.sandbox.quiet()
        if self.ground.convenor is not None:
            await self.ground.convenor.settle(plan=False)

    def advance(self, *, days=0, hours=0, minutes=0):
        """Move the clock; answers the due moments passed."""
        if self.ground.convenor is not None:
            self.run(self.ground.convenor.settle())  # the days ahead are planned when a leap begins
        return self.run(self.ground.sandbox.advance(((days * 24 + hours) * 60 + minutes) * 60))

    def advance_to(self, moment):
        """Move the clock to an aware datetime that is still ahead."""
        return self.advance(minutes=(moment - self.ground.now()).total_seconds() / 60)

    def to_next(self):
        return self.run(self.ground.sandbox.advance_to_next())

    def leap_to(self, moment):
        """Move the clock while Convenor is away, where nothing on the way is of interest."""
        self.run(self.ground.stop_convenor())
        self.advance_to(moment)
        self.run(self.ground.start_convenor())
        self.settle()

    @property
    def now(self):
        return self.ground.now()

    def spelled(self, words):
        """Words with each @handle in them as Convenor spells that person: by display name."""
        return re.sub(r"@([a-z-]+)", lambda m: f"@{self._names.get(m[1], m[1])}", words)

    def person(self, handle):
        return Someone(self, handle, self.people[handle])

    def get(self, path, **query):
        encoded = urllib.parse.urlencode(query)
        return self._request(f"{path}?{encoded}" if encoded else path)

    def post(self, path, **body):
        return self._request(path, json.dumps(body).encode())

    def _request(self, path, body=None):
        request = urllib.request.Request(
            self.ground.sandbox.url + path, body, {"Content-Type": "application/json"}
        )
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as error:
            with error:
                raise AssertionError(f"{path}: {error.code} {error.read().decode()}") from None


@cache
def _begun():
    """The files of the sample network in which nothing has happened yet, by name."""
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(_begin(Path(folder)))
        return _read(folder)


async def _begin(folder):
    ground = Playground(folder=folder, real_now=run_clock)
    await ground.sandbox.start()
    await ground.seed(ground.settings())
    await ground.sandbox.stop()


@cache
def files(after):
    """The files that a network leaves behind in which this has happened, by name."""
    if after is None:
        return _begun()
    with tempfile.TemporaryDirectory() as folder:
        with Network(Path(folder)) as network:
            after(network)
        return _read(folder)


def _read(folder):
    return {file.name: file.read_bytes() for file in Path(folder).iterdir()}
