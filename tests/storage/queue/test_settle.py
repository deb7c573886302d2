"""How a claimed delivery ends, and what cannot end it."""

from datetime import timedelta

import pytest

from bot.domain.delivery import State, SubjectType
from tests.storage.records import DAY, NOW, owed

LEASE = NOW + timedelta(minutes=2)


DIALOGUE = SubjectType.DIALOGUE


def claim(unit, now=NOW, *, limit=100, skip=()):
    return unit.queue.claim_due(now, lease_until=LEASE, limit=limit, skip=skip)


@pytest.fixture
def taken(unit):
    """One claimed delivery."""
    unit.deliveries.owe([owed()], NOW)
    (delivery,) = claim(unit)
    return delivery


def now_of(unit, delivery):
    (found,) = (d for d in unit.deliveries.of_recipient("C1", NOW - DAY) if d.id == delivery.id)
    return found


def test_sent_is_settled_with_where_it_stands(unit, taken):
    assert unit.queue.settle_row(taken, State.SENT, LEASE, posted_channel="D7", posted_ts="1.5")
    kept = now_of(unit, taken)
    assert (kept.state, kept.posted_channel, kept.posted_ts) == (State.SENT, "D7", "1.5")
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
    assert unit.queue.settle_row(taken, State.SENT, LEASE, posted_channel="C1", posted_ts="1.0")
    assert (now_of(unit, taken).state, now_of(unit, taken).posted_ts) == (State.SENT, "1.0")


def test_what_was_withdrawn_before_it_was_claimed_cannot_be_settled(unit):
    unit.deliveries.owe([owed()], NOW)
    (waiting,) = unit.deliveries.of_recipient("C1", NOW)
    unit.deliveries.withdraw(DIALOGUE, "D1", why="moved", now=NOW)
    assert not unit.queue.settle_row(waiting, State.SENT, NOW)


def test_sending_is_no_end(unit, taken):
    with pytest.raises(ValueError, match="claim"):
        unit.queue.settle_row(taken, State.SENDING, NOW)
