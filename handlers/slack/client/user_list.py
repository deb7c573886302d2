"""Everyone of the workspace, page by page (`users.list`)."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from handlers.slack.client.api_errors import NO_ANSWER, code_of, status_of, wait_of

log = logging.getLogger(__name__)

PAGE = 999
"""How much is asked for at once, here and of a channel's members: Slack gives fewer than 1,000."""
AT_ONCE = 10
"""Pages without a pause: Slack bears a burst."""
PAGE_SECONDS = 3.0
"""Between later ones: it answers twenty a minute."""


async def read_user_list(
    client: AsyncWebClient, pause: Callable[[float], Awaitable[None]] = asyncio.sleep
) -> AsyncIterator[list[dict[str, Any]]]:
    """User objects, a page at a time; people of other workspaces are not among them.

    Where Slack says that it is asked too much, it is asked again when it says so. Any other failure
    ends the pages with a line in the log.
    """
    cursor, pages = "", 0
    while True:
        try:
            answer = await client.users_list(limit=PAGE, cursor=cursor, include_locale=True)
            users: list[dict[str, Any]] = answer["members"]
            cursor = (answer.get("response_metadata") or {}).get("next_cursor") or ""
        except SlackApiError as error:
            if status_of(error) == 429:
                await pause(wait_of(error) or PAGE_SECONDS)
                continue
            _note_end(code_of(error), pages)
            return
        except NO_ANSWER as error:
            _note_end(type(error).__name__, pages)
            return
        yield users
        pages += 1
        if not cursor:
            return
        if pages >= AT_ONCE:
            await pause(PAGE_SECONDS)


def _note_end(error: str, pages: int) -> None:
    log.warning("people_not_listed", extra={"error": error, "pages": pages})
