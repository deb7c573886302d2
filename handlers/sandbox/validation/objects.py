"""Composition objects: texts, options, confirmation dialogs, filters."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from handlers.sandbox.validation.shapes import (
    Report,
    Rule,
    anything,
    by_type,
    exactly_one,
    flag,
    list_of,
    matching,
    one_of,
    shape,
    text,
    typed,
)

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
