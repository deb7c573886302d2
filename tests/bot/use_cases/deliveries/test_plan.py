"""The plan in short steps owes what it owes in one transaction."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.domain.fairness import Weights
from bot.use_cases.deliveries import plan as planning
from bot.use_cases.deliveries.plan import plan_from_calendar, plan_in_steps
from storage.tables import deliveries
from tests.bot.use_cases.deliveries.clockwork import Clockwork
from tests.bot.use_cases.deliveries.test_clock_changes import AUTUMN, NIGHTS
from tests.databases import WORKSPACE, sqlite_in_memory


@pytest.fixture
def two():
    """Twice the same network."""
    lived = [Clockwork(sqlite_in_memory(), NIGHTS[AUTUMN]) for _ in range(2)]
    yield lived
    for clockwork in lived:
        clockwork.database.dispose()


def owed(database):
    row = deliveries.c
    query = select(row.kind, row.subject_id, row.occurrence, row.recipient, row.due_at)
    with database.engine.connect() as connection:
        return sorted(map(tuple, connection.execute(query)))


def test_steps_owe_what_one_transaction_owes(two, monkeypatch):
    monkeypatch.setattr(planning, "PEOPLE_AT_ONCE", 2)
    (one, steps), transactions = (clockwork.database for clockwork in two), []
    real = steps.write

    async def write(*asked, **options):
        transactions.append(asked)
        return await real(*asked, **options)

    monkeypatch.setattr(steps, "write", write)

    async def plan(now):
        with one.transaction(WORKSPACE) as work:
            plan_from_calendar(work=work, now=now)
        await plan_in_steps(WORKSPACE, memory=steps, now=now, weights=Weights())

    for day in range(3):
        asyncio.run(plan(two[0].start + day * timedelta(days=1)))
        assert owed(steps) == owed(one)
    assert len(transactions) > 3 * 10 + 2
