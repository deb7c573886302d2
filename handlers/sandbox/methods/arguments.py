"""The arguments of one call, whether they came as a form, a query or JSON."""

import json
from collections.abc import Mapping
from typing import Any

from handlers.sandbox.refusal import Refused

UNSUPPORTED = ("attachments", "markdown_text", "file_ids", "as_user", "parse", "link_names")


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
        if not 0 <= wanted <= most:
            raise Refused("invalid_limit")
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

    def refuse_unsupported(self) -> None:
        """Refuse arguments that this server cannot honour, rather than ignore them."""
        found = [name for name in UNSUPPORTED if self.given.get(name) not in (None, "", [], False)]
        if found:
            raise Refused(
                "invalid_arguments", [f"not offered by the sandbox: {name}" for name in found]
            )
