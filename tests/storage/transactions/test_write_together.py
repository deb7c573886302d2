"""Writes that wait together are saved together, and each fails alone."""

import asyncio
import threading

import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import IntegrityError

from bot.domain.errors import NotSaved
from storage.unit_of_work import Database
from tests.databases import create_schema
from tests.storage import records
from tests.storage.writes import (
    commit_together,
    commits,
    every_writer_busy,
    kept,
    receipt,
    writers_of,
)
from tests.waiting import PATIENCE


def test_waiting_writes_share_commits(database):
    async def story():
        seen = commits(database)
        async with every_writer_busy(database):
            writes = [
                asyncio.ensure_future(database.write("T1", receipt(f"k{n}"))) for n in range(30)
            ]
        await asyncio.gather(*writes)
        # One for each gate, and as many groups as writers came to share the rest.
        assert len(seen) <= 2 * writers_of(database)
        assert len(await kept(database, *(f"k{n}" for n in range(30)))) == 30

    asyncio.run(story())


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


def test_one_failing_job_is_nobody_elses(database):
    def fail(work):
        receipt("lost")(work)
        raise KeyError("mine")

    def break_a_rule(work):
        receipt("lost too")(work)
        work.dialogues.add(records.dialogue(1, 424242))

    async def story():
        async with every_writer_busy(database):
            jobs = [receipt("a"), fail, receipt("b"), break_a_rule, receipt("c")]
            writes = [asyncio.ensure_future(database.write("T1", job)) for job in jobs]
        results = await asyncio.gather(*writes, return_exceptions=True)
        assert [type(result) for result in results] == [
            type(None),
            KeyError,
            type(None),
            IntegrityError,
            type(None),
        ]
        assert await kept(database, "a", "b", "c", "lost", "lost too") == ["a", "b", "c"]

    asyncio.run(story())


def test_nobody_is_answered_before_the_commit(database):
    async def story():
        reached, go_on = threading.Event(), threading.Event()

        async with every_writer_busy(database):
            write = asyncio.ensure_future(database.write("T1", receipt("a")))
            await asyncio.sleep(0)

            def before_commit(connection):
                if connection.exec_driver_sql("SELECT count(*) FROM receipts").scalar():
                    reached.set()
                    go_on.wait(PATIENCE)

            event.listen(database.engine, "commit", before_commit)
        assert await asyncio.to_thread(reached.wait, PATIENCE)
        for _turn in range(5):
            await asyncio.sleep(0)
        assert not write.done()
        go_on.set()
        await write

    asyncio.run(story())


def test_when_the_commit_fails_everybody_hears_it(database):
    """A key that is checked only at the commit makes a commit fail."""
    with database.engine.begin() as connection:
        connection.execute(text("CREATE TABLE parent (id INTEGER PRIMARY KEY)"))
        connection.execute(
            text(
                "CREATE TABLE child (parent_id INTEGER"
                " REFERENCES parent (id) DEFERRABLE INITIALLY DEFERRED)"
            )
        )

    def leave_an_orphan(work):
        work.receipts._connection.execute(text("INSERT INTO child VALUES (1)"))

    errors = commit_together(database, receipt("a"), leave_an_orphan, receipt("b"))
    assert [type(error) for error in errors] == [NotSaved] * 3
    assert {type(error.__cause__) for error in errors} == {IntegrityError}
    assert len(set(map(id, errors))) == 3
    assert commit_together(database, receipt("c")) == [None]
    assert asyncio.run(kept(database, "a", "b", "c")) == ["c"]


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
