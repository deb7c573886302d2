"""A queue goes on through stopped workspaces and expired leases."""

from datetime import timedelta
from functools import partial

import pytest

from bot.domain.delivery import State, SubjectType
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


def test_a_stopped_workspace_is_left_out_until_it_runs_again(unit):
    unit.deliveries.owe([owed(recipient="C1"), owed(recipient="C2")], NOW)
    (first,) = claim(unit, limit=1)
    unit.queue.settle_row(first, State.SENT, NOW, posted_channel="C1", posted_ts="1.0")
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


def test_a_message_is_refreshed_by_one_at_a_time_whichever_part_has_changed(unit):
    """Who read before a change could be the last to write, and the older text would stay."""
    unit.deliveries.owe([owed(recipient=f"C{n}") for n in range(2)], NOW)
    for delivery in claim(unit):
        unit.queue.settle_row(delivery, State.SENT, NOW, posted_channel="C", posted_ts="1")
    mark = partial(unit.deliveries.mark_stale, DIALOGUE, "D1", [delivery.kind])
    mark()
    (first,) = stale(unit)
    mark()
    assert stale(unit) == (), "neither the same part nor the other while it is under way"
    unit.queue.note_refreshed(first)
    (again,) = stale(unit)
    assert again.id == first.id, "it was marked once more meanwhile"
    unit.queue.note_refreshed(again)
    (other,) = stale(unit)
    unit.queue.put_off_refresh(other, NOW + timedelta(minutes=2))
    assert stale(unit, NOW + timedelta(minutes=1)) == ()
    assert recipients(stale(unit, NOW + timedelta(minutes=2))) == [other.recipient]


def test_stale_rows_wait_until_they_are_refreshed(unit):
    unit.deliveries.owe([owed(recipient=f"C{n}") for n in range(3)], NOW)
    for delivery in claim(unit):
        place = {"posted_channel": delivery.recipient, "posted_ts": "1"}
        unit.queue.settle_row(delivery, State.SENT, NOW, **place)
    unit.deliveries.mark_stale(DIALOGUE, "D1", [delivery.kind])
    first, _second = stale(unit, limit=2)
    unit.queue.note_refreshed(first)
    assert recipients(stale(unit)) == ["C2"], "C1's is being refreshed by whoever took it"
    assert recipients(stale(unit, NOW + timedelta(minutes=1))) == ["C1", "C2"], "who died"
