"""What a group's channel is told when the group is set up, and set up again."""

from datetime import timedelta

from bot.domain.delivery import State
from bot.domain.message_kind import DropReason, MessageKind
from bot.domain.roles import Reader
from bot.use_cases.context import Context
from bot.use_cases.groups.greet import build_introduction, introduce_group
from tests.bot.use_cases.groups.hall import AMARA, GETHIN, NOW, PRIVATE


def owed(hall):
    rows = hall.work.deliveries.of_recipient(PRIVATE.channel_id, NOW - timedelta(days=1))
    return [row for row in rows if row.kind == MessageKind.SET_UP]


def test_the_channel_hears_who_chairs_as_things_are_when_it_is_sent(hall):
    hall.set_up(chairs=(AMARA,))
    introduce_group(hall.group, Context.system(hall.work, NOW))
    hall.set_up(chairs=(AMARA, GETHIN))
    (row,) = owed(hall)
    told = build_introduction(row, hall.group, Context(None, hall.work, NOW))
    assert told.group == hall.group
    assert len(told.chairs) == 2


def test_a_second_change_before_the_first_is_told_takes_its_place(hall):
    hall.set_up(chairs=(AMARA,))
    introduce_group(hall.group, Context.system(hall.work, NOW))
    introduce_group(hall.group, Context(Reader.system(), hall.work, NOW + timedelta(seconds=5)))
    first, second = sorted(owed(hall), key=lambda row: row.id)
    assert (first.state, first.error) == (State.DROPPED, DropReason.SET_UP_AGAIN)
    assert second.state is State.OWED
