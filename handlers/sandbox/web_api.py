"""The Web API over HTTP: reads a call, checks token, scopes and arguments, and answers."""

import asyncio
import json
import logging
import math
from email.utils import formatdate
from typing import Any

from aiohttp import web

from handlers.sandbox.app import Call
from handlers.sandbox.core import Core
from handlers.sandbox.faults import Fault
from handlers.sandbox.faults import refusal as faulty_refusal
from handlers.sandbox.methods.registry import (
    METHODS,
    Arguments,
    check_required,
    check_token,
    need_scopes,
)
from handlers.sandbox.refusal import Refused
from handlers.sandbox.store import unguessable

_RATE_LIMITED = {"ok": False, "error": "ratelimited"}
FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")
log = logging.getLogger(__name__)


class WebApi:
    """Serves /api/{method}."""

    def __init__(self, core: Core) -> None:
        self._core = core

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Answer one call."""
        name = request.match_info["method"]
        token, given, problem = await _read(request)
        wait = self._core.rates.seconds_to_wait(name, given.get("channel"))
        if wait:
            return self._too_many(name, given, wait)
        fault = self._core.faults.take(name, channel=given.get("channel"))
        kind = None if fault is None else fault.kind
        if fault is not None:
            if kind == "slow" and not await self._delay(fault.seconds):
                return drop(request)
            answered = self._instead(name, given, fault, request)
            if answered is not None:
                return answered
        answer = faulty_refusal(fault) if fault is not None else None
        if answer is None:
            answer = problem.as_answer() if problem else self._answer(name, token, given, request)
            answer = _with_charset_warning(answer, request)
        self._note(name, given, answer, kind)
        if kind == "lost":
            return drop(request)
        if kind == "500_done":
            return _server_error()
        if fault is not None and kind == "late":
            await self._delay(fault.seconds)
        return self._respond(answer)

    def _instead(
        self, name: str, given: dict[str, Any], fault: Fault, request: web.Request
    ) -> web.StreamResponse | None:
        """What is answered in place of doing anything, or None."""
        if fault.kind not in ("ratelimited", "500", "unheard"):
            return None
        self._note(name, given, {"ok": False, "error": fault.kind}, fault.kind)
        if fault.kind == "500":
            return _server_error()
        if fault.kind == "unheard":
            return drop(request)
        return self._respond(_RATE_LIMITED, 429, {"Retry-After": str(math.ceil(fault.seconds))})

    def _too_many(self, name: str, given: dict[str, Any], wait: int) -> web.Response:
        self._note(name, given, _RATE_LIMITED, "ratelimited")
        return self._respond(_RATE_LIMITED, 429, {"Retry-After": str(wait)})

    def _answer(
        self, name: str, token: str | None, given: dict[str, Any], request: web.Request
    ) -> dict[str, Any]:
        found = METHODS.get(name)
        if found is None:
            return {"ok": False, "error": "unknown_method", "req_method": name}
        try:
            check_token(self._core, found, token)
            need_scopes(self._core, *filter(None, (found.scope,)))
            # Slack does not look into a JSON body of a method that takes none.
            read = given if found.json or request.content_type != "application/json" else {}
            check_required(found, read)
            return {"ok": True, **(found.run(self._core, Arguments(read)) or {})}
        except Refused as refusal:
            log.info("%s refused: %s %s", name, refusal.error, "; ".join(refusal.messages))
            return refusal.as_answer()

    def _note(
        self, name: str, given: dict[str, Any], answer: dict[str, Any], kind: str | None
    ) -> None:
        """`kind`: of the fault or limit that struck, or None."""
        self._core.calls.append(Call(name, given, answer, kind))
        error = None if answer.get("ok") else str(answer.get("error"))
        self._core.traffic.note("call", name, given, answer, error=kind or error)

    async def _delay(self, seconds: float) -> bool:
        """Whether the time went by before the sandbox was stopped."""
        try:
            async with asyncio.timeout(seconds):
                await self._core.stopping.wait()
        except TimeoutError:
            return True
        return False

    def _respond(
        self, answer: dict[str, Any], status: int = 200, headers: dict[str, str] | None = None
    ) -> web.Response:
        return web.json_response(
            answer,
            status=status,
            headers={
                "Date": formatdate(self._core.clock.now(), usegmt=True),
                "X-OAuth-Scopes": ",".join(self._core.config.scopes),
                "X-Slack-Req-Id": unguessable(32),
                **(headers or {}),
            },
        )


async def _read(request: web.Request) -> tuple[str | None, dict[str, Any], Refused | None]:
    """Token, arguments and what is wrong with the request itself."""
    given: dict[str, Any] = dict(request.query)
    problem: Refused | None = None
    if request.method == "POST" and request.can_read_body:
        if request.content_type in FORMS:
            given |= dict(await request.post())
        elif request.content_type == "application/json":
            body, problem = _json_object(await request.read())
            body.pop("token", None)
            given |= body
        else:
            problem = Refused("invalid_post_type")
    kind, _, bearer = request.headers.get("Authorization", "").partition(" ")
    in_arguments = given.pop("token", None)
    token = bearer.strip() if kind.lower() == "bearer" else in_arguments
    return token, given, problem


def _with_charset_warning(answer: dict[str, Any], request: web.Request) -> dict[str, Any]:
    """Slack wants a charset with JSON, and none with a form; it only warns of it."""
    if request.method != "POST" or not request.body_exists:
        return answer
    is_json = request.content_type == "application/json"
    if is_json is (request.charset is not None):
        return answer
    warning = "missing_charset" if is_json else "superfluous_charset"
    metadata = answer.get("response_metadata", {})
    warnings = [*metadata.get("warnings", ()), warning]
    said = {"warning": ",".join(warnings)}
    return {**answer, **said, "response_metadata": {**metadata, "warnings": warnings}}


def _json_object(raw: bytes) -> tuple[dict[str, Any], Refused | None]:
    try:
        body = json.loads(raw)
    except ValueError:
        return {}, Refused("invalid_json")
    return (body, None) if isinstance(body, dict) else ({}, Refused("json_not_object"))


def _server_error() -> web.Response:
    return web.Response(status=500, text="Internal Server Error")


def drop(request: web.Request) -> web.StreamResponse:
    """Close the connection without an answer."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response()
