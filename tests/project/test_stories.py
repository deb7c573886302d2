"""Stories act by the public doors of the application and the sandbox, never by a private name."""

import ast

import pytest

from tests.project.papers import ROOT

FILES = sorted((ROOT / "tests" / "stories").glob("*.py"))


def private_names(source):
    """Each private name that is read of another object or imported, written as in the source."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Attribute) and _is_private(node.attr) and not _is_own(node.value):
            found.append(ast.unparse(node))
        if isinstance(node, ast.ImportFrom):
            found += [name.name for name in node.names if _is_private(name.name)]
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("attr"):
            named = [a.value for a in node.args if isinstance(a, ast.Constant)]
            found += [name for name in named if isinstance(name, str) and _is_private(name)]
    return found


def _is_private(name):
    return name.startswith("_") and not name.endswith("__")


def _is_own(owner):
    return isinstance(owner, ast.Name) and owner.id in ("self", "cls")


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_story_reads_no_private_name(file):
    assert private_names(file.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("network.ground.convenor._front.quiet()", ["network.ground.convenor._front"]),
        ("from handlers.slack.app import Front, _deliver", ["_deliver"]),
        ("getattr(front, '_running')", ["_running"]),
        ("monkeypatch.setattr(front, '_running', 0)", ["_running"]),
        ("self._channels = type(self).__name__", []),
    ],
    ids=["read", "imported", "by its name", "replaced", "own"],
)
def test_private_names_are_found(source, found):
    assert private_names(source) == found
