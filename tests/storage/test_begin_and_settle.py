"""What begins or settles a delivery meets a change of its row at the same instant cleanly."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import event

from bot.domain.delivery import State, SubjectType
from storage.transactions.jobs import Job
from storage.unit_of_work import UnitOfWork
from tests.storage.records import NOW, owed
from tests.waiting import PATIENCE

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
        return done, other.result(PATIENCE)


def by_the_loop(job):
    return lambda memory: asyncio.run(memory.write("T1", job))


def by_a_person(job):
    def run(memory):
        with memory.transaction("T1") as work:
            return job(work)

    return run


@pytest.mark.parametrize("change", [withdraw, take_back])
def test_a_change_that_comes_first_keeps_the_post_from_beginning(database, second, held, change):
    assert at_the_same_instant(database, change, second, by_the_loop(begin(held))) == (1, False)
    assert row_of(database).state is (State.DROPPED if change is withdraw else State.OWED)


def test_what_has_begun_is_not_taken_back(database, second, held):
    assert at_the_same_instant(database, begin(held), second, by_a_person(take_back)) == (True, 0)
    assert asyncio.run(second.write("T1", settle(held)))
    assert row_of(database).state is State.SENT


def test_what_has_begun_and_is_withdrawn_is_sent_and_never_owed_again(database, second, held):
    assert at_the_same_instant(database, begin(held), second, by_a_person(withdraw)) == (True, 1)
    for state in (State.OWED, State.UNCERTAIN):
        assert not asyncio.run(database.write("T1", settle(held, state)))
    assert asyncio.run(database.write("T1", settle(held)))
    assert row_of(database).state is State.SENT


@pytest.mark.parametrize("state", [State.SENT, State.OWED, State.UNCERTAIN])
def test_a_withdrawal_and_a_settling(database, second, held, state):
    """Withdrawn first: it takes `sent` alone. Settled first: what is owed again is withdrawn."""
    sent = state is State.SENT
    assert at_the_same_instant(database, withdraw, second, by_the_loop(settle(held, state))) == (
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


def in_one_group(database, *jobs):
    """What each came to."""
    group = [Job("T1", lambda c, job=job: job(UnitOfWork(c, "T1"))) for job in jobs]
    database._transactions._writers.serve(group)
    return [job.future.result(timeout=0) for job in group]


@pytest.mark.parametrize("number", [1, 4], ids=["one", "some"])
def test_a_group_begins_and_settles_what_it_holds_in_one_statement_each(database, number):
    recipients = [f"C{n}" for n in range(number)]
    with database.transaction("T1") as work:
        work.deliveries.owe([owed(recipient=one) for one in recipients], NOW)
        rows = work.queue.claim_due(NOW, lease_until=LEASE, limit=number)
    sent = []
    event.listen(database.engine, "before_cursor_execute", lambda *a: sent.append(a[2]))
    assert all(in_one_group(database, *map(begin, rows)))
    assert all(in_one_group(database, *map(settle, rows)))
    assert len([statement for statement in sent if statement.startswith("UPDATE")]) == 2
    *_, last = rows
    assert not any(in_one_group(database, *map(begin, rows)))
    with database.transaction("T1") as work:
        assert work.deliveries.of_recipient(last.recipient, NOW)[0].state is State.SENT


@pytest.mark.parametrize("lost", [0, 2], ids=["the first", "the last"])
def test_a_group_begins_all_but_what_was_taken_from_it(database, lost):
    with database.transaction("T1") as work:
        work.deliveries.owe([owed(recipient=f"C{n}") for n in range(3)], NOW)
        rows = work.queue.claim_due(NOW, lease_until=LEASE, limit=3)
        work.queue.settle_row(rows[lost], State.OWED, NOW)
    begun = in_one_group(database, *map(begin, rows))
    assert [number for number, ours in enumerate(begun) if not ours] == [lost]
    with database.transaction("T1") as work:
        states = [work.deliveries.of_recipient(f"C{n}", NOW)[0].state for n in range(3)]
    assert [state is State.SENDING for state in states] == begun


def test_what_is_withdrawn_in_the_group_that_begins_it_is_not_posted(database, held):
    assert in_one_group(database, withdraw, begin(held)) == [1, False]


def test_what_became_stale_while_it_was_posted_is_refreshed_at_once(database, held):
    def changes(work):
        return len(work.deliveries.mark_stale(*D1))

    def sent(work):
        return work.queue.settle_row(held, State.SENT, NOW, refresh_at=LEASE)

    assert in_one_group(database, changes, sent) == [1, True]
    assert row_of(database).next_at is None
