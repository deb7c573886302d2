"""`/slack/events`: proves that Slack sent a request before anything of it is parsed.

A stranger costs us the reading of at most one megabyte, and one HMAC over it.
"""

import asyncio
import hashlib
import hmac
import logging
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from slack_bolt import BoltResponse

from handlers.bodies import Answers, Malformed, read_body
from handlers.web.site import AsgiScope, Receive, Send, answer_plain, read_header, send_response

log = logging.getLogger(__name__)

MOST_BYTES = 1_000_000
PATIENCE = 10.0
"""Seconds for a whole request."""
_AGE = 300
"""Seconds by which Slack's clock and ours may differ."""
_MOMENT = re.compile("[0-9]{1,12}")


class RequestRefused(Exception):
    """No request of Slack's: the status, and one word for the log."""

    def __init__(self, status: int, why: str, **extra: Any) -> None:
        super().__init__(why)
        self.status, self.why, self.extra = status, why, extra


@dataclass(kw_only=True)
class SlackDoor:
    """An ASGI application for POST. `now` is the real clock, which dates Slack's signatures."""

    secret: str
    answer: Answers
    now: Callable[[], datetime]
    patience: float = PATIENCE

    async def __call__(self, scope: AsgiScope, receive: Receive, send: Send) -> None:
        try:
            response = await self._respond(scope, receive)
        except RequestRefused as refused:
            extra = {"status": refused.status, "why": refused.why, **refused.extra}
            log.warning("request_refused", extra=extra)
            # What was not read of the request is not waited for either.
            return await answer_plain(send, refused.status, f"{refused.why}\n", close=True)
        headers = [
            (name, value)
            for name, values in response.headers.items()
            for value in values
            if name.lower() != "content-length"
        ]
        await send_response(send, response.status, headers, response.body.encode())
        return None

    async def _respond(self, scope: AsgiScope, receive: Receive) -> BoltResponse:
        moment, signature = self._claims(scope)
        raw = await self._read(read_header(scope, "content-length"), receive)
        if not hmac.compare_digest(sign(self.secret, moment, raw), signature):
            raise RequestRefused(401, "wrong_signature")
        try:
            body = read_body(raw, read_header(scope, "content-type"))
            if "ssl_check" in body and "command" not in body:
                return BoltResponse(status=200, body="")
            if body.get("type") == "url_verification":
                return _challenged(body)
            return await self.answer(body)
        except Malformed as malformed:
            raise RequestRefused(400, "malformed", fault=str(malformed)) from None

    def _claims(self, scope: AsgiScope) -> tuple[bytes, bytes]:
        """The signature and its time, checked as far as that goes without the body."""
        moment = read_header(scope, "x-slack-request-timestamp")
        signature = read_header(scope, "x-slack-signature")
        if not moment or not signature:
            raise RequestRefused(401, "not_signed")
        if not _MOMENT.fullmatch(moment):
            raise RequestRefused(401, "odd_timestamp")
        ahead = int(moment) - int(self.now().timestamp())
        if abs(ahead) > _AGE:
            # An old request that somebody sends again, or clocks that differ by so much.
            raise RequestRefused(401, "clocks_differ", seconds=ahead)
        return moment.encode(), signature.encode("latin-1")

    async def _read(self, told: str, receive: Receive) -> bytes:
        """`told`: the length that its head names."""
        if told.isascii() and told.isdecimal() and (len(told) > 9 or int(told) > MOST_BYTES):
            raise RequestRefused(413, "too_large")
        raw = bytearray()
        try:
            async with asyncio.timeout(self.patience):
                while True:
                    message = await receive()
                    if message["type"] == "http.disconnect":
                        raise RequestRefused(400, "half_sent")
                    raw += message.get("body", b"")
                    if len(raw) > MOST_BYTES:
                        raise RequestRefused(413, "too_large")
                    if not message.get("more_body", False):
                        return bytes(raw)
        except TimeoutError:
            raise RequestRefused(408, "half_sent") from None


def sign(secret: str, moment: bytes, body: bytes) -> bytes:
    """Slack's signature, version 0, over the body as it came."""
    made = hmac.new(secret.encode(), b"v0:" + moment + b":" + body, hashlib.sha256)
    return b"v0=" + made.hexdigest().encode()


def _challenged(body: Mapping[str, Any]) -> BoltResponse:
    challenge = body.get("challenge")
    if not isinstance(challenge, str):
        raise Malformed("challenge: missing")
    return BoltResponse(status=200, body={"challenge": challenge})
