"""The manifest is valid, complete and made from the catalogue."""

import json
from pathlib import Path

import jsonschema
import pytest

from handlers.slack.kit.catalogue import COMMANDS
from handlers.slack.kit.manifest import build_manifest

SCHEMA = json.loads((Path(__file__).parent / "slack-manifest.schema.json").read_text())


@pytest.mark.parametrize("public_url", [None, "https://convenor.example.org"])
def test_slack_accepts_it(public_url):
    jsonschema.validate(build_manifest(public_url=public_url), SCHEMA)


def test_a_broken_one_is_refused():
    broken = build_manifest()
    broken["features"]["slash_commands"][0]["command"] = "/" + "x" * 40
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(broken, SCHEMA)


def test_every_command_is_in_it_and_escapes():
    made = {c["command"]: c for c in build_manifest()["features"]["slash_commands"]}
    assert list(made) == [c.name for c in COMMANDS]
    assert all(c["should_escape"] for c in made.values())


def test_http_has_its_address_everywhere():
    made = build_manifest(public_url="https://convenor.example.org/")
    address = "https://convenor.example.org/slack/events"
    assert made["settings"]["event_subscriptions"]["request_url"] == address
    assert made["settings"]["interactivity"]["request_url"] == address
    assert {c["url"] for c in made["features"]["slash_commands"]} == {address}
    assert made["settings"]["socket_mode_enabled"] is False
