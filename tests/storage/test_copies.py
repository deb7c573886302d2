"""What goes to people, counted, and since when a recipient is closed, on both databases."""

from datetime import timedelta

import pytest

from bot.domain.audience import Audience
from bot.domain.delivery import State, SubjectType
from tests.storage.records import DAY, NOW, owed

DIALOGUE, MORNING = SubjectType.DIALOGUE, SubjectType.MORNING
HOUR = timedelta(hours=1)


def copies(unit, *types, since=NOW - DAY, until=NOW + DAY, **which):
    return unit.deliveries.count_copies(types or (DIALOGUE,), since=since, until=until, **which)


def test_people_are_counted_by_what_became_of_their_copy(unit):
    people = ("U1", "U2", "U3", "W4")
    unit.deliveries.owe([owed(recipient=person) for person in (*people, "C1", "D1")], NOW)
    claimed = unit.queue.claim_due(NOW, lease_until=NOW + HOUR, limit=10)
    by_recipient = {delivery.recipient: delivery for delivery in claimed}
    unit.queue.settle_row(by_recipient["U1"], State.SENT, NOW, slack_channel="D7", slack_ts="1.0")
    unit.queue.settle_row(by_recipient["U2"], State.SENT, NOW, slack_channel="D8", slack_ts="1.0")
    unit.queue.settle_row(by_recipient["U3"], State.DROPPED, NOW, error="left Slack")
    (found,) = copies(unit)
    assert found.states == {State.SENT: 2, State.DROPPED: 1, State.SENDING: 1}
    assert (found.kind, found.subject_type, found.subject_id, found.occurrence) == (
        "dialogue.reminder.60",
        DIALOGUE,
        "D1",
        "2026-12-02",
    )
    assert (found.revision, found.audience, found.due_at) == (1, Audience.GROUP, NOW)


@pytest.mark.parametrize(
    "other",
    [
        {"kind": "dialogue.starting"},
        {"subject_id": "D2"},
        {"occurrence": "2026-12-03"},
        {"revision": 2},
        {"audience": Audience.MEMBERS, "recipient": "U2"},
    ],
)
def test_what_differs_is_another_message(unit, other):
    unit.deliveries.owe([owed(recipient="U1"), owed(**{"recipient": "U1", **other})], NOW)
    assert [found.states for found in copies(unit)] == [{State.OWED: 1}] * 2


def test_the_earliest_due_moment_stands_for_all_and_the_latest_message_comes_first(unit):
    unit.deliveries.owe(
        [
            owed(recipient="U1", due_at=NOW + HOUR),
            owed(recipient="U2"),
            owed(recipient="U1", kind="dialogue.starting", due_at=NOW + 2 * HOUR),
        ],
        NOW,
    )
    assert [(found.kind, found.due_at) for found in copies(unit)] == [
        ("dialogue.starting", NOW + 2 * HOUR),
        ("dialogue.reminder.60", NOW),
    ]


def test_only_what_is_due_in_that_time_both_ends_included(unit):
    for days in (-2, -1, 1, 2):
        unit.deliveries.owe([owed(recipient="U1", revision=days + 3, due_at=NOW + days * DAY)], NOW)
    assert [found.revision for found in copies(unit)] == [4, 2]


def test_only_the_types_and_subjects_that_are_asked_for(unit):
    unit.deliveries.owe(
        [
            owed(recipient="U1"),
            owed(recipient="U1", subject_id="D2"),
            owed(recipient="U1", kind="morning", subject_type=MORNING, subject_id="U1"),
        ],
        NOW,
    )
    assert [found.subject_id for found in copies(unit, DIALOGUE, MORNING)] == ["U1", "D2", "D1"]
    assert [found.subject_id for found in copies(unit, subject_ids=["D2", "U1"])] == ["D2"]
    assert copies(unit, subject_ids=[]) == ()


def test_another_workspaces_people_are_not_counted(unit, connection):
    unit.deliveries.owe([owed(recipient="U1")], NOW)
    connection.exec_driver_sql("UPDATE deliveries SET workspace_id = 'T2'")
    assert copies(unit) == ()


def test_why_and_since_when_a_recipient_is_closed(unit):
    assert unit.recipients.block_of("C1") is None, "it is closed in another workspace only"
    unit.recipients.block("C1", error="not_in_channel", now=NOW - HOUR)
    found = unit.recipients.block_of("C1")
    assert (found.error, found.blocked_at) == ("not_in_channel", NOW - HOUR)
    unit.recipients.unblock("C1")
    assert unit.recipients.block_of("C1") is None
