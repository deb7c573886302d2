"""After the machine's clock was set back: nothing waits for its return, on both databases."""

from datetime import timedelta

import pytest

from bot.domain.delivery import State, SubjectType
from tests.storage.records import DAY, NOW, owed

HOUR, MINUTE, SECOND = timedelta(hours=1), timedelta(minutes=1), timedelta(seconds=1)
AHEAD = NOW + HOUR
"""What the clock showed before it was set back to NOW."""


def shorten(unit, now=NOW):
    return unit.queue.shorten_waits(now, longest=15 * MINUTE, lease=MINUTE)


def claim(unit, now):
    (taken,) = unit.queue.claim_due(now, lease_until=now + MINUTE, limit=9)
    return taken


def row(unit):
    (found,) = unit.deliveries.of_recipient("C1", NOW - DAY)
    return found


def owe(unit, due_at=NOW - MINUTE):
    unit.deliveries.owe([owed(due_at=due_at, useful_until=NOW + 9 * DAY)], due_at)


def test_what_was_put_off_is_tried_again(unit):
    owe(unit)
    unit.queue.settle_row(claim(unit, AHEAD), State.OWED, AHEAD, next_at=AHEAD + 30 * SECOND)
    assert unit.queue.claim_due(NOW + SECOND, lease_until=AHEAD, limit=9) == ()
    assert shorten(unit) == 1
    assert claim(unit, NOW + SECOND).attempt == 2


def test_what_was_tried_before_its_time_waits_for_its_time(unit):
    owe(unit, due_at=NOW + 40 * MINUTE)
    unit.queue.settle_row(claim(unit, AHEAD), State.OWED, AHEAD, next_at=AHEAD + 30 * SECOND)
    assert shorten(unit) == 1
    assert row(unit).next_at == NOW + 40 * MINUTE


def test_what_waits_for_its_own_day_waits(unit):
    owe(unit, due_at=NOW + DAY)
    assert shorten(unit) == 0
    assert row(unit).next_at == NOW + DAY


@pytest.mark.parametrize("pause", [MINUTE, 14 * MINUTE])
def test_a_pause_begun_by_a_right_clock_is_not_shortened(unit, pause):
    owe(unit)
    unit.queue.settle_row(claim(unit, NOW), State.OWED, NOW, next_at=NOW + pause)
    assert shorten(unit, NOW + SECOND) == 0
    assert row(unit).next_at == NOW + pause


def test_retry_after_of_an_hour_by_a_right_clock_is_kept(unit):
    owe(unit)
    unit.queue.settle_row(claim(unit, NOW), State.OWED, NOW, next_at=NOW + HOUR)
    assert shorten(unit, NOW + SECOND) == 0


def test_what_is_looked_for_is_looked_for_now_and_is_certain_from_now(unit):
    owe(unit)
    taken = claim(unit, AHEAD)
    assert unit.queue.settle_row(taken, State.UNCERTAIN, AHEAD, next_at=AHEAD + 2 * SECOND)
    assert unit.queue.to_find(NOW, until=AHEAD, limit=9) == ()
    assert shorten(unit) == 1
    (found,) = unit.queue.to_find(NOW, until=NOW + MINUTE, limit=9)
    assert (found.nonce, found.attempted_at) == (taken.nonce, NOW)


def test_a_lease_of_one_who_died_ends_and_of_one_who_lives_lasts(unit):
    owe(unit)
    taken = claim(unit, AHEAD)
    assert shorten(unit) == 1
    assert row(unit).lease_until == NOW + MINUTE
    assert unit.queue.begin_post(taken, NOW + SECOND, lease_until=NOW + 2 * MINUTE), "it lives"
    (lost,) = unit.queue.end_leases(NOW + 2 * MINUTE)
    assert lost.state is State.UNCERTAIN


def test_a_post_that_is_to_be_refreshed_is_refreshed(unit):
    owe(unit)
    taken = claim(unit, NOW)
    unit.queue.settle_row(taken, State.SENT, NOW, posted_channel="C1", posted_ts="1.0")
    unit.deliveries.mark_stale(SubjectType.DIALOGUE, "D1", [taken.kind])
    assert unit.queue.stale_posts(AHEAD, until=AHEAD + MINUTE, limit=9)
    assert unit.queue.stale_posts(NOW, until=NOW + MINUTE, limit=9) == ()
    assert shorten(unit) == 1
    assert unit.queue.stale_posts(NOW, until=NOW + MINUTE, limit=9)


def test_a_post_that_waits_for_the_end_of_its_subject_waits_until_somebody_takes_it(unit):
    owe(unit)
    taken = claim(unit, NOW)
    unit.queue.settle_row(taken, State.SENT, NOW, posted_channel="C1", posted_ts="1.0")
    unit.queue.refresh_at(taken, NOW + 50 * MINUTE)
    assert shorten(unit) == 0
    assert row(unit).next_at == NOW + 50 * MINUTE
    (found,) = unit.queue.stale_posts(AHEAD, until=AHEAD + MINUTE, limit=9)
    assert found.looks == 0
    assert shorten(unit) == 1
    assert unit.queue.stale_posts(NOW, until=NOW + MINUTE, limit=9)


def test_a_change_comes_before_the_end_of_its_subject(unit):
    owe(unit)
    taken = claim(unit, NOW)
    unit.queue.settle_row(taken, State.SENT, NOW, posted_channel="C1", posted_ts="1.0")
    unit.queue.refresh_at(taken, NOW + HOUR)
    unit.deliveries.mark_stale(SubjectType.DIALOGUE, "D1", [taken.kind])
    (found,) = unit.queue.stale_posts(NOW, until=NOW + MINUTE, limit=9)
    assert found.looks == 0


def test_a_pause_of_the_workspace_ends(unit):
    unit.workspaces.keep_installed("Network", "UBOT", NOW)
    unit.workspaces.pause_posts(AHEAD + 30 * SECOND)
    owe(unit)
    assert unit.queue.claim_due(NOW, lease_until=AHEAD, limit=9) == ()
    assert shorten(unit) == 1
    assert claim(unit, NOW)


def test_what_is_taken_back_is_not_begun_and_comes_again(unit):
    owe(unit)
    held = claim(unit, NOW)
    assert unit.deliveries.take_back(SubjectType.DIALOGUE, "D1", now=NOW) == 1
    assert not unit.queue.begin_post(held, NOW, lease_until=NOW + MINUTE)
    again = claim(unit, NOW)
    assert (again.id, again.attempt) == (held.id, 2)


def test_what_has_begun_or_waits_or_is_of_another_is_not_taken_back(unit):
    owe(unit)
    assert unit.deliveries.take_back(SubjectType.DIALOGUE, "D1", now=NOW) == 0
    held = claim(unit, NOW)
    assert unit.deliveries.take_back(SubjectType.DIALOGUE, "D2", now=NOW) == 0
    assert unit.queue.begin_post(held, NOW, lease_until=NOW + MINUTE)
    assert unit.deliveries.take_back(SubjectType.DIALOGUE, "D1", now=NOW) == 0
    assert unit.queue.settle_row(held, State.SENT, NOW, posted_channel="C1", posted_ts="1.0")
