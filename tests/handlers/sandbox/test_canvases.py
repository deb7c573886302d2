"""Canvases are kept in the sandbox's file."""

from handlers.sandbox.canvases import Canvases
from handlers.sandbox.identifiers import Identifiers
from handlers.sandbox.store import Store


def test_a_channels_canvas_is_found_again_after_a_restart(tmp_path):
    path = tmp_path / "slack.sqlite3"
    first = Canvases(Store(path), Identifiers(Store(path)))
    made = first.add("Minutes", "# One", "C1")
    first.add("Alone", "", None)
    first.write(made, "# Two")
    kept = Canvases(Store(path), Identifiers(Store(path))).of_channel("C1")
    assert kept is not None
    assert (kept.id, kept.text) == (made.id, "# Two")
