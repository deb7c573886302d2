"""What is due is claimed: a lease, a fresh nonce, and nobody's turn twice."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import event

from bot.domain.delivery import State
from storage.unit_of_work import UnitOfWork
from tests.storage.records import DAY, NOW, owed

LEASE = NOW + timedelta(minutes=2)


def claim(unit, now=NOW, *, limit=100, skip=()):
    return unit.queue.claim_due(now, lease_until=LEASE, limit=limit, skip=skip)


def stale(unit, now=NOW, *, limit=9):
    return unit.queue.stale_posts(now, until=now + timedelta(minutes=1), limit=limit)


def recipients(deliveries):
    return [delivery.recipient for delivery in deliveries]


@pytest.fixture
def taken(unit):
    """One claimed delivery."""
    unit.deliveries.owe([owed()], NOW)
    (delivery,) = claim(unit)
    return delivery


def now_of(unit, delivery):
    (found,) = (d for d in unit.deliveries.of_recipient("C1", NOW - DAY) if d.id == delivery.id)
    return found


def test_a_claimed_row_is_marked_leased_and_counted(unit):
    unit.deliveries.owe([owed()], NOW)
    (taken,) = claim(unit)
    assert (taken.state, taken.attempt, taken.lease_until) == (State.SENDING, 1, LEASE)
    assert re.fullmatch("[0-9a-f]{32}", taken.nonce)
    assert now_of(unit, taken) == taken
    assert claim(unit) == ()


def test_nonces_are_fresh_for_each_row_and_claim(unit):
    unit.deliveries.owe([owed(recipient=f"C{n}") for n in range(20)], NOW)
    first = claim(unit)
    for delivery in first:
        unit.queue.settle_row(delivery, State.OWED, NOW)
    again = claim(unit)
    assert {d.attempt for d in again} == {2}
    assert len({d.nonce for d in (*first, *again)}) == 40


def test_only_what_is_due_is_claimed_earliest_first_and_not_more_than_asked(unit):
    for number, minutes in enumerate([-1, 0, -3, 1, -2]):
        due_at = NOW + timedelta(minutes=minutes)
        unit.deliveries.owe([owed(recipient=f"C{number}", due_at=due_at)], NOW)
    assert recipients(claim(unit, limit=2)) == ["C2", "C4"]
    assert recipients(claim(unit, limit=9)) == ["C0", "C1"]
    assert recipients(claim(unit, NOW + timedelta(minutes=1))) == ["C3"]


def test_each_recipient_gets_at_most_one_a_claim_the_earliest(unit):
    for revision in (3, 1, 2):
        due_at = NOW - timedelta(minutes=10 - revision)
        unit.deliveries.owe([owed(revision=revision, due_at=due_at)], NOW)
    for revision in (1, 2, 3):
        (first,) = claim(unit)
        assert first.revision == revision
        assert claim(unit) == (), "while it is being served, nobody else serves it"
        unit.queue.settle_row(
            first, State.SENT, NOW, posted_channel="C1", posted_ts=f"{revision}.0"
        )
    assert claim(unit) == ()


def test_the_same_recipient_in_two_workspaces_is_two_recipients(unit, connection):
    other = UnitOfWork(connection, "T3")
    unit.deliveries.owe([owed()], NOW)
    other.deliveries.owe([owed()], NOW)
    assert {delivery.workspace_id for delivery in claim(unit)} == {"T1", "T3"}


def test_paced_and_blocked_recipients_are_passed_over(unit):
    unit.deliveries.owe([owed(recipient=f"C{n}") for n in range(3)], NOW)
    unit.recipients.block("C1", error="is_archived", now=NOW)
    assert recipients(claim(unit, skip=["C2"])) == ["C0"]
    assert recipients(claim(unit)) == ["C2"]
    unit.recipients.unblock("C1")
    assert recipients(claim(unit)) == ["C1"]


def test_a_block_in_another_workspace_holds_nothing_here(unit):
    """Workspace T2 blocks the channel C1."""
    unit.deliveries.owe([owed(recipient="C1")], NOW)
    assert recipients(claim(unit)) == ["C1"]


def test_a_claim_looks_only_at_what_is_due(unit, connection):
    """However many rows wait or are done, the plan goes by the index on what is owed."""
    rows = [owed(recipient=f"U{n}", due_at=NOW + DAY) for n in range(2_000)]
    unit.deliveries.owe(rows, NOW)
    unit.deliveries.owe([owed()], NOW)
    connection.exec_driver_sql("ANALYZE")
    seen = []
    event.listen(
        connection,
        "before_cursor_execute",
        lambda _c, _cursor, statement, parameters, *_rest: seen.append((statement, parameters)),
    )
    pace = {"apart": timedelta(seconds=1), "at_most": 20}
    assert len(unit.queue.claim_due(NOW, lease_until=LEASE, limit=9, **pace)) == 1
    unit.queue.next_due()
    unit.queue.end_leases(NOW)
    unit.queue.to_find(NOW, until=LEASE, limit=9)
    unit.queue.of_no_use(NOW, limit=9)
    stale(unit)
    explain = "EXPLAIN QUERY PLAN " if connection.dialect.name == "sqlite" else "EXPLAIN "
    wanted = [
        ["due", "sending", "attempted"],
        ["due", "sending", "attempted"],  # once more, for whomever those taken had hidden
        ["uncertain"],
        ["sending"],
        ["due"],
        ["sending"],
        ["sending"],
        ["uncertain"],
        ["due"],
        ["stale"],
    ]
    for (statement, parameters), indexes in zip(list(seen), wanted, strict=True):
        plan = connection.exec_driver_sql(explain + statement, parameters).fetchall()
        for index in indexes:
            assert f"ix_deliveries_{index}" in str(plan), plan
