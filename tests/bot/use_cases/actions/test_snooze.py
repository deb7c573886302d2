"""Snoozed: only by its owner, until the owner's next working day, and with no second effect."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.domain.errors import NotAllowed, Refusal
from bot.domain.morning import Topic
from bot.use_cases.actions.owners import Owner
from bot.use_cases.actions.settle import leave_action
from tests.bot.use_cases.actions.network import (
    AMARA,
    DAY,
    GRACE,
    MINJI,
    NORA,
    NOW,
    OLIVE,
    TODAY,
    assign,
    complete,
    snooze,
    unchanged,
)
from tests.bot.use_cases.mornings.writing import send

LATER = NOW + timedelta(hours=3)


@pytest.mark.parametrize(
    ("now", "until"),
    [
        (NOW, date(2026, 12, 8)),
        (NOW + 4 * DAY, date(2026, 12, 14)),
        (NOW + 5 * DAY, date(2026, 12, 14)),
    ],
)
def test_silent_until_the_next_working_day(network, now, until):
    network.put()
    assert snooze(network, now=now).action.snoozed_until == until == network.stored().snoozed_until


def test_the_next_working_day_is_the_owners(network):
    """Late on Monday in New York is Tuesday in UTC."""
    network.put(owner_user_id=NORA)
    late = datetime(2026, 12, 8, 3, tzinfo=UTC)
    assert snooze(network, NORA, now=late).action.snoozed_until == date(2026, 12, 8)


def test_snoozing_twice_or_what_is_done_has_no_effect(network):
    network.put()
    assert snooze(network).changed
    assert not snooze(network, now=LATER).changed
    assert len(network.history()) == 1
    complete(network)
    assert not snooze(network).changed
    assert network.stored().snoozed_until is None


@pytest.mark.parametrize("user_id", [AMARA, OLIVE, GRACE])
def test_only_its_officer_snoozes(network, user_id):
    before = network.put()
    words = unchanged(network, before, NotAllowed, snooze, user_id).words
    assert words.startswith("Only the person who owns A1, or their deputy, can snooze it")


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
