"""Blocks: the limits of each, and what must be unique among them."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from handlers.sandbox.surface import elements_of
from handlers.sandbox.validation import elements
from handlers.sandbox.validation.objects import NAME, SLACK_FILE, address, any_text, plain_text
from handlers.sandbox.validation.report import Report, Rule
from handlers.sandbox.validation.rich_text import RICH_TEXT
from handlers.sandbox.validation.shapes import (
    anything,
    by_type,
    exactly_one,
    flag,
    list_of,
    shape,
    text,
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
