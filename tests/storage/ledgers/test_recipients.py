"""The ledger of recipients that cannot be reached, on both databases."""

from datetime import timedelta

from tests.storage.records import NOW, owed

FIRST = timedelta(minutes=5)
HOUR = timedelta(hours=1)


def claimed(unit, now):
    found = unit.queue.claim_due(now, lease_until=now + FIRST, limit=9)
    return sorted((delivery.recipient, delivery.subject_id) for delivery in found)


def test_the_first_block_is_news_and_its_error_stands(unit):
    assert unit.recipients.block("C1", error="is_archived", now=NOW)
    assert not unit.recipients.block("C1", error="channel_not_found", now=NOW)
    assert unit.recipients.errors_of_blocked() == {"C1": "is_archived"}


def test_unblocking_says_whether_it_was_blocked(unit):
    unit.recipients.block("C2", error="is_archived", now=NOW)
    assert not unit.recipients.unblock("C1")  # blocked in another workspace only
    assert unit.recipients.unblock("C2")
    assert not unit.recipients.unblock("C2")
    assert unit.recipients.errors_of_blocked() == {}


def test_each_refused_probe_puts_the_next_one_off_for_longer(unit):
    unit.recipients.block("C1", error="is_archived", now=NOW)
    assert not unit.recipients.block("C1", error="restricted_action", now=NOW + FIRST)
    block = unit.recipients.block_of("C1")
    assert (block.error, block.blocked_at, block.probes) == ("restricted_action", NOW, 1)
    assert block.probe_at == NOW + 3 * FIRST
    unit.recipients.block("C1", error="restricted_action", now=NOW + 2 * FIRST)
    assert unit.recipients.block_of("C1") == block, "what was under way is no probe"


def test_a_probe_takes_one_delivery_and_no_other_while_it_is_sent(unit):
    unit.recipients.block("C1", error="is_archived", now=NOW)
    unit.deliveries.owe([owed(recipient="C1", subject_id=f"D{n}") for n in range(3)], NOW)
    unit.deliveries.owe([owed(recipient="C2")], NOW)
    assert claimed(unit, NOW) == [("C2", "D1")]
    assert claimed(unit, NOW + FIRST) == [("C1", "D0")]
    assert claimed(unit, NOW + FIRST) == []


def test_a_probe_can_be_had_at_once(unit):
    unit.recipients.block("C1", error="is_archived", now=NOW)
    unit.deliveries.owe([owed(recipient="C1")], NOW)
    assert unit.recipients.probe_now("C1", NOW)
    assert not unit.recipients.probe_now("C1", NOW), "it is due already"
    assert not unit.recipients.probe_now("C2", NOW), "it is not blocked"
    assert claimed(unit, NOW) == [("C1", "D1")]


def test_the_loop_wakes_for_a_probe_where_something_waits_for_it(unit):
    """In the other workspaces something waits for C1, which is blocked there since NOW."""
    earlier = NOW - timedelta(minutes=2)
    unit.recipients.block("C7", error="is_archived", now=earlier)
    assert unit.queue.next_due(NOW) == NOW + FIRST
    unit.deliveries.owe([owed(recipient="C7", useful_until=NOW + HOUR)], NOW)
    assert unit.queue.next_due(NOW) == earlier + FIRST
    assert unit.queue.next_due(earlier + FIRST) == NOW
    unit.recipients.block("C7", error="is_archived", now=earlier + FIRST)
    assert unit.queue.next_due(earlier + FIRST) == NOW + FIRST


def test_a_probe_that_a_clock_ahead_has_set_is_due_when_it_is_mended(unit):
    unit.recipients.block("C1", error="is_archived", now=NOW + timedelta(days=2))
    unit.recipients.block("C2", error="is_archived", now=NOW)
    assert unit.queue.shorten_waits(NOW, longest=HOUR, lease=FIRST) == 1
    assert unit.recipients.block_of("C1").probe_at == NOW
    assert unit.recipients.block_of("C2").probe_at == NOW + FIRST


def test_what_was_read_of_blocks_is_read_again_after_a_change(unit):
    assert unit.recipients.errors_of_blocked() == {}
    unit.recipients.block("C1", error="is_archived", now=NOW)
    assert unit.queue.blocked_recipients() >= {("T1", "C1")}
    assert unit.recipients.errors_of_blocked() == {"C1": "is_archived"}
    unit.recipients.unblock("C1")
    assert unit.recipients.errors_of_blocked() == {}
