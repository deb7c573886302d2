"""Writes of people while the plan of a large network runs, beside writes while nothing else does.

The plan beat of 2,000 people without any morning owed yet, in this process; meanwhile one small
write after another, each to its commit, 20 ms apart. Waits are the 99th percentile of a round.
"""

import asyncio
import time
from itertools import count

from bot.domain.fairness import Weights
from bot.use_cases.deliveries.plan import plan_in_steps
from handlers.public_holidays import PublicHolidays
from storage.database.engine import make_engine, writing_engine
from storage.tables import deliveries
from storage.unit_of_work import Database
from tests.benchmarks import large, town
from tests.benchmarks.rows import Rounds, Row, at_most, percentile

ROUNDS = 5
_APART = 0.02
_ALONE = 3.0
"""Seconds for which nothing else runs."""


async def run(folder, postgresql, *, quick=False):
    size = {"people": 100, "open_actions": 500} if quick else {}
    found = Rounds()
    urls = town.both_urls(folder, postgresql, "planning")
    for name, url in urls.items():
        await asyncio.to_thread(large.settle, url, **size)
        for _ in range(1 if quick else ROUNDS):
            await _measure(name, url, found, alone=0.1 if quick else _ALONE)
    return [
        Row(
            benchmark="planning",
            what=f"{what}, {name}",
            unit="ms",
            ours=found[f"{what} {name}"],
            aim=aim,
            note=f"{size.get('people', large.PEOPLE):,} people",
        )
        for name in urls
        for what, aim in (
            ("p99 of a write beside the plan, more than without", at_most(50)),
            ("longest write beside the plan", None),
            ("the plan", None),
        )
    ]


async def _measure(name, url, found, *, alone):
    _forget(url)
    database = Database(url, holidays=PublicHolidays())
    try:
        quiet = await waits_beside(database, asyncio.sleep(alone))
        began = time.perf_counter()
        plan = plan_in_steps(town.TEAM, memory=database, now=town.now(), weights=Weights())
        beside = await waits_beside(database, plan)
        found.add(f"the plan {name}", (time.perf_counter() - began) * 1_000)
        more = percentile(beside, 99) - percentile(quiet, 99)
        found.add(f"p99 of a write beside the plan, more than without {name}", more)
        found.add(f"longest write beside the plan {name}", max(beside))
    finally:
        await database.close()


async def waits_beside(database, work):
    """How long each small write took while `work` ran, in ms."""
    running, waits = asyncio.ensure_future(work), []
    for key in count():
        if running.done():
            break
        began = time.perf_counter()
        await database.write(
            town.TEAM,
            lambda w, k=key: w.receipts.keep_answer(f"{id(running)} {k}", "", town.now()),
        )
        waits.append((time.perf_counter() - began) * 1_000)
        await asyncio.sleep(_APART)
    await running
    return waits


def _forget(url):
    engine = make_engine(url)
    with writing_engine(engine).begin() as connection:
        connection.execute(deliveries.delete())
    engine.dispose()
