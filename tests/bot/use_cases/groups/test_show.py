"""A group at a glance, with the reader's own rights."""

from datetime import date, timedelta

import pytest

from bot.domain.action_item import ActionItem
from bot.domain.audience import Audience
from bot.domain.practice import Practice
from bot.domain.roles import Role
from bot.use_cases.context import Context
from bot.use_cases.groups.show import glance_at_group
from tests.bot.use_cases.groups.hall import AMARA, GETHIN, NOW, PRIVATE, RAHUL, SINA, TANIS


@pytest.fixture
def look(hall):
    group = hall.set_up(chairs=(AMARA,)).group
    fill(hall, group)

    def run(user_id, present=PRIVATE.members):
        return glance_at_group(
            group, Context(reader=hall.reader(user_id), work=hall.work, now=NOW), present=present
        )

    return run


def fill(hall, group):
    """A dialogue and actions for members and for all, and a practice that awaits review."""
    for number, (days, audience) in enumerate(
        [(3, Audience.MEMBERS), (5, Audience.GROUP), (9, Audience.GROUP)], 1
    ):
        hall.add_dialogue(number, days=days, audience=audience, title=f"Dialogue {number}")
    for number, (due, audience) in enumerate(
        [(-1, Audience.GROUP), (-1, Audience.MEMBERS), (4, Audience.GROUP), (None, Audience.GROUP)],
        1,
    ):
        hall.work.actions.add(
            ActionItem(
                number=number,
                group_id=group.id,
                title=f"Action {number}",
                due_on=date(2026, 12, 7) + timedelta(days=due) if due is not None else None,
                zone=group.zone,
                audience=audience,
                created_by=AMARA,
                created_at=NOW,
            )
        )
    hall.work.practices.add(
        Practice(
            number=1,
            group_id=group.id,
            title="A card",
            summary="Short",
            what_was_done="This",
            countries=("GB",),
            organisation_id=None,
            review_by=date(2027, 12, 7),
            author=TANIS,
            created_at=NOW,
        )
    )


def test_what_a_chair_sees(look):
    seen = look(AMARA)
    assert seen.role is Role.CHAIR
    assert seen.next_dialogue.reference == "D1"
    assert (seen.open_actions.total, seen.overdue.total, seen.awaiting) == (4, 2, 1)


def test_a_member_reviews_nothing(look):
    seen = look(GETHIN)
    assert seen.next_dialogue.reference == "D1"
    assert (seen.open_actions.total, seen.overdue.total, seen.awaiting) == (4, 2, None)


@pytest.mark.parametrize("user_id", [TANIS, RAHUL])
def test_an_observer_sees_and_counts_nothing_for_members(look, user_id):
    seen = look(user_id)
    assert seen.next_dialogue.reference == "D2"
    assert (seen.open_actions.total, seen.overdue.total, seen.awaiting) == (3, 1, None)


def test_the_secretariat_sees_all(look):
    seen = look(SINA)
    assert (seen.next_dialogue.reference, seen.open_actions.total, seen.awaiting) == ("D1", 4, 1)


def test_a_chair_who_left_the_channel_is_said_to_have(look):
    (here,) = look(GETHIN).chairs
    assert (here.user_id, here.person.name, here.present) == (AMARA, "amara", True)
    (gone,) = look(GETHIN, present={GETHIN}).chairs
    assert not gone.present


def test_an_empty_group(hall):
    group = hall.set_up().group
    seen = glance_at_group(
        group, Context(reader=hall.reader(GETHIN), work=hall.work, now=NOW), present=()
    )
    assert (seen.chairs, seen.next_dialogue, seen.open_actions.total, seen.overdue.total) == (
        (),
        None,
        0,
        0,
    )
