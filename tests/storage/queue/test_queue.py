"""The queue of all workspaces' deliveries, on both databases."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import event

from bot.domain.delivery import State, SubjectType
from storage.unit_of_work import UnitOfWork
from tests.storage.records import DAY, NOW, owed

LEASE = NOW + timedelta(minutes=2)
DIALOGUE = SubjectType.DIALOGUE


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


@pytest.fixture
def begun(unit, taken):
    """One whose posting has begun."""
    assert unit.queue.begin_post(taken, NOW, lease_until=LEASE)
    return taken


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
        unit.queue.settle_row(first, State.SENT, NOW, slack_channel="C1", slack_ts=f"{revision}.0")
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


def test_a_stopped_workspace_is_left_out_until_it_runs_again(unit):
    unit.deliveries.owe([owed(recipient="C1"), owed(recipient="C2")], NOW)
    (first,) = claim(unit, limit=1)
    unit.queue.settle_row(first, State.SENT, NOW, slack_channel="C1", slack_ts="1.0")
    unit.deliveries.mark_stale(DIALOGUE, "D1", [first.kind])
    unit.workspaces.stop_sending("app_uninstalled", NOW)
    assert claim(unit) == ()
    assert stale(unit) == ()
    assert unit.queue.next_due() is None
    unit.workspaces.keep_installed("Network", "UBOT", NOW)
    assert unit.queue.next_due() == NOW
    assert recipients(stale(unit)) == ["C1"]
    assert recipients(claim(unit)) == ["C2"]


def test_what_expires_in_a_stopped_workspace_waits_for_its_return(unit, begun):
    unit.workspaces.stop_sending("app_uninstalled", NOW)
    assert unit.queue.end_leases(LEASE) == ()
    unit.workspaces.keep_installed("Network", "UBOT", NOW)
    assert [delivery.id for delivery in unit.queue.end_leases(LEASE)] == [begun.id]


def test_sent_is_settled_with_where_it_stands(unit, taken):
    assert unit.queue.settle_row(taken, State.SENT, LEASE, slack_channel="D7", slack_ts="1.5")
    kept = now_of(unit, taken)
    assert (kept.state, kept.slack_channel, kept.slack_ts) == (State.SENT, "D7", "1.5")
    assert (kept.settled_at, kept.lease_until, kept.error) == (LEASE, None, None)


def test_put_off_is_owed_again_at_its_new_moment(unit, taken):
    later = NOW + timedelta(minutes=1)
    assert unit.queue.settle_row(taken, State.OWED, NOW, error="ratelimited", next_at=later)
    kept = now_of(unit, taken)
    assert (kept.state, kept.next_at, kept.error) == (State.OWED, later, "ratelimited")
    assert kept.due_at == taken.due_at, "it was due when it was due, and is late from then"
    assert (kept.nonce, kept.lease_until, kept.settled_at) == (None, None, None)
    assert claim(unit) == ()
    (again,) = claim(unit, later)
    assert (again.id, again.attempt) == (taken.id, 2)


def test_dropped_says_why_and_when(unit, taken):
    assert unit.queue.settle_row(taken, State.DROPPED, LEASE, error="too_late")
    kept = now_of(unit, taken)
    assert (kept.state, kept.error, kept.settled_at) == (State.DROPPED, "too_late", LEASE)


@pytest.mark.parametrize("state", [State.SENT, State.OWED, State.DROPPED, State.UNCERTAIN])
def test_a_worker_whose_nonce_is_gone_writes_nothing(unit, taken, state):
    unit.queue.settle_row(taken, State.OWED, NOW)
    (again,) = claim(unit)
    assert not unit.queue.settle_row(taken, state, NOW)
    assert now_of(unit, taken) == again


@pytest.mark.parametrize("first", [State.SENT, State.DROPPED])
@pytest.mark.parametrize("second", [State.SENT, State.OWED, State.DROPPED, State.UNCERTAIN])
def test_what_is_settled_stays_settled(unit, taken, first, second):
    unit.queue.settle_row(taken, first, NOW)
    kept = now_of(unit, taken)
    assert not unit.queue.settle_row(taken, second, LEASE)
    assert now_of(unit, taken) == kept


@pytest.mark.parametrize("state", [State.SENT, State.OWED, State.DROPPED])
def test_what_is_uncertain_can_still_come_to_any_end(unit, taken, state):
    assert unit.queue.settle_row(taken, State.UNCERTAIN, NOW, error="answer_lost")
    assert now_of(unit, taken).settled_at is None
    assert unit.queue.settle_row(taken, state, NOW)
    assert now_of(unit, taken).state is state


@pytest.mark.parametrize("state", [State.OWED, State.DROPPED, State.UNCERTAIN])
def test_what_was_withdrawn_while_it_was_sent_is_not_owed_again(unit, taken, state):
    unit.deliveries.withdraw(DIALOGUE, "D1", why="moved", now=NOW)
    assert not unit.queue.settle_row(taken, state, NOW)
    assert (now_of(unit, taken).state, now_of(unit, taken).error) == (State.DROPPED, "moved")


def test_what_was_withdrawn_while_it_was_sent_was_sent(unit, taken):
    unit.deliveries.withdraw(DIALOGUE, "D1", why="moved", now=NOW)
    assert unit.queue.settle_row(taken, State.SENT, LEASE, slack_channel="C1", slack_ts="1.0")
    assert (now_of(unit, taken).state, now_of(unit, taken).slack_ts) == (State.SENT, "1.0")


def test_what_was_withdrawn_before_it_was_claimed_cannot_be_settled(unit):
    unit.deliveries.owe([owed()], NOW)
    (waiting,) = unit.deliveries.of_recipient("C1", NOW)
    unit.deliveries.withdraw(DIALOGUE, "D1", why="moved", now=NOW)
    assert not unit.queue.settle_row(waiting, State.SENT, NOW)


def test_sending_is_no_end(unit, taken):
    with pytest.raises(ValueError, match="claim"):
        unit.queue.settle_row(taken, State.SENDING, NOW)


def test_a_lease_that_ran_out_makes_a_begun_row_uncertain_once(unit, begun):
    assert unit.queue.end_leases(LEASE - timedelta(microseconds=1)) == ()
    (lost,) = unit.queue.end_leases(LEASE)
    assert (lost.id, lost.state, lost.nonce) == (begun.id, State.UNCERTAIN, begun.nonce)
    assert unit.queue.end_leases(LEASE) == ()


def test_what_was_never_begun_is_owed_again_at_once(unit, taken):
    assert unit.queue.end_leases(LEASE) == ()
    kept = now_of(unit, taken)
    assert (kept.state, kept.nonce, kept.next_at) == (State.OWED, None, LEASE)
    assert not unit.queue.begin_post(taken, LEASE, lease_until=LEASE + DAY), (
        "its holder comes too late"
    )
    (again,) = claim(unit, LEASE)
    assert (again.id, again.attempt) == (taken.id, 2)


def test_the_posting_begins_only_while_the_lease_lasts_and_has_its_own(unit, taken):
    later = LEASE + timedelta(minutes=1)
    assert not unit.queue.begin_post(taken, LEASE, lease_until=later)
    assert unit.queue.begin_post(taken, NOW, lease_until=later)
    assert (now_of(unit, taken).begun, now_of(unit, taken).lease_until) == (True, later)


def test_what_was_withdrawn_does_not_begin(unit, taken):
    unit.deliveries.withdraw(DIALOGUE, "D1", why="moved", now=NOW)
    assert not unit.queue.begin_post(taken, NOW, lease_until=LEASE)


def test_the_next_due_moment_is_of_what_can_be_sent(unit):
    """Workspace T2 owes one in twenty days, to a channel that it blocks."""
    assert unit.queue.next_due() is None
    for recipient, days in [("C1", 1), ("C2", 2)]:
        due_at, until = NOW + days * DAY, NOW + 9 * DAY
        unit.deliveries.owe([owed(recipient=recipient, due_at=due_at, useful_until=until)], NOW)
    assert unit.queue.next_due() == NOW + DAY
    unit.recipients.block("C1", error="is_archived", now=NOW)
    assert unit.queue.next_due() == NOW + 2 * DAY
    claim(unit, NOW + 2 * DAY)
    assert unit.queue.next_due() == LEASE, "when its holder's time is up"


def test_stale_rows_wait_until_they_are_refreshed(unit):
    unit.deliveries.owe([owed(recipient=f"C{n}") for n in range(3)], NOW)
    for delivery in claim(unit):
        unit.queue.settle_row(delivery, State.SENT, NOW, slack_channel="C", slack_ts="1")
    unit.deliveries.mark_stale(DIALOGUE, "D1", [delivery.kind])
    first, _second = stale(unit, limit=2)
    unit.queue.note_refreshed(first)
    assert recipients(stale(unit)) == ["C2"], "C1's is being refreshed by whoever took it"
    assert recipients(stale(unit, NOW + timedelta(minutes=1))) == ["C1", "C2"], "who died"


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
