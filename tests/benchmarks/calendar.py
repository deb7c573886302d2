"""A calendar of 1,000 dialogues that its client already holds: how long it takes to say so.

Processor time of the whole answer (the look at who reads it included), without the HTTP server.
"""

import asyncio
import time
from datetime import timedelta

from handlers.web.feeds import CalendarFeed
from storage.unit_of_work import Database
from tests.benchmarks import town
from tests.benchmarks.rows import Rounds, Row, at_most
from tests.bot.use_cases.dialogues.town import LIAM, START
from tests.handlers.web.calendar_desk import Desk

MANY, ROUNDS, CALLS = 1_000, 5, 60


class _Never:
    """Nobody asks too often here."""

    def found(self, _):
        return 0

    not_found = found


async def run(folder, postgresql, *, quick=False):
    many, rounds, calls = (20, 1, 3) if quick else (MANY, ROUNDS, CALLS)
    found = Rounds()
    for name, url in town.both_urls(folder, postgresql, "calendar").items():
        await asyncio.to_thread(town.migrate, url)
        database = Database(url)
        try:
            desk = await asyncio.to_thread(_filled, database, many)
            await _measure(desk, name, found, rounds, calls)
        finally:
            database.dispose()
    return [
        Row(
            benchmark="calendar",
            what=f"to say that nothing has changed, {name}",
            unit="ms",
            ours=found[name],
            aim=at_most(2),
            note=f"{many:,} dialogues",
        )
        for name in found.figures
    ]


def _filled(database, many):
    desk = Desk(database)
    desk.town(
        lambda one: [
            one.schedule(title=f"Dialogue {n}", starts_at=START + timedelta(hours=n))
            for n in range(many)
        ]
    )
    return desk


async def _measure(desk, name, found, rounds, calls):
    feed = CalendarFeed(
        memory=desk.memory,
        directory=desk.directory,
        workspace_id="T1",
        now=lambda: desk.now,
        limits=_Never(),
    )
    headers = dict((await _asked(feed, desk))["headers"])
    held = [(b"if-none-match", headers[b"etag"])]
    for _ in range(rounds):
        began = time.process_time()
        for _ in range(calls):
            assert (await _asked(feed, desk, held))["status"] == 304
        found.add(name, (time.process_time() - began) / calls * 1_000)


async def _asked(feed, desk, headers=()):
    told = []

    async def send(message):
        told.append(message)

    path = f"/calendar/{desk.secrets[LIAM]}.ics"
    scope = {"type": "http", "method": "GET", "path": path, "headers": list(headers)}
    await feed({**scope, "client": ("127.0.0.1", 1)}, None, send)
    return told[0]
