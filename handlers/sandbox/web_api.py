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
from handlers.sandbox.faults import refusal as faulty_refusal
from handlers.sandbox.methods.registry import (
    METHODS,
    Arguments,
    check_required,
    check_token,
    need_scopes,
)
from handlers.sandbox.refusal import Refused, demand
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
        channel = given.get("channel")
        if wait := self._core.rates.seconds_to_wait(name, channel):
            return self._too_many(name, given, wait)
        fault = self._core.faults.take(name, channel=channel)
        if fault.kind == "slow" and not await self._delay(fault.seconds):
            return drop(request)
        if fault.kind == "ratelimited":
            return self._too_many(name, given, math.ceil(fault.seconds))
        answer = {"ok": False, "error": fault.kind}
        if fault.kind not in ("500", "unheard"):
            answer = faulty_refusal(fault) or self._answer(name, token, given, problem, request)
        self._note(name, given, answer, fault.kind or None)
        if fault.kind in ("lost", "unheard"):
            return drop(request)
        if fault.kind in ("500", "500_done"):
            return server_error()
        if fault.kind == "late":
            await self._delay(fault.seconds)
        return self._respond(answer)

    def _too_many(self, name: str, given: dict[str, Any], wait: int) -> web.Response:
        self._note(name, given, _RATE_LIMITED, "ratelimited")
        return self._respond(_RATE_LIMITED, 429, {"Retry-After": str(wait)})

    def _answer(
        self,
        name: str,
        token: str | None,
        given: dict[str, Any],
        problem: Refused | None,
        request: web.Request,
    ) -> dict[str, Any]:
        """What the method does, or why it does not; `problem` is one of the request itself."""
        found = METHODS.get(name)
        is_json = request.content_type == "application/json"
        try:
            if problem is not None:
                raise problem
            found = demand(found, "unknown_method", req_method=name)
            check_token(self._core, found, token)
            need_scopes(self._core, *filter(None, (found.scope,)))
            # Slack does not look into a JSON body of a method that takes none.
            read = given if found.json or not is_json else {}
            check_required(found, read)
            answer = {"ok": True, **(found.run(self._core, Arguments(read)) or {})}
        except Refused as refusal:
            log.info("%s refused: %s %s", name, refusal.error, "; ".join(refusal.messages))
            answer = refusal.as_answer()
        # Slack wants a charset with JSON, and none with a form; it only warns of it.
        is_plain = request.method != "POST" or not request.body_exists
        if is_plain or is_json is (request.charset is not None):
            return answer
        warning = "missing_charset" if is_json else "superfluous_charset"
        metadata = answer.get("response_metadata", {})
        warnings = [*metadata.get("warnings", ()), warning]
        metadata = {**metadata, "warnings": warnings}
        return {**answer, "warning": ",".join(warnings), "response_metadata": metadata}

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


def _json_object(raw: bytes) -> tuple[dict[str, Any], Refused | None]:
    try:
        body = json.loads(raw)
    except ValueError:
        return {}, Refused("invalid_json")
    return (body, None) if isinstance(body, dict) else ({}, Refused("json_not_object"))


def server_error() -> web.Response:
    return web.Response(status=500, text="Internal Server Error")


def drop(request: web.Request) -> web.StreamResponse:
    """Close the connection without an answer."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response()
