"""Jobs wait for a turn together: how many at most, and what becomes of those whose caller left."""

import asyncio
import threading

import pytest

from bot.domain.errors import NotSaved
from storage.transactions.jobs import Jobs
from storage.unit_of_work import Database
from tests.databases import create_schema
from tests.storage.writes import (
    commits,
    every_writer_busy,
    kept,
    receipt,
)
from tests.waiting import PATIENCE


def test_a_group_has_a_largest_size(tmp_path):
    database = Database(f"sqlite:///{tmp_path / 'x.sqlite3'}", largest_group=4)
    create_schema(database)

    async def story():
        seen = commits(database)
        async with every_writer_busy(database):
            writes = [
                asyncio.ensure_future(database.write("T1", receipt(f"k{n}"))) for n in range(10)
            ]
        await asyncio.gather(*writes)
        assert len(seen) == 1 + 3

    asyncio.run(story())
    database.dispose()


def test_a_caller_that_is_cancelled_while_waiting_takes_its_job_along(database):
    async def story():
        async with every_writer_busy(database):
            writes = [
                asyncio.ensure_future(database.write("T1", receipt(key))) for key in ("a", "b", "c")
            ]
            await asyncio.sleep(0)
            writes[1].cancel()
            await asyncio.sleep(0)
        results = await asyncio.gather(*writes, return_exceptions=True)
        assert isinstance(results[1], asyncio.CancelledError)
        assert await kept(database, "a", "b", "c") == ["a", "c"]

    asyncio.run(story())


def test_a_caller_that_is_cancelled_while_its_job_runs_harms_nobody(database):
    async def story():
        running, go_on = threading.Event(), threading.Event()

        def slow(work):
            running.set()
            go_on.wait(PATIENCE)
            receipt("slow")(work)

        async with every_writer_busy(database):
            writes = [
                asyncio.ensure_future(database.write("T1", job)) for job in (slow, receipt("b"))
            ]
        assert await asyncio.to_thread(running.wait, PATIENCE)
        writes[0].cancel()
        await asyncio.sleep(0)
        go_on.set()
        results = await asyncio.gather(*writes, return_exceptions=True)
        assert isinstance(results[0], asyncio.CancelledError)
        assert results[1] is None
        await database.write("T1", receipt("c"))
        assert await kept(database, "slow", "b", "c") == ["slow", "b", "c"]

    asyncio.run(story())


def test_a_bug_of_ours_leaves_nobody_waiting(database):
    class Broken(Jobs):
        def serve(self, group):
            group[0].future.set_result("done")
            raise KeyError("ours")

    async def story():
        jobs = Broken(database.engine, "broken", threads=1, largest_group=2)
        first, second = await asyncio.gather(
            *(jobs.run("T1", print) for _ in range(2)), return_exceptions=True
        )
        assert first == "done"
        assert isinstance(second, NotSaved) or second == "done"
        assert await jobs.run("T1", print) == "done", "the next has its turn"
        jobs.close()

    asyncio.run(story())


def test_closing_finishes_what_waits_and_takes_nothing_new(database, database_url):
    async def story():
        async with every_writer_busy(database):
            writes = [
                asyncio.ensure_future(database.write("T1", receipt(f"k{n}"))) for n in range(5)
            ]
            await asyncio.sleep(0)
            closing = asyncio.ensure_future(database.close())
            await asyncio.sleep(0)
        await asyncio.gather(*writes)
        await closing
        for run in (database.write, database.read):
            with pytest.raises(NotSaved):
                await run("T1", receipt("late"))
        after = Database(database_url)
        assert len(await kept(after, "late", *(f"k{n}" for n in range(5)))) == 5
        await after.close()

    asyncio.run(story())


def test_a_loop_that_ended_without_waiting_leaves_the_writers_well(database):
    async def walk_away():
        asyncio.ensure_future(database.write("T1", receipt("a")))  # noqa: RUF006  left on purpose
        await asyncio.sleep(0)

    async def story():
        await database.write("T1", receipt("b"))
        assert await kept(database, "b") == ["b"]

    asyncio.run(walk_away())
    asyncio.run(story())
