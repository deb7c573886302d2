"""The greeting, and what chairs are told, as each may read it at the send."""

from datetime import timedelta

import pytest

from bot.domain.audience import Audience
from bot.domain.decision import Decision, HowAgreed
from bot.domain.delivery import State, SubjectType
from bot.domain.group_notifications import ChairNotice, Greeting
from bot.domain.message_kind import DropReason, MessageKind
from bot.domain.notifications import Gone
from bot.domain.roles import Reader
from bot.use_cases.context import Context
from bot.use_cases.deliveries.builders import notification_for
from bot.use_cases.groups.notifications import (
    build_introduction,
    greet_channel,
    introduce_group,
)
from bot.use_cases.identify import channel_reader
from tests.bot.use_cases.groups.hall import AMARA, GETHIN, NOW, PRIVATE, SINA, STRANGER

MOMENT = "1765101600.000100"


def invited(hall, inviter=SINA):
    return greet_channel("C0TECH", MOMENT, inviter, Context.system(hall.work, hall.now))


def greeting(hall):
    (owed,) = hall.work.deliveries.of_recipient("C0TECH", NOW)
    reader = channel_reader(0, members_only=False)
    return notification_for(owed, Context(reader=reader, work=hall.work, now=hall.now))


def test_an_invitation_is_greeted_once(hall):
    assert invited(hall)
    assert not invited(hall)
    (owed,) = hall.work.deliveries.of_recipient("C0TECH", NOW)
    assert (owed.kind, owed.subject_type) == ("group.greeting", SubjectType.GROUP)
    assert (owed.state, owed.due_at, owed.audience) == (State.OWED, NOW, Audience.GROUP)


def test_the_next_invitation_is_greeted_again(hall):
    invited(hall)
    again = "1765101700.000100"
    assert greet_channel("C0TECH", again, None, Context.system(hall.work, NOW))


def test_a_greeting_names_who_invited(hall):
    invited(hall)
    said = greeting(hall)
    assert said == Greeting(group=None, inviter=hall.work.people.get(SINA))


@pytest.mark.parametrize("inviter", [None, STRANGER])
def test_a_greeting_without_a_known_inviter(hall, inviter):
    invited(hall, inviter)
    assert greeting(hall).inviter is None


def test_a_group_that_was_set_up_meanwhile_is_greeted_as_one(hall):
    invited(hall)
    group = hall.set_up(chairs=(AMARA,)).group
    assert greeting(hall) == Greeting(
        group=group, inviter=hall.work.people.get(SINA), chairs=("amara",)
    )


# Notices to chairs -----------------------------------------------------------------------------


def test_a_chair_hears_what_was_kept_private(hall, group):
    hall.add_dialogue()
    said = hall.notice("group.kept_private", "D12")
    assert isinstance(said, ChairNotice)
    assert said.group == group
    assert said.words.startswith("D12, “Age assurance”, is for members only.")
    assert "direct message to the people of member organisations" in said.words


def test_a_decision_that_was_kept_private_is_named(hall, group):
    decision = Decision(
        number=7,
        group_id=group.id,
        title="Share the hash list",
        audience=Audience.GROUP,
        how=HowAgreed.SILENCE,
        created_by=AMARA,
        created_at=NOW,
    )
    hall.work.decisions.add(decision)
    words = hall.notice("group.kept_private", "R7").words
    assert words.startswith("R7, “Share the hash list”, is for members only.")


def test_what_is_not_there_is_not_told(hall, group):
    assert hall.notice("group.kept_private", "R8") == Gone("not theirs")
    assert hall.notice("group.kept_private", "D99") == Gone("not theirs")
    assert hall.notice("group.kept_private", "P3") == Gone("not theirs")


def test_a_message_without_a_reference_is_told_without_one(hall, group):
    assert "A message that was due is for members only." in (
        hall.notice("group.kept_private", str(group.id)).words
    )


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
