"""procrastinate on PostgreSQL: one job per reminder, deferred to its moment.

`python -m … add URL API_URL DUE MANY` defers MANY jobs in one batch and prints the seconds that
took; `work URL API_URL CONCURRENCY` is a worker with its stock polling of five seconds.
"""

import asyncio
import sys
import time
from datetime import UTC, datetime

import procrastinate
from aiohttp import ClientSession
from slack_sdk.web.async_client import AsyncWebClient

from tests.benchmarks.processes import BOT_TOKEN
from tests.benchmarks.town import someone

BATCH = 5_000


def build(url, api_url):
    app = procrastinate.App(connector=procrastinate.PsycopgConnector(conninfo=url))
    app.slack = AsyncWebClient(token=BOT_TOKEN, base_url=api_url)

    @app.task(name="send")
    async def send(recipient, words):
        await app.slack.chat_postMessage(channel=recipient, text=words)

    return app, send


async def add(url, api_url, due, many):
    app, send = build(url, api_url)
    async with app.open_async():
        began = time.perf_counter()
        later = send.configure(schedule_at=datetime.fromtimestamp(due, UTC))
        for first in range(0, many, BATCH):
            numbers = range(first, min(first + BATCH, many))
            await later.batch_defer_async(
                *({"recipient": someone(n), "words": "Age assurance is tomorrow"} for n in numbers)
            )
        return time.perf_counter() - began


async def prepare(url):
    app, _ = build(url, "http://127.0.0.1/")
    async with app.open_async():
        await app.schema_manager.apply_schema_async()


async def work(url, api_url, concurrency):
    app, _ = build(url, api_url)
    async with app.open_async(), ClientSession() as session:
        app.slack.session = session
        print("started", flush=True)
        await app.run_worker_async(concurrency=concurrency)


if __name__ == "__main__":
    what, url, *rest = sys.argv[1:]
    if what == "prepare":
        asyncio.run(prepare(url))
    elif what == "add":
        print(f"{asyncio.run(add(url, rest[0], float(rest[1]), int(rest[2]))):.6f}")
    else:
        asyncio.run(work(url, rest[0], int(rest[1])))
