"""Blocks, rich text and tables: the limits of each, and what must be unique among them."""

from collections.abc import Mapping, Sequence
from typing import Any

from handlers.sandbox.validation import elements
from handlers.sandbox.validation.shapes import (
    SLACK_FILE,
    Report,
    Rule,
    address,
    any_text,
    anything,
    block_of,
    by_type,
    exactly_one,
    flag,
    list_of,
    one_of,
    plain_text,
    shape,
    text,
    typed,
    whole,
)
from handlers.sandbox.values import elements_of, texts_of

_STYLE = shape({"bold": flag, "italic": flag, "strike": flag, "code": flag, "underline": flag})
_ID = text(255, 1)


def _piece(fields: dict[str, Rule], *required: str) -> Rule:
    return typed({"style": _STYLE, **fields}, *required)


_PIECE = by_type(
    {
        "text": _piece({"text": text(12_000, 1)}, "text"),
        "link": _piece({"url": address(), "text": text(12_000), "unsafe": flag}, "url"),
        "user": _piece({"user_id": _ID}, "user_id"),
        "usergroup": _piece({"usergroup_id": _ID}, "usergroup_id"),
        "channel": _piece({"channel_id": _ID}, "channel_id"),
        "emoji": _piece({"name": _ID, "unicode": text(255), "skin_tone": whole(1, 6)}, "name"),
        "broadcast": _piece({"range": one_of("here", "channel", "everyone")}, "range"),
        "color": _piece({"value": text(7, 4)}, "value"),
        "date": _piece(
            {
                "timestamp": whole(0, 9_999_999_999),
                "format": text(255, 1),
                "url": address(),
                "fallback": text(3000),
            },
            "timestamp",
            "format",
        ),
    },
    what="rich text element",
)
_PIECES = list_of(_PIECE, 0, 1000)


_SECTION = typed({"elements": _PIECES}, "elements")
_APART = typed({"elements": _PIECES, "border": whole(0, 1)}, "elements")
_LIST = typed(
    {
        "style": one_of("bullet", "ordered"),
        "elements": list_of(by_type({"rich_text_section": _SECTION}), 1, 1000),
        "indent": whole(0, 8),
        "offset": whole(0, 10_000),
        "border": whole(0, 1),
    },
    "style",
    "elements",
)
_PART = by_type(
    {
        "rich_text_section": _SECTION,
        "rich_text_quote": _APART,
        "rich_text_preformatted": _APART,
        "rich_text_list": _LIST,
    },
    what="rich text part",
)

RICH_TEXT = block_of({"elements": list_of(_PART, 1, 1000)}, ("elements",))


LONGEST_TABLE = 10_000
"""Characters of all cells together."""


def _or_none(rule: Rule) -> Rule:
    """What keeps `rule`, or null, which skips a place in a list."""

    def check(value: Any, pointer: str, report: Report) -> None:
        if value is not None:
            rule(value, pointer, report)

    return check


_CELL = by_type(
    {
        "raw_text": typed({"text": text(10_000, 1)}, "text"),
        "raw_number": typed({"value": anything, "text": text(10_000)}, "value"),
        "rich_text": RICH_TEXT,
    },
    what="cell type",
)
_COLUMN = shape({"align": one_of("left", "center", "right"), "is_wrapped": flag})


def _is_short(block: Mapping[str, Any], pointer: str, report: Report) -> None:
    if sum(len(found) for found in texts_of(block["rows"])) > LONGEST_TABLE:
        report.add(f"must be less than {LONGEST_TABLE + 1} characters", f"{pointer}/rows")


TABLE = block_of(
    {
        "rows": list_of(list_of(_CELL, 1, 20), 1, 100),
        "column_settings": list_of(_or_none(_COLUMN), 1, 20),
    },
    ("rows",),
    (_is_short,),
)


MOST_IN_MESSAGE = 50
MOST_IN_VIEW = 100


def _has_words(block: Mapping[str, Any], pointer: str, report: Report) -> None:
    if block.get("text") is None and not block.get("fields"):
        report.add("must have text or fields", pointer)


BLOCKS: dict[str, Rule] = {
    "section": block_of(
        {
            "text": any_text(3000),
            "fields": list_of(any_text(2000), 1, 10),
            "accessory": by_type(
                {**elements.among(elements.IN_SECTION), "image": elements.IMAGE_ELEMENT},
                what="accessory type",
            ),
            "expand": flag,
        },
        also=(_has_words,),
    ),
    "header": block_of({"text": plain_text(150)}, ("text",)),
    "context": block_of(
        {"elements": list_of(by_type(elements.IN_CONTEXT, what="context element"), 1, 10)},
        ("elements",),
    ),
    "divider": block_of({}),
    "actions": block_of(
        {
            "elements": list_of(
                by_type(elements.among(elements.IN_ACTIONS), what="element type"), 1, 25
            )
        },
        ("elements",),
    ),
    "input": block_of(
        {
            "label": plain_text(2000),
            "hint": plain_text(2000),
            "element": by_type(elements.among(elements.IN_INPUT), what="element type"),
            "optional": flag,
            "dispatch_action": flag,
        },
        ("label", "element"),
    ),
    "image": block_of(
        {
            "image_url": address(),
            "slack_file": SLACK_FILE,
            "alt_text": text(2000, 1),
            "title": plain_text(2000),
        },
        ("alt_text",),
        (exactly_one("image_url", "slack_file"),),
    ),
    "rich_text": RICH_TEXT,
    "video": block_of(
        {
            "alt_text": text(2000, 1),
            "author_name": text(49, 1),
            "description": plain_text(199),
            "provider_icon_url": address(),
            "provider_name": text(255, 1),
            "title": plain_text(199),
            "title_url": address(),
            "thumbnail_url": address(),
            "video_url": address(),
        },
        ("alt_text", "title", "thumbnail_url", "video_url"),
    ),
}
_MARKDOWN = block_of({"text": text(12_000, 1)}, ("text",))
IN: dict[str, Rule] = {
    "modal": by_type(BLOCKS, what="type"),
    "home": by_type({**BLOCKS, "table": TABLE}, what="type"),
    "message": by_type({**BLOCKS, "table": TABLE, "markdown": _MARKDOWN}, what="type"),
}
"""What each surface can show."""
LONGEST_MARKDOWN = 12_000
"""Characters of all markdown blocks together."""


def check_blocks(blocks: Any, surface: str, report: Report) -> None:
    """Note all that is wrong with the blocks of a `message`, a `modal` or a `home`."""
    most = MOST_IN_MESSAGE if surface == "message" else MOST_IN_VIEW
    pointer = "/blocks" if surface == "message" else "/view/blocks"
    before = len(report.problems)
    list_of(IN[surface], 0, most)(blocks, pointer, report)
    if len(report.problems) == before:
        _check_unique(blocks, pointer, report)
        _check_together(blocks, pointer, report)


def count_text(blocks: Sequence[Mapping[str, Any]]) -> int:
    """How many characters of text the blocks have, all together."""
    return sum(len(found) for block in blocks for found in texts_of(block))


def _check_together(blocks: Sequence[dict[str, Any]], pointer: str, report: Report) -> None:
    if sum(block["type"] == "table" for block in blocks) > 1:
        report.add("only_one_table_allowed", pointer)
    markdown = [block["text"] for block in blocks if block["type"] == "markdown"]
    if sum(map(len, markdown)) > LONGEST_MARKDOWN:
        report.add(f"markdown must be less than {LONGEST_MARKDOWN + 1} characters", pointer)


def _check_unique(blocks: Sequence[dict[str, Any]], pointer: str, report: Report) -> None:
    seen: set[str] = set()
    for index, block in enumerate(blocks):
        block_id = block.get("block_id")
        if block_id is not None and block_id in seen:
            report.add(f"`block_id` {block_id} already exists", f"{pointer}/{index}/block_id")
        seen.add(block_id or "")
        actions = [one["action_id"] for one in elements_of(block) if one.get("action_id")]
        for action_id in sorted({one for one in actions if actions.count(one) > 1}):
            report.add(f"`action_id` {action_id} already exists", f"{pointer}/{index}")
