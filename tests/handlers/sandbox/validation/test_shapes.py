"""The small rules of shapes: each tells what is wrong, and where."""

import pytest

from handlers.sandbox.validation.elements import SUGGESTIONS
from handlers.sandbox.validation.shapes import (
    Report,
    by_type,
    exactly_one,
    flag,
    list_of,
    matching,
    one_of,
    shape,
    shapes,
    text,
    whole,
)
from tests.handlers.sandbox.validation.parts import groups, options

CUP = shapes("cup size!=whole:1-3 name=text:1-4")["cup"]


def told(rule, value):
    report = Report()
    rule(value, "/cup", report)
    return report.problems


@pytest.mark.parametrize(
    ("rule", "good", "bad", "words"),
    [
        (text(3, 1), ["a", "äöü", "😀😀😀"], ["", "abcd", 1, None], "characters|string"),
        (flag, [True, False], [1, 0, "true", None], "must be a boolean"),
        (whole(1, 3), [1, 3], [0, 4, True, 2.0, "2"], "integer|between 1 and 3"),
        (one_of("a", "b"), ["a"], ["c", None, ["a"]], "must be one of a, b"),
        (matching(str.isdigit, "must be digits"), ["12"], ["x", 12], "must be digits"),
        (list_of(flag, 1, 2), [[True]], [[], [True] * 3, "x", [1]], "items|array|boolean"),
        (CUP, [{"size": 1}, {"size": 2, "name": None}], [{}, {"size": None}, {"size": 9}, []],
         "missing required field: size|between 1 and 3|object"),
    ],
    ids=["text", "flag", "whole", "one_of", "matching", "list_of", "shape"],
)  # fmt: skip
def test_what_each_takes_and_refuses(rule, good, bad, words):
    assert [told(rule, value) for value in good] == [[] for _ in good]
    for value in bad:
        (problem,) = told(rule, value)
        assert any(one in problem for one in words.split("|")), problem


def test_a_finding_points_at_the_value():
    assert told(list_of(CUP, 0, 9), [{"size": 1}, {"size": 1, "name": "", "colour": "red"}]) == [
        "must be more than 0 characters [json-pointer:/cup/1/name]",
        "additional property: colour [json-pointer:/cup/1/colour]",
    ]


def test_the_type_chooses_the_rule():
    rule = by_type({"cup": shape({"size": whole(1, 3)})}, what="vessel")
    assert told(rule, {"type": "cup", "size": 2}) == []
    assert told(rule, {"type": "cup", "size": 9}) == [
        "must be between 1 and 3 [json-pointer:/cup/size]"
    ]
    assert told(rule, {"type": "jug"}) == ["unsupported vessel: jug [json-pointer:/cup/type]"]
    assert told(rule, {"type": ["cup"]})[0].startswith("unsupported vessel")
    assert told(rule, {}) == ["missing required field: type [json-pointer:/cup]"]


def test_rules_between_keys_are_asked_when_each_key_is_right():
    rule = shape({"a": flag, "b": flag}, "", exactly_one("a", "b"))
    assert told(rule, {"a": True}) == []
    assert told(rule, {"a": True, "b": None}) == []
    for value in ({}, {"a": True, "b": False}):
        assert told(rule, value) == ["must have exactly one of a, b [json-pointer:/cup]"]
    assert told(rule, {"a": 1, "b": False}) == ["must be a boolean [json-pointer:/cup/a]"]


def test_a_table_names_the_rules_of_each_key():
    table = "tray cups!=cup*1-2 label=plain:3\n    made=paper|wood\n"
    tray = shapes(table, {"cup": CUP})["tray"]
    assert told(tray, {"cups": [{"size": 1}], "made": "wood"}) == []
    label = {"type": "plain_text", "text": "none"}
    assert told(tray, {"cups": [{"size": 4}], "label": label, "made": "tin"}) == [
        "must be between 1 and 3 [json-pointer:/cup/cups/0/size]",
        "must be less than 4 characters [json-pointer:/cup/label/text]",
        "must be one of paper, wood [json-pointer:/cup/made]",
    ]
    with pytest.raises(KeyError):
        shapes("tray cups=jug")


def test_suggested_options_are_looked_at_too():
    for good in ({"options": options(100)}, {"option_groups": groups(2)}, {"options": []}):
        report = Report()
        SUGGESTIONS(good, "", report)
        assert report.problems == []
    for bad in ({"options": options(101)}, {}, None, {"options": [], "option_groups": []}):
        report = Report()
        SUGGESTIONS(bad, "", report)
        assert report.problems
