"""Signed HTTP: what Slack sends to a Request URL, with X-Slack-Signature v0."""

import asyncio
import hashlib
import hmac
import json
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import aiohttp

from handlers.sandbox.delivery.outbox import Parcel, Undelivered

FORM = "application/x-www-form-urlencoded"


class SignedHttp:
    """Posts to the app's one Request URL; `real_now` dates the signatures."""

    too_late = "http_timeout"

    def __init__(
        self, url: str, signing_secret: str, ack_seconds: float, real_now: Callable[[], float]
    ) -> None:
        self._url = url
        self._secret = signing_secret.encode()
        self._timeout = aiohttp.ClientTimeout(total=ack_seconds)
        self._real_now = real_now
        self._session: aiohttp.ClientSession | None = None

    @property
    def is_connected(self) -> bool:
        """Always: whether the address answers is known only when something is sent."""
        return True

    async def deliver(self, parcel: Parcel) -> Any:
        """Post one request and read the answer."""
        if self._session is None:
            self._session = aiohttp.ClientSession(timeout=self._timeout)
        content_type, body = _body(parcel)
        headers = {"Content-Type": content_type, **self._signature(body)}
        if parcel.attempt:
            headers["X-Slack-Retry-Num"] = str(parcel.attempt)
            headers["X-Slack-Retry-Reason"] = parcel.reason or "unknown_error"
        try:
            async with self._session.post(
                self._url, data=body, headers=headers, allow_redirects=False
            ) as response:
                return await _answer(response, parcel)
        except TimeoutError as late:
            raise Undelivered(self.too_late, "operation_timeout") from late
        except aiohttp.ClientError as broken:
            raise Undelivered("connection_failed", "dispatch_failed") from broken

    async def stop(self) -> None:
        """Close the session and wait until its sockets are gone."""
        if self._session is not None:
            await self._session.close()
            await asyncio.sleep(0)

    def _signature(self, body: bytes) -> dict[str, str]:
        timestamp = str(int(self._real_now()))
        signed = hmac.new(self._secret, f"v0:{timestamp}:".encode() + body, hashlib.sha256)
        return {
            "X-Slack-Request-Timestamp": timestamp,
            "X-Slack-Signature": f"v0={signed.hexdigest()}",
            "User-Agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
        }


def _body(parcel: Parcel) -> tuple[str, bytes]:
    if parcel.kind == "events_api":
        return "application/json", json.dumps(parcel.payload).encode()
    if parcel.kind == "slash_commands":
        return FORM, urlencode(parcel.payload).encode()
    return FORM, urlencode({"payload": json.dumps(parcel.payload)}).encode()


async def _answer(response: aiohttp.ClientResponse, parcel: Parcel) -> Any:
    text = await response.text()
    is_good = (
        200 <= response.status < 300 if parcel.kind == "events_api" else response.status == 200
    )
    if not is_good:
        wanted = response.headers.get("X-Slack-No-Retry") != "1"
        raise Undelivered("http_error", "dispatch_failed", retry=wanted)
    if not text:
        return None
    if response.content_type == "application/json":
        try:
            return json.loads(text)
        except ValueError as garbled:
            raise Undelivered("http_error", "dispatch_failed") from garbled
    return text
