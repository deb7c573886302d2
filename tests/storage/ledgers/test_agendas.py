"""The ledgers of agenda items and of who was there, on both databases."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from bot.domain.dialogue import AgendaItem, Attendee, ItemStatus
from bot.domain.person import OrganisationKind
from storage.unit_of_work import UnitOfWork
from tests.storage.records import NOW, dialogue, secretariat

ALL = secretariat()


@pytest.fixture
def dialogues(unit, group):
    made = [dialogue(number, group) for number in (1, 2)]
    for one in made:
        unit.dialogues.add(one)
    return made


def item(number=1, **changes):
    fields = {
        "id": 0,
        "dialogue": number,
        "title": "Age assurance test results",
        "minutes": 15,
        "suggested_by": "U1",
        "created_at": NOW,
    }
    return AgendaItem(**{**fields, **changes})


def test_an_item_comes_back_as_it_was_added(unit, dialogues):
    wanted = item(presenter_user_id="U2", carried_from=2, position=3, status=ItemStatus.CARRIED)
    kept = unit.agendas.add(wanted)
    assert kept == replace(wanted, id=kept.id)
    assert unit.agendas.of_dialogue(ALL, dialogues[0]) == (kept,)
    assert unit.agendas.of_dialogue(ALL, dialogues[1]) == ()


def test_a_changed_item_is_kept_whole(unit, dialogues):
    kept, other = unit.agendas.add(item()), unit.agendas.add(item(title="Other"))
    changed = replace(
        kept,
        title="Results",
        minutes=20,
        presenter_user_id="U3",
        status=ItemStatus.ACCEPTED,
        position=1,
        created_at=NOW + timedelta(hours=1),
    )
    unit.agendas.change(changed)
    assert unit.agendas.of_dialogue(ALL, dialogues[0]) == (changed, other)


def test_accepted_ones_come_by_position_then_the_others_oldest_first(unit, dialogues):
    status = (
        ("a", ItemStatus.SUGGESTED, 0),
        ("b", ItemStatus.ACCEPTED, 2),
        ("c", ItemStatus.LEFT_OUT, 0),
        ("d", ItemStatus.ACCEPTED, 1),
        ("e", ItemStatus.SUGGESTED, 0),
    )
    for title, state, position in status:
        unit.agendas.add(item(title=title, status=state, position=position))
    assert "".join(found.title for found in unit.agendas.of_dialogue(ALL, dialogues[0])) == "dbace"


def test_items_have_minutes_and_a_dialogue(connection, unit, dialogues):
    for wrong in (item(minutes=0), item(99)):
        savepoint = connection.begin_nested()
        with pytest.raises(IntegrityError):
            unit.agendas.add(wrong)
        savepoint.rollback()
    assert unit.agendas.of_dialogue(ALL, dialogues[0]) == ()


def test_another_workspaces_items_do_not_show(connection, unit, dialogues):
    kept = unit.agendas.add(item())
    stranger = UnitOfWork(connection, "T2")
    assert stranger.agendas.of_dialogue(ALL, dialogues[0]) == ()
    stranger.agendas.change(replace(kept, title="Theirs"))
    assert unit.agendas.of_dialogue(ALL, dialogues[0]) == (kept,)


# Who was there --------------------------------------------------------------------------------


def test_what_is_noted_replaces_what_was(unit, dialogues):
    body = unit.organisations.add(
        name="Body", kind=OrganisationKind.MEMBER, country="IE", zone="UTC"
    )
    liam, nora = (
        Attendee(user_id="U1", organisation_id=body.id),
        Attendee(user_id="U2", organisation_id=None),
    )
    unit.attendance.note_attendees(1, [nora, liam])
    assert unit.attendance.of_dialogue(1) == (liam, nora)
    unit.attendance.note_attendees(1, [nora])
    assert unit.attendance.of_dialogue(1) == (nora,)
    unit.attendance.note_attendees(2, [liam])
    unit.attendance.note_attendees(1, [])
    assert unit.attendance.of_dialogue(1) == ()
    assert unit.attendance.of_dialogue(2) == (liam,)


def test_another_workspaces_attendance_is_left_alone(connection, unit, dialogues):
    kept = Attendee(user_id="U1", organisation_id=None)
    unit.attendance.note_attendees(1, [kept])
    stranger = UnitOfWork(connection, "T2")
    assert stranger.attendance.of_dialogue(1) == ()
    stranger.attendance.note_attendees(1, [])
    assert unit.attendance.of_dialogue(1) == (kept,)


def test_nobody_is_at_a_dialogue_that_is_not_there(unit, dialogues):
    with pytest.raises(IntegrityError):
        unit.attendance.note_attendees(99, [Attendee(user_id="U1", organisation_id=None)])
