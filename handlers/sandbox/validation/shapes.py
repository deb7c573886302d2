"""Small rules from which the shapes of Block Kit are put together, and tables of shapes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit


@dataclass
class Report:
    """Findings in Slack's words: `must be less than 76 characters [json-pointer:/blocks/0/…]`."""

    problems: list[str] = field(default_factory=list)

    def add(self, words: str, pointer: str) -> None:
        """Note one finding."""
        self.problems.append(f"{words} [json-pointer:{pointer}]")


Rule = Callable[[Any, str, Report], None]
"""Looks at one value and notes what is wrong with it."""
Between = Callable[[Mapping[str, Any], str, Report], None]
"""Looks at several keys of an object."""


def text(longest: int, shortest: int = 0) -> Rule:
    """A string of `shortest` to `longest` Unicode code points."""

    def check(value: Any, pointer: str, report: Report) -> None:
        if not isinstance(value, str):
            report.add("must be a string", pointer)
        elif len(value) > longest:
            report.add(f"must be less than {longest + 1} characters", pointer)
        elif len(value) < shortest:
            report.add(f"must be more than {shortest - 1} characters", pointer)

    return check


def flag(value: Any, pointer: str, report: Report) -> None:
    if not isinstance(value, bool):
        report.add("must be a boolean", pointer)


def whole(lowest: int, highest: int) -> Rule:
    """A whole number from `lowest` to `highest`."""

    def check(value: Any, pointer: str, report: Report) -> None:
        if not isinstance(value, int) or isinstance(value, bool):
            report.add("must be an integer", pointer)
        elif not lowest <= value <= highest:
            report.add(f"must be between {lowest} and {highest}", pointer)

    return check


def one_of(*allowed: str) -> Rule:
    """One of these strings."""

    def check(value: Any, pointer: str, report: Report) -> None:
        if value not in allowed:
            report.add(f"must be one of {', '.join(allowed)}", pointer)

    return check


def matching(is_good: Callable[[str], bool], words: str) -> Rule:
    """A string for which `is_good` holds; `words` say what was expected."""

    def check(value: Any, pointer: str, report: Report) -> None:
        if not isinstance(value, str) or not is_good(value):
            report.add(words, pointer)

    return check


def list_of(rule: Rule, fewest: int, most: int) -> Rule:
    """An array of `fewest` to `most` items that each keep `rule`."""

    def check(value: Any, pointer: str, report: Report) -> None:
        if not isinstance(value, list):
            report.add("must be an array", pointer)
            return
        if len(value) > most:
            report.add(f"no more than {most} items allowed", pointer)
        if len(value) < fewest:
            report.add(f"no less than {fewest} items allowed", pointer)
        for index, item in enumerate(value):
            rule(item, f"{pointer}/{index}", report)

    return check


def shape(fields: Mapping[str, Rule], required: str = "", *also: Between) -> Rule:
    """An object of known keys; `also` are rules between keys, asked when each key is right."""

    def check(value: Any, pointer: str, report: Report) -> None:
        if not isinstance(value, dict):
            report.add("must be an object", pointer)
            return
        before = len(report.problems)
        for key in required.split():
            if value.get(key) is None:
                report.add(f"missing required field: {key}", pointer)
        for key, held in value.items():
            if key not in fields:
                report.add(f"additional property: {key}", f"{pointer}/{key}")
            elif held is not None:
                fields[key](held, f"{pointer}/{key}", report)
        if len(report.problems) == before:
            for rule in also:
                rule(value, pointer, report)

    return check


NOT_OFFERED = frozenset(
    "call carousel card context_actions feedback_buttons file file_input icon_button "
    "rich_text_input task_card workflow_button".split()
)
"""Of Slack's blocks and elements: an app that uses them is told that they are missing here."""


def by_type(kinds: Mapping[str, Rule], *, what: str = "type") -> Rule:
    """An object whose `type` chooses the rule for its other keys; any other type is unsupported."""

    def check(value: Any, pointer: str, report: Report) -> None:
        if not isinstance(value, dict):
            report.add("must be an object", pointer)
            return
        kind = value.get("type")
        if kind is None:
            report.add("missing required field: type", pointer)
        elif not isinstance(kind, str) or kind not in kinds:
            why = "not offered by the sandbox, " if str(kind) in NOT_OFFERED else ""
            report.add(f"{why}unsupported {what}: {kind}", f"{pointer}/type")
        else:
            kinds[kind]({k: v for k, v in value.items() if k != "type"}, pointer, report)

    return check


def exactly_one(*keys: str) -> Between:
    """Exactly one of these keys must be there."""

    def check(value: Mapping[str, Any], pointer: str, report: Report) -> None:
        if sum(value.get(key) is not None for key in keys) != 1:
            report.add(f"must have exactly one of {', '.join(keys)}", pointer)

    return check


def anything(value: Any, pointer: str, report: Report) -> None:
    """A key that is looked at elsewhere."""


def text_object(longest: int, **kinds: str) -> Rule:
    """An object with 1 to `longest` characters; `kinds`: its types, each with its own flag."""
    words = text(longest, 1)
    shapes = {kind: shape({"text": words, own: flag}, "text") for kind, own in kinds.items()}
    return by_type(shapes, what="text type")


def address(value: Any, pointer: str, report: Report) -> None:
    """A web address of at most 3,000 characters."""
    before = len(report.problems)
    text(3000, 1)(value, pointer, report)
    if len(report.problems) == before:
        matching(_is_address, "must be a valid URL")(value, pointer, report)


def _is_address(value: str) -> bool:
    try:
        parts = urlsplit(value)
    except ValueError:
        return False
    return bool(parts.scheme) and bool(parts.netloc or parts.path) and " " not in value


KNOWN: dict[str, Rule] = {
    "any": anything, "flag": flag, "url": address, "name": text(255, 1),
}  # fmt: skip
"""Rules that every table may name."""


def shapes(
    table: str,
    known: Mapping[str, Rule] = KNOWN,
    between: Mapping[str, tuple[Between, ...]] | None = None,
) -> dict[str, Rule]:
    """The shapes of a table: a line each, with its name and its keys, `key=rule`.

    `key!=rule` has to be there. A rule is `text:9` or `text:1-9`, `whole:1-9`, `plain:9` for a
    plain_text object, `words:9` for that or mrkdwn, `a|b` for one of these strings, or a name: of
    `known`, or of a line above. `rule*1-9` is a list of 1 to 9. `between`: rules between keys.
    """
    found: dict[str, Rule] = {}
    for line in table.strip().replace("\n ", "").splitlines():
        name, *keys = line.split()
        rules = dict(key.split("=") for key in keys)
        fields = {key.strip("!"): _rule(rule, {**known, **found}) for key, rule in rules.items()}
        required = " ".join(key.strip("!") for key in rules if key.endswith("!"))
        found[name] = shape(fields, required, *(between or {}).get(name, ()))
    return found


def _rule(written: str, known: Mapping[str, Rule]) -> Rule:
    item, _, size = written.rpartition("*")
    if item:
        fewest, most = size.split("-")
        return list_of(_rule(item, known), int(fewest), int(most))
    kind, _, size = written.partition(":")
    least, _, most = size.rpartition("-")
    match kind:
        case "text":
            return text(int(most), int(least or 0))
        case "whole":
            return whole(int(least), int(most))
        case "plain":
            return text_object(int(most), plain_text="emoji")
        case "words":
            return text_object(int(most), plain_text="emoji", mrkdwn="verbatim")
    return one_of(*kind.split("|")) if "|" in kind else known[kind]
