"""`convenor web --processes 2` on one port against `convenor web`: signed `/action add`, at once.

Both pairs of servers are there throughout, each with a database of its own; rounds give each the
same time, in turning order. The load comes from this process, which has a core of its own only
where there are more than two: with two cores the second process has half of one, at most. The
memory is what the processes hold together (PSS, so that what they share counts once).
"""

import asyncio
import re
from contextlib import AsyncExitStack
from pathlib import Path

from tests.benchmarks import load, town
from tests.benchmarks.front import PLAIN, SAVED
from tests.benchmarks.payloads import command, signed
from tests.benchmarks.processes import convenor, free_port, started
from tests.benchmarks.rows import Rounds, Row
from tests.benchmarks.slack import Slack

WAYS = {"one": (), "two": ("--processes", "2")}


async def run(folder, postgresql, *, quick=False):
    people, clients, seconds, rounds = (8, 8, 0.2, 1) if quick else (200, 64, 3.0, 5)
    rows = []
    for kind, new_url in (
        ("SQLite", lambda way: town.sqlite_url(folder, way)),
        ("PostgreSQL", lambda _: postgresql.new_url()),
    ):
        async with AsyncExitStack() as stack:
            slack = await stack.enter_async_context(Slack(people).running())

            def make(number, respond=slack.respond_url):
                return signed(command(PLAIN, number % people, respond))

            servers = {}
            for way, words in WAYS.items():
                url, port = new_url(way), free_port()
                await asyncio.to_thread(town.settle, url, people)
                process = started(
                    folder,
                    way,
                    "-m",
                    "bot",
                    "web",
                    *words,
                    **convenor(slack.api_url, url, port=port),
                )
                servers[way] = (port, await stack.enter_async_context(process))
            for way, (port, process) in servers.items():
                while process.log.read_text().count(" ready ") < 1 + (way == "two"):
                    await asyncio.sleep(0.05)
                await load.at_once(port, clients, seconds / 3, make)  # code warm, people known
            found = await _rounds(servers, clients, seconds, rounds, make)
        rows += _rows(kind, clients, found)
    return rows


async def _rounds(servers, clients, seconds, rounds, make):
    found, ways = Rounds(), list(servers)
    for turn in range(rounds):
        for way in ways[turn % 2 :] + ways[: turn % 2]:
            port, process = servers[way]
            answered = await load.at_once(port, clients, seconds, make, well=SAVED)
            found.add(way, len(answered.took) / answered.seconds)
            found.add(f"{way} memory", _together(process.pid))
    return found


def _rows(kind, clients, found):
    against = {"benchmark": "side_by_side", "against": "one process"}
    return [
        Row(
            what=f"/action add, {kind}, {clients} at once, two processes",
            unit="req/s",
            ours=found["two"],
            peer=found["one"],
            **against,
        ),
        Row(
            what=f"memory together, {kind}",
            unit="MB",
            ours=found["two memory"],
            peer=found["one memory"],
            **against,
        ),
    ]


def _together(pid):
    """Mebibytes of a process and of those that it has started."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return (
        sum(
            int(
                re.search(r"^Pss:\s+(\d+) kB", Path(f"/proc/{one}/smaps_rollup").read_text(), re.M)[
                    1
                ]
            )
            for one in (pid, *children)
        )
        / 1024
    )
