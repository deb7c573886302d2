"""200 people press a button at once, and each press causes one Slack call that takes 100 ms.

Ours is the "Going" of a dialogue's announcement: the answer is saved, the acknowledgement goes out
with the commit, and the words go behind it to the response URL, which the fake Slack answers after
100 ms. The stock sync Bolt app acks and then says its words to the same response URL; it runs
behind its own server (as `app.start()` gives it) and behind a threaded one. Each person presses
again when the last press is acknowledged. A press counts once its call has arrived at Slack, so a
rate is calls that arrived over the time until the last of them did.

Over Socket Mode the same with 32 envelopes in flight, against Bolt's own socket handler.
"""

import asyncio
import time
from contextlib import AsyncExitStack
from dataclasses import dataclass

from tests.benchmarks import load, town
from tests.benchmarks.payloads import press, signed
from tests.benchmarks.processes import answers, convenor, free_port, started
from tests.benchmarks.rows import Aim, Rounds, Row, at_least
from tests.benchmarks.slack import Slack

DELAY = 0.1
PEER = "tests.benchmarks.peers.bolt_sync"


@dataclass(frozen=True, kw_only=True)
class Size:
    """Seconds for each turn; `silence`: after which no further call is expected at Slack."""

    people: int
    in_flight: int
    rounds: int
    seconds: float
    silence: float


FULL = Size(people=200, in_flight=32, rounds=3, seconds=5.0, silence=0.8)
QUICK = Size(people=8, in_flight=4, rounds=1, seconds=0.1, silence=0.2)


async def run(folder, _postgresql, *, quick=False):
    size, found = QUICK if quick else FULL, Rounds()
    await _over_http(folder, found, size)
    await _over_socket(folder, found, size)
    return _rows(found, size)


async def _over_http(folder, found, size):
    async with AsyncExitStack() as stack:
        slack = await stack.enter_async_context(Slack(size.people, delay=DELAY).running())
        ports = {name: free_port() for name in ("ours", "threads", "builtin")}
        url = town.sqlite_url(folder, "http")
        await asyncio.to_thread(town.settle, url, size.people)
        environment = convenor(slack.api_url, url, port=ports["ours"])
        await stack.enter_async_context(
            started(folder, "http-ours", "-m", "bot", "web", **environment)
        )
        for kind in ("threads", "builtin"):
            order = ["-m", PEER, kind, ports[kind], slack.api_url]
            await stack.enter_async_context(started(folder, f"http-{kind}", *order))
        for port in ports.values():
            await answers(port)

        def make(number):
            return signed(going(number, slack))

        await load.one_by_one(ports["ours"], [make(n) for n in range(size.people)])
        await load.one_by_one(ports["threads"], [make(0)])
        await slack.quiet(size.silence)
        for _ in range(size.rounds):
            for name, port in ports.items():
                before, began = slack.responded, time.perf_counter()
                answered = await load.at_once(port, size.people, size.seconds, make)
                ended = await slack.quiet(size.silence)
                found.add(f"http {name}", (slack.responded - before) / (ended - began))
                found.add(f"http {name} slowest", answered.slowest)


async def _over_socket(folder, found, size):
    url = town.sqlite_url(folder, "socket")
    await asyncio.to_thread(town.settle, url, size.people)
    for _ in range(size.rounds):
        for name in ("ours", "stock"):
            async with AsyncExitStack() as stack:
                slack = Slack(size.people, delay=DELAY)
                await stack.enter_async_context(slack.running())
                if name == "ours":
                    environment = convenor(slack.api_url, url, socket=True)
                    command = ["-m", "bot", "run"]
                else:
                    environment, command = {}, ["-m", PEER, "socket", 0, slack.api_url]
                await stack.enter_async_context(
                    started(folder, f"socket-{name}", *command, **environment)
                )
                await _connected(slack)
                await _press_all(slack, size.people if name == "ours" else 1, 8)
                await slack.quiet(size.silence)
                before, began = slack.responded, time.perf_counter()
                took = await _keep_in_flight(slack, size.in_flight, size.seconds)
                ended = await slack.quiet(size.silence)
                found.add(f"socket {name}", (slack.responded - before) / (ended - began))
                found.add(f"socket {name} slowest", max(took))


def going(number, slack):
    return press("dialogue.rsvp:going", "D1|going|", number % slack.people, slack.respond_url)


async def _press_all(slack, people, at_once):
    """One press each, so that everyone is known."""
    gate = asyncio.Semaphore(at_once)

    async def one(number):
        async with gate:
            await slack.deliver(going(number, slack))

    await asyncio.gather(*(one(number) for number in range(people)))


async def _keep_in_flight(slack, in_flight, seconds):
    took, until = [], time.perf_counter() + seconds

    async def one(number):
        while (sent := time.perf_counter()) < until:
            await slack.deliver(going(number, slack))
            took.append(time.perf_counter() - sent)

    await asyncio.gather(*(one(number) for number in range(in_flight)))
    return took


async def _connected(slack):
    async with asyncio.timeout(30):
        while not slack.sockets:
            await asyncio.sleep(0.01)


def _rows(found, size):
    def row(way, peer, what, against, aim):
        figures = {"ours": found[f"{way} ours"], "peer": found[f"{way} {peer}"]}
        return Row(
            benchmark="presses", what=what, unit="presses/s", against=against, aim=aim, **figures
        )

    def slowest(way, peer, what, against):
        return Row(
            benchmark="presses",
            what=what,
            unit="s",
            ours=found[f"{way} ours slowest"],
            note=f"slowest ack of {against}: {max(found[f'{way} {peer} slowest']):.2f} s",
            aim=Aim("< 3", lambda found: found < 3),
        )

    http, socket = f"{size.people} at once, HTTP", f"{size.in_flight} in flight, socket"
    return [
        row("http", "builtin", http, "sync App, own server", at_least(13)),
        row("http", "threads", http, "sync App, threads", None),
        slowest("http", "builtin", f"slowest ack, {http}", "the sync App's own server"),
        row("socket", "stock", socket, "sync App, socket", at_least(13)),
        slowest("socket", "stock", f"slowest ack, {socket}", "the sync App"),
    ]
