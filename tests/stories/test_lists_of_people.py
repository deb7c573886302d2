"""Lists of people are for the people of the channel, however old the button that asks for them."""

import re

import pytest

from tests.stories.evidence import pressed, type_anywhere
from tests.stories.network import Network
from tests.stories.town import EDUCATION, TECH, set_up

IN_IT = "Only someone in the channel of Technology can see who is in it. Chair: @Amara Okonkwo."


def _two_groups(network):
    set_up(network)
    set_up(network, EDUCATION, "Education", chair="gethin")


@pytest.fixture
def network(tmp_path):
    with Network(tmp_path, after=_two_groups) as running:
        yield running


def leaves(network, handle, channel):
    someone = network.person(handle)
    network.post("/door/conversation/leave", **{"as": someone.id}, channel=someone.channel(channel))
    network.settle()


def people_in(words):
    """Their handles: what follows an @ is one, or a display name that begins with it."""
    return {name.lower() for name in re.findall(r"@([\w-]+)", words)}


def test_somebody_who_left_a_private_channel_turns_no_page_of_its_people(network):
    heloise = network.person("heloise")
    channel_id = heloise.channel(TECH)
    listed = heloise.types(TECH, "/wg members")
    assert {"heloise", "amara", "min-ji"} <= people_in(listed.words)
    leaves(network, "heloise", TECH)
    assert type_anywhere(network, "heloise", channel_id, "/wg members").split("\n")[0] == IN_IT
    for value in ("0", "1", "open"):
        button = {"action_id": "wg.members:next", "value": value, "channel": EDUCATION}
        assert pressed(network, "heloise", **button, of=channel_id).words == IN_IT
        assert "heloise" in people_in(pressed(network, "heloise", **button).words), "of her own"


def test_an_outsider_learns_of_a_public_channel_only_who_chairs_it(network):
    channel_id = network.person("gethin").channel(EDUCATION)
    answer = type_anywhere(network, "liam", channel_id, "/wg members")
    assert people_in(answer) == {"gethin"}
    assert answer.startswith("Only someone in the channel of Education can see who is in it.")
    shown = type_anywhere(network, "heloise", channel_id, "/wg members")
    assert {"gethin", "heloise"} <= people_in(shown), "the same look finds them for her"
