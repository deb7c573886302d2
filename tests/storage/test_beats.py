"""The last write of each workspace, and what a start on an older copy asks for."""

from datetime import timedelta

import pytest

from tests.storage.records import NOW, owed
from tests.storage.test_queue_in_a_backlog import explained, last_statement

MANY = 1_000_000
HOUR = timedelta(hours=1)


def test_a_beat_is_kept_and_one_without_a_moment_keeps_the_last(database):
    with database.transaction("T1") as work:
        work.workspaces.keep_installed("One", "U1", NOW)
        work.workspaces.note_beat(NOW)
    with database.transaction("T1") as work:
        work.workspaces.note_beat(None)
        state = work.workspaces.copy_state()
    assert state.beat_at == NOW
    assert not state.is_marked


def test_a_mark_is_over_once_a_start_has_dealt_with_it(database):
    with database.transaction("T1") as work:
        work.workspaces.keep_installed("One", "U1", NOW)
        assert work.workspaces.mark_restored(NOW + HOUR) == 1
        assert work.workspaces.copy_state().is_marked
        work.workspaces.look_first(until=NOW + HOUR)
        assert not work.workspaces.copy_state().is_marked
        work.workspaces.mark_restored(NOW + 2 * HOUR)
        assert work.workspaces.copy_state().is_marked


def test_numbers_begin_behind_another_and_never_go_back(database):
    with database.transaction("T1") as work:
        assert work.numbers.last_taken("D") == 0
        work.numbers.begin_behind("D", 7)
        assert work.numbers.take_next("D") == 8
        work.numbers.begin_behind("D", 3)
        assert work.numbers.last_taken("D") == 8
    with database.transaction("T1") as work:
        assert work.numbers.take_next("D") == 9


def test_those_who_wait_are_people_to_whom_something_is_due(database):
    rows = [
        owed(recipient="C1"),
        owed(recipient="U2", due_at=NOW - HOUR),
        owed(recipient="U1"),
        owed(recipient="U1", subject_id="D2"),
        owed(recipient="U3", due_at=NOW + HOUR),
    ]
    with database.transaction("T1") as work:
        work.deliveries.owe(rows, NOW - HOUR)
    with database.transaction("T1") as work:
        assert work.deliveries.people_waiting(NOW, 20) == ("U2", "U1")
        assert work.deliveries.people_waiting(NOW, 1) == ("U2",)
    with database.transaction("T2") as work:
        assert work.deliveries.people_waiting(NOW, 20) == ()


@pytest.mark.timeout(300)
def test_among_a_million_rows_they_are_found_by_an_index(on_postgresql):
    with on_postgresql.transaction("T1") as work:
        work.deliveries.owe([owed(recipient=f"U{n}") for n in range(50)], NOW - HOUR)
    with on_postgresql.engine.begin() as connection:
        columns = [c for c in _columns(connection) if c != "id"]
        copied = ", ".join(_COPIES.get(name, name) for name in columns)
        connection.exec_driver_sql("SET LOCAL statement_timeout = 0")
        connection.exec_driver_sql(
            f"INSERT INTO deliveries ({', '.join(columns)}) SELECT {copied} FROM "
            f"(SELECT * FROM deliveries LIMIT 1) one, generate_series(1, {MANY}) number"
        )
        connection.exec_driver_sql("ANALYZE deliveries")
    for ask in (
        lambda work: work.deliveries.people_waiting(NOW, 20),
        lambda work: work.deliveries.of_ids([1, 2, 3]),
    ):
        with last_statement(on_postgresql.engine) as said:
            with on_postgresql.transaction("T1", write=False) as work:
                assert ask(work)
            steps = explained(on_postgresql.engine, *said)
        assert max(step["Actual Rows"] * step["Actual Loops"] for step in steps) <= 100
        assert not [step for step in steps if step["Node Type"] == "Seq Scan"]


_COPIES = {
    "occurrence": "number::text",
    "state": "'sent'",
    "recipient": "'U' || mod(number, 500)",
    "next_at": "NULL",
}


def _columns(connection):
    query = "SELECT column_name FROM information_schema.columns WHERE table_name = 'deliveries'"
    return connection.exec_driver_sql(query).scalars().all()
