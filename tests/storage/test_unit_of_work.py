"""The database opens transactions in its own threads, and says NotSaved when it cannot."""

import asyncio
import threading
from dataclasses import replace

import pytest
from sqlalchemy import text

from bot.domain.errors import NotFound, NotSaved
from bot.ports.unit_of_work import Memory
from storage.unit_of_work import Database
from tests.databases import create_schema
from tests.storage import records
from tests.storage.records import DAY, NOW
from tests.waiting import PATIENCE


def add_group(work):
    return work.groups.add(records.group())


def count_groups(work):
    return len(work.groups.all())


def test_what_is_written_is_there_in_that_workspace_only(database):
    async def story(memory: Memory):
        added = await memory.write("T1", add_group)
        assert await memory.read("T1", lambda work: work.groups.all()) == (added,)
        assert await memory.read("T2", lambda work: work.groups.all()) == ()
        assert await memory.read("T1", lambda work: work.workspace_id) == "T1"

    asyncio.run(story(database))


def test_what_a_reading_job_writes_is_not_kept(database):
    async def story():
        assert await database.read("T1", lambda work: (add_group(work), count_groups(work))[1]) == 1
        assert await database.read("T1", count_groups) == 0

    asyncio.run(story())


def test_a_reading_job_sees_one_moment(database):
    """What others commit while it runs does not show."""

    def job(work):
        before = count_groups(work)
        with database.transaction("T1") as other:
            add_group(other)
        return before, count_groups(work)

    assert asyncio.run(database.read("T1", job)) == (0, 0)
    with database.transaction("T1", write=False) as work:
        assert count_groups(work) == 1


def test_a_jobs_own_error_comes_through_and_nothing_is_kept(database):
    def job(work):
        add_group(work)
        raise NotFound.reference("D99")

    async def story():
        for run in (database.write, database.read):
            with pytest.raises(NotFound, match="D99"):
                await run("T1", job)
        assert await database.read("T1", count_groups) == 0

    asyncio.run(story())


def test_a_job_that_ends_in_stop_iteration_does_not_hang(database):
    def job(_work):
        next(iter(()))

    async def story():
        for run in (database.write, database.read):
            with pytest.raises(RuntimeError):
                await asyncio.wait_for(run("T1", job), timeout=PATIENCE)

    asyncio.run(story())


def test_jobs_run_in_threads_so_that_the_loop_goes_on(database):
    async def story():
        main = threading.get_ident()
        assert await database.write("T1", lambda _work: threading.get_ident()) != main
        assert await database.read("T1", lambda _work: threading.get_ident()) != main

    asyncio.run(story())


def test_workspaces_that_are_not_stopped(database):
    for workspace_id in ("T2", "T1", "T3"):
        with database.transaction(workspace_id) as work:
            work.workspaces.keep_installed("Network", "UBOT", NOW)
    with database.transaction("T3") as work:
        work.workspaces.stop_sending("app_uninstalled", NOW + DAY)
    assert asyncio.run(database.workspace_ids()) == ("T1", "T2")


def test_a_transaction_in_ones_own_thread_commits_or_rolls_back(database):
    with database.transaction("T1") as work:
        add_group(work)

    def spoil():
        with database.transaction("T1") as work:
            work.groups.change(replace(work.groups.by_channel("C1"), name="Lost"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        spoil()
    with database.transaction("T1", write=False) as work:
        work.groups.change(replace(work.groups.by_channel("C1"), name="Not kept"))
    with database.transaction("T1", write=False) as work:
        assert work.groups.by_channel("C1").name == "Technology"


def test_a_database_in_memory_is_one_for_all_its_threads(database_sqlite):
    async def story():
        await database_sqlite.write("T1", add_group)
        assert await database_sqlite.read("T1", count_groups) == 1

    asyncio.run(story())
    with database_sqlite.transaction("T1") as work:
        assert count_groups(work) == 1


@pytest.mark.parametrize(
    "url",
    ["postgresql://127.0.0.1:1/none", "sqlite:////nowhere/at/all.sqlite3"],
)
def test_where_no_database_answers_nothing_is_saved(url):
    async def story():
        database = Database(url, patience=0.5)
        for attempt in (
            database.read("T1", count_groups),
            database.write("T1", add_group),
            database.workspace_ids(),
        ):
            with pytest.raises(NotSaved) as caught:
                await attempt
            assert caught.value.__cause__ is not None
        with pytest.raises(NotSaved), database.transaction("T1"):
            pass
        await database.close()

    asyncio.run(story())


def test_a_writer_that_waits_too_long_for_another_says_not_saved(database_url):
    database = Database(database_url, patience=0.3)

    async def story():
        with database.transaction("T1"):
            with pytest.raises(NotSaved):
                await database.write("T1", add_group)
            assert await database.read("T1", count_groups) == 0
        await database.write("T1", add_group)

    asyncio.run(story())
    database.dispose()


def test_a_full_pool_says_not_saved():
    database = Database("sqlite://", patience=0.2)
    create_schema(database)
    with database.transaction("T1"), pytest.raises(NotSaved):
        asyncio.run(database.read("T1", count_groups))
    database.dispose()


def test_broken_connections_are_replaced(postgresql, on_postgresql):
    async def story():
        await on_postgresql.write("T1", add_group)
        await on_postgresql.read("T1", count_groups)
        postgresql.disconnect(on_postgresql.engine.url)
        assert await on_postgresql.read("T1", count_groups) == 1
        await on_postgresql.write("T2", add_group)

    asyncio.run(story())


def test_a_connection_that_breaks_during_a_job_says_not_saved_and_is_replaced(
    postgresql, on_postgresql
):
    def job(work):
        add_group(work)
        postgresql.disconnect(on_postgresql.engine.url)
        count_groups(work)

    async def story():
        for run in (on_postgresql.write, on_postgresql.read):
            with pytest.raises(NotSaved):
                await run("T1", job)
        assert await on_postgresql.read("T1", count_groups) == 0
        await on_postgresql.write("T1", add_group)

    asyncio.run(story())


def test_a_statement_that_takes_too_long_says_not_saved(postgresql):
    url = postgresql.borrow()
    database = Database(url, patience=0.5)

    async def story():
        sleep = text("SELECT pg_sleep(20)")
        with pytest.raises(NotSaved):
            await database.read("T1", lambda work: work.groups._connection.execute(sleep))
        assert await database.read("T1", count_groups) == 0
        await database.close()

    asyncio.run(story())
    postgresql.give_back(url)
