"""Finds interactive elements and texts in blocks, and names blocks and actions without one."""

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from typing import Any

from handlers.sandbox.identifiers import random_id

Block = dict[str, Any]
Element = dict[str, Any]


def elements_of(block: Block) -> Iterator[Element]:
    """The interactive elements of one block: its accessory, its elements or its input."""
    if block["type"] == "section":
        accessory = block.get("accessory")
        if accessory is not None and accessory["type"] != "image":
            yield accessory
    elif block["type"] == "actions":
        yield from block["elements"]
    elif block["type"] == "input":
        yield block["element"]


def texts_of(value: Any) -> Iterator[str]:
    """Every `text` in blocks, however deep."""
    if isinstance(value, Mapping):
        for key, held in value.items():
            if key == "text" and isinstance(held, str):
                yield held
            else:
                yield from texts_of(held)
    elif isinstance(value, list):
        for item in value:
            yield from texts_of(item)


def find(blocks: Sequence[Block] | None, block_id: str, action_id: str) -> tuple[Block, Element]:
    """The block and the element of these ids; LookupError when they are not there."""
    for block in blocks or ():
        if block.get("block_id") == block_id:
            for element in elements_of(block):
                if element["action_id"] == action_id:
                    return block, element
    raise LookupError(f"no element {action_id} in block {block_id}")


def with_names(blocks: Sequence[Block]) -> list[Block]:
    """A copy of valid blocks in which every block and every interactive element has an id."""
    named = deepcopy(list(blocks))
    for block in named:
        block.setdefault("block_id", random_id())
        for element in elements_of(block):
            element.setdefault("action_id", random_id())
    return named
