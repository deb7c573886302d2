"""Snoozed: only by its owner, until the owner's next working day, and with no second effect."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.domain.errors import NotAllowed
from tests.bot.use_cases.actions.network import (
    AMARA,
    DAY,
    GRACE,
    NORA,
    NOW,
    OLIVE,
    complete,
    snooze,
    unchanged,
)

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
