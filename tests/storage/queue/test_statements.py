"""Old direct messages go; what a rule may still ask for stays, and nothing is scanned."""

import pytest
from sqlalchemy import delete, event, func, insert, select, text

from bot.domain.delivery import State, SubjectType
from bot.domain.message_kind import MessageKind
from bot.domain.morning import Topic
from storage.tables import deliveries, journal, morning_items
from storage.unit_of_work import AllWorkspaces
from tests.storage.records import DAY, NOW, owed

KEPT = 400 * DAY
LATER = NOW + KEPT + 2 * DAY
MANY = 3_000
BEFORE = LATER - KEPT
DIALOGUE = SubjectType.DIALOGUE


def settled(unit, *, state=State.SENT, at=NOW, **changes):
    """A delivery to a person that came to its end."""
    unit.deliveries.owe([owed(**{"recipient": "U1", **changes})], NOW)
    (row,) = unit.queue.claim_due(NOW, lease_until=NOW + DAY, limit=1)
    where = {"posted_channel": "D1", "posted_ts": "1.0"} if state is State.SENT else {}
    assert unit.queue.settle_row(row, state, at, next_at=at, **where)
    return row.id


def forget(unit, before=BEFORE, *, after=0, most=100_000):
    return unit.queue.forget_settled(before, after=after, most=most)


def is_kept(unit, row_id):
    return bool(unit.deliveries.of_ids([row_id]))


@pytest.mark.parametrize("kind", [MessageKind.REMINDER, MessageKind.MORNING])
@pytest.mark.parametrize("state", [State.SENT, State.DROPPED])
def test_an_old_direct_message_goes_and_what_it_told_with_it(unit, kind, state):
    row_id = settled(unit, kind=kind, state=state)
    unit.mornings.keep(row_id, [(Topic.OVERDUE, "A1")], NOW)
    forget(unit)
    assert not is_kept(unit, row_id)
    assert not unit.mornings.shown_in(row_id)


STAYS = {
    "in a channel": {"recipient": "C1"},
    "an invitation, for calendars": {"kind": MessageKind.ANNOUNCEMENT},
    "a notice told once": {"kind": MessageKind.NO_CHAIR, "subject_type": SubjectType.GROUP},
    "settled lately": {"at": LATER - KEPT},
    "of use lately": {"useful_until": LATER - KEPT},
    "looked for": {"state": State.UNCERTAIN},
    "owed again": {"state": State.OWED},
}


@pytest.mark.parametrize("which", STAYS)
def test_what_may_be_asked_for_stays(unit, which):
    row_id = settled(unit, **STAYS[which])
    forget(unit)
    assert is_kept(unit, row_id)


def test_what_waits_to_be_redrawn_stays_until_it_is(unit):
    row_id = settled(unit)
    unit.deliveries.mark_stale(DIALOGUE, "D1")
    forget(unit)
    (row,) = unit.deliveries.of_ids([row_id])
    unit.queue.note_refreshed(row)
    forget(unit)
    assert not is_kept(unit, row_id)


def test_it_goes_on_behind_what_it_has_looked_at_and_stops_at_what_is_new(unit):
    rows = [settled(unit, subject_id=f"D{n}", recipient=f"U{n}") for n in range(5)]
    first = forget(unit, after=rows[0] - 1, most=2)
    assert first == rows[1]
    assert [is_kept(unit, row) for row in rows] == [False, False, True, True, True]
    assert forget(unit, after=first, most=10) == rows[4]
    assert forget(unit, after=rows[4], most=10) is None
    assert forget(unit, before=NOW, most=10) is None


def test_the_journal_loses_its_oldest_lines_only(unit, connection):
    for at in (NOW - 2 * DAY, NOW - DAY, NOW + DAY):
        unit.journal.record("U1", "did", "group", at)
    everywhere = AllWorkspaces(connection).installations
    connection.execute(delete(journal).where(journal.c.workspace_id != "T1"))
    assert everywhere.forget_journal(NOW, most=1) == 1
    assert everywhere.forget_journal(NOW, most=10) == 1
    assert everywhere.forget_journal(NOW, most=10) == 0
    assert connection.execute(select(journal.c.at)).scalars().all() == [NOW + DAY]


def test_nothing_is_scanned(unit, connection):
    """Neither what waits nor what is kept, however much that is."""
    rows = [owed(recipient=f"U{n}", due_at=LATER, useful_until=LATER + DAY) for n in range(MANY)]
    unit.deliveries.owe(rows, NOW)
    items = [
        {"workspace_id": "T1", "delivery_id": n, "topic": Topic.OVERDUE, "reference": "A1"}
        for n in range(1, MANY)
    ]
    connection.execute(insert(morning_items).values(told_at=NOW), items)
    connection.execute(text("ANALYZE"))
    settled(unit, kind=MessageKind.MORNING)
    first = connection.execute(select(func.max(deliveries.c.id))).scalar_one() - 10
    seen = []

    def note(_connection, _cursor, statement, parameters, *_rest):
        seen.append((statement, parameters))

    event.listen(connection, "before_cursor_execute", note)
    forget(unit, after=first, most=100)
    AllWorkspaces(connection).installations.forget_journal(BEFORE, most=100)
    event.remove(connection, "before_cursor_execute", note)
    explain = "EXPLAIN QUERY PLAN " if connection.dialect.name == "sqlite" else "EXPLAIN "
    assert len(seen) == 4
    for statement, parameters in seen[:3]:
        parameters = parameters[0] if isinstance(parameters, list) else parameters
        plan = str(connection.exec_driver_sql(explain + statement, parameters).all())
        assert "Seq Scan" not in plan
        assert "SCAN deliveries" not in plan
        assert "SCAN morning_items" not in plan
