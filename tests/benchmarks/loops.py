"""The three loops that are compared, behind the same few words: prepare, add, start, left.

`adding` is how many seconds to leave for adding; a caller lowers it to what it has seen.
"""

import asyncio
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import psycopg

from tests.benchmarks import town
from tests.benchmarks.processes import convenor, start

_PEERS = "tests.benchmarks.peers."
_occurrences = count(1)

SETTINGS = {
    "CONVENOR_CHANNEL_PACE": 0,  # each recipient gets one message; a pace would hide the loop
    "CONVENOR_WORKSPACE_PACE": 0,
    "CONVENOR_LEASE": 12,  # so that a killed worker's rows are looked at within the run
    "CONVENOR_SLACK_TIMEOUT": 5,
    "CONVENOR_CERTAIN_AFTER": 8,
}
"""What differs from Convenor's own defaults in every run of this benchmark."""


@dataclass
class Ours:
    """`convenor worker` on a database that the product's own code has filled."""

    folder: Path
    url: str
    api_url: str
    name: str = "ours"
    adding: float = 1.0
    last: str = ""

    async def prepare(self, people, waiting):
        await asyncio.to_thread(town.settle, self.url, people)
        await asyncio.to_thread(town.let_wait, self.url, waiting)

    async def add(self, due, many):
        """One reminder each to `many` people at unix moment `due`; the seconds that took."""
        self.last = f"due-{next(_occurrences)}"
        owed = town.reminders(town.at(due), many, self.last)
        return await asyncio.to_thread(town.owe, self.url, owed)

    async def start(self):
        environment = convenor(self.api_url, self.url, **SETTINGS)
        worker = await start(self.folder, "worker", "-m", "bot", "worker", **environment)
        await worker.says("ready")
        return worker

    async def left(self):
        """Words for what the last ones became besides sent."""
        found = await asyncio.to_thread(town.states, self.url, self.last)
        return ", ".join(f"{n} {s}" for s, n in sorted(found.items()) if s != "sent")

    async def forget(self):
        """Drop what was due and has not been sent."""
        await asyncio.to_thread(town.forget, self.url, self.last)


@dataclass
class Scheduled:
    """APScheduler; `grace`: "stock" (one second) or "none" (however late)."""

    folder: Path
    url: str
    api_url: str
    grace: str = "none"
    name: str = "apscheduler"
    adding: float = 20.0

    async def prepare(self, _people, waiting):
        await self._run("fill", self.url, waiting)

    async def add(self, due, many):
        said = await self._run("add", self.url, self.api_url, due, many, self.grace)
        return float(said)

    async def start(self):
        module = f"{_PEERS}apscheduler_loop"
        worker = await start(self.folder, self.name, "-m", module, "run", self.url, self.grace)
        await worker.says("started")
        return worker

    async def left(self):
        return ""

    async def forget(self):
        await self._run("forget", self.url)

    async def _run(self, *order):
        return await _finished(self.folder, f"{_PEERS}apscheduler_loop", *order)


@dataclass
class Procrastinated:
    folder: Path
    url: str
    api_url: str
    concurrency: int = 20
    name: str = "procrastinate"
    adding: float = 3.0

    async def prepare(self, _people, waiting):
        await self._run("prepare", self.url)
        await self._run("add", self.url, self.api_url, town.clock() + 30 * 86400, waiting)

    async def add(self, due, many):
        return float(await self._run("add", self.url, self.api_url, due, many))

    async def start(self):
        order = ("-m", f"{_PEERS}procrastinate_loop", "work", self.url, self.api_url)
        worker = await start(self.folder, self.name, *order, self.concurrency)
        await worker.says("started")
        return worker

    async def left(self):
        def ask():
            with psycopg.connect(self.url) as connection:
                query = "SELECT count(*) FROM procrastinate_jobs WHERE status = 'doing'"
                return connection.execute(query).fetchone()[0]

        doing = await asyncio.to_thread(ask)
        return f"{doing} left “doing” for ever" if doing else ""

    async def forget(self):
        def delete():
            with psycopg.connect(self.url) as connection:
                connection.execute(
                    "DELETE FROM procrastinate_jobs"
                    " WHERE status IN ('todo', 'doing') AND scheduled_at <= now()"
                )

        await asyncio.to_thread(delete)

    async def _run(self, *order):
        return await _finished(self.folder, f"{_PEERS}procrastinate_loop", *order)


async def _finished(folder, module, *order):
    """What it printed, once it has ended."""
    process = await start(folder, "once", "-m", module, *order)
    if await process.ended():
        raise AssertionError(process.tail())
    return process.tail().strip().splitlines()[-1] if process.tail().strip() else ""
