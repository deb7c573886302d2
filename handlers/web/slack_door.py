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
from handlers.web.site import AsgiScope, Receive, Send, answer_plain

log = logging.getLogger(__name__)

MOST_BYTES = 1_000_000
PATIENCE = 10.0
"""Seconds for a whole request."""
_AGE = 300
"""Seconds by which Slack's clock and ours may differ."""
_MOMENT = re.compile(rb"[0-9]{1,12}")


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
        body = response.body.encode()
        headers = [
            (name.encode(), value.encode())
            for name, values in response.headers.items()
            for value in values
            if name.lower() != "content-length"
        ]
        headers.append((b"content-length", str(len(body)).encode()))
        start = {"type": "http.response.start", "status": response.status, "headers": headers}
        await send(start)
        await send({"type": "http.response.body", "body": body})
        return None

    async def _respond(self, scope: AsgiScope, receive: Receive) -> BoltResponse:
        headers = dict(scope["headers"])
        moment, signature = self._claims(headers)
        raw = await self._read(headers, receive)
        if not hmac.compare_digest(sign(self.secret, moment, raw), signature):
            raise RequestRefused(401, "wrong_signature")
        try:
            body = read_body(raw, headers.get(b"content-type", b"").decode("latin-1"))
            if "ssl_check" in body and "command" not in body:
                return BoltResponse(status=200, body="")
            if body.get("type") == "url_verification":
                return _challenged(body)
            return await self.answer(body)
        except Malformed as malformed:
            raise RequestRefused(400, "malformed", fault=str(malformed)) from None

    def _claims(self, headers: Mapping[bytes, bytes]) -> tuple[bytes, bytes]:
        """The signature and its time, checked as far as that goes without the body."""
        moment = headers.get(b"x-slack-request-timestamp", b"")
        signature = headers.get(b"x-slack-signature", b"")
        if not moment or not signature:
            raise RequestRefused(401, "not_signed")
        if not _MOMENT.fullmatch(moment):
            raise RequestRefused(401, "odd_timestamp")
        ahead = int(moment) - int(self.now().timestamp())
        if abs(ahead) > _AGE:
            # An old request that somebody sends again, or clocks that differ by so much.
            raise RequestRefused(401, "clocks_differ", seconds=ahead)
        return moment, signature

    async def _read(self, headers: Mapping[bytes, bytes], receive: Receive) -> bytes:
        told = headers.get(b"content-length", b"")
        if told.isdigit() and (len(told) > 9 or int(told) > MOST_BYTES):
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
