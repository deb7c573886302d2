"""Writes of people while a million settled deliveries are forgotten, beside writes alone.

One small write after another, each to its commit, 20 ms apart, for some seconds of either.
"""

import asyncio
from datetime import timedelta

from sqlalchemy import update

from bot.domain.delivery import State
from bot.use_cases.deliveries.plan import _AT_ONCE, Forgetting
from storage.database.engine import make_engine, writing_engine
from storage.tables import deliveries
from storage.unit_of_work import Database
from tests.benchmarks import town
from tests.benchmarks.planning import waits_beside
from tests.benchmarks.rows import Rounds, Row, at_most, percentile

SETTLED, ROUNDS = 1_000_000, 3
_EACH = 5.0
"""Seconds of each half of a round."""


async def run(folder, postgresql, *, quick=False):
    settled, rounds, each = (2_000, 1, 0.2) if quick else (SETTLED, ROUNDS, _EACH)
    found = Rounds()
    urls = town.both_urls(folder, postgresql, "forgetting")
    for name, url in urls.items():
        await asyncio.to_thread(_fill, url, settled)
        for _ in range(rounds):
            await _measure(name, url, found, each)
    return [
        Row(
            benchmark="forgetting",
            what=f"{what}, {name}",
            unit=unit,
            ours=found[f"{what} {name}"],
            aim=aim,
            note=f"{settled:,} settled",
        )
        for name in urls
        for what, unit, aim in (
            ("p99 of a write beside it, more than without", "ms", at_most(50)),
            ("forgotten a second", "", None),
        )
    ]


async def _measure(name, url, found, each):
    database = Database(url)
    gone = 0

    def later():
        return town.now() + timedelta(days=500)

    async def counting(seconds):
        nonlocal gone
        gone += 1
        await asyncio.sleep(seconds)

    forgetting = Forgetting(
        memory=database,
        now=later,
        keep_deliveries=timedelta(days=400),
        keep_journal=timedelta(0),
        pause=counting,
    )

    async def for_a_while():
        try:
            await asyncio.wait_for(forgetting.forget(), each)
        except TimeoutError:
            return

    try:
        quiet = await waits_beside(database, asyncio.sleep(each))
        beside = await waits_beside(database, for_a_while())
        more = percentile(beside, 99) - percentile(quiet, 99)
        found.add(f"p99 of a write beside it, more than without {name}", more)
        found.add(f"forgotten a second {name}", gone * _AT_ONCE / each)
    finally:
        await database.close()


def _fill(url, many):
    town.settle(url, 5)
    town.let_wait(url, many)
    engine = make_engine(url)
    sent = {"state": State.SENT, "settled_at": town.now(), "next_at": None}
    with writing_engine(engine).begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql("SET LOCAL statement_timeout = 0")
        connection.execute(update(deliveries).values(**sent))
        connection.exec_driver_sql("ANALYZE")
    engine.dispose()
