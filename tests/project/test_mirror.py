"""Tests mirror sources: storage/queue/claim.py has tests/storage/queue/test_claim.py."""

import ast

from tests.project.papers import ROOT

ROOMS = ("bot", "handlers", "storage")
ENOUGH = 3
"""Branches with which a file has rules: each if, loop, case, except, and, or, filter counts one.

So does a call of `_REFUSING`, which is an if that raises.
"""
_REFUSING = {"refuse_if", "demand"}
_BRANCHES = (ast.If, ast.IfExp, ast.For, ast.While, ast.ExceptHandler, ast.BoolOp, ast.match_case)
LEAST = 0.8
"""The share of source files with rules that have a test of their name."""


def branches_in(source):
    nodes = list(ast.walk(ast.parse(source)))
    filters = sum(len(node.ifs) for node in nodes if isinstance(node, ast.comprehension))
    calls = [node.func for node in nodes if isinstance(node, ast.Call)]
    refusals = sum(isinstance(called, ast.Name) and called.id in _REFUSING for called in calls)
    return filters + refusals + sum(isinstance(node, _BRANCHES) for node in nodes)


def files_with_rules():
    """Paths of source files with rules, as "bot/use_cases/actions/edit.py"."""
    return [
        str(file.relative_to(ROOT))
        for room in ROOMS
        for file in sorted((ROOT / room).rglob("*.py"))
        if file.name != "__init__.py" and "migrations" not in file.parts
        if branches_in(file.read_text(encoding="utf-8")) >= ENOUGH
    ]


def place_of_test(source):
    folder, _, name = source.rpartition("/")
    return ROOT / "tests" / folder / f"test_{name}"


def test_most_source_files_with_rules_have_a_test_of_their_name():
    found = files_with_rules()
    assert len(found) > 200
    without = [source for source in found if not place_of_test(source).exists()]
    share = 1 - len(without) / len(found)
    assert share > LEAST, f"{share:.0%}; without: {without}"


CENTRE = [
    "handlers/slack/app.py",
    "handlers/slack/dispatch/dispatcher.py",
    "handlers/slack/routes.py",
    "handlers/wiring.py",
    "storage/queue/claim.py",
    "bot/use_cases/deliveries/look_again.py",
    "bot/use_cases/deliveries/serve.py",
]


def test_so_has_the_centre():
    assert [source for source in CENTRE if not (ROOT / source).exists()] == []
    assert [source for source in CENTRE if not place_of_test(source).exists()] == []


def test_a_file_of_data_has_no_rules_and_a_file_of_conditions_has():
    assert branches_in("A = 1\nB = [a for a in (1, 2)]") == 0
    assert (
        branches_in("if a and b:\n    x = [c for c in d if c]\nelse:\n    x = 1 if a else 2") == 4
    )
