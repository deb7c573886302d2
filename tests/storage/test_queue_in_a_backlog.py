"""A claim in a long backlog works through it once, whatever the server knows of its rows."""

import json
from contextlib import contextmanager
from datetime import timedelta

import pytest
from sqlalchemy import event

from storage.queue.claim import _NEAR
from tests.storage.records import NOW, owed

DUE, RECIPIENTS, WAITING = 400, 100, 5_000
LATER = NOW + timedelta(minutes=10)
FAR = NOW + timedelta(days=1)


@pytest.fixture
def backlog(on_postgresql):
    """On a server that counted its rows before any was due, as after an outage."""
    rows = [
        owed(recipient=f"U{n % RECIPIENTS}", subject_id=f"D{n}", kind="dialogue.starting")
        for n in range(DUE)
    ]
    with on_postgresql.transaction("T1") as work:
        work.deliveries.owe(rows, NOW)
    return on_postgresql


@contextmanager
def counted(engine):
    """What is said to the tables."""
    said = []

    def keep(_connection, _cursor, statement, *_):
        if "deliveries" in statement:
            said.append(statement)

    event.listen(engine, "before_cursor_execute", keep)
    yield said
    event.remove(engine, "before_cursor_execute", keep)


@contextmanager
def each_statement(engine):
    said = []

    def keep(_connection, _cursor, statement, parameters, *_):
        said.append((statement, parameters))

    event.listen(engine, "before_cursor_execute", keep)
    yield said
    event.remove(engine, "before_cursor_execute", keep)


@contextmanager
def last_statement(engine):
    said = []

    def keep(_connection, _cursor, statement, parameters, *_):
        said[:] = [statement, parameters]

    event.listen(engine, "before_cursor_execute", keep)
    yield said
    event.remove(engine, "before_cursor_execute", keep)


def explained(engine, statement, parameters):
    """The steps of its plan, with what each has really done."""
    with engine.begin() as connection:
        explain = f"EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) {statement}"
        found = connection.exec_driver_sql(explain, parameters).scalar_one()
        connection.rollback()
    return list(nodes((json.loads(found) if isinstance(found, str) else found)[0]["Plan"]))


def nodes(plan):
    yield plan
    for below in plan.get("Plans", ()):
        yield from nodes(below)


@pytest.mark.parametrize("limits", [{}, {"apart": timedelta(seconds=1)}, {"at_most": 1_000}])
def test_whose_turn_it_is_is_reckoned_once(backlog, limits):
    with last_statement(backlog.engine) as said, backlog.transaction("T1", write=False) as work:
        work.queue.claim_due(LATER, lease_until=LATER, limit=20, **limits)
    steps = explained(backlog.engine, *said)
    windows = [step for step in steps if step["Node Type"] == "WindowAgg"]
    assert windows
    assert {step["Actual Loops"] for step in windows} == {1}
    assert sum(step.get("Rows Removed by Join Filter", 0) for step in steps) < DUE


def test_the_next_moment_is_found_without_a_walk_through_all_that_waits(on_postgresql):
    with on_postgresql.transaction("T1") as work:
        work.workspaces.keep_installed("Bench", "UBOT", NOW)
        rows = [owed(recipient=f"U{n}", due_at=LATER, useful_until=FAR) for n in range(WAITING)]
        work.deliveries.owe(rows, NOW)
    with on_postgresql.engine.begin() as connection:
        connection.exec_driver_sql("ANALYZE")
    with last_statement(on_postgresql.engine) as said:
        with on_postgresql.transaction("T1", write=False) as work:
            assert work.queue.next_due(NOW) == LATER
        steps = explained(on_postgresql.engine, *said)
    assert any(step.get("Relation Name") == "deliveries" for step in steps)
    assert max(step["Actual Rows"] * step["Actual Loops"] for step in steps) < WAITING / 10


@pytest.mark.parametrize("probed", [True, False])
def test_blocked_recipients_cost_no_walk(on_postgresql, probed):
    """Neither a claim nor the look for the next moment, whether their probe is due or not."""
    with on_postgresql.transaction("T1") as work:
        work.workspaces.keep_installed("Bench", "UBOT", NOW)
        rows = [owed(recipient=f"U{n}", due_at=FAR, useful_until=FAR) for n in range(WAITING)]
        work.deliveries.owe([*rows, owed(recipient="U1", subject_id="D9")], NOW)
        for n in range(20):
            work.recipients.block(f"U{n}", error="is_archived", now=NOW)
    with on_postgresql.engine.begin() as connection:
        connection.exec_driver_sql("ANALYZE")
    moment = LATER if probed else NOW
    for ask in (
        lambda work: work.queue.next_due(moment),
        lambda work: work.queue.claim_due(moment, lease_until=FAR, limit=20),
    ):
        with (
            on_postgresql.transaction("T1", write=False) as work,
            each_statement(on_postgresql.engine) as statements,
        ):
            ask(work)
        assert statements
        for statement, parameters in statements:
            steps = explained(on_postgresql.engine, statement, parameters)
            assert max(s["Actual Rows"] * s["Actual Loops"] for s in steps) < WAITING / 10


@pytest.fixture
def crowded(database):
    """One recipient is owed more than is weighed at a time, all due before anyone else's."""
    earlier = NOW - timedelta(hours=1)
    hog = [
        owed(recipient="C0", subject_id=f"D{n}", due_at=earlier, useful_until=LATER)
        for n in range(_NEAR + 50)
    ]
    others = [owed(recipient=f"C{n}", subject_id="D1", useful_until=LATER) for n in range(1, 9)]
    with database.transaction("T1") as work:
        work.deliveries.owe([*hog, *others], earlier)
    return database


@pytest.mark.parametrize("limits", [{}, {"apart": timedelta(minutes=1)}, {"at_most": 1_000}])
def test_one_with_a_long_backlog_does_not_hide_the_others(crowded, limits):
    """Neither while it is free nor while it is being served."""
    taken = []
    for _ in range(2):
        with crowded.transaction("T1") as work:
            taken += work.queue.claim_due(NOW, lease_until=LATER, limit=5, **limits)
    assert [delivery.recipient for delivery in taken] == ["C0", *(f"C{n}" for n in range(1, 9))]
    assert taken[0].subject_id == "D0"


def test_only_the_earliest_are_weighed_while_that_is_enough(backlog):
    rows = [owed(recipient=f"V{n}", subject_id="D1") for n in range(_NEAR)]
    with backlog.transaction("T1") as work:
        work.deliveries.owe(rows, NOW)
    with counted(backlog.engine) as said, backlog.transaction("T1") as work:
        assert len(work.queue.claim_due(LATER, lease_until=LATER, limit=20)) == 20
    (claim,) = said
    assert f"LIMIT {_NEAR}" in claim


def test_each_claim_takes_as_many_as_it_may(backlog):
    taken = []
    for _ in range(5):
        with backlog.transaction("T1") as work:
            claimed = work.queue.claim_due(LATER, lease_until=LATER, limit=20)
        taken.append({delivery.recipient for delivery in claimed})
    assert [len(whom) for whom in taken] == [20] * 5
    assert len(set.union(*taken)) == RECIPIENTS
