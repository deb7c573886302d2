"""What is written under a record keeps its audience: each reader gets the entries for them alone.

As in test_visibility, the same history is in a second workspace, where it would show as well.
"""

from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import event

from bot.domain.audience import Audience
from bot.domain.dialogue import AgendaItem
from bot.domain.roles import Reader, Role
from storage.database.engine import writing_engine
from storage.unit_of_work import UnitOfWork
from tests.storage import records
from tests.storage.records import NOW

AUDIENCES = st.lists(st.sampled_from(Audience), min_size=1, max_size=6)
ROLES = st.sampled_from([None, Role.CHAIR, Role.MEMBER, Role.OBSERVER])


@dataclass(frozen=True)
class Seat:
    """What somebody is in the record's group, and whether its channel can be read."""

    role: Role | None
    kept: bool
    rostered: bool
    secretariat: bool

    def reader(self, group_id):
        seats = {group_id: self.role} if self.role else {}
        return Reader(
            user_id="U1",
            rostered=self.rostered,
            secretariat=self.secretariat,
            seats={} if self.kept else seats,
            kept_seats=seats if self.kept else {},
        )

    def reads(self, audience):
        """The rule, said once more: a kept seat shows what a seat would."""
        if self.secretariat:
            return True
        if audience is Audience.NETWORK:
            return self.rostered
        everyone = audience is Audience.GROUP and self.role is not None
        return everyone or self.role in (Role.CHAIR, Role.MEMBER)


SEATS = st.builds(
    Seat,
    role=ROLES,
    kept=st.booleans(),
    rostered=st.booleans(),
    secretariat=st.integers(0, 9).map(lambda n: n == 0),
)


def item(number, title, audience=Audience.MEMBERS):
    return AgendaItem(
        id=0,
        dialogue=number,
        title=title,
        minutes=5,
        suggested_by="U1",
        created_at=NOW,
        audience=audience,
    )


def write_under(unit, record, title):
    """A line of its history and an item of its agenda, with the audience that it has now."""
    unit.journal.record("U1", "edited", record, NOW, title)
    if record.reference.startswith("D"):
        unit.agendas.add(item(record.number, title, record.audience))


@settings(max_examples=60)
@given(history=AUDIENCES, seat=SEATS)
@pytest.mark.parametrize("make", [records.dialogue, records.action], ids=["dialogue", "action"])
def test_each_entry_is_for_those_who_saw_its_record_when_it_was_written(
    shared_database, make, history, seat
):
    with writing_engine(shared_database.engine).connect() as connection:
        transaction = connection.begin()
        for workspace_id in ("T3", "T1"):
            unit = UnitOfWork(connection, workspace_id)
            group_id = unit.groups.add(records.group()).id
            for turn, audience in enumerate(history):
                record = make(1, group_id, audience=audience)
                ledger = unit.dialogues if make is records.dialogue else unit.actions
                (ledger.change if turn else ledger.add)(record)
                write_under(unit, record, f"{workspace_id} {turn}")
        reader = seat.reader(group_id)
        expected = [f"T1 {turn}" for turn, audience in enumerate(history) if seat.reads(audience)]
        found = unit.journal.events_under(reader, record)
        assert [line.detail for line in found] == expected
        assert all(seat.reads(line.audience) for line in found)
        if make is records.dialogue:
            assert [i.title for i in unit.agendas.of_dialogue(reader, record)] == expected
        transaction.rollback()


def test_the_name_of_no_record_is_kept_for_the_least(unit, group):
    """Nothing of such lines is shown; should one be, members alone may read it."""
    action = records.action(1, group, audience=Audience.NETWORK)
    unit.journal.record("U1", "edited", "A1", NOW)
    (line,) = unit.journal.events_under(records.secretariat(), action)
    assert line.audience is Audience.MEMBERS
    assert unit.journal.events_under(records.reader(group, role=Role.OBSERVER), action) == ()


def test_a_changed_item_keeps_its_audience(unit, group):
    dialogue = records.dialogue(1, group)
    unit.dialogues.add(dialogue)
    for audience in Audience:
        unit.agendas.add(item(1, audience.value, audience))
    everyone = records.secretariat()
    for kept in unit.agendas.of_dialogue(everyone, dialogue):
        unit.agendas.change(kept)
    assert [i.audience for i in unit.agendas.of_dialogue(everyone, dialogue)] == list(Audience)


def test_the_record_s_own_index_finds_them(connection, unit, group):
    """The audience is compared in the few rows that it leads to."""
    dialogue, reader = records.dialogue(1, group), records.reader(group)
    seen = []
    event.listen(
        connection,
        "before_cursor_execute",
        lambda _c, _cursor, statement, parameters, *_rest: seen.append((statement, parameters)),
    )
    unit.journal.events_under(reader, dialogue)
    unit.agendas.of_dialogue(reader, dialogue)
    asked, explain = list(seen), "EXPLAIN QUERY PLAN "
    if connection.dialect.name == "postgresql":
        explain = "EXPLAIN "
        connection.exec_driver_sql("SET LOCAL enable_seqscan = off")  # the tables are too small
    indexes = ("ix_journal_workspace_id_subject_id", "ix_agenda_items_workspace_id_dialogue")
    for (statement, parameters), index in zip(asked, indexes, strict=True):
        assert "audience IN" in statement
        plan = connection.exec_driver_sql(explain + statement, parameters).fetchall()
        assert index in str(plan), plan
