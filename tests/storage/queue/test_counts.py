"""The queue in numbers: of every workspace, whoever sent or dropped what."""

from datetime import UTC, datetime, timedelta

from bot.domain.audience import Audience
from bot.domain.delivery import Owed, State, SubjectType
from bot.ports.ledgers.books import Tally

NOW = datetime(2027, 2, 1, 12, tzinfo=UTC)


def owed(number, *, due=timedelta(0), recipient="C1"):
    return Owed(
        kind="dialogue.reminder",
        minutes_before=60,
        subject_type=SubjectType.DIALOGUE,
        subject_id=f"D{number}",
        recipient=recipient,
        due_at=NOW + due,
        useful_until=NOW + timedelta(days=1),
        audience=Audience.GROUP,
    )


def owe(database, workspace, *wanted):
    with database.transaction(workspace) as work:
        work.workspaces.keep_installed(workspace, "U0BOT", NOW)
        work.deliveries.owe(wanted, NOW - timedelta(days=1))


def take(database, now=NOW):
    with database.transaction_of_all(write=False) as work:
        return work.tallies.take_tally(now)


def settle(database, state, now=NOW, **how):
    with database.transaction_of_all() as work:
        (claimed,) = work.queue.claim_due(now, lease_until=now + timedelta(minutes=1), limit=1)
        assert work.queue.settle_row(claimed, state, now, **how)


def test_nothing_owed_is_nothing_counted(database):
    assert take(database) == Tally()


def test_what_waits_is_owed_and_only_what_is_due_is_late(database):
    owe(database, "T1", owed(1, due=timedelta(hours=1)))
    assert take(database) == Tally(states={State.OWED: 1})
    owe(database, "T2", owed(1, due=timedelta(minutes=-5)), owed(2, due=timedelta(minutes=-2)))
    found = take(database)
    assert found.states == {State.OWED: 3}
    assert found.oldest_due == NOW - timedelta(minutes=5)


def test_each_state_each_reason_and_every_attempt_after_the_first_is_counted(database):
    for number, state, error in (
        (1, State.SENT, None),
        (2, State.DROPPED, "too late"),
        (3, State.DROPPED, "too late"),
        (4, State.DROPPED, "cancelled"),
        (5, State.UNCERTAIN, "TimeoutError"),
    ):
        owe(database, "T1", owed(number, recipient=f"C{number}"))
        settle(database, state, error=error)
    owe(database, "T2", owed(6, recipient="C6"))
    for attempt in range(3):
        at = NOW + timedelta(minutes=attempt)
        settle(database, State.OWED, at, error="ratelimited", next_at=at + timedelta(seconds=1))
    found = take(database)
    counts = {State.SENT: 1, State.DROPPED: 3, State.UNCERTAIN: 1, State.OWED: 1}
    assert found.states == counts
    assert found.dropped == {"too late": 2, "cancelled": 1}
    assert found.retries == 2


def test_what_is_being_sent_or_looked_for_is_late_too(database):
    owe(database, "T1", owed(1, due=timedelta(minutes=-9)))
    settle(database, State.UNCERTAIN, error="lost")
    assert take(database).oldest_due == NOW - timedelta(minutes=9)


def test_what_cannot_be_sent_is_not_late_but_counted_as_such(database):
    owe(database, "T1", owed(1, due=timedelta(hours=-2)))
    owe(database, "T2", owed(1, due=timedelta(hours=-1), recipient="C2"))
    with database.transaction("T1") as work:
        work.workspaces.stop_sending("token_revoked", NOW)
    with database.transaction("T2") as work:
        work.recipients.block("C2", error="is_archived", now=NOW)
    found = take(database)
    assert found.oldest_due is None
    assert (found.stopped, found.blocked) == (1, 1)
    assert found.states == {State.OWED: 2}
