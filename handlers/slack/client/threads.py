"""Reads a thread in Slack, page by page."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.domain.errors import AnswerLost, TryLater
from bot.ports.threads import ThreadMessage, ThreadPage
from handlers.slack.client.api_errors import NO_ANSWER, name_error

PAGE = 200
"""Messages; Slack advises no more at once."""


@dataclass(frozen=True, slots=True)
class SlackThreads:
    """Implements bot.ports.threads.Threads. Scopes: channels:history, groups:history."""

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
        except SlackApiError as error:
            named = name_error(error)
            # A reading changes nothing, so it may be asked for again whatever became of it.
            raise (TryLater(named.code) if isinstance(named, AnswerLost) else named) from error
        except NO_ANSWER as error:
            raise TryLater(type(error).__name__) from error
        first = not after and not cursor
        new = tuple(one for one in found if one.ts > after and (first or one.ts != root))
        return ThreadPage(messages=new, cursor=following)


def _said(message: Mapping[str, Any]) -> ThreadMessage:
    is_persons = not message.get("bot_id") and message.get("subtype") != "tombstone"
    return ThreadMessage(
        ts=message["ts"],
        user=(message.get("user") or "") if is_persons else "",
        text=(message.get("text") or "") if is_persons else "",
        emoji={one["name"]: tuple(one["users"]) for one in message.get("reactions") or ()},
    )
