"""What begins and settles a delivery waits for no lock, and meets a change of its row cleanly."""

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import text

from bot.domain.delivery import State, SubjectType
from bot.domain.errors import NotSaved
from storage.transactions.jobs import Job
from storage.transactions.write_guarded import GuardedCommit
from storage.unit_of_work import UnitOfWork
from tests.storage.records import NOW, owed

LEASE = NOW + timedelta(minutes=2)
D1 = (SubjectType.DIALOGUE, "D1")


@pytest.fixture
def held(database):
    """A row that a worker has claimed."""
    with database.transaction("T1") as work:
        work.deliveries.owe([owed()], NOW)
        return work.queue.claim_due(NOW, lease_until=LEASE, limit=1)[0]


def row_of(database):
    with database.transaction("T1", write=False) as work:
        (row,) = work.deliveries.of_recipient(owed().recipient, NOW - timedelta(days=1))
    return row


def begin(held):
    return lambda work: work.queue.begin_post(held, NOW, lease_until=LEASE)


def settle(held, state=State.SENT):
    return lambda work: work.queue.settle_row(held, state, NOW)


def withdraw(work):
    return work.deliveries.withdraw(*D1, why="moved", now=NOW)


def take_back(work):
    return work.deliveries.take_back(*D1, now=NOW)


def at_the_same_instant(database, first, second, then):
    """`first` is written and not yet committed when `then` is asked for; what both came to."""
    with ThreadPoolExecutor(1) as thread:
        with database.transaction("T1") as work:
            done = first(work)
            other = thread.submit(then, second)
            with pytest.raises(TimeoutError):
                other.result(0.2)
        return done, other.result(20)


def guarded(job):
    return lambda memory: asyncio.run(memory.write("T1", job, guarded=True))


def by_a_person(job):
    def run(memory):
        with memory.transaction("T1") as work:
            return job(work)

    return run


@pytest.mark.parametrize("change", [withdraw, take_back])
def test_a_change_that_comes_first_keeps_the_post_from_beginning(database, second, held, change):
    assert at_the_same_instant(database, change, second, guarded(begin(held))) == (1, False)
    assert row_of(database).state is (State.DROPPED if change is withdraw else State.OWED)


def test_what_has_begun_is_not_taken_back(database, second, held):
    assert at_the_same_instant(database, begin(held), second, by_a_person(take_back)) == (True, 0)
    assert asyncio.run(second.write("T1", settle(held), guarded=True))
    assert row_of(database).state is State.SENT


def test_what_has_begun_and_is_withdrawn_is_sent_and_never_owed_again(database, second, held):
    assert at_the_same_instant(database, begin(held), second, by_a_person(withdraw)) == (True, 1)
    for state in (State.OWED, State.UNCERTAIN):
        assert not asyncio.run(database.write("T1", settle(held, state), guarded=True))
    assert asyncio.run(database.write("T1", settle(held), guarded=True))
    assert row_of(database).state is State.SENT


@pytest.mark.parametrize("state", [State.SENT, State.OWED, State.UNCERTAIN])
def test_a_withdrawal_and_a_settling(database, second, held, state):
    """Withdrawn first: it takes `sent` alone. Settled first: what is owed again is withdrawn."""
    sent = state is State.SENT
    assert at_the_same_instant(database, withdraw, second, guarded(settle(held, state))) == (
        1,
        sent,
    )
    assert row_of(database).state is (State.SENT if sent else State.DROPPED)


@pytest.mark.parametrize("state", [State.SENT, State.OWED, State.UNCERTAIN])
def test_a_settling_and_a_withdrawal(database, second, held, state):
    owed_again = state is State.OWED
    assert at_the_same_instant(database, settle(held, state), second, by_a_person(withdraw)) == (
        True,
        int(owed_again),
    )
    assert row_of(database).state is (State.DROPPED if owed_again else state)


def test_it_does_not_wait_for_the_workspace_s_turn(on_postgresql):
    with on_postgresql.transaction("T1") as work:
        work.deliveries.owe([owed(), owed(subject_id="D2", recipient="C2")], NOW)
        first, _ = work.queue.claim_due(NOW, lease_until=LEASE, limit=2)
    with on_postgresql.transaction("T1") as work:
        work.numbers.take_next("D")
        assert asyncio.run(on_postgresql.write("T1", begin(first), guarded=True))
        assert asyncio.run(on_postgresql.write("T1", settle(first), guarded=True))


def commit_together(database, *jobs):
    group = [Job("T1", lambda c, job=job: job(UnitOfWork(c, "T1"))) for job in jobs]
    database._guarded.serve(group)
    return group


def test_the_failure_of_one_is_no_other_s(on_postgresql):
    def fail(_work):
        raise ValueError("mine")

    def break_a_rule(work):
        work.queue._connection.execute(text("SELECT 1 / 0"))

    def stop(_work):
        raise StopIteration

    with on_postgresql.transaction("T1") as work:
        work.deliveries.owe([owed(recipient=f"C{n}") for n in range(3)], NOW)
        rows = work.queue.claim_due(NOW, lease_until=LEASE, limit=3)
    jobs = (begin(rows[0]), fail, begin(rows[1]), break_a_rule, begin(rows[2]), stop)
    group = commit_together(on_postgresql, *jobs)
    assert [job.future.result() for job in group[::2]] == [True] * 3
    kinds = [type(job.future.exception()).__name__ for job in group[1::2]]
    assert kinds == ["ValueError", "DataError", "RuntimeError"]
    with on_postgresql.transaction("T1") as work:
        assert [settle(row)(work) for row in rows] == [True] * 3


def test_each_hears_when_the_connection_breaks(postgresql, on_postgresql):
    def break_connection(work):
        postgresql.disconnect(on_postgresql.engine.url)
        work.queue._connection.execute(text("SELECT 1"))

    group = commit_together(on_postgresql, lambda _work: 1, break_connection)
    assert [type(job.future.exception()) for job in group] == [NotSaved] * 2


def test_two_groups_that_wait_for_each_other_are_both_done(on_postgresql):
    with on_postgresql.transaction("T1") as work:
        work.deliveries.owe([owed(recipient=f"C{n}") for n in range(2)], NOW)
        rows = work.queue.claim_due(NOW, lease_until=LEASE, limit=2)
    both_hold_one = threading.Barrier(2)

    def first(row):
        attempts = []

        def job(work):
            attempts.append(1)
            done = begin(row)(work)
            if len(attempts) == 1:
                both_hold_one.wait(20)
            return done

        return job

    def run(row, other):
        jobs = (first(row), begin(other))
        commit = GuardedCommit(on_postgresql._writing, threads=1, name="guarded")
        group = [Job("T1", lambda c, job=job: job(UnitOfWork(c, "T1"))) for job in jobs]
        commit.serve(group)
        commit.close()
        return [job.future.result() for job in group]

    with ThreadPoolExecutor(2) as threads:
        turns = [threads.submit(run, *pair) for pair in (rows, rows[::-1])]
        assert [turn.result(20) for turn in turns] == [[True, True]] * 2
