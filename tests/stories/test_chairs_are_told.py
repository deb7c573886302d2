"""Who becomes a chair, or is no longer one, is told; and the channel hears what was set up."""

import pytest

from tests.stories.network import Network
from tests.stories.town import DIRECT, TECH, set_up, technology


@pytest.fixture
def network(tmp_path):
    with technology(tmp_path) as running:
        yield running


def notes(network, handle, words):
    return [said for said in network.person(handle).words(DIRECT) if words in said]


def test_a_set_up_tells_the_channel_who_chairs_and_what_convenor_does_there(tmp_path):
    with Network(tmp_path) as network:
        set_up(network, digest_weekday="0")
        said = network.person("denise").finds(TECH, "This is the channel of Technology").words
        assert "Chair: @Amara Okonkwo." in said
        assert "remind you 1 week, 1 day and 1 hour before, in the channel." in said
        assert "I post the weekly digest every Monday at 09:00 (Europe/London)." in said
        count = len(network.person("denise").reads(TECH))
        set_up(network, digest_weekday="0")
        assert len(network.person("denise").reads(TECH)) == count, "nothing changed"
        set_up(network, chair="liam", digest_weekday="0")
        said = network.person("denise").reads(TECH)[-1].words
        assert "Chair: @Liam O’Grady." in said


def test_somebody_who_is_made_chair_or_is_not_any_more_is_told_on_a_working_day(network):
    network.advance(days=4)
    (told,) = notes(network, "amara", "You chair Technology from now on until ")
    assert "/wg help" in told
    network.person("amara").types(TECH, f"/wg role <@{network.people['liam']}> chair")
    network.advance(days=4)
    assert len(notes(network, "liam", "You chair Technology from now on")) == 1
    network.person("liam").types(TECH, f"/wg role <@{network.people['amara']}> observer")
    network.advance(days=4)
    (told,) = notes(network, "amara", "You do not chair Technology any more.")
    assert "Chair: @Liam O’Grady." in told
    network.advance(days=2)
    assert len(notes(network, "amara", "You do not chair")) == 1, "the planner tells it no more"


def test_the_end_of_a_term_is_told_in_the_morning_after_it(network):
    friday = "2027-01-08"
    sina, liam = network.person("sina"), network.people["liam"]
    sina.types(TECH, f"/wg role <@{liam}> chair until {friday}")
    network.leap_to(network.now.replace(year=2027, month=1, day=8, hour=12, minute=0))
    assert notes(network, "liam", "You do not chair") == []
    network.advance(days=1)
    assert notes(network, "liam", "You do not chair") == [], "it is Saturday"
    network.advance(days=2)
    (told,) = notes(network, "liam", "You do not chair Technology any more.")
    assert "Chair: @Amara Okonkwo." in told
