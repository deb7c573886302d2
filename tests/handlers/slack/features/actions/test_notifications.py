"""What chairs read of somebody who left: each action has a button, and hundreds still fit."""

import re
from datetime import UTC, datetime

import pytest

from bot.domain.group import Group
from bot.domain.group_notifications import Addressee, PassedOn
from handlers.sandbox.validation.messages import count_text
from handlers.slack.features.actions.notifications import RENDERERS, passed_on_blocks
from tests.bot.use_cases.actions.network import action
from tests.handlers.slack.features.actions.scenes import buttons, words

NOW = datetime(2026, 12, 9, 14, tzinfo=UTC)


def group(number, name):
    return Group(id=number, channel_id=f"C{number}", name=name, zone="UTC", created_at=NOW)


def test_it_is_found_by_its_letters_type():
    assert RENDERERS[PassedOn] is passed_on_blocks


def passed_on(how_many):
    actions = tuple(
        (action(n, 1, title=f"{n} " + "w" * 148, owner_user_id=None), "Ofcom" * 8)
        for n in range(1, how_many + 1)
    )
    return PassedOn(group=group(1, "Technology"), words="@liam left.", actions=actions)


def test_each_action_of_somebody_who_left_has_a_button_beside_it():
    blocks = passed_on_blocks(passed_on(2))
    assert buttons(blocks) == [
        ("Hand over", "action.handover", "A1|morning"),
        ("Hand over", "action.handover", "A2|morning"),
    ]
    said = words(blocks)
    assert "For the chairs of Technology" in said
    assert "A2 2 w" in said
    assert "no due date · now with Ofcom" in said


def test_it_says_when_it_is_for_the_secretariat():
    notification = PassedOn(group=group(1, "Technology"), words="-", to=Addressee.SECRETARIAT)
    assert "For the secretariat, about Technology" in words(passed_on_blocks(notification))


@pytest.mark.parametrize("how_many", [300, 5_000])
def test_hundreds_of_them_fit_and_each_is_named(how_many):
    blocks = passed_on_blocks(passed_on(how_many))
    assert len(blocks) < 49
    assert count_text(blocks) < 12_000
    said = words(blocks)
    named = [number for number in range(1, how_many + 1) if re.search(rf"\bA{number}\b", said)]
    if how_many == 300:
        assert len(named) == 300
    else:
        assert f"and {how_many - len(named)} more, which /action list open shows" in said
    assert "/action assign A19 @person" in said
