"""The posts in one channel are found and marked by an index of their own."""

from dataclasses import replace

from sqlalchemy import event

from bot.domain.delivery import State, SubjectType
from tests.storage.records import DAY, NOW, owed

LEASE = NOW + DAY


def send(unit, *, recipient="C1", members_only=True, ts="1.000000", occurrence="1"):
    unit.deliveries.owe([owed(recipient=recipient, occurrence=occurrence)], NOW)
    (claimed,) = unit.queue.claim_due(NOW, lease_until=LEASE, limit=1)
    shown = replace(claimed, members_only=members_only)
    assert unit.queue.begin_post(shown, NOW, lease_until=LEASE)
    unit.queue.settle_row(shown, State.SENT, NOW, slack_channel=recipient, slack_ts=ts)
    return claimed.id


def ids(unit, channel_id="C1", limit=9):
    rows, number = unit.deliveries.posts_for_members(channel_id, limit)
    return [row.id for row in rows], number


def test_only_what_was_sent_there_for_members_stands(unit):
    first = send(unit)
    send(unit, members_only=False, ts="2.000000", occurrence="2")
    send(unit, recipient="C2", ts="3.000000", occurrence="3")
    last = send(unit, ts="4.000000", occurrence="4")
    unit.deliveries.owe([owed(occurrence="5")], NOW)
    assert ids(unit) == ([last, first], 2)
    assert ids(unit, limit=1) == ([last], 2)


def test_what_is_taken_down_is_given_out_as_stale_and_marked_no_more(unit):
    first, last = send(unit), send(unit, ts="2.000000", occurrence="2")
    assert unit.deliveries.take_down("C1", until_ts="1.500000") == 1
    assert unit.deliveries.take_down("C1", until_ts="9.000000", post_id=first) == 0
    assert ids(unit) == ([last], 1)
    (given,) = unit.queue.stale_posts(NOW, until=LEASE, limit=9)
    assert (given.id, given.unwanted) == (first, True)
    unit.queue.taken_down(given)
    unit.deliveries.mark_stale(SubjectType.DIALOGUE, "D1")
    assert [row.id for row in unit.queue.stale_posts(LEASE, until=LEASE, limit=9)] == [last]


def test_what_slack_leaves_standing_is_found_again(unit):
    only = send(unit)
    unit.deliveries.take_down("C1", until_ts="9.000000")
    (given,) = unit.queue.stale_posts(NOW, until=LEASE, limit=9)
    unit.queue.left_standing(given, "cant_delete_message")
    assert unit.queue.stale_posts(LEASE, until=LEASE, limit=9) == ()
    ((row,), _) = unit.deliveries.posts_for_members("C1", 9)
    assert (row.id, row.error) == (only, "cant_delete_message")


def test_a_mark_that_came_while_it_was_refreshed_is_kept(unit):
    send(unit)
    unit.deliveries.mark_stale(SubjectType.DIALOGUE, "D1")
    (given,) = unit.queue.stale_posts(NOW, until=LEASE, limit=9)
    unit.deliveries.take_down("C1", until_ts="9.000000")
    unit.queue.note_refreshed(given)
    assert [row.unwanted for row in unit.queue.stale_posts(NOW, until=LEASE, limit=9)] == [True]


def test_the_plan_goes_by_the_index(unit, connection):
    rows = [owed(recipient=f"U{n}", due_at=NOW + DAY) for n in range(2_000)]
    unit.deliveries.owe(rows, NOW)
    for number in range(1, 40):
        send(unit, ts=f"{number}.000000", occurrence=str(number), members_only=number % 9 == 0)
    connection.exec_driver_sql("ANALYZE")
    seen = []
    event.listen(
        connection,
        "before_cursor_execute",
        lambda _c, _cursor, statement, parameters, *_rest: seen.append((statement, parameters)),
    )
    assert ids(unit)[1] == 4
    assert unit.deliveries.take_down("C1", until_ts="20.000000") > 0
    explain = "EXPLAIN QUERY PLAN " if connection.dialect.name == "sqlite" else "EXPLAIN "
    asked = tuple(seen)
    assert len(asked) == 3
    for statement, parameters in asked:
        plan = connection.exec_driver_sql(explain + statement, parameters).fetchall()
        assert "ix_deliveries_standing" in str(plan), plan
