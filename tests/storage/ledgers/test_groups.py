"""The ledger of working groups, on both databases."""

from dataclasses import replace
from datetime import time

import pytest
from sqlalchemy.exc import IntegrityError

from bot.domain.audience import Audience
from tests.storage import records


def test_a_group_comes_back_as_it_was_added_but_with_its_own_id(unit):
    asked = records.group(
        id=99,
        reminders=(10, 20),
        digest_weekday=0,
        digest_time=time(9, 30),
        default_audience=Audience.MEMBERS,
        show_left_out=True,
    )
    added = unit.groups.add(asked)
    assert added == replace(asked, id=added.id)
    assert unit.groups.get(added.id) == added
    assert unit.groups.by_channel("C1") == added


def test_a_group_of_another_workspace_is_not_there(unit):
    assert unit.groups.by_channel("C1") is None
    assert unit.groups.all() == ()
    assert unit.groups.get(1) is None


def test_a_channel_has_one_group(unit, group):
    with pytest.raises(IntegrityError):
        unit.groups.add(records.group(name="Another"))


def test_a_changed_group_is_kept(unit, group):
    changed = replace(unit.groups.get(group), name="Tech", digest_weekday=4, reminders=())
    unit.groups.change(changed)
    assert unit.groups.get(group) == changed


def test_a_weekday_that_does_not_exist_is_refused(unit, group):
    with pytest.raises(IntegrityError):
        unit.groups.change(replace(unit.groups.get(group), digest_weekday=7))


def test_all_groups_by_name(unit):
    for channel, name in [("C1", "technology"), ("C2", "Éducation"), ("C3", "Awareness")]:
        unit.groups.add(records.group(channel_id=channel, name=name))
    assert [g.name for g in unit.groups.all()] == ["Awareness", "technology", "Éducation"]
