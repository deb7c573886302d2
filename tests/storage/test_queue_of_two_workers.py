"""Two workers claim at the same moment, on both databases, and no row is taken twice."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from bot.domain.delivery import State, SubjectType
from storage.unit_of_work import Database
from tests.storage.records import NOW, owed

LEASE = NOW + timedelta(minutes=2)
ROWS = 120


def claim(work, limit=7):
    return work.queue.claim_due(NOW, lease_until=LEASE, limit=limit)


def ids(deliveries):
    return {delivery.id for delivery in deliveries}


@pytest.fixture
def full(database):
    with database.transaction("T1") as work:
        work.deliveries.owe([owed(recipient=f"C{n}") for n in range(ROWS)], NOW)


def test_together_they_claim_every_row_once(database, second, full):
    together = threading.Barrier(2)

    def work_through(memory, workspace_id):
        taken = []
        together.wait(20)
        while True:
            with memory.transaction(workspace_id) as work:
                claimed = claim(work)
            if not claimed:
                return taken
            taken += claimed

    with ThreadPoolExecutor(2) as threads:
        turns = [
            threads.submit(work_through, memory, f"loop-{n}")
            for n, memory in enumerate((database, second))
        ]
        taken = [delivery for turn in turns for delivery in turn.result()]
    # On PostgreSQL a claim may pass over rows that the other holds just then and so end early;
    # the next claim finds whatever is left.
    with database.transaction("T1") as work:
        taken += claim(work, ROWS)
    assert len(taken) == ROWS
    assert len(ids(taken)) == ROWS
    assert len({delivery.nonce for delivery in taken}) == ROWS
    assert {delivery.attempt for delivery in taken} == {1}


def test_the_slower_of_two_with_one_row_cannot_settle_it(database, second):
    with database.transaction("T1") as work:
        work.deliveries.owe([owed()], NOW)
        (slow,) = claim(work)
    with second.transaction("T1") as work:
        assert work.queue.begin_post(slow, NOW, lease_until=LEASE)
        (lost,) = work.queue.end_leases(LEASE)
        assert work.queue.settle_row(lost, State.OWED, NOW)
        (quick,) = claim(work)
    with database.transaction("T1") as work:
        assert not work.queue.settle_row(slow, State.SENT, LEASE, slack_ts="1.0")
    with second.transaction("T1") as work:
        assert work.queue.settle_row(quick, State.SENT, LEASE, slack_ts="2.0")
        assert (
            work.deliveries.posted_about(SubjectType.DIALOGUE, "D1", quick.kind)[0].slack_ts
            == "2.0"
        )


@pytest.fixture
def two_on_postgresql(postgresql):
    url = postgresql.borrow()
    pair = Database(url, patience=2), Database(url, patience=2)
    yield pair
    for database in pair:
        database.dispose()
    postgresql.give_back(url)


def test_a_claim_does_not_wait_for_the_rows_of_another(two_on_postgresql):
    first, second = two_on_postgresql
    with first.transaction("T1") as work:
        work.deliveries.owe([owed(recipient=f"C{n}") for n in range(10)], NOW)
    with first.transaction("loop-1") as one:
        mine = claim(one, 6)
        with second.transaction("loop-2") as two:
            theirs = claim(two, 6)
    assert (len(mine), len(theirs)) == (6, 4)
    assert not ids(mine) & ids(theirs)


def test_a_row_that_is_being_withdrawn_is_passed_over(two_on_postgresql):
    first, second = two_on_postgresql
    with first.transaction("T1") as work:
        work.deliveries.owe([owed(), owed(subject_id="D2", recipient="C2")], NOW)
    with first.transaction("T1") as writer:
        writer.deliveries.withdraw(SubjectType.DIALOGUE, "D1", why="moved", now=NOW)
        with second.transaction("loop") as loop:
            assert [delivery.subject_id for delivery in claim(loop)] == ["D2"]


def test_a_lease_whose_row_is_being_written_ends_later(two_on_postgresql):
    """A worker that is suspended in the middle of that holds up no other."""
    first, second = two_on_postgresql
    with first.transaction("T1") as work:
        work.deliveries.owe([owed(), owed(subject_id="D2", recipient="C2")], NOW)
        rows = claim(work)
        assert all(work.queue.begin_post(row, NOW, lease_until=LEASE) for row in rows)
    with first.transaction("T1") as sleeper:
        assert sleeper.queue.begin_post(rows[0], NOW, lease_until=LEASE)
        with second.transaction("loop") as loop:
            assert ids(loop.queue.end_leases(LEASE)) == {rows[1].id}
    with second.transaction("loop") as loop:
        assert ids(loop.queue.end_leases(LEASE)) == {rows[0].id}


def test_planning_at_the_same_moment_owes_once(two_on_postgresql):
    first, second = two_on_postgresql
    together = threading.Barrier(2)
    wanted = [owed(recipient=f"C{n}") for n in range(50)]

    def plan(memory, workspace_id, rows):
        together.wait(20)
        with memory.transaction(workspace_id) as work:
            return work.deliveries.owe(rows, NOW)

    with ThreadPoolExecutor(2) as threads:
        turns = [threads.submit(plan, memory, "T1", wanted) for memory in (first, second)]
        assert sorted(turn.result() for turn in turns) == [0, 50]
