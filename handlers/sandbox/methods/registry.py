"""Which methods there are, what each asks of its caller, and how it reads its arguments."""

import base64
import binascii
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

from handlers.sandbox.core import Core
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

    def flag(self, name: str) -> bool:
        """A boolean, also as 1, 0, true or false."""
        return self.text(name).lower() in ("1", "true")

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
    start = 0
    after = given.text("cursor")
    try:
        if after:
            word, _, number = base64.b64decode(after, validate=True).decode().partition(":")
            start = int(number) if word == "next" else -1
    except (binascii.Error, ValueError):
        start = -1
    end = start + given.limit(default, most)
    refuse_if(not 0 <= start <= len(items), "invalid_cursor")
    cursor = base64.b64encode(f"next:{end}".encode()).decode() if end < len(items) else ""
    return list(items[start:end]), cursor


def with_cursor(answer: dict[str, Any], cursor: str) -> dict[str, Any]:
    """An answer that says where the next page begins."""
    return {**answer, "response_metadata": {"next_cursor": cursor}}


def with_warning(answer: dict[str, Any], warning: str | None) -> dict[str, Any]:
    """An answer that warns of this, if of anything."""
    if warning is None:
        return answer
    return {**answer, "warning": warning, "response_metadata": {"warnings": [warning]}}


Answer = dict[str, Any]
Run = Callable[[Core, Arguments], Answer | None]


@dataclass(frozen=True)
class Method:
    """One Web API method; `json` says whether Slack reads a JSON body for it."""

    name: str
    run: Run
    caller: Literal["bot", "app", "anyone"]
    scope: str | None
    json: bool
    required: tuple[str, ...]


METHODS: dict[str, Method] = {}


def method(
    name: str,
    *,
    scope: str | None = None,
    caller: Literal["bot", "app", "anyone"] = "bot",
    json: bool = False,
    required: str = "",
) -> Callable[[Run], Run]:
    """Register a function as a method; `required`: names of arguments, with spaces between. The
    function returns what is answered beside `ok`."""

    def register(run: Run) -> Run:
        METHODS[name] = Method(name, run, caller, scope, json, tuple(required.split()))
        return run

    return register


def need_scopes(core: Core, *needed: str) -> None:
    """Refuse with missing_scope unless the app was granted all of these."""
    granted = core.config.scopes
    missing = ",".join(scope for scope in needed if scope not in granted)
    refuse_if(missing, "missing_scope", needed=missing, provided=",".join(granted))


def need_any_scope(core: Core, *enough: str) -> None:
    """Refuse with missing_scope unless the app was granted at least one of these."""
    if set(enough).isdisjoint(core.config.scopes):
        need_scopes(core, *enough)


def check_token(core: Core, of: Method, token: str | None) -> None:
    """Refuse a missing, wrong, dead or unsuitable token in Slack's words."""
    config = core.config
    if of.caller == "anyone":
        return
    refuse_if(not token, "not_authed")
    refuse_if(token not in (config.bot_token, config.app_token), "invalid_auth")
    wanted = config.app_token if of.caller == "app" else config.bot_token
    refuse_if(token != wanted, "not_allowed_token_type")
    refuse_if(of.caller == "bot" and core.token_problem, str(core.token_problem))


def check_required(of: Method, given: Mapping[str, Any]) -> None:
    """Refuse with invalid_arguments and one message for each missing argument."""
    missing = [name for name in of.required if given.get(name) in (None, "")]
    refuse_if(missing, "invalid_arguments", [f"missing required field: {name}" for name in missing])
