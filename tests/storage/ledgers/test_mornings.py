"""What mornings have told: the last time counts, and only of messages that were or may be sent."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.domain.audience import Audience
from bot.domain.delivery import Owed, State, SubjectType
from bot.domain.message_kind import MessageKind
from bot.domain.morning import LastTold, Topic

NINE, DAY = datetime(2026, 12, 7, 9, tzinfo=UTC), timedelta(days=1)
OVERDUE = (Topic.OVERDUE, "A12")


def morning(work, day, *told, state=State.SENT, recipient="U1"):
    """The id of a morning of that many days from the first on, in this state."""
    at = NINE + day * DAY
    work.workspaces.keep_installed("Network", "UBOT", NINE)
    work.deliveries.owe(
        [
            Owed(
                kind=MessageKind.MORNING,
                subject_type=SubjectType.MORNING,
                subject_id=recipient,
                occurrence=at.date().isoformat(),
                recipient=recipient,
                due_at=at,
                useful_until=at + DAY,
                audience=Audience.NETWORK,
            )
        ],
        at,
    )
    (row,) = work.queue.claim_due(at, lease_until=at + DAY, limit=1)
    work.mornings.keep(row.id, told, at)
    if state is not State.SENDING:
        work.queue.settle_row(row, state, at, posted_channel="D1", posted_ts=str(row.id))
    return row.id


def told(work, before=9):
    day = date(2026, 12, 7) + before * DAY
    return work.mornings.told_to("U1", since=NINE - DAY, before=day)


def test_the_last_time_before_a_day_counts(work):
    for day in (0, 2):
        morning(work, day, OVERDUE)
    assert told(work) == {OVERDUE: LastTold(date(2026, 12, 9), NINE + 2 * DAY)}
    assert told(work, 2) == {OVERDUE: LastTold(date(2026, 12, 7), NINE)}
    assert told(work, 0) == {}
    assert work.mornings.told_to("U2", since=NINE - DAY, before=date(2027, 1, 1)) == {}
    assert work.mornings.told_to("U1", since=NINE + 3 * DAY, before=date(2027, 1, 1)) == {}


@pytest.mark.parametrize(
    ("state", "counts"),
    [(State.SENT, True), (State.SENDING, True), (State.UNCERTAIN, True), (State.DROPPED, False)],
)
def test_only_what_was_or_may_be_posted_was_told(work, state, counts):
    morning(work, 0, OVERDUE, state=state)
    assert bool(told(work)) == counts


def test_another_try_replaces_what_the_first_would_have_told(work):
    row = morning(work, 0, OVERDUE)
    work.mornings.keep(row, [(Topic.UNOWNED, "A9")], NINE)
    assert work.mornings.shown_in(row) == [(Topic.UNOWNED, "A9")]


def test_the_mornings_that_show_it_are_marked_to_be_redrawn(work):
    first, other = morning(work, 0, OVERDUE), morning(work, 1, (Topic.SOON, "A1"))
    theirs = morning(work, 0, (Topic.WEEK_OVERDUE, "A12"), recipient="U2")

    def stale():
        return {row.id for row in work.deliveries.of_ids([first, other, theirs]) if row.stale}

    work.mornings.have_redrawn("A12", NINE + DAY)
    assert stale() == set(), "too long ago"
    work.mornings.have_redrawn("A12", NINE, recipient="U2")
    assert stale() == {theirs}
    work.mornings.have_redrawn("A12", NINE)
    assert stale() == {first, theirs}
