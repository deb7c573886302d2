"""The whole sandbox as a file, Convenor's own data in it: saved, reset, put back, and used on."""

import json

import pytest

from handlers.sandbox.refusal import NotClear
from tests.stories.town import TECH


def test_convenor_begins_again_with_the_workspace_and_comes_back_with_its_file(technology):
    sandbox, amara = technology.ground.sandbox, technology.person("amara")
    made = amara.types(TECH, "/action add Draft the summary @liam")
    assert "A1" in made.words
    content = json.dumps(technology.run(sandbox.save())).encode()

    technology.run(sandbox.reset())
    assert "A1" not in amara.types(TECH, "/action list").words
    again = amara.types(TECH, "/wg")
    assert "not a working group" in again.words, again.words

    technology.run(sandbox.load(content))
    assert "Draft the summary" in amara.types(TECH, "/action list").words
    assert "A2" in amara.types(TECH, "/action add Send it round @liam").words


def test_a_file_without_a_sound_database_changes_nothing(technology):
    sandbox, amara = technology.ground.sandbox, technology.person("amara")
    saved = technology.run(sandbox.save())
    running = technology.ground.convenor
    for app in ("no base64", "", saved["app"][:4000]):
        with pytest.raises(NotClear, match="no database of Convenor's"):
            technology.run(sandbox.load(json.dumps({**saved, "app": app}).encode()))
    assert technology.ground.convenor is running
    assert "A1" in amara.types(TECH, "/action add Draft the summary @liam").words
