"""Reads that wait at the same moment share one view, and none hears of another's failure."""

from datetime import UTC, datetime

from sqlalchemy import event, text

from bot.domain.person import PersonFacts
from bot.ports.unit_of_work import Asks
from storage.transactions.jobs import Job
from storage.unit_of_work import UnitOfWork
from tests.storage import records

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
PREPARED = "SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE '%FROM groups%'"


def read_together(database, *jobs):
    group = [Job("T1", lambda c, job=job: job(UnitOfWork(c, "T1"))) for job in jobs]
    database._readers.serve(group)
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


def test_what_one_asks_for_ahead_is_asked_for_all(database):
    with database.transaction("T1") as work:
        for number in range(3):
            work.people.keep_seen(PersonFacts(user_id=f"U{number}", name=f"Name {number}"), NOW)
    asked = []
    event.listen(database.engine, "before_cursor_execute", lambda *given: asked.append(given[2]))

    def name(number):
        return lambda c: UnitOfWork(c, "T1").people.get(f"U{number}").name

    group = [Job("T1", name(number), Asks(people=[f"U{number}"])) for number in range(3)]
    database._readers.serve(group)
    assert [job.future.result(0) for job in group] == ["Name 0", "Name 1", "Name 2"]
    assert len([said for said in asked if "FROM people" in said]) == 1


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


def test_what_the_database_cannot_be_asked_is_one_jobs_own_trouble(database):
    with database.transaction("T1") as work:
        work.people.keep_seen(PersonFacts(user_id="U1", name="Amara"), NOW)

    def job_of(user_id):
        def name(connection):
            return UnitOfWork(connection, "T1").people.get(user_id).name

        return Job("T1", name, Asks(people=(user_id,)))

    group = [job_of(user_id) for user_id in ("U1", "odd \ud800", "U1")]
    database._readers.serve(group)
    assert [group[0].future.result(0), group[2].future.result(0)] == ["Amara", "Amara"]
    assert isinstance(group[1].future.exception(0), UnicodeEncodeError)
