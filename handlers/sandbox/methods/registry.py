"""Which methods there are, and what each asks of its caller."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from handlers.sandbox.core import Core
from handlers.sandbox.methods.arguments import Arguments
from handlers.sandbox.refusal import Refused, refuse_if

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
    """Register a function as a method; `required`: names of arguments, with spaces between.

    The function returns what is answered beside `ok`.
    """

    def register(run: Run) -> Run:
        METHODS[name] = Method(name, run, caller, scope, json, tuple(required.split()))
        return run

    return register


def need_scopes(core: Core, *needed: str) -> None:
    """Refuse with missing_scope unless the app was granted all of these."""
    missing = [scope for scope in needed if scope not in core.config.scopes]
    if missing:
        raise Refused(
            "missing_scope", needed=",".join(missing), provided=",".join(core.config.scopes)
        )


def need_any_scope(core: Core, *enough: str) -> None:
    """Refuse with missing_scope unless the app was granted at least one of these."""
    if not any(scope in core.config.scopes for scope in enough):
        raise Refused(
            "missing_scope", needed=",".join(enough), provided=",".join(core.config.scopes)
        )


def check_token(core: Core, of: Method, token: str | None) -> None:
    """Refuse a missing, wrong, dead or unsuitable token in Slack's words."""
    config = core.config
    if of.caller == "anyone":
        return
    refuse_if(not token, "not_authed")
    refuse_if(token not in (config.bot_token, config.app_token), "invalid_auth")
    wanted = config.app_token if of.caller == "app" else config.bot_token
    refuse_if(token != wanted, "not_allowed_token_type")
    if of.caller == "bot" and core.token_problem is not None:
        raise Refused(core.token_problem)


def check_required(of: Method, given: Mapping[str, Any]) -> None:
    """Refuse with invalid_arguments and one message for each missing argument."""
    missing = [name for name in of.required if given.get(name) in (None, "")]
    if missing:
        raise Refused("invalid_arguments", [f"missing required field: {name}" for name in missing])
