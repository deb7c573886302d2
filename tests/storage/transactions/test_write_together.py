"""Writes that wait together are saved together, and each fails alone."""

import asyncio
import threading

from sqlalchemy import event, text
from sqlalchemy.exc import IntegrityError

from bot.domain.errors import NotSaved
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
