"""The ledger of recipients that cannot be reached, on both databases."""

from tests.storage.records import NOW


def test_the_first_block_is_news_and_its_error_stands(unit):
    assert unit.recipients.block("C1", error="is_archived", now=NOW)
    assert not unit.recipients.block("C1", error="channel_not_found", now=NOW)
    assert unit.recipients.blocked() == {"C1": "is_archived"}


def test_unblocking_says_whether_it_was_blocked(unit):
    unit.recipients.block("C2", error="is_archived", now=NOW)
    assert not unit.recipients.unblock("C1")  # blocked in another workspace only
    assert unit.recipients.unblock("C2")
    assert not unit.recipients.unblock("C2")
    assert unit.recipients.blocked() == {}
