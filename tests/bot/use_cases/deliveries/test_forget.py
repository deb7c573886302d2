"""Forgetting takes little steps, asks the clock first, and changes nothing that is planned."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

from bot.domain.delivery import State
from bot.use_cases.deliveries.plan import _AT_ONCE as AT_ONCE
from bot.use_cases.deliveries.plan import Forgetting, plan_from_calendar
from storage.database.engine import writing_engine
from storage.tables import deliveries, journal
from tests.benchmarks import town
from tests.bot.use_cases.deliveries.clockwork import Clockwork
from tests.bot.use_cases.deliveries.test_clock_changes import AUTUMN, NIGHTS
from tests.storage.records import NOW, owed

DAY = timedelta(days=1)
MANY = 330
"""More than three steps."""


def numbers(database):
    """How many deliveries there are, and how many lines of the journal."""
    with database.engine.connect() as connection:
        return tuple(
            connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in (deliveries, journal)
        )


def planned(work, now):
    """The keys of what the calendar brings."""
    plan_from_calendar(work=work, now=now)
    row = deliveries.c
    key = (row.kind, row.subject_id, row.occurrence, row.revision, row.recipient, row.due_at)
    found = work.deliveries._connection.execute(select(*key).where(row.state == State.OWED))
    return sorted(map(tuple, found))


def settle_all(database, at):
    """As if the loop had sent them."""
    with writing_engine(database.engine).begin() as connection:
        sent = {"state": State.SENT, "settled_at": at, "next_at": None}
        connection.execute(update(deliveries).values(**sent))


@pytest.fixture
def settled(database_sqlite):
    """Reminders that were sent, a line of the journal for each, and one that is owed."""
    with database_sqlite.transaction("T1") as work:
        work.deliveries.owe([owed(recipient=f"U{n}") for n in range(MANY)], NOW)
        for number in range(MANY):
            work.journal.record("U1", "did", f"D{number}", NOW)
    settle_all(database_sqlite, NOW)
    with database_sqlite.transaction("T1") as work:
        work.deliveries.owe([owed(recipient="U0", subject_id="D2")], NOW)
        work.journal.record("U1", "did", "D2", NOW + 100 * DAY)
    return database_sqlite


def forgetting(database, **changes):
    async def no_pause(_seconds):
        await asyncio.sleep(0)

    kept = {"keep_deliveries": 180 * DAY, "keep_journal": 180 * DAY}
    return Forgetting(
        **{
            "memory": database,
            "now": lambda: NOW + 200 * DAY,
            "pause": no_pause,
            **kept,
            **changes,
        }
    )


def test_all_that_is_old_goes_in_steps(settled):
    asyncio.run(forgetting(settled).forget())
    assert numbers(settled) == (1, 1)


@pytest.mark.parametrize(
    ("changes", "left"),
    [
        pytest.param({"now": lambda: NOW + 179 * DAY}, (MANY + 1, MANY + 1), id="young"),
        pytest.param({"keep_deliveries": 0 * DAY}, (MANY + 1, 1), id="deliveries for ever"),
        pytest.param({"keep_journal": 0 * DAY}, (1, MANY + 1), id="journal for ever"),
    ],
)
def test_what_is_kept_longer_stays(settled, changes, left):
    asyncio.run(forgetting(settled, **changes).forget())
    assert numbers(settled) == left


def test_a_clock_that_nobody_believes_forgets_nothing_more(settled):
    believed = [True, False, False]

    async def agrees():
        return believed.pop(0)

    asyncio.run(forgetting(settled, clock_agrees=agrees).forget())
    assert numbers(settled)[0] == MANY + 1 - AT_ONCE, "one step"
    assert numbers(settled)[1] == MANY + 1


def test_others_write_between_two_steps(settled):
    async def write(_seconds):
        await settled.write("T1", lambda work: work.numbers.take_next("A"))

    asyncio.run(replace(forgetting(settled), pause=write).forget())
    with settled.transaction("T1", write=False) as work:
        assert work.numbers.last_taken("A") >= MANY // AT_ONCE


def test_a_network_that_has_forgotten_plans_what_one_that_remembers_plans(database):
    """Whatever was sent is 200 days old: no planner asks for it, nor owes it once more."""
    lived = Clockwork(database, NIGHTS[AUTUMN])
    for day in range(6):
        lived.now = lived.start + day * DAY
        asyncio.run(lived.plan(database))
    settle_all(database, lived.now)
    had, _ = numbers(database)
    later = lived.now + 200 * DAY
    with database.transaction("T1", write=False) as work:
        remembers = planned(work, later)
        assert remembers
    asyncio.run(forgetting(database, now=lambda: later).forget())
    assert numbers(database)[0] < had
    with database.transaction("T1", write=False) as work:
        assert planned(work, later) == remembers


@pytest.mark.long
def test_a_million_settled_deliveries_go_while_others_write(tmp_path):
    """No step is long to wait for."""
    url = town.sqlite_url(tmp_path)
    town.settle(url, 5)
    town.let_wait(url, 1_000_000)
    with town.opened(url) as database:
        at = town.now()
        settle_all(database, at)
        forget = forgetting(database, now=lambda: at + 300 * DAY)

        async def together():
            gone = asyncio.create_task(forget.forget())
            written = 0
            while not gone.done():
                await database.write(town.TEAM, lambda work: work.numbers.take_next("A"))
                written += 1
            await gone
            return written

        written = asyncio.run(together())
        assert numbers(database)[0] == 0
        assert written > 100
