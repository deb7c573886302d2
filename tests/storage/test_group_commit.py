"""Writes that wait together are saved together, and each fails alone."""

import asyncio
import threading
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import IntegrityError, OperationalError

from bot.domain.errors import NotSaved
from storage.group_commit import Job
from storage.unit_of_work import Database, UnitOfWork
from tests.storage import records
from tests.storage.records import NOW


def writers_of(database):
    return 1 if database.engine.dialect.name == "sqlite" else 2


@asynccontextmanager
async def every_writer_busy(database):
    """Within, no write begins; at the end, what has come to wait meanwhile is taken together."""
    let_go = threading.Event()
    started = [threading.Event() for _writer in range(writers_of(database))]

    def hold(began):
        began.set()
        let_go.wait(20)

    held = [
        asyncio.ensure_future(database.write(f"gate-{n}", lambda _work, began=began: hold(began)))
        for n, began in enumerate(started)
    ]
    for began in started:
        assert await asyncio.to_thread(began.wait, 20)
    try:
        yield
        await asyncio.sleep(0)  # what was asked for within is put to wait now
    finally:
        let_go.set()
        await asyncio.gather(*held)


def receipt(key):
    return lambda work: work.receipts.keep(key, "kept", NOW)


async def kept(database, *keys, workspace_id="T1"):
    def job(work):
        return [key for key in keys if work.receipts.get(key)]

    return await database.read(workspace_id, job)


def commit_together(database, *jobs):
    """Run the jobs as one group in this thread; each one's error, None where it was kept."""
    group = [Job("T1", lambda c, job=job: job(UnitOfWork(c, "T1"))) for job in jobs]
    database._writers._commit(group)
    return [job.future.exception(timeout=0) for job in group]


def commits(database):
    """A list that grows with each commit."""
    seen = []
    event.listen(database.engine, "commit", lambda _connection: seen.append(1))
    return seen


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
    database.create_schema()

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
                    go_on.wait(20)

            event.listen(database.engine, "commit", before_commit)
        assert await asyncio.to_thread(reached.wait, 20)
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
            go_on.wait(20)
            receipt("slow")(work)

        async with every_writer_busy(database):
            writes = [
                asyncio.ensure_future(database.write("T1", job)) for job in (slow, receipt("b"))
            ]
        assert await asyncio.to_thread(running.wait, 20)
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


def test_what_a_job_has_read_is_still_so_when_it_writes(database, database_url):
    """Two processes that each read, think and write one group lose no change."""
    second = Database(database_url)
    with database.transaction("T1") as work:
        group_id = work.groups.add(records.group()).id

    def change(work):
        group = work.groups.get(group_id)
        work.groups.change(replace(group, digest_revision=group.digest_revision + 1))

    async def story():
        await asyncio.gather(
            *(memory.write("T1", change) for _turn in range(25) for memory in (database, second))
        )
        await second.close()
        return await database.read("T1", lambda work: work.groups.get(group_id))

    assert asyncio.run(story()).digest_revision == 51


@pytest.fixture
def on_postgresql(postgresql):
    url = postgresql.borrow()
    database = Database(url)
    yield database
    database.dispose()
    postgresql.give_back(url)


def test_when_the_connection_breaks_the_whole_group_hears_why(postgresql, on_postgresql):
    def break_connection(work):
        receipt("b")(work)
        postgresql.disconnect(on_postgresql.engine.url)
        receipt("c")(work)

    errors = commit_together(on_postgresql, receipt("a"), break_connection, receipt("d"))
    assert [type(error) for error in errors] == [NotSaved] * 3
    assert {type(error.__cause__) for error in errors} == {OperationalError}
    assert asyncio.run(kept(on_postgresql, "a", "b", "c", "d")) == []


def test_a_job_whose_key_another_took_first_is_tried_again(on_postgresql):
    attempts = []
    about_to_write = threading.Event()
    take = text(
        "INSERT INTO receipts (workspace_id, key, answer, kept_at) VALUES ('T1', 'k', 'x', now())"
    )

    def find_or_take(connection):
        attempts.append(1)
        found = connection.execute(text("SELECT answer FROM receipts WHERE key = 'k'")).scalar()
        if found is None:
            about_to_write.set()
            connection.execute(take)
            return "taken"
        return "found"

    async def story():
        with on_postgresql.transaction("elsewhere") as work:
            work.groups._connection.execute(take)
            write = asyncio.ensure_future(on_postgresql._writers.run("here", find_or_take))
            assert await asyncio.to_thread(about_to_write.wait, 20)
        assert await write == "found"
        assert len(attempts) == 2

    asyncio.run(story())


def test_two_jobs_that_wait_for_each_other_are_both_done(on_postgresql):
    with on_postgresql.transaction("T1") as work:
        for letter in "AB":
            work.numbers.next(letter)
    both_hold_one = threading.Barrier(2)
    count_up = text("UPDATE numbers SET last = last + 1 WHERE letter = :letter")

    def in_order(first, second):
        attempts = []

        def job(connection):
            attempts.append(1)
            connection.execute(count_up, {"letter": first})
            if len(attempts) == 1:
                both_hold_one.wait(20)
            connection.execute(count_up, {"letter": second})

        return job

    async def story():
        await asyncio.gather(
            on_postgresql._writers.run("here", in_order("A", "B")),
            on_postgresql._writers.run("there", in_order("B", "A")),
        )

    asyncio.run(story())
    with on_postgresql.transaction("T1") as work:
        assert [work.numbers.next(letter) for letter in "AB"] == [4, 4]
