"""A chair leaves an action that nobody owns alone; it comes back by itself, or with an owner."""

from datetime import timedelta

import pytest

from bot.domain.errors import NotAllowed, Refusal
from bot.domain.morning import Topic
from bot.use_cases.actions.owners import Owner
from bot.use_cases.actions.snooze import leave_action
from tests.bot.use_cases.actions.network import AMARA, DAY, MINJI, NOW, OLIVE, TODAY, assign
from tests.bot.use_cases.mornings.writing import send

FOUR_WEEKS = timedelta(weeks=4)


def leave(network, user_id=AMARA, now=NOW):
    return leave_action(1, network.by(user_id, now))


def test_it_is_silent_for_four_weeks_and_then_told_again(network):
    network.put(owner_user_id=None)
    assert send(network, AMARA).of(Topic.UNOWNED)
    assert leave(network).action.snoozed_until == TODAY + FOUR_WEEKS
    assert not leave(network).changed
    for day in (7, 14, 21):
        assert send(network, AMARA, today=TODAY + day * DAY) is not None
        assert network.mornings(AMARA)[0].error == "nothing to say"
    assert send(network, AMARA, today=TODAY + FOUR_WEEKS).of(Topic.UNOWNED)
    assert network.history()[0][1:] == ("left alone", "until Monday 4 January 2027")


def test_only_who_may_change_it_and_only_while_nobody_owns_it(network):
    network.put(owner_user_id=None)
    with pytest.raises(NotAllowed):
        leave(network, OLIVE)
    assign(network, AMARA, Owner(user_id=MINJI))
    with pytest.raises(Refusal, match="has an owner now"):
        leave(network)
