"""The front door: a signed `/action add` through the whole path, over real HTTP.

Ours is `convenor web` as it is deployed (uvicorn, Bolt's ASGI adapter, all listeners, logs on),
which reads the command, looks the people up, logs the action with its audit row and its receipt
(with an owner and a near date it plans their mornings besides; with a far one there are none to
plan), and answers when the commit is on the disk: once on SQLite (WAL, synchronous=FULL), once on
PostgreSQL (fsync and synchronous_commit on). Against it stand a bare AsyncApp that only acks, in
its quickest mode, and a bare sync Bolt app, behind a threaded server and behind its own.

Every server is a process of its own and stays up throughout; the load comes from this process.
A round gives each of them the same time with 128 clients at once and again with 16, in turning
order; ratios are within a round. An answer that took longer than two seconds comes behind the ack,
through the response URL; it counts when it has come there. For the p99, 20 requests a second go at
the same time to ours, to a stock sync Bolt app on its own server (`app.start()`), which is what the
aim compares with, and to an AsyncApp that acks early, so that all three meet the same noise.
"""

import asyncio
import statistics
import time
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import timedelta

from tests.benchmarks import load, town
from tests.benchmarks.payloads import command, signed
from tests.benchmarks.processes import Process, answers, convenor, free_port, started
from tests.benchmarks.rows import Rounds, Row, at_least, at_most, percentile
from tests.benchmarks.slack import Slack

PLAIN = "/action add Send the figures of the spring to the secretariat"
SAVED = b"Logged in"
OURS = ("sqlite", "pg")
BESIDE = {"builtin": "sync App, own server", "early": "AsyncApp, early ack"}
"""What our latencies are compared with; the aims are about the first."""


@dataclass(frozen=True, kw_only=True)
class Size:
    """Seconds for each turn of a server, and for each pair of servers beside each other;
    `silence`: after which nothing more is expected behind acks."""

    clients: int
    few: int
    people: int
    rounds: int
    seconds: float
    beside: float
    silence: float


FULL = Size(clients=128, few=16, people=200, rounds=3, seconds=3.0, beside=12.0, silence=2.0)
QUICK = Size(clients=8, few=4, people=8, rounds=1, seconds=0.1, beside=0.3, silence=0.05)


async def run(folder, postgresql, *, quick=False):
    size = QUICK if quick else FULL
    async with AsyncExitStack() as stack:
        slack = await stack.enter_async_context(Slack(size.people).running())
        servers = await _servers(stack, folder, postgresql, slack)

        def make(number, words=PLAIN):
            return signed(command(words, number % size.people, slack.respond_url))

        def due_in(days):
            def planned(number):
                owner = town.someone(number % size.people)
                return make(number, f"{PLAIN} <@{owner}|them> by {_day(days)}")

            return planned

        planned = {"far": due_in(60), "near": due_in(2)}

        for server in servers.values():  # code warm, people known
            await load.one_by_one(server.port, [make(n) for n in range(size.people)])
        rates = await _all_at_once(servers, slack, make, planned, size)

        slow = Rounds()
        for _ in range(size.rounds):
            await _side_by_side(servers, make, size.beside, slow)
    return [*_rates(rates, size), *_latencies(slow)]


@dataclass(frozen=True)
class Server:
    port: int
    process: Process


async def _servers(stack, folder, postgresql, slack):
    """By name, all of them up."""
    servers = {}

    async def up(name, port, *command, **environment):
        process = started(folder, name, "-m", *command, **environment)
        servers[name] = Server(port, await stack.enter_async_context(process))

    for name, url in (("sqlite", town.sqlite_url(folder, "front")), ("pg", postgresql.new_url())):
        await asyncio.to_thread(town.settle, url, slack.people)
        port = free_port()
        await up(name, port, "bot", "web", **convenor(slack.api_url, url, port=port))
    for name, module, kind in (
        ("ack", "bolt_async", "late"),
        ("early", "bolt_async", "early"),
        ("threads", "bolt_sync", "threads"),
        ("builtin", "bolt_sync", "builtin"),
    ):
        port = free_port()
        await up(name, port, f"tests.benchmarks.peers.{module}", kind, port, slack.api_url)
    for server in servers.values():
        await answers(server.port)
    return servers


async def _all_at_once(servers, slack, make, planned, size):
    """Requests a second by name and clients, and by name and "cpu" of the server's own time.

    What is answered behind the ack counts when its words have come; under "behind" its share.
    `planned`: actions with an officer and a due date, by the name of how far it is away.
    """
    rates, names = Rounds(), list(servers)
    for turn in range(size.rounds):
        for name in names[turn % len(names) :] + names[: turn % len(names)]:
            for clients in (size.clients, size.few):
                spent = servers[name].process.cpu()
                rate, saved, behind = await _one(servers[name], slack, clients, size, make, name)
                rates.add(f"{name} {clients}", rate)
                rates.add(f"{name} {clients} behind", behind)
            rates.add(f"{name} cpu", saved / max(servers[name].process.cpu() - spent, 0.01))
        for name in OURS:
            for away, made in planned.items():
                rate, _, _ = await _one(servers[name], slack, size.few, size, made, name)
                rates.add(f"{name} {away}", rate)
    return rates


async def _one(server, slack, clients, size, make, name):
    """(requests a second, how many, the share that was answered behind the ack)."""
    before, began = slack.responded, time.perf_counter()
    well = SAVED if name in OURS else b""
    found = await load.at_once(server.port, clients, size.seconds, make, well=well)
    ended = began + found.seconds
    if name in OURS:
        ended = max(ended, await slack.quiet(size.silence))
    behind = slack.responded - before
    saved = len(found.took) + behind
    return saved / (ended - began), saved, behind / max(saved, 1)


async def _side_by_side(servers, make, seconds, slow):
    for ours in OURS:
        names = (ours, *BESIDE)
        loads = [load.a_second(servers[name].port, 20, seconds, make) for name in names]
        for name, answered in zip(names, await asyncio.gather(*loads), strict=True):
            for percent in (50, 99):
                took = 1000 * percentile(answered.took, percent)
                slow.add(f"{ours} beside {name} p{percent}", took)


def _rates(rates, size):
    many, few = size.clients, size.few

    def row(ours, peer, what, against, aim=None, unit="req/s"):
        behind = rates[f"{ours} behind"]
        note = f"{statistics.median(behind):.0%} answered behind the ack" if any(behind) else ""
        figures = {"ours": rates[ours], "peer": rates[peer]}
        return Row(
            benchmark="front", what=what, unit=unit, against=against, aim=aim, note=note, **figures
        )

    bare, threads, own = "AsyncApp, only acks", "sync App, threads", "sync App, own server"
    for name, where, aim in (("sqlite", "SQLite FULL", 0.45), ("pg", "PostgreSQL", 0.3)):
        ours, what = f"{name} {many}", f"/action add, {where}"
        yield row(ours, f"ack {many}", f"{what}, {many} at once", bare, at_least(aim))
        yield row(f"{name} {few}", f"ack {few}", f"{what}, {few} at once", bare)
        yield row(f"{name} cpu", "ack cpu", what, bare, unit="req/cpu s")
        for away in ("far", "near"):
            dated = f"{what}, owner and {away} date, {few} at once"
            yield row(f"{name} {away}", f"ack {few}", dated, bare)
        yield row(ours, f"threads {many}", f"{what}, {many} at once", threads, at_least(1))
        yield row(ours, f"builtin {many}", f"{what}, {many} at once", own, at_least(1))


def _latencies(slow):
    return [
        Row(
            benchmark="front",
            what=f"ack p{percent} at 20/s, {words}",
            unit="ms",
            ours=slow[f"{ours} beside {ours} p{percent}"],
            peer=slow[f"{ours} beside {peer} p{percent}"],
            against=against,
            aim=at_most(most) if peer == "builtin" else None,
        )
        for ours, words, p99 in (("sqlite", "SQLite FULL", 0.8), ("pg", "PostgreSQL", 1.2))
        for percent, most in ((50, 1), (99, p99))
        for peer, against in BESIDE.items()
    ]


def _day(days):
    return (town.now() + timedelta(days=days)).strftime("%-d %B %Y")
