"""Every scope of the manifest is needed: without it a small story fails that works with it."""

from copy import deepcopy

import pytest

from handlers.slack.manifest import SCOPES, manifest
from tests.stories.evidence import day
from tests.stories.network import Network
from tests.stories.town import DIRECT, EDUCATION, TECH, set_up


def a_command_is_answered(network):
    liam = network.person("liam")
    typed = {"channel": liam.channel(TECH), "command": "/wg", "text": "help"}
    answer = network.post("/door/command", **{"as": liam.id}, **typed)
    return answer["ok"] and liam.finds(TECH, "/wg setup: turns this channel") is not None


def a_mention_is_answered(network):
    liam = network.person("liam")
    bot = network.get("/door/workspace")["app"]["bot_user_id"]
    liam.says(TECH, f"<@{bot}> what can you do?")
    answer = liam.reads(TECH)[-1]
    return answer.ephemeral and "/dialogue" in answer.words


def a_direct_message_is_answered(network):
    liam = network.person("liam")
    liam.says(DIRECT, "Hello?")
    return liam.reads(DIRECT)[-1].words.startswith("Hello!")


def a_public_channel_is_set_up(network):
    return sets_up(network, EDUCATION, "Education")


def a_private_channel_is_set_up(network):
    return sets_up(network, TECH, "Technology")


def a_caller_is_recognised_as_the_secretariat(network):
    return "Roster: " in network.person("sina").types(DIRECT, "/wg roster").words


def a_dialogue_is_announced_to_the_group(network):
    if not sets_up(network, "#regulators-only", "Regulators"):
        return False
    liam = network.person("liam")
    typed = f"/dialogue schedule Fines on {day(network, 30)} 14:00"
    confirmed = liam.types("#regulators-only", typed)
    announced = network.person("amara").finds("#regulators-only", "Fines")
    return confirmed.words.startswith("Scheduled D") and announced is not None


def sets_up(network, channel, name):
    """Whether the form opens, is taken, and the group is there."""
    try:
        set_up(network, channel, name, chair="sina")
    except AssertionError:
        network.person("sina").closes()
        return False
    return name in network.person("sina").types(channel, "/wg").words


STORIES = {
    "app_mentions:read": a_mention_is_answered,
    "channels:read": a_public_channel_is_set_up,
    "chat:write": a_dialogue_is_announced_to_the_group,
    "commands": a_command_is_answered,
    "groups:read": a_private_channel_is_set_up,
    "im:history": a_direct_message_is_answered,
    "users:read": a_caller_is_recognised_as_the_secretariat,
}


@pytest.fixture(scope="module")
def network(tmp_path_factory):
    with Network(tmp_path_factory.mktemp("scopes")) as running:
        yield running


def without(scope):
    made = deepcopy(manifest())
    made["oauth_config"]["scopes"]["bot"].remove(scope)
    return made


def test_every_scope_of_the_manifest_has_a_story():
    assert set(STORIES) == set(SCOPES)


@pytest.mark.parametrize("scope", SCOPES)
def test_with_all_scopes_the_story_works(network, scope):
    assert STORIES[scope](network)


@pytest.mark.parametrize("scope", SCOPES)
def test_without_its_scope_the_story_fails(tmp_path, scope):
    with Network(tmp_path, app_manifest=without(scope)) as network:
        assert not STORIES[scope](network)
