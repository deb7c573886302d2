"""Convenor is removed from a private channel: nobody is forgotten, and everyone is told."""

import pytest

from tests.stories.evidence import day, free_day
from tests.stories.network import Network
from tests.stories.town import DIRECT, TECH, set_up


def read(person):
    """All that stands in their direct messages with Convenor."""
    return "\n".join(person.words(DIRECT))


def removed(network):
    """Liam goes to D1, owns A1; Denise owns nothing and has not answered. Then nobody is told."""
    set_up(network)
    liam = network.person("liam")
    liam.types(TECH, f"/dialogue schedule Age assurance on {free_day(network, 40)} 14:00")
    for number, what in enumerate(("Draft the summary @liam", "Compare the fines"), start=1):
        answer = liam.types(TECH, f"/action add {what} by {day(network, 8)}").words
        assert f"A{number}" in answer, answer
    network.settle()
    liam.finds(TECH, "Age assurance").press("Going")
    network.settle()


@pytest.fixture
def network(tmp_path):
    with Network(tmp_path, after=removed) as network:
        network.person("sina").removes(TECH, network.bot_id)
        network.advance(minutes=10)
        yield network


def test_chairs_and_secretariat_are_told_at_once_after_a_week_and_when_it_ends(network):
    amara, sina = network.person("amara"), network.person("sina")
    told = "I am not in the channel of Technology"
    again = "I am still not in the channel of Technology"
    assert told in read(amara)
    assert "/invite @Convenor" in read(amara)
    assert again not in read(amara)

    network.advance(days=7, hours=1)
    assert again in read(amara)

    sina.invites(TECH, network.bot_id)
    network.advance(minutes=10)
    assert "I can read the channel of Technology again" in read(amara)


def test_own_action_is_still_told_in_the_morning_and_can_be_done(network):
    liam = network.person("liam")
    network.advance(days=9)
    assert "Draft the summary" in read(liam)
    assert "Compare the fines" not in read(liam)
    assert "Done" in liam.types(DIRECT, "/action done A1").words


def test_chair_still_has_the_list_of_what_nobody_owns(network):
    network.advance(days=9)
    assert "Compare the fines" in read(network.person("amara"))


def test_the_rest_is_closed_and_says_how_to_go_on(network):
    liam = network.person("liam")
    for typed in ("/action done A2", "/action add Something else"):
        answer = liam.types(DIRECT, typed).words
        assert "/invite @Convenor" in answer, answer
        assert "Compare the fines" not in answer


def test_outsider_learns_nothing(network):
    stranger = network.person("rahul")
    assert "invite" not in stranger.types(DIRECT, "/action done A1").words


def test_who_said_going_is_reminded_and_who_did_not_learns_why_from_wg_why(network):
    liam, denise = network.person("liam"), network.person("denise")
    network.advance(days=44)
    assert "Age assurance" in read(liam)
    assert "Age assurance" not in read(denise)
    told = denise.types(DIRECT, "/wg why all").words
    assert "I was not in the channel (#technology) then" in told
    assert "there was nothing to say" not in told
