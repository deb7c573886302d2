"""The ledger of one workspace's deliveries, on both databases."""

from dataclasses import fields
from datetime import datetime, timedelta

import pytest
from sqlalchemy.exc import IntegrityError, StatementError

from bot.domain.audience import Audience
from bot.domain.delivery import Owed, State, SubjectType
from bot.domain.message_kind import MessageKind
from tests.storage.records import DAY, NOW, owed

LATER = NOW + timedelta(minutes=5)
DIALOGUE = SubjectType.DIALOGUE


def claim(unit, **options):
    options = {"lease_until": LATER, "limit": 100, **options}
    claimed = unit.queue.claim_due(options.pop("now", NOW), **options)
    return {delivery.recipient: delivery for delivery in claimed}


def all_of(unit, recipient="C1"):
    return unit.deliveries.of_recipient(recipient, NOW - 99 * DAY)


def send(unit, wanted, ts="1.0", channel=None):
    """Owe, claim and settle one delivery as sent."""
    unit.deliveries.owe([wanted], NOW)
    taken = claim(unit)[wanted.recipient]
    unit.queue.settle_row(
        taken, State.SENT, NOW, posted_channel=channel or wanted.recipient, posted_ts=ts
    )
    return taken.id


def test_what_is_owed_comes_back_as_it_was_asked_for(unit):
    wanted = owed(audience=Audience.MEMBERS, revision=3)
    assert unit.deliveries.owe([wanted], NOW) == 1
    (kept,) = all_of(unit)
    for field in fields(Owed):
        assert getattr(kept, field.name) == getattr(wanted, field.name)
    assert (kept.workspace_id, kept.state, kept.attempt) == ("T1", State.OWED, 0)
    assert (kept.created_at, kept.nonce, kept.settled_at, kept.stale) == (NOW, None, None, False)


def test_owing_again_owes_nothing_new(unit):
    wanted = [owed(recipient=recipient) for recipient in ("C1", "C2", "C3")]
    assert unit.deliveries.owe(wanted[:2], NOW) == 2
    assert unit.deliveries.owe(wanted, LATER) == 1
    assert unit.deliveries.owe([wanted[0], wanted[0]], LATER) == 0
    assert unit.deliveries.owe([], LATER) == 0
    assert len(all_of(unit)) == 1


@pytest.mark.parametrize(
    "other",
    [
        {"kind": "dialogue.starting", "minutes_before": 60},
        {"minutes_before": 10},
        {"subject_type": SubjectType.DIGEST},
        {"subject_id": "D2"},
        {"occurrence": ""},
        {"revision": 2},
        {"recipient": "C2"},
    ],
)
def test_whatever_differs_in_the_key_is_owed_too(unit, other):
    assert unit.deliveries.owe([owed()], NOW) == 1
    assert unit.deliveries.owe([owed(**other)], NOW) == 1


def test_the_due_moment_is_not_in_the_key(unit):
    unit.deliveries.owe([owed()], NOW)
    assert unit.deliveries.owe([owed(due_at=NOW + DAY, useful_until=NOW + 9 * DAY)], NOW) == 0


def test_five_hundred_are_owed_at_once(unit):
    many = [owed(recipient=f"U{number}") for number in range(500)]
    assert unit.deliveries.owe(iter(many), NOW) == 500
    assert unit.deliveries.owe(many, NOW) == 0


def test_a_naive_due_moment_is_refused(unit):
    naive = datetime.fromisoformat("2026-12-01T09:00")
    with pytest.raises(StatementError, match="naive"):
        unit.deliveries.owe([owed(due_at=naive)], NOW)


def test_a_state_that_does_not_exist_is_refused_by_the_database(unit, connection):
    unit.deliveries.owe([owed()], NOW)
    with pytest.raises(IntegrityError):
        connection.exec_driver_sql("UPDATE deliveries SET state = 'lost'")


def test_withdrawing_drops_what_is_owed_about_a_subject(unit):
    unit.deliveries.owe([owed(), owed(recipient="C2"), owed(subject_id="D2")], NOW)
    assert unit.deliveries.withdraw(DIALOGUE, "D1", why="moved", now=LATER) == 2
    dropped, kept = sorted(all_of(unit), key=lambda delivery: delivery.subject_id)
    assert (dropped.state, dropped.error, dropped.settled_at) == (State.DROPPED, "moved", LATER)
    assert kept.state is State.OWED
    assert unit.deliveries.withdraw(DIALOGUE, "D1", why="moved", now=LATER) == 0


def test_withdrawing_can_be_of_kinds(unit):
    for kind in (MessageKind.STARTING, MessageKind.BEGINS):
        unit.deliveries.owe([owed(kind=kind), owed(kind=kind, recipient="C2")], NOW)

    def withdraw(**which):
        return unit.deliveries.withdraw(DIALOGUE, "D1", why="x", now=NOW, **which)

    assert withdraw(kinds=[]) == 0
    assert withdraw(kinds=[MessageKind.STARTING, MessageKind.MORNING]) == 2
    assert withdraw() == 2


def test_withdrawing_leaves_another_workspace_and_what_was_sent_alone(unit, connection):
    send(unit, owed())
    assert unit.deliveries.withdraw(DIALOGUE, "D1", why="moved", now=NOW) == 0
    states = "SELECT workspace_id, state FROM deliveries ORDER BY workspace_id"
    found = [tuple(row) for row in connection.exec_driver_sql(states)]
    assert found == [("T1", "sent"), ("T2", "owed")]


def test_withdrawing_drops_what_is_being_sent(unit):
    unit.deliveries.owe([owed()], NOW)
    claim(unit)
    assert unit.deliveries.withdraw(DIALOGUE, "D1", why="moved", now=NOW) == 1
    assert all_of(unit)[0].state is State.DROPPED


def test_withdrawing_leaves_what_is_uncertain_to_be_looked_for(unit):
    unit.deliveries.owe([owed()], NOW)
    unit.queue.begin_post(claim(unit)["C1"], NOW, lease_until=LATER)
    unit.queue.end_leases(LATER)
    assert unit.deliveries.withdraw(DIALOGUE, "D1", why="moved", now=NOW) == 0


def test_what_was_posted_is_found_oldest_first(unit):
    first = send(unit, owed(recipient="C1"), ts="1.0")
    second = send(unit, owed(recipient="C2"), ts="2.0")
    unit.deliveries.owe([owed(recipient="C3"), owed(subject_id="D2")], NOW)
    found = unit.deliveries.posted_about(DIALOGUE, "D1", MessageKind.REMINDER)
    assert [delivery.id for delivery in found] == [first, second]
    assert unit.deliveries.posted_about(DIALOGUE, "D1", MessageKind.STARTING) == ()


def test_a_delivery_is_found_by_its_message(unit):
    sent = send(unit, owed(recipient="U1"), ts="1.5", channel="D77")
    assert unit.deliveries.posted_at("D77", "1.5").id == sent
    assert unit.deliveries.posted_at("D77", "1.6") is None
    assert unit.deliveries.posted_at("U1", "1.5") is None


def test_what_a_recipient_was_owed_latest_due_first(unit):
    for days in (1, 3, 2):
        unit.deliveries.owe([owed(revision=days, due_at=NOW + days * DAY)], NOW)
    unit.deliveries.owe([owed(recipient="C2", due_at=NOW + 3 * DAY)], NOW)
    found = unit.deliveries.of_recipient("C1", NOW + 2 * DAY)
    assert [delivery.revision for delivery in found] == [3, 2]


def test_only_what_was_posted_becomes_stale(unit):
    send(unit, owed(recipient="C1"))
    unit.deliveries.owe([owed(recipient="C2")], NOW)
    assert unit.deliveries.mark_stale(DIALOGUE, "D1", [MessageKind.STARTING]) == ()
    assert unit.deliveries.mark_stale(DIALOGUE, "D1", [MessageKind.REMINDER]) == ("C1",)
    assert [
        delivery.recipient for delivery in unit.queue.stale_posts(NOW, until=LATER, limit=10)
    ] == ["C1"]


@pytest.mark.parametrize("withdrawn", [False, True])
def test_what_is_being_posted_is_refreshed_once_it_stands(unit, withdrawn):
    unit.deliveries.owe([owed()], NOW)
    taken = claim(unit)["C1"]
    if withdrawn:
        unit.deliveries.withdraw(DIALOGUE, "D1", why="cancelled", now=NOW)
    assert unit.deliveries.mark_stale(DIALOGUE, "D1", [taken.kind]) == (taken.recipient,)
    assert unit.queue.stale_posts(NOW, until=LATER, limit=10) == ()
    assert unit.queue.settle_row(taken, State.SENT, NOW, posted_channel="C1", posted_ts="1.0")
    assert [delivery.id for delivery in unit.queue.stale_posts(NOW, until=LATER, limit=10)] == [
        taken.id
    ]


def test_a_stale_message_written_anew_is_not_stale(unit):
    unit.deliveries.owe([owed()], NOW)
    taken = claim(unit)["C1"]
    unit.deliveries.mark_stale(DIALOGUE, "D1", [taken.kind])
    unit.queue.settle_row(taken, State.OWED, NOW)
    again = claim(unit)["C1"]
    assert not again.stale


def test_many_recipients_are_asked_for_at_once(unit, monkeypatch):
    """In questions of a number each; about one type of subject, the latest due first."""
    monkeypatch.setattr("storage.ledgers.deliveries._ASKED_AT_ONCE", 2)
    mornings = [
        owed(
            recipient=f"U{n}",
            subject_type=SubjectType.MORNING,
            subject_id=f"U{n}",
            occurrence=str(day),
            due_at=NOW + day * DAY,
            useful_until=NOW + 9 * DAY,
        )
        for n in range(3)
        for day in (-3, 0, 1)
    ]
    unit.deliveries.owe([*mornings, owed(recipient="U1", subject_id="D1")], NOW)
    found = unit.deliveries.of_recipients(["U2", "U1", "U9"], NOW - DAY, SubjectType.MORNING)
    days = {user: [delivery.occurrence for delivery in rows] for user, rows in found.items()}
    assert days == {"U1": ["1", "0"], "U2": ["1", "0"], "U9": []}


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
