"""Who gets which notice of a group, when it is built."""

import pytest

from bot.domain.group_notifications import ChairNotice, PlaceClosedNotice
from bot.domain.notifications import Gone
from bot.domain.roles import Role
from tests.bot.use_cases.groups.hall import AMARA, GETHIN, NOW, settle_in


@pytest.fixture
def hall(work):
    return settle_in(work)


@pytest.fixture
def group(hall):
    return hall.set_up(chairs=(AMARA,)).group


@pytest.mark.parametrize("kind", ["group.kept_private", "group.blocked"])
def test_who_chairs_no_longer_is_not_told(hall, group, kind):
    hall.add_dialogue()
    hall.work.recipients.block("C0TECH", error="is_archived", now=NOW)
    occurrence = "D12" if kind == "group.kept_private" else f"C0TECH@{NOW.isoformat()}"
    assert hall.role(GETHIN) is Role.MEMBER
    assert hall.notice(kind, occurrence, to=GETHIN) == Gone("not a chair any more")
    assert isinstance(hall.notice(kind, occurrence), ChairNotice | PlaceClosedNotice)


def test_a_group_that_is_no_more_is_not_told_about(hall, group):
    assert isinstance(hall.notice("group.blocked", "C9@now", group_id=99), Gone)
