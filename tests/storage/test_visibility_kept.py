"""Kept seats open a person's own actions, and nothing that a seat would not open."""

import pytest
from sqlalchemy import select

from bot.domain.roles import Act, Reader, Role, may
from storage.ledgers.visibility import visible_to
from storage.tables import actions, practices


def sql(reader, table):
    return str(select(table.c.group_id).where(visible_to(reader, table)).whereclause)


def kept(role):
    return Reader(user_id="U1", kept_seats={1: role})


def test_actions_ask_for_the_owner_and_practices_for_nothing():
    assert "owner_user_id" in sql(kept(Role.MEMBER), actions)
    assert sql(kept(Role.CHAIR), practices) == sql(Reader(user_id="U1"), practices)


@pytest.mark.parametrize("role", [Role.OBSERVER, Role.MEMBER, Role.CHAIR])
@pytest.mark.parametrize("act", list(Act))
def test_kept_seat_never_gives_more_than_the_seat(role, act):
    seated = Reader(user_id="U1", seats={1: role})
    for own in (True, False):
        assert may(seated, act, 1, own=own) or not may(kept(role), act, 1, own=own)


def test_kept_member_may_do_nothing_but_complete_their_own():
    allowed = [act for act in Act if may(kept(Role.MEMBER), act, 1, own=True)]
    assert allowed == [Act.COMPLETE_ACTION]
    assert not may(kept(Role.MEMBER), Act.COMPLETE_ACTION, 1)


def test_kept_chair_has_a_chairs_duties_and_changes_neither_settings_nor_roles():
    allowed = {act for act in Act if may(kept(Role.CHAIR), act, 1)}
    assert allowed == {
        Act.COMPLETE_ACTION,
        Act.CHANGE_ACTION,
        Act.CONFIRM_ATTENDANCE,
        Act.RUN_DIGEST,
    }
