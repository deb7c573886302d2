"""What is believed of a user object of Slack's."""

import pytest

from handlers.slack.client.facts import read_person
from tests.handlers.sandbox.world import playing

OURS = {"id": "U1", "team_id": "T1", "real_name": "Amara"}
ELSEWHERE = {"enterprise_user": {"teams": ["T2"]}}
GRID = {"id": "E1", "teams": ["T1", "T2"]}


@pytest.mark.parametrize(
    ("said", "workspace_id", "guest"),
    [
        pytest.param({}, "T1", False, id="of our workspace"),
        pytest.param({"team_id": "T2", "enterprise_user": GRID}, "T1", False, id="of ours on Grid"),
        pytest.param({"team_id": "E1", "enterprise_user": GRID}, "T1", False, id="of Grid itself"),
        pytest.param({"is_stranger": False}, "T1", False, id="no stranger"),
        pytest.param({"team_id": "T2"}, "T1", True, id="of another workspace"),
        pytest.param({**ELSEWHERE, "team_id": "T3"}, "T1", True, id="of another's Grid"),
        pytest.param({"team_id": "T3", "enterprise_user": {}}, "T1", True, id="of Grid, unknown"),
        pytest.param({"team_id": None}, "T1", True, id="of no workspace"),
        pytest.param({"team_id": ""}, "T1", True, id="of an empty one"),
        pytest.param({}, "", True, id="ours is not known"),
        pytest.param({"team_id": ""}, "", True, id="neither is known"),
    ],
)
@pytest.mark.parametrize("rank", ["is_admin", "is_owner"])
def test_only_who_is_of_our_workspace_is_no_guest_and_may_be_its_admin(
    said, workspace_id, guest, rank
):
    facts = read_person({**OURS, rank: True, **said}, workspace_id)
    assert (facts.is_guest, facts.is_admin) == (guest, not guest)


@pytest.mark.parametrize("kind", ["is_restricted", "is_ultra_restricted", "is_stranger"])
def test_guests_and_strangers_are_guests_in_our_workspace_too(kind):
    assert read_person({**OURS, kind: True}, "T1").is_guest


def test_whoever_does_not_say_their_workspace_is_a_guest():
    user = {"id": "U1", "is_admin": True}
    facts = read_person(user, "T1")
    assert (facts.is_guest, facts.is_admin, facts.active) == (True, False, True)


async def test_everyone_in_the_sandbox_is_of_its_workspace():
    """As in Slack, where every user object has `team_id`."""
    async with playing() as world:
        team = world.sandbox.core.workspace.team_id
        for user in (await world.api("users.list"))["members"]:
            said = (await world.form("users.info", user=user["id"]))["user"]
            assert said["team_id"] == team
            assert read_person(said, team).is_guest == bool(said.get("is_restricted"))
