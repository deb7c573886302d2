"""One's own actions: what is new, what is due, and what has been told already."""

from dataclasses import replace

import pytest

from bot.domain.morning import Topic
from bot.domain.notifications import Gone
from bot.domain.person import HowOften
from tests.bot.use_cases.actions.network import AMARA, DAY, LIAM, NOW, OLIVE, TODAY, snooze
from tests.bot.use_cases.mornings.writing import NINE, plan, send, told
from tests.network import HOUR

NOTHING = Gone(why="nothing to say")


def heard(network, days, user_id=LIAM):
    """By day from today, what was told on it; each of these mornings is sent."""
    found = {ahead: send(network, user_id, today=TODAY + ahead * DAY) for ahead in days}
    return {ahead: told(said) for ahead, said in found.items() if said != NOTHING}


def test_what_was_given_is_in_the_next_morning_once_with_who_gave_it(network):
    network.put(due_on=TODAY + 90 * DAY, given_at=NOW - DAY, given_by=AMARA)
    plan(network)
    assert network.owed_days(LIAM)[0] == TODAY.isoformat()
    said = send(network, LIAM)
    assert [(i.topic, i.said) for i in said.items] == [(Topic.GIVEN, "amara")]
    assert heard(network, (1, 2)) == {}
    assert "2026-12-10" not in network.owed_days(LIAM), "nothing is planned for it any more"


@pytest.mark.parametrize(
    "given",
    [{"given_by": LIAM}, {"given_at": NOW - 40 * DAY}, {"given_at": None}],
    ids=["by themselves", "long ago", "by an earlier version"],
)
def test_what_is_no_news_is_told_when_it_is_due(network, given):
    network.put(**{"due_on": TODAY + 9 * DAY, "given_at": NOW, "given_by": AMARA, **given})
    assert heard(network, (0, 1)) == {}


def test_given_away_and_back_is_news_again(network):
    network.put(due_on=TODAY + 90 * DAY, given_at=NOW - DAY, given_by=AMARA)
    assert heard(network, (0, 1)) == {0: [(Topic.GIVEN, 1)]}
    again = network.work.actions.get(network.reader(AMARA), 1)
    network.work.actions.change(replace(again, given_at=NINE + DAY + HOUR))
    assert heard(network, (2, 3)) == {2: [(Topic.GIVEN, 1)]}


def test_an_overdue_action_is_told_with_the_days_it_is_late(network):
    network.put(due_on=TODAY - DAY)
    days = (0, 1, 2, 3, 4, 7, 8, 9)
    assert list(heard(network, days)) == [0, 2, 7], "one and three days after, then the Monday"


def test_after_a_snooze_it_is_told_on_the_day_that_it_ends(network):
    network.put(due_on=TODAY - DAY)
    assert list(heard(network, (0,))) == [0]
    snooze(network, now=NINE)
    assert list(heard(network, (1, 2, 3))) == [1, 2], "the second is three days after it was due"


def test_an_outage_and_another_rhythm_lose_nothing(network):
    network.put(due_on=TODAY)
    assert list(heard(network, (0, 4))) == [0, 4], "three days of outage"
    network.work.people.choose_mornings(LIAM, HowOften.WEEKLY, 7)
    network.put(2, due_on=TODAY + 11 * DAY)
    assert heard(network, (7,)) == {7: [(Topic.OVERDUE, 1), (Topic.SOON, 2)]}


def test_colleagues_hear_of_what_their_organisation_was_given(network):
    body = network.organisations["Ofcom"].id
    owner = {"owner_user_id": None, "owner_organisation_id": body}
    network.put(1, **owner, given_at=NOW - DAY, given_by="convenor")
    for user_id in (LIAM, OLIVE):
        assert heard(network, (0, 1), user_id) == {0: [(Topic.GIVEN, 1)]}
