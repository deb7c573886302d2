"""Who people are here: named by the roster and by Slack, and never more than both allow."""

from dataclasses import replace

import pytest

from bot.domain.person import PersonFacts
from bot.use_cases.identify import identify_person
from tests.bot.use_cases.groups.hall import (
    AMARA,
    GETHIN,
    RAHUL,
    SINA,
    name,
    settle_in,
)


@pytest.fixture
def hall(work):
    return settle_in(work)


def test_who_is_named_takes_the_place_of_workspace_admins(hall):
    hall.work.people.appoint_secretariat(SINA, appointed=False)
    hall.facts[GETHIN] = PersonFacts(user_id=GETHIN, name="gethin", is_admin=True)
    assert hall.reader(GETHIN).secretariat
    assert name(hall, AMARA, by=GETHIN).first
    assert not hall.reader(GETHIN).secretariat


def test_a_guest_is_never_the_secretariat_whatever_slack_the_settings_or_a_roster_say(hall):
    hall.work.people.appoint_secretariat(SINA, appointed=False)
    hall.facts[RAHUL] = replace(hall.facts[RAHUL], is_admin=True)
    assert not hall.reader(RAHUL).secretariat, "nobody is named, and Slack calls the guest an admin"
    _, reader = identify_person(
        RAHUL, hall.facts[RAHUL], hall.channels, work=hall.work, now=hall.now, secretariat=[RAHUL]
    )
    assert not reader.secretariat
    hall.work.people.appoint_secretariat(RAHUL)
    assert not hall.reader(RAHUL).secretariat
