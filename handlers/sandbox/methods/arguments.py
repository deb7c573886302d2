"""The arguments of one call, as a form, a query or JSON; and cursor pagination."""

import base64
import binascii
import json
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from handlers.sandbox.refusal import Refused, refuse_if


class Arguments:
    """Reads arguments as Slack does: everything may come as a string."""

    def __init__(self, given: Mapping[str, Any]) -> None:
        self.given = given

    def __contains__(self, name: str) -> bool:
        return self.given.get(name) is not None

    def text(self, name: str, default: str = "") -> str:
        """A string; numbers are written out."""
        value = self.given.get(name)
        return default if value is None else str(value)

    def several(self, name: str) -> list[str]:
        """The words between commas, without those that are empty."""
        return [word for part in self.text(name).split(",") if (word := part.strip())]

    def flag(self, name: str, *, default: bool = False) -> bool:
        """A boolean, also as 1, 0, true or false."""
        value = self.given.get(name)
        if value is None or value == "":
            return default
        return str(value).lower() in ("1", "true")

    def limit(self, default: int, most: int) -> int:
        """The page size, from 1 to `most`; 0 means the default."""
        value = self.given.get("limit")
        try:
            wanted = int(value) if value not in (None, "") else 0
        except (TypeError, ValueError):
            raise Refused("invalid_limit") from None
        refuse_if(not 0 <= wanted <= most, "invalid_limit")
        return wanted or default

    def json(self, name: str, error: str) -> Any:
        """A JSON value, also as a string; `error` is the refusal for a malformed one."""
        value = self.given.get(name)
        if not isinstance(value, str):
            return value
        if not value:
            return None
        try:
            return json.loads(value)
        except ValueError:
            raise Refused(error) from None


Item = TypeVar("Item")


def page(
    items: Sequence[Item], given: Arguments, *, default: int, most: int
) -> tuple[list[Item], str]:
    """One page of items and the cursor of the next one, empty when there is none."""
    size = given.limit(default, most)
    start = _start(given.text("cursor"))
    refuse_if(start > len(items), "invalid_cursor")
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
