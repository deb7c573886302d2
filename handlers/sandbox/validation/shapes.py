"""Small rules from which Block Kit is put together, and its composition objects."""

from collections.abc import Callable, Mapping, Sequence
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


# Looks at one value and notes what is wrong with it.
Rule = Callable[[Any, str, Report], None]


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


def shape(
    fields: Mapping[str, Rule],
    *,
    required: Sequence[str] = (),
    also: Sequence[Callable[[Mapping[str, Any], str, Report], None]] = (),
) -> Rule:
    """An object of known keys; `also` are rules between keys, asked when each key is right."""

    def check(value: Any, pointer: str, report: Report) -> None:
        if not isinstance(value, dict):
            report.add("must be an object", pointer)
            return
        before = len(report.problems)
        for key in required:
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
    """An object whose `type` chooses the rule; any other type is unsupported."""

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
            kinds[kind](value, pointer, report)

    return check


def typed(fields: Mapping[str, Rule], *required: str) -> Rule:
    """One of the shapes of `by_type`: its `type` was looked at already."""
    return shape({"type": anything, **fields}, required=required)


def exactly_one(*keys: str) -> Callable[[Mapping[str, Any], str, Report], None]:
    """Exactly one of these keys must be there."""

    def check(value: Mapping[str, Any], pointer: str, report: Report) -> None:
        if sum(value.get(key) is not None for key in keys) != 1:
            report.add(f"must have exactly one of {', '.join(keys)}", pointer)

    return check


def anything(value: Any, pointer: str, report: Report) -> None:
    """A key that was looked at already, such as `type`."""


LONGEST_TEXT = 3000
NAME = text(255, 1)


def block_of(
    fields: Mapping[str, Rule], required: tuple[str, ...] = (), also: tuple[Any, ...] = ()
) -> Rule:
    """A block with these fields besides its type and its id."""
    return shape({"type": anything, "block_id": NAME, **fields}, required=required, also=also)


def _words(longest: int, own_flag: str) -> Rule:
    return typed({"text": text(longest, 1), own_flag: flag}, "text")


def _is_address(value: str) -> bool:
    try:
        parts = urlsplit(value)
    except ValueError:
        return False
    return bool(parts.scheme) and bool(parts.netloc or parts.path) and " " not in value


def plain_text(longest: int) -> Rule:
    """A plain_text object of 1 to `longest` characters."""
    return by_type({"plain_text": _words(longest, "emoji")}, what="text type")


def any_text(longest: int = LONGEST_TEXT) -> Rule:
    """A plain_text or mrkdwn object of 1 to `longest` characters."""
    kinds = {"plain_text": _words(longest, "emoji"), "mrkdwn": _words(longest, "verbatim")}
    return by_type(kinds, what="text type")


def address(longest: int = 3000) -> Rule:
    """A web address of at most `longest` characters."""
    good = matching(_is_address, "must be a valid URL")

    def check(value: Any, pointer: str, report: Report) -> None:
        text(longest, 1)(value, pointer, report)
        if isinstance(value, str) and 0 < len(value) <= longest:
            good(value, pointer, report)

    return check


def option(*, mrkdwn: bool = False, url: bool = False) -> Rule:
    """An option; `mrkdwn` in radio buttons and checkboxes, `url` in an overflow menu."""
    words = any_text(75) if mrkdwn else plain_text(75)
    fields: dict[str, Rule] = {"text": words, "value": text(150, 1), "description": words}
    if url:
        fields["url"] = address()
    return shape(fields, required=("text", "value"))


SLACK_FILE = shape({"id": NAME, "url": address()}, also=(exactly_one("id", "url"),))

OPTION_GROUP = shape(
    {"label": plain_text(75), "options": list_of(option(), 1, 100)}, required=("label", "options")
)

# What an app answers to block_suggestion.
SUGGESTIONS = shape(
    {"options": list_of(option(), 0, 100), "option_groups": list_of(OPTION_GROUP, 0, 100)},
    also=(exactly_one("options", "option_groups"),),
)

CONFIRM = shape(
    {
        "title": plain_text(100),
        "text": any_text(300),
        "confirm": plain_text(30),
        "deny": plain_text(30),
        "style": one_of("primary", "danger"),
    },
    required=("title", "text", "confirm", "deny"),
)

DISPATCH = shape(
    {"trigger_actions_on": list_of(one_of("on_enter_pressed", "on_character_entered"), 1, 2)}
)


def _has_something(value: Mapping[str, Any], pointer: str, report: Report) -> None:
    if not value:
        report.add("must have at least one key", pointer)


FILTER = shape(
    {
        "include": list_of(one_of("im", "mpim", "private", "public"), 1, 4),
        "exclude_external_shared_channels": flag,
        "exclude_bot_users": flag,
    },
    also=(_has_something,),
)
