"""A group runs at once, its rows in few statements, until one of its jobs fails after it wrote."""

import asyncio

import pytest
from sqlalchemy import event
from sqlalchemy.exc import IntegrityError

from bot.domain.errors import Refusal
from bot.domain.person import PersonFacts
from bot.ports.unit_of_work import Asks
from storage.transactions.jobs import Job
from storage.unit_of_work import UnitOfWork
from tests.journal import told_about
from tests.storage import records
from tests.storage.records import NOW, secretariat
from tests.storage.writes import commit_together, commits, every_writer_busy, kept, receipt


@pytest.fixture
def group_id(database):
    with database.transaction("T1") as work:
        return work.groups.add(records.group()).id


@pytest.fixture
def asked(database):
    """Every statement from here on."""
    statements = []
    event.listen(database.engine, "before_cursor_execute", lambda *a: statements.append(a[2]))
    return statements


def logs(group_id, key, taken=None):
    """What /action add does: a number, the action, its audit row and the receipt."""

    def job(work):
        if work.receipts.get(key) is not None:
            return
        number = work.numbers.take_next("A")
        work.actions.add(records.action(number, group_id))
        work.journal.record("U1", "logged", f"A{number}", NOW)
        work.receipts.keep_answer(key, f"A{number}", NOW)
        if taken is not None:
            taken.append(number)

    return job


def log_together(database, *jobs):
    """Each one's error; all that they ask for is asked ahead."""
    keys = Asks(receipts=("a", "b", "c", "refused", "again"))
    group = [Job("T1", lambda c, job=job: job(UnitOfWork(c, "T1")), keys) for job in jobs]
    database._transactions._writers.serve(group)
    return [type(job.future.exception(timeout=0)) for job in group]


def read(database, job):
    return asyncio.run(database.read("T1", job))


def test_rows_of_all_jobs_go_in_one_statement_each(database, group_id, asked):
    taken = []
    log_together(database, *(logs(group_id, key, taken) for key in ("a", "b", "c")))
    for table in ("actions", "journal", "receipts"):
        assert sum(f"INSERT INTO {table}" in statement for statement in asked) == 1
    assert sum("INSERT INTO numbers" in statement for statement in asked) == 2, "first and others"
    assert sum("FROM receipts" in statement for statement in asked) == 1
    assert not any("SAVEPOINT" in statement for statement in asked)
    assert taken == [1, 2, 3]
    written = read(database, lambda work: [len(told_about(work, f"A{n}")) for n in taken])
    assert written == [1, 1, 1]
    with database.transaction("T1") as work:
        assert work.numbers.take_next("A") == 4


def test_what_one_asks_ahead_for_is_written_in_the_same_words(database, group_id):
    async def story():
        async with every_writer_busy(database):
            writes = [
                asyncio.ensure_future(
                    database.write("T1", logs(group_id, key), asks=Asks(receipts=(key,)))
                )
                for key in ("a", "b", "c")
            ]
        await asyncio.gather(*writes)
        return await kept(database, "a", "b", "c")

    assert asyncio.run(story()) == ["a", "b", "c"]


def test_the_same_request_twice_in_one_group_has_one_effect(database, group_id):
    def known(connection):
        work = UnitOfWork(connection, "T1")
        logs(group_id, "same")(work)
        return work.receipts.get("same")

    jobs = [Job("T1", known, Asks(receipts=("same",))) for _ in range(3)]
    database._transactions._writers.serve(jobs)
    assert [job.future.result(timeout=0) for job in jobs] == ["A1"] * 3
    assert read(database, lambda work: work.actions.get(secretariat(), 2)) is None


def test_a_refusal_takes_nobody_along_and_leaves_no_gap(database, group_id, asked):
    attempts, taken = [], []

    def refuse(work):
        attempts.append(1)
        logs(group_id, "refused")(work)
        raise Refusal("No.")

    jobs = [logs(group_id, "a", taken), refuse, logs(group_id, "b", taken), refuse]
    errors = log_together(database, *jobs)
    assert errors == [type(None), Refusal, type(None), Refusal]
    assert len(attempts) == 2
    assert taken == [1, 2]
    assert asyncio.run(kept(database, "a", "refused", "b")) == ["a", "b"]
    assert len(read(database, lambda work: told_about(work, "A2"))) == 1


def test_one_that_fails_after_it_wrote_has_the_group_run_again(database):
    attempts, seen = [], commits(database)

    def write_and_fail(work):
        attempts.append("fail")
        work.people.keep_seen(PersonFacts(user_id="U1", name="Amara"), NOW)
        raise KeyError("mine")

    def note(work):
        attempts.append("note")
        receipt("a")(work)

    errors = commit_together(database, note, write_and_fail, receipt("b"))
    assert [type(error) for error in errors] == [type(None), KeyError, type(None)]
    assert attempts == ["note", "fail"] * 2
    assert len(seen) == 1
    assert asyncio.run(kept(database, "a", "b")) == ["a", "b"]
    assert read(database, lambda work: work.people.get("U1")) is None


def test_a_row_that_cannot_be_written_fails_its_own_job(database, group_id):
    """It is put off, and the database refuses it only once all jobs are done."""
    errors = commit_together(database, logs(group_id, "a"), logs(424242, "b"), logs(group_id, "c"))
    assert [type(error) for error in errors] == [type(None), IntegrityError, type(None)]
    assert asyncio.run(kept(database, "a", "b", "c")) == ["a", "c"]
    assert read(database, lambda work: work.actions.get(secretariat(), 2)).title == "Action 2"


def test_a_later_job_sees_what_an_earlier_one_put_off(database, group_id):
    seen = []

    def look(work):
        seen.append(work.actions.get(secretariat(), 1).title)
        seen.append([did for _, _, did, _ in told_about(work, "A1")])
        seen.append(work.receipts.get("a"))
        seen.append(work.numbers.take_next("A"))

    assert commit_together(database, logs(group_id, "a"), look) == [None, None]
    assert seen == ["Action 1", ["logged"], "A1", 2]


def test_what_the_database_cannot_be_asked_is_one_jobs_own_trouble(database, group_id):
    """Half a surrogate pair in a key: the question for all keys fails, and each is tried alone."""
    odd = "odd \ud800"

    def job_of(key):
        return Job("T1", lambda c: logs(group_id, key)(UnitOfWork(c, "T1")), Asks(receipts=(key,)))

    group = [job_of(key) for key in ("a", odd, "b")]
    database._transactions._writers.serve(group)
    errors = [type(job.future.exception(timeout=0)) for job in group]
    assert errors == [type(None), UnicodeEncodeError, type(None)]
    assert asyncio.run(kept(database, "a", "b")) == ["a", "b"]


def test_what_may_be_refused_has_a_commit_of_its_own(database):
    attempts, seen = [], commits(database)

    def names(name):
        def job(work):
            attempts.append(name)
            work.people.keep_seen(PersonFacts(user_id=f"U{len(attempts)}", name=name), NOW)

        return job

    def note(work):
        attempts.append("note")
        receipt("a")(work)

    jobs = [(names("Amara"), True), (note, False), (names("odd \ud800"), True), (note, False)]
    group = [
        Job("T1", lambda c, job=job: job(UnitOfWork(c, "T1")), apart=apart) for job, apart in jobs
    ]
    database._transactions._writers.serve(group)
    errors = [type(job.future.exception(timeout=0)) for job in group]
    assert errors == [type(None), type(None), UnicodeEncodeError, type(None)]
    assert attempts == ["note", "note", "Amara", "odd \ud800"], "each ran once"
    assert len(seen) == 2
    assert read(database, lambda work: [person.name for person in work.people.all()]) == ["Amara"]
