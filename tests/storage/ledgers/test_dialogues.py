"""The ledger of dialogues, on both databases; who may see which is in test_visibility."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from bot.domain.audience import Audience
from bot.domain.dialogue import DialogueStatus
from tests.storage.records import DAY, NOW, dialogue, nobody, reader, secretariat


def numbers(dialogues):
    return [found.number for found in dialogues]


def test_a_dialogue_comes_back_as_it_was_added(unit, group):
    added = dialogue(
        12, group, zone="Asia/Seoul", link="https://example.org/1", audience=Audience.MEMBERS
    )
    unit.dialogues.add(added)
    assert unit.dialogues.get(reader(group), 12) == added


def test_a_changed_dialogue_is_kept_whole(unit, group):
    unit.dialogues.add(dialogue(1, group))
    changed = dialogue(
        1,
        group,
        starts_at=NOW + 9 * DAY,
        minutes=90,
        status=DialogueStatus.CANCELLED,
        reason="Clash",
        revision=2,
        sequence=3,
    )
    unit.dialogues.change(changed)
    assert unit.dialogues.get(secretariat(), 1) == changed


def test_another_workspace_with_the_same_number_is_left_alone(unit, group):
    assert unit.dialogues.get(secretariat(), 1) is None
    unit.dialogues.add(dialogue(1, group, title="Ours"))
    unit.dialogues.change(dialogue(1, group, title="Ours, changed"))
    assert unit.dialogues.get(secretariat(), 1).title == "Ours, changed"


def test_a_reader_without_a_right_gets_nothing(unit, group):
    unit.dialogues.add(dialogue(1, group))
    assert unit.dialogues.get(nobody(), 1) is None
    assert unit.dialogues.planned_between(nobody(), [group], NOW, NOW + 9 * DAY) == ()
    assert unit.dialogues.changed_between(nobody(), [group], NOW, NOW + 9 * DAY) == ()


def test_a_dialogue_needs_a_group_of_this_workspace(unit):
    with pytest.raises(IntegrityError):
        unit.dialogues.add(dialogue(1, 424242))


def test_between_holds_what_is_planned_and_not_over_soonest_first(unit, group, other_group):
    hour = timedelta(hours=1)
    for number, starts_at, changes in [
        (1, NOW + 2 * DAY, {}),
        (2, NOW - hour / 2, {}),  # runs now
        (3, NOW - hour, {}),  # has just ended
        (4, NOW + DAY, {"status": DialogueStatus.CANCELLED}),
        (5, NOW + 3 * DAY, {}),  # starts when the span ends
        (6, NOW + DAY, {"group_id": other_group}),
        (7, NOW + DAY, {}),
    ]:
        unit.dialogues.add(dialogue(number, starts_at=starts_at, **{"group_id": group, **changes}))
    mine = reader(group, other_group)
    assert numbers(unit.dialogues.planned_between(mine, [group], NOW, NOW + 3 * DAY)) == [2, 7, 1]
    both = unit.dialogues.planned_between(mine, [group, other_group], NOW, NOW + 3 * DAY, limit=3)
    assert numbers(both) == [2, 6, 7]
    assert unit.dialogues.planned_between(mine, [], NOW, NOW + 3 * DAY) == ()


def test_changed_between_holds_cancelled_ones_too(unit, group):
    for number, starts_at, status in [
        (1, NOW + 2 * DAY, DialogueStatus.CANCELLED),
        (2, NOW, DialogueStatus.PLANNED),
        (3, NOW - timedelta(seconds=1), DialogueStatus.PLANNED),
        (4, NOW + 3 * DAY, DialogueStatus.PLANNED),
    ]:
        unit.dialogues.add(dialogue(number, group, starts_at=starts_at, status=status))
    found = unit.dialogues.changed_between(reader(group), [group], NOW, NOW + 3 * DAY)
    assert numbers(found) == [2, 1]


def test_what_the_same_person_just_scheduled_is_found(unit, group, other_group):
    kept = dialogue(1, group, title="Age assurance")
    unit.dialogues.add(kept)
    since = NOW - timedelta(minutes=1)
    assert unit.dialogues.just_scheduled("U1", group, "Age assurance", since) == kept
    assert unit.dialogues.just_scheduled("U2", group, "Age assurance", since) is None
    assert unit.dialogues.just_scheduled("U1", other_group, "Age assurance", since) is None
    assert unit.dialogues.just_scheduled("U1", group, "Age", since) is None
    later = NOW + timedelta(microseconds=1)
    assert unit.dialogues.just_scheduled("U1", group, "Age assurance", later) is None


def test_what_was_cancelled_since_may_be_scheduled_again(unit, group):
    kept = dialogue(1, group, title="Age assurance")
    unit.dialogues.add(kept)
    unit.dialogues.change(replace(kept, status=DialogueStatus.CANCELLED))
    assert unit.dialogues.just_scheduled("U1", group, "Age assurance", NOW) is None
