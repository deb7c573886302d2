"""What minutes are made from and kept in: a thread, and the canvas of its channel."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.domain import NotSent, TryLater
from bot.ports.directory import ThreadMessage, ThreadPage
from handlers.slack.client.api_errors import FAILURES, code_of, name_error, own_word, status_of

EMOJI = "memo"
"""Says under a message that its lines are taken."""
_PASSING = (
    "canvas_editing_locked failed_for_some_users fatal_error internal_error request_timeout "
    "service_unavailable"
).split()
PAGE = 200
"""Messages; Slack advises no more at once."""


@dataclass(frozen=True, slots=True)
class SlackThreads:
    """Implements bot.ports.directory.Threads. Scopes: channels:history, groups:history."""

    client: AsyncWebClient

    async def page(self, channel: str, root: str, after: str, cursor: str) -> ThreadPage:
        """Slack repeats the thread's first message on every page; it is read once."""
        more: dict[str, Any] = {"oldest": after} if after else {}
        try:
            answer = await self.client.conversations_replies(
                channel=channel, ts=root, limit=PAGE, cursor=cursor or None, **more
            )
            found = [_said(message) for message in answer["messages"]]
            following = (answer.get("response_metadata") or {}).get("next_cursor") or ""
        except FAILURES as error:
            raise _named(error) from error
        first = not after and not cursor
        new = tuple(one for one in found if one.ts > after and (first or one.ts != root))
        return ThreadPage(messages=new, cursor=following)

    async def message(self, channel: str, ts: str) -> tuple[str, ThreadMessage] | None:
        """Asked for a reply, Slack gives it alone, or the first message of its thread before it."""
        try:
            answer = await self.client.conversations_replies(
                channel=channel, ts=ts, oldest=ts, latest=ts, inclusive=True, limit=2
            )
        except FAILURES as error:
            if code_of(error) in ("thread_not_found", "message_not_found"):
                return None
            raise _named(error) from error
        found = next((one for one in answer["messages"] if one["ts"] == ts), None)
        root = found.get("thread_ts") if found else None
        return (root, _said(found)) if found and root else None

    async def mark(self, channel: str, ts: str, on: bool) -> None:
        """What is there already, or gone already, is as it should be. Scope: reactions:write."""
        change = self.client.reactions_add if on else self.client.reactions_remove
        try:
            await change(channel=channel, timestamp=ts, name=EMOJI)
        except FAILURES as error:
            if code_of(error) not in ("already_reacted", "no_reaction"):
                raise _named(error) from error


def _named(error: Exception) -> NotSent:
    """What may have been done may be asked for again: a reading and an emoji do not double, and
    the text of a canvas is looked for first."""
    if not isinstance(error, SlackApiError):
        return TryLater(code_of(error))
    named = name_error(error)
    passes = own_word(error) in (None, *_PASSING) or status_of(error) >= 500
    return TryLater(named.code, retry_after=named.retry_after) if passes else named


def _said(message: Mapping[str, Any]) -> ThreadMessage:
    is_persons = not message.get("bot_id") and message.get("subtype") != "tombstone"
    return ThreadMessage(
        ts=message["ts"],
        user=(message.get("user") or "") if is_persons else "",
        text=(message.get("text") or "") if is_persons else "",
        emoji=_emoji(message),
    )


def _emoji(message: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    """Those with a skin tone are the same emoji."""
    found: dict[str, tuple[str, ...]] = {}
    for one in message.get("reactions") or ():
        name = one["name"].partition("::")[0]
        found[name] = (*found.get(name, ()), *one["users"])
    return found


@dataclass(frozen=True, slots=True)
class SlackCanvases:
    """Implements bot.ports.canvases.Canvases. Scopes: canvases:write, canvases:read, and
    channels:read or groups:read for a canvas that is there already."""

    client: AsyncWebClient

    async def add(self, channel: str, markdown: str, mark: str) -> None:
        """A channel has one canvas, so a second text stands below the first."""
        content = {"type": "markdown", "markdown": markdown}
        try:
            if await self._make(channel, content):
                return
            info = await self.client.conversations_info(channel=channel)
            canvas: str = info["channel"]["properties"]["canvas"]["file_id"]
            found = await self.client.canvases_sections_lookup(
                canvas_id=canvas, criteria={"contains_text": mark}
            )
            if not found["sections"]:
                change = {"operation": "insert_at_end", "document_content": content}
                await self.client.canvases_edit(canvas_id=canvas, changes=[change])
        except FAILURES as error:
            raise _named(error) from error

    async def _make(self, channel: str, content: dict[str, str]) -> bool:
        """Whether there was none before."""
        try:
            await self.client.conversations_canvases_create(
                channel_id=channel, document_content=content
            )
        except SlackApiError as error:
            if code_of(error) != "channel_canvas_already_exists":
                raise
            return False
        return True
