"""Options, wherever they come from."""

from handlers.sandbox.validation.objects import SUGGESTIONS
from handlers.sandbox.validation.shapes import Report
from tests.handlers.sandbox.world import plain


def option(value="v", words="t", **more):
    return {"text": plain(words), "value": value, **more}


def options(count):
    return [option(str(number)) for number in range(count)]


def groups(count, of=1):
    return [
        {"label": plain("g"), "options": [option(f"{group}.{one}") for one in range(of)]}
        for group in range(count)
    ]


def test_suggested_options_are_looked_at_too():
    for good in ({"options": options(100)}, {"option_groups": groups(2)}, {"options": []}):
        report = Report()
        SUGGESTIONS(good, "", report)
        assert report.problems == []
    for bad in ({"options": options(101)}, {}, None, {"options": [], "option_groups": []}):
        report = Report()
        SUGGESTIONS(bad, "", report)
        assert report.problems
