"""The whole sandbox as a file, Convenor's own data in it: saved, reset, put back, and used on."""

import json
import sqlite3
from base64 import b64decode, b64encode
from contextlib import closing

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


def test_a_file_of_a_newer_version_is_refused_before_anything_is_put_in_place(technology):
    sandbox, amara = technology.ground.sandbox, technology.person("amara")
    assert "A1" in amara.types(TECH, "/action add Draft the summary @liam").words
    saved, running = technology.run(sandbox.save()), technology.ground.convenor
    image = bytearray(b64decode(saved["app"]))
    image[18:20] = b"\x01\x01"  # without a log beside it
    for change, why in (
        ("UPDATE alembic_version SET version_num = '9999'", "a newer version of Convenor has"),
        ("DELETE FROM alembic_version", "no database of Convenor's"),
    ):
        with closing(sqlite3.connect(":memory:", isolation_level=None)) as other:
            other.deserialize(bytes(image))
            other.execute(change)
            app = b64encode(other.serialize()).decode()
        with pytest.raises(NotClear, match=f"{why}.*Nothing was changed"):
            technology.run(sandbox.load(json.dumps({**saved, "app": app}).encode()))
    assert technology.ground.convenor is running
    assert "Draft the summary" in amara.types(TECH, "/action list").words
