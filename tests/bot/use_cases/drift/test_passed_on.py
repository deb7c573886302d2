"""The list of actions whose owner left: what still waits, and who reads it."""

from dataclasses import replace

from bot.domain.action_item import ActionStatus
from bot.domain.group_notifications import Addressee
from bot.domain.message_kind import DropReason, MessageKind
from bot.domain.notifications import Gone
from bot.domain.person import OrganisationKind
from bot.domain.roles import Reader, Role
from bot.use_cases.context import Context
from bot.use_cases.deliveries.builders import notification_for
from bot.use_cases.drift.note_reading import let_go
from tests.bot.use_cases.drift.leaving import ALL, owe_actions, rows, told
from tests.storage.records import NOW


def test_the_list_has_only_what_still_waits_for_somebody(where):
    owe_actions(where, 3)
    let_go({"UGONE"}, where)
    (row,) = rows(where, "UCHAIR", MessageKind.OWNER_LEFT)
    first, second, _ = (where.work.actions.get(ALL, number) for number in (1, 2, 3))
    where.work.actions.change(replace(first, owner_user_id="UCHAIR", passed_on_from=None))
    where.work.actions.change(replace(second, status=ActionStatus.DONE))
    assert [a.reference for a, _ in told(where, row).actions] == ["A3"]
    third = where.work.actions.get(ALL, 3)
    where.work.actions.change(replace(third, status=ActionStatus.DONE))
    assert told(where, row) == Gone(DropReason.NOT_OWNER)


def test_a_chair_who_is_not_in_the_channel_gets_no_list(where):
    owe_actions(where, 1)
    let_go({"UGONE"}, where)
    (row,) = rows(where, "UCHAIR", MessageKind.OWNER_LEFT)
    outside = Reader(user_id="UCHAIR", standing=OrganisationKind.MEMBER, rostered=True)
    kept = replace(outside, kept_seats={where.group.id: Role.CHAIR})
    found = [
        notification_for(row, Context(reader=reader, work=where.work, now=NOW))
        for reader in (outside, kept)
    ]
    assert found[0] == Gone(DropReason.NOT_SEEN_AS_CHAIR)
    assert len(found[1].actions) == 1
    assert found[1].to is Addressee.CHAIR
