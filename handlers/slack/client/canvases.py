"""The canvas of a channel: a page of Markdown that its people share."""

from dataclasses import dataclass

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.domain import NotSent, TryLater
from handlers.slack.client.api_errors import NO_ANSWER, name_error, own_word, status_of

_PASSING = (
    "canvas_editing_locked",
    "failed_for_some_users",
    "fatal_error",
    "internal_error",
    "request_timeout",
    "service_unavailable",
)


@dataclass(frozen=True, slots=True)
class SlackCanvases:
    """Implements bot.ports.threads.Canvases. Scopes: canvases:write, canvases:read, and
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
        except SlackApiError as error:
            raise _named(error) from error
        except NO_ANSWER as error:
            raise TryLater(type(error).__name__) from error

    async def _make(self, channel: str, content: dict[str, str]) -> bool:
        """Whether there was none before."""
        try:
            await self.client.conversations_canvases_create(
                channel_id=channel, document_content=content
            )
        except SlackApiError as error:
            if own_word(error) != "channel_canvas_already_exists":
                raise
            return False
        return True


def _named(error: SlackApiError) -> NotSent:
    """What may have been done may be asked for again, since the text is looked for first."""
    named = name_error(error)
    passes = own_word(error) in (None, *_PASSING) or status_of(error) >= 500
    return TryLater(named.code, retry_after=named.retry_after) if passes else named
