"""Options, wherever they come from."""

from handlers.sandbox.validation.objects import SUGGESTIONS
from handlers.sandbox.validation.shapes import Report
from tests.handlers.sandbox.validation.parts import groups, options


def test_suggested_options_are_looked_at_too():
    for good in ({"options": options(100)}, {"option_groups": groups(2)}, {"options": []}):
        report = Report()
        SUGGESTIONS(good, "", report)
        assert report.problems == []
    for bad in ({"options": options(101)}, {}, None, {"options": [], "option_groups": []}):
        report = Report()
        SUGGESTIONS(bad, "", report)
        assert report.problems
