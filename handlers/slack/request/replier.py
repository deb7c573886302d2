"""Says something to a caller behind the acknowledgement: by response URL, or by a method."""

import logging
from collections.abc import Awaitable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from aiohttp import ClientSession
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from handlers.slack.client.api_errors import NO_ANSWER, code_of
from handlers.slack.kit import escape_text
from handlers.slack.request.request import Call

log = logging.getLogger(__name__)

_SLACKS = "hooks.slack.com"

Place = tuple[str, str]
"""A conversation, and the ts of a message in it."""


@dataclass(frozen=True, slots=True)
class Replier:
    """What fails here loses only words on a screen: what matters is saved already."""

    client: AsyncWebClient

    async def respond(self, call: Call, body: Mapping[str, Any]) -> bool:
        """Whether Slack took it. `body`: a message's fields, with those of a response URL."""
        if call.response_url is None:
            return await self.say_privately(call, body)
        if not self._is_slacks(call.response_url):
            log.warning("response_url_refused", extra={"call": call.id})
            return False
        status = await self._post(call.response_url, body)
        if status != 200:
            log.warning("respond_failed", extra={"call": call.id, "status": status})
        return status == 200

    async def _post(self, url: str, body: Mapping[str, Any]) -> int | None:
        """The status; None for no answer. Not by the SDK, which follows redirects to any host."""
        session = self.client.session
        if not isinstance(session, ClientSession):
            return None
        try:
            async with session.post(
                url, json=dict(body), allow_redirects=False, proxy=self.client.proxy
            ) as answer:
                return answer.status
        except NO_ANSWER:
            return None

    def _is_slacks(self, url: str) -> bool:
        """What we answer goes to Slack's host, or to that of SLACK_API_URL, and nowhere else."""
        try:
            given, api = urlsplit(url), urlsplit(self.client.base_url)
        except ValueError:
            return False
        slacks = (given.scheme, given.netloc.lower()) == ("https", _SLACKS)
        return slacks or (given.scheme, given.netloc) == (api.scheme, api.netloc)

    async def say_privately(self, call: Call, body: Mapping[str, Any]) -> bool:
        """Into the direct message where an event came from one, else to the one person only; in the
        thread that it came from."""
        if not call.channel_id or not call.user_id:
            return False
        message = {"text": body["text"], "blocks": body["blocks"]}
        if call.event.get("thread_ts"):
            message["thread_ts"] = call.event["thread_ts"]
        if call.event.get("channel_type") == "im":
            posting = self.client.chat_postMessage(channel=call.channel_id, **message)
        else:
            posting = self.client.chat_postEphemeral(
                channel=call.channel_id, user=call.user_id, **message
            )
        return await self.attempt(posting) is not None

    async def say_directly(self, call: Call, words: str, place: Place | None) -> Place | None:
        """In the caller's direct messages, in the place of what was said there before (None: of
        nothing): how far the work is. Where it was said; None where Slack did not take it."""
        text = escape_text(words)
        if place is not None:
            await self.attempt(self.client.chat_update(channel=place[0], ts=place[1], text=text))
            return place
        opened = await self.attempt(self.client.conversations_open(users=[call.user_id]))
        if opened is None:
            return None
        channel = opened["channel"]["id"]
        posted = await self.attempt(self.client.chat_postMessage(channel=channel, text=text))
        return None if posted is None else (channel, posted["ts"])

    async def find_link(self, call: Call) -> str | None:
        """The address of the message that the call is about; see Call.link."""
        try:
            answer = await self.client.chat_getPermalink(
                channel=call.channel_id or "", message_ts=call.message_ts or ""
            )
        except SlackApiError as error:
            return None if code_of(error) == "message_not_found" else ""
        except NO_ANSWER:
            return ""
        return str(answer["permalink"])

    async def attempt(self, request: Awaitable[Any]) -> Any:
        """Slack's answer, or None where it refused or did not answer."""
        try:
            return await request
        except SlackApiError as error:
            log.warning("slack_refused", extra={"error": code_of(error)})
        except NO_ANSWER as error:
            log.warning("slack_unreachable", extra={"error": type(error).__name__})
        return None
