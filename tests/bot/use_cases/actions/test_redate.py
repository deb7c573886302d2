"""An action gets another day, or none."""

from bot.domain.errors import NotValid
from tests.bot.use_cases.actions.network import (
    DAY,
    LIAM,
    NOW,
    TODAY,
    redate,
    unchanged,
)


def test_another_day_and_none(network):
    network.put(due_on=TODAY - 3 * DAY, snoozed_until=TODAY)
    kept = redate(network, due_on=TODAY).action
    assert (kept.due_on, kept.snoozed_until) == (TODAY, None)
    assert network.owed_days(LIAM) == ["2026-12-07", "2026-12-08", "2026-12-09"]
    assert redate(network, due_on=None).action.due_on is None
    assert [detail for _, _, detail in network.history()] == [
        "due Monday 7 December 2026",
        "no due date",
    ]


def test_the_same_day_again_has_no_effect_even_when_it_is_past(network):
    before = network.put(due_on=TODAY - 3 * DAY)
    outcome = redate(network, due_on=TODAY - 3 * DAY)
    assert (outcome.changed, outcome.action) == (False, before)


def test_a_day_that_has_ended_where_the_owner_is(network):
    before = network.put(zone="Pacific/Kiritimati")
    error = unchanged(network, before, NotValid, redate, due_on=TODAY, now=NOW + DAY / 12)
    assert error.field == "due_on"
    assert "Pacific/Kiritimati" in error.words
