"""Blocks: the limits of each, and what must be unique among them."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from handlers.sandbox.surface import elements_of
from handlers.sandbox.validation import elements
from handlers.sandbox.validation.objects import NAME, SLACK_FILE, address, any_text, plain_text
from handlers.sandbox.validation.shapes import (
    Report,
    Rule,
    anything,
    by_type,
    exactly_one,
    flag,
    list_of,
    shape,
    text,
    whole,
)
from handlers.sandbox.validation.shapes import one_of as one_of_words

_STYLE = shape({"bold": flag, "italic": flag, "strike": flag, "code": flag, "underline": flag})
_ID = text(255, 1)


def _piece(fields: dict[str, Rule], *required: str) -> Rule:
    return shape({"type": anything, "style": _STYLE, **fields}, required=required)


_PIECE = by_type(
    {
        "text": _piece({"text": text(12_000, 1)}, "text"),
        "link": _piece({"url": address(), "text": text(12_000), "unsafe": flag}, "url"),
        "user": _piece({"user_id": _ID}, "user_id"),
        "usergroup": _piece({"usergroup_id": _ID}, "usergroup_id"),
        "channel": _piece({"channel_id": _ID}, "channel_id"),
        "emoji": _piece({"name": _ID, "unicode": text(255), "skin_tone": whole(1, 6)}, "name"),
        "broadcast": _piece({"range": one_of_words("here", "channel", "everyone")}, "range"),
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


def _part(fields: dict[str, Rule], *required: str) -> Rule:
    return shape({"type": anything, **fields}, required=required)


_SECTION = _part({"elements": _PIECES}, "elements")

RICH_TEXT = shape(
    {
        "type": anything,
        "block_id": NAME,
        "elements": list_of(
            by_type(
                {
                    "rich_text_section": _SECTION,
                    "rich_text_quote": _part(
                        {"elements": _PIECES, "border": whole(0, 1)}, "elements"
                    ),
                    "rich_text_preformatted": _part(
                        {"elements": _PIECES, "border": whole(0, 1)}, "elements"
                    ),
                    "rich_text_list": _part(
                        {
                            "style": one_of_words("bullet", "ordered"),
                            "elements": list_of(by_type({"rich_text_section": _SECTION}), 1, 1000),
                            "indent": whole(0, 8),
                            "offset": whole(0, 10_000),
                            "border": whole(0, 1),
                        },
                        "style",
                        "elements",
                    ),
                },
                what="rich text part",
            ),
            1,
            1000,
        ),
    },
    required=("elements",),
)


MOST_IN_MESSAGE = 50
MOST_IN_VIEW = 100


def _has_words(block: Mapping[str, Any], pointer: str, report: Report) -> None:
    if block.get("text") is None and not block.get("fields"):
        report.add("must have text or fields", pointer)


def _block(
    fields: Mapping[str, Rule], required: tuple[str, ...] = (), also: tuple[Any, ...] = ()
) -> Rule:
    return shape({"type": anything, "block_id": NAME, **fields}, required=required, also=also)


BLOCKS: dict[str, Rule] = {
    "section": _block(
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
    "header": _block({"text": plain_text(150)}, ("text",)),
    "context": _block(
        {"elements": list_of(by_type(elements.IN_CONTEXT, what="context element"), 1, 10)},
        ("elements",),
    ),
    "divider": _block({}),
    "actions": _block(
        {
            "elements": list_of(
                by_type(elements.among(elements.IN_ACTIONS), what="element type"), 1, 25
            )
        },
        ("elements",),
    ),
    "input": _block(
        {
            "label": plain_text(2000),
            "hint": plain_text(2000),
            "element": by_type(elements.among(elements.IN_INPUT), what="element type"),
            "optional": flag,
            "dispatch_action": flag,
        },
        ("label", "element"),
    ),
    "image": _block(
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
}
_ANY_BLOCK = by_type(BLOCKS, what="type")


def check_blocks(blocks: Any, most: int, report: Report, pointer: str = "/blocks") -> None:
    """Note all that is wrong with the blocks of a message or of a view."""
    before = len(report.problems)
    list_of(_ANY_BLOCK, 0, most)(blocks, pointer, report)
    if len(report.problems) == before:
        _check_unique(blocks, pointer, report)


def count_text(blocks: Sequence[Mapping[str, Any]]) -> int:
    """How many characters of text the blocks have, all together."""
    return sum(len(found) for block in blocks for found in _texts(block))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        for key, held in value.items():
            if key == "text" and isinstance(held, str):
                yield held
            else:
                yield from _texts(held)
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)


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
