"""`convenor run` from its start to ready, against the least that an AsyncApp script does.

Ready is what /readyz says: schema checked, Slack answers, first beat made; the socket is connected
before the site listens. The database is there already, as at
any start but the first. The script connects a socket to the same sandbox and has one listener.
Rounds start one of each; the memory (VmRSS) is read half a second after it was ready. A front door
that is ready has not read yet what only some calls need, so the first call of a `convenor web` is
timed too, sent at that very moment, and the second. Once more with the interpreter's own list of
imports, which must not have what only some requests need.
"""

import asyncio
import re
import time

from handlers.sandbox import AppConfig, Sandbox, load_sample
from handlers.slack.kit.manifest import build_manifest
from tests.benchmarks import load, town
from tests.benchmarks.payloads import command, signed
from tests.benchmarks.processes import (
    APP_TOKEN,
    BOT_TOKEN,
    SECRET,
    convenor,
    free_port,
    start,
)
from tests.benchmarks.rows import Rounds, Row, at_most
from tests.benchmarks.slack import Slack

HEAVY = ("matplotlib", "numpy", "dateparser", "icalendar", "PIL", "cryptography", "pytest")


async def run(folder, _postgresql, *, quick=False):
    found = Rounds()
    app = AppConfig(
        manifest=build_manifest(), bot_token=BOT_TOKEN, app_token=APP_TOKEN, signing_secret=SECRET
    )
    sandbox = Sandbox(state=None, sample=load_sample(), app=app)
    await sandbox.start()
    try:
        url = town.sqlite_url(folder, "start")
        await asyncio.to_thread(town.settle, url, 20)
        ours = (["-m", "bot", "run"], convenor(sandbox.api_url, url, socket=True))
        peer = (["-m", "tests.benchmarks.peers.minimal_app", sandbox.api_url], {})
        for _ in range(1 if quick else 7):
            await _once(folder, "ours", *ours, found, lambda _: _ready(ours[1]["PORT"]))
            await _once(folder, "peer", *peer, found, lambda process: process.says("ready"))
            await _first_calls(folder, quick, found)
        words, environment = ours
        heavy = await _imports(folder, ["-X", "importtime", *words], environment)
    finally:
        await sandbox.stop()
    return _rows(found, heavy)


async def _once(folder, name, command, environment, found, ready):
    began = time.perf_counter()
    process = await start(folder, name, *command, fresh=True, **environment)
    try:
        await ready(process)
        found.add(name, time.perf_counter() - began)
        await asyncio.sleep(0.5)
        found.add(f"{name} memory", process.memory())
    finally:
        await process.stop()


async def _first_calls(folder, quick, found):
    """How long the first and the second /action add take, the first as soon as it is ready."""
    async with Slack(2).running() as slack:
        url, port = town.sqlite_url(folder, f"first{len(found['first'])}"), free_port()
        await asyncio.to_thread(town.settle, url, 2)
        environment = convenor(slack.api_url, url, port=port)
        process = await start(folder, "web", "-m", "bot", "web", fresh=not quick, **environment)
        try:
            await _ready(port)
            for name in ("first", "second"):
                asked = signed(command("/action add Write to the board", 1, slack.respond_url))
                began = time.perf_counter()
                await load.one_by_one(port, [asked])
                found.add(name, time.perf_counter() - began)
        finally:
            await process.stop()


async def _ready(port):
    """Ask /readyz until it says so."""
    connection = load.Connection(port)
    request = b"GET /readyz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
    async with asyncio.timeout(60):
        while True:
            try:
                status, _ = await connection.ask(request)
            except OSError:
                status = 0
            if status == 200:
                await connection.close()
                return
            await asyncio.sleep(0.01)


async def _imports(folder, command, environment):
    """Which heavy modules had been imported when it was ready, and how many modules in all."""
    process = await start(folder, "imports", *command, fresh=True, **environment)
    try:
        await _ready(environment["PORT"])
        lines = process.log.read_text(errors="replace").partition(" INFO ready ")[0]
    finally:
        await process.stop()
    names = set(re.findall(r"^import time:.*\|\s+(\S+)$", lines, re.MULTILINE))
    return [name for name in HEAVY if name in names], len(names)


def _rows(found, imported):
    heavy, modules = imported
    peer = "AsyncApp on a socket"
    return [
        Row(
            benchmark="start",
            what="start to ready",
            unit="s",
            ours=found["ours"],
            peer=found["peer"],
            against=peer,
            aim=at_most(2.2),
        ),
        Row(
            benchmark="start",
            what="the first /action add, at that moment",
            unit="s",
            ours=found["first"],
            peer=found["second"],
            against="the second",
        ),
        Row(
            benchmark="start",
            what="memory when ready",
            unit="MB",
            ours=found["ours memory"],
            aim=at_most(120),
            note=f"{peer}: {max(found['peer memory']):.0f} MB",
        ),
        Row(
            benchmark="start",
            what="heavy modules imported at start",
            unit="",
            ours=[len(heavy)],
            aim=at_most(0),
            note=f"{', '.join(heavy) or 'none'} of {', '.join(HEAVY)}; {modules} modules in all",
        ),
    ]
