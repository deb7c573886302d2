"""A lone request: each is sent when the one before is answered, so that nothing is shared.

Processor time is that of `convenor web` as deployed, on SQLite, over real HTTP: of the whole
process, divided by the requests. Statements are counted in a second run within this process, at
the database's own cursor, with what begins and ends a transaction. Once in a workspace with one
group, once with twenty in which everybody is.
"""

import asyncio
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import event

from handlers.settings import Settings
from handlers.wiring import Convenor
from tests.benchmarks import load, town
from tests.benchmarks.payloads import command, press, signed
from tests.benchmarks.processes import BOT_TOKEN, SECRET, answers, convenor, free_port, started
from tests.benchmarks.rows import Rounds, Row, at_most
from tests.benchmarks.slack import Slack

MILLISECONDS = {1: 2.8, 20: 3.0}
"""The aim of a logged action, by groups."""
STATEMENTS = 10


@dataclass(frozen=True, kw_only=True)
class Size:
    groups: tuple[int, ...] = (1, 20)
    people: int
    rounds: int
    requests: int
    """Of each kind in each round."""


FULL = Size(people=30, rounds=5, requests=200)
QUICK = Size(people=2, rounds=1, requests=2)


def _add(number, slack):
    return command(f"/action add Send the figures of spring {number}", 1, slack.respond_url)


def _list(_number, slack):
    return command("/action list", 1, slack.respond_url)


def _schedule(number, slack):
    day, hour = town.now() + timedelta(days=20 + number % 300), 6 + number // 300 % 15
    words = f"/dialogue schedule Sitting {number} on {day:%-d %B %Y} {hour}:00 UTC for 30m"
    return command(words, 1, slack.respond_url)


def _going(number, slack):
    answer = ("going", "maybe")[number % 2]
    return press(f"dialogue.rsvp:{answer}", f"D1|{answer}|", 1, slack.respond_url)


KINDS = {
    "/action add": _add,
    "/action list": _list,
    "/dialogue schedule": _schedule,
    "a press": _going,
}


async def run(folder, _postgresql, *, quick=False):
    size, found = QUICK if quick else FULL, Rounds()
    async with AsyncExitStack() as stack:
        servers = {}
        slack = await stack.enter_async_context(Slack(size.people).running())
        for groups in size.groups:
            port, url = free_port(), town.sqlite_url(folder, f"lone{groups}")
            await asyncio.to_thread(town.settle, url, size.people, groups)
            order, environment = ("-m", "bot", "web"), convenor(slack.api_url, url, port=port)
            process = started(folder, "lone", *order, **environment)
            servers[groups] = await stack.enter_async_context(process), port
            await answers(port)
        numbers = iter(range(10**6))
        for turn in range(-1, size.rounds):  # the first warms up
            for groups, (process, port) in servers.items():
                for kind, make in KINDS.items():
                    requests = [signed(make(next(numbers), slack)) for _ in range(size.requests)]
                    spent = process.cpu()
                    await load.one_by_one(port, requests)
                    spent = process.cpu() - spent
                    if turn >= 0:
                        found.add(f"{kind} {groups}", 1000 * spent / size.requests)
    for groups in size.groups:
        for kind, number in (await statements(folder, groups)).items():
            found.add(f"{kind} {groups} statements", number)
    return list(_rows(found, size))


async def statements(folder, groups, kinds=KINDS):
    """By kind, how many statements one request of it sends when its people are known."""
    async with Slack(2).running() as slack, counting(folder, groups, slack) as (port, sent):
        connection, found = load.Connection(port), {}
        for kind, make in kinds.items():
            for number in range(3):
                sent.clear()
                status, body = await connection.ask(signed(make(number, slack)))
                await slack.quiet(0.05)
                assert status == 200, body
                found[kind] = len(sent)
        await connection.close()
        return found


@asynccontextmanager
async def counting(folder, groups, slack):
    """A Convenor in this process: (its port, the statements that it sends, oldest first)."""
    url = town.sqlite_url(folder, f"counted{groups}")
    await asyncio.to_thread(town.settle, url, 2, groups)
    settings = Settings(
        _env_file=None,
        slack_bot_token=BOT_TOKEN,
        slack_signing_secret=SECRET,
        slack_api_url=slack.api_url,
        database_url=url,
        host="127.0.0.1",
        port=free_port(),
        inner_port=0,
        drain_seconds=0,
    )
    app, sent = Convenor(settings=settings, loop=False), []
    await app.start()
    app.door.homes.pause = app.door.homes.every = 3600.0
    event.listen(
        app.watching.database.engine,
        "before_cursor_execute",
        lambda _c, _cursor, statement, *_rest: sent.append(statement),
    )
    try:
        yield app.web.port, sent
    finally:
        await app.stop()


def _rows(found, size):
    for kind in KINDS:
        for groups in size.groups:
            what = f"{kind}, {groups} group{'s' if groups > 1 else ''}"
            aims = kind == "/action add"
            yield Row(
                benchmark="lone",
                what=f"{what}, processor time",
                unit="ms",
                ours=found[f"{kind} {groups}"],
                aim=at_most(MILLISECONDS[groups]) if aims else None,
            )
            yield Row(
                benchmark="lone",
                what=f"{what}, statements",
                unit="",
                ours=found[f"{kind} {groups} statements"],
                aim=at_most(STATEMENTS),
            )
