"""What happens to a write when other transactions, or a broken connection, get in its way."""

import asyncio
import threading
from dataclasses import replace
from datetime import UTC, datetime

from sqlalchemy import event, text
from sqlalchemy.exc import OperationalError

from bot.domain.errors import NotSaved
from storage.transactions.jobs import Job
from storage.unit_of_work import UnitOfWork
from tests.storage import records
from tests.storage.writes import commit_together, kept, receipt
from tests.waiting import PATIENCE


def test_what_a_job_has_read_is_still_so_when_it_writes(database, second):
    """Two processes that each read, think and write one group lose no change."""
    with database.transaction("T1") as work:
        group_id = work.groups.add(records.group()).id

    def change(work):
        group = work.groups.get(group_id)
        work.groups.change(replace(group, digest_revision=group.digest_revision + 1))

    async def story():
        await asyncio.gather(
            *(memory.write("T1", change) for _turn in range(25) for memory in (database, second))
        )
        return await database.read("T1", lambda work: work.groups.get(group_id))

    assert asyncio.run(story()).digest_revision == 51


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
            write = asyncio.ensure_future(on_postgresql._transactions.write("here", find_or_take))
            assert await asyncio.to_thread(about_to_write.wait, PATIENCE)
        assert await write == "found"
        assert len(attempts) == 2

    asyncio.run(story())


def test_two_jobs_that_wait_for_each_other_are_both_done(on_postgresql):
    with on_postgresql.transaction("T1") as work:
        for letter in "AB":
            work.numbers.take_next(letter)
    begun, both_hold_one = threading.Event(), threading.Barrier(2)
    count_up = text("UPDATE numbers SET last = last + 1 WHERE letter = :letter")

    def in_order(first, second):
        attempts = []

        def job(connection):
            attempts.append(1)
            connection.execute(count_up, {"letter": first})
            if len(attempts) == 1:
                begun.set()
                both_hold_one.wait(PATIENCE)
            connection.execute(count_up, {"letter": second})

        return job

    async def story():
        here = asyncio.create_task(on_postgresql._transactions.write("here", in_order("A", "B")))
        await asyncio.to_thread(begun.wait, PATIENCE)  # or both might be taken together
        await on_postgresql._transactions.write("there", in_order("B", "A"))
        await here

    asyncio.run(story())
    with on_postgresql.transaction("T1") as work:
        assert [work.numbers.take_next(letter) for letter in "AB"] == [4, 4]


NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
PREPARED = "SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE '%FROM groups%'"


def read_together(database, *jobs):
    group = [Job("T1", lambda c, job=job: job(UnitOfWork(c, "T1"))) for job in jobs]
    database._transactions._readers.serve(group)
    return [job.future for job in group]


def groups(work):
    return len(work.groups.all())


def add_group(work):
    work.groups.add(records.group())


def test_each_hears_its_own(database):
    def refuse(_work):
        raise ValueError("mine")

    def break_a_rule(work):
        work.groups._connection.execute(text("SELECT * FROM nowhere"))

    def stop(_work):
        raise StopIteration

    with database.transaction("T1") as work:
        add_group(work)
    futures = read_together(database, groups, refuse, groups, break_a_rule, groups, stop, groups)
    assert [future.result(0) for future in futures[::2]] == [1] * 4
    kinds = [type(future.exception(0)).__name__ for future in futures[1::2]]
    assert kinds[::2] == ["ValueError", "RuntimeError"]
    assert kinds[1] in ("OperationalError", "ProgrammingError", "NotSaved")


def test_what_one_has_read_is_not_asked_again_for_another(database):
    asked = []
    event.listen(database.engine, "before_cursor_execute", lambda *given: asked.append(given[2]))
    read_together(database, groups, groups, groups)
    assert len([said for said in asked if "FROM groups" in said]) == 1


def test_what_was_written_before_the_question_is_seen(database):
    assert [future.result(0) for future in read_together(database, groups)] == [0]
    with database.transaction("T1") as work:
        add_group(work)
    assert [future.result(0) for future in read_together(database, groups, groups)] == [1, 1]


def test_what_a_job_writes_in_spite_of_its_name_is_not_kept(database):
    (added,) = read_together(database, add_group)
    assert added.exception(0) is None
    assert [future.result(0) for future in read_together(database, groups)] == [0]


def test_statements_stay_prepared_from_one_read_to_the_next(on_postgresql):
    def prepared(work):
        return work.groups._connection.execute(text(PREPARED)).scalar_one()

    for _ in range(8):
        read_together(on_postgresql, groups)
    (found,) = read_together(on_postgresql, prepared)
    assert found.result(0)
