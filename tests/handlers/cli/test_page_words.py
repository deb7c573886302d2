"""What the sandbox's page is told: roles, groups that are not set up, the progress of the tour."""

import pytest

from tests.stories.network import Network
from tests.stories.town import TECH, set_up


@pytest.fixture
def technology(tmp_path):
    with Network(tmp_path, after=set_up) as network:
        yield network


def about(network):
    return network.get("/door/about")


def done(network):
    return [step["id"] for step in about(network)["tour"] if step["done"]]


def test_each_person_has_a_role_and_a_group_without_a_set_up_is_named(technology):
    told = about(technology)
    roles = {handle: told["people"].get(technology.people[handle]) for handle in technology.people}
    assert roles["sina"] == "Secretariat"
    assert roles["amara"] == "Member, chairs Technology"
    assert roles["liam"] == "Member"
    assert roles["denise"] == "Observer"
    assert roles["rahul"] in (None, "Not on the roster")
    assert roles["convenor"] is None
    channels = {name: technology.person("sina").channel(name) for name in (TECH, "#general")}
    assert not set(channels.values()) & set(told["channels"])
    [note] = [one for one in told["channels"].values() if "#regulators-only" in one["words"]]
    assert note["badge"] == "not set up"


def test_steps_are_ticked_by_what_is_stored_and_stay_so(technology):
    amara = technology.person("amara")
    assert done(technology) == ["setup"]
    amara.types(TECH, "/action add Send the table @liam by Friday")
    assert done(technology) == ["setup", "action"]
    technology.restart()
    assert done(technology) == ["setup", "action"]
