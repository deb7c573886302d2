"""One name means one thing: a public class has a name of its own."""

import ast
from collections import defaultdict
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
SANDBOX = "handlers/sandbox/"
"""A Slack of its own in Slack's words; it imports nothing of Convenor."""


@cache
def classes_of(room):
    found = defaultdict(list)
    for file in sorted((ROOT / room).rglob("*.py")):
        for node in ast.parse(file.read_text()).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                found[node.name].append((file.relative_to(ROOT).as_posix(), node))
    return found


def implements(file, node, port):
    """A ledger and the unit of work bear the name of the port that they implement, and say so."""
    module = port.removesuffix(".py").replace("/", ".")
    said = f"Implements {module}.{node.name}"
    return file.startswith("storage/") and (ast.get_docstring(node) or "").startswith(said)


def test_a_class_shares_its_name_only_with_its_port():
    found = defaultdict(list)
    for room in ("bot", "handlers", "storage"):
        for name, places in classes_of(room).items():
            found[name] += [(f, node) for f, node in places if not f.startswith(SANDBOX)]
    shared = {
        name: [file for file, _ in places]
        for name, places in found.items()
        if len(places) > 1 and not (len(places) == 2 and implements(*places[1], port=places[0][0]))
    }
    assert shared == {}


def test_the_sandbox_has_one_meaning_for_a_name():
    found = classes_of(SANDBOX)
    assert {name for name, places in found.items() if len(places) > 1} == set()


def test_two_meanings_are_found():
    twice = ast.parse("class Shift: ...").body[0]
    assert not implements("storage/shifts.py", twice, "bot/domain/shifts.py")
    assert len(classes_of("storage")["Roles"]) == len(classes_of("bot")["Roles"]) == 1
