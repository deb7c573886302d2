"""Cursor pagination, as all list methods share it."""

import base64
import binascii
from collections.abc import Sequence
from typing import Any, TypeVar

from handlers.sandbox.methods.arguments import Arguments
from handlers.sandbox.refusal import Refused

Item = TypeVar("Item")


def page(
    items: Sequence[Item], given: Arguments, *, default: int, most: int
) -> tuple[list[Item], str]:
    """One page of items and the cursor of the next one, empty when there is none."""
    size = given.limit(default, most)
    start = _start(given.text("cursor"))
    if start > len(items):
        raise Refused("invalid_cursor")
    after = start + size
    cursor = base64.b64encode(f"next:{after}".encode()).decode() if after < len(items) else ""
    return list(items[start:after]), cursor


def with_cursor(answer: dict[str, Any], cursor: str) -> dict[str, Any]:
    """An answer that says where the next page begins."""
    return {**answer, "response_metadata": {"next_cursor": cursor}}


def _start(cursor: str) -> int:
    if not cursor:
        return 0
    try:
        word, _, number = base64.b64decode(cursor, validate=True).decode().partition(":")
        if word != "next":
            raise ValueError(word)
        return int(number)
    except (binascii.Error, ValueError):
        raise Refused("invalid_cursor") from None
