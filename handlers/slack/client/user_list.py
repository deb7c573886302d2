"""Everyone of the workspace, page by page (`users.list`)."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from handlers.slack.client.api_errors import status_of, wait_of

PAGE = 999
"""How much is asked for at once, here and of a channel's members: Slack gives fewer than 1,000."""
AT_ONCE = 10
"""Pages without a pause: Slack bears a burst."""
PAGE_SECONDS = 3.0
"""Between later ones: it answers twenty a minute."""
_TOO_MANY_REQUESTS = 429


async def read_user_list(
    client: AsyncWebClient, pause: Callable[[float], Awaitable[None]] = asyncio.sleep
) -> AsyncIterator[list[dict[str, Any]]]:
    """User objects, a page at a time; people of other workspaces are not among them.

    Where Slack says that it is asked too much, it is asked again when it says so. Any other failure
    is raised, and ends the pages.
    """
    cursor, pages = "", 0
    while True:
        try:
            answer = await client.users_list(limit=PAGE, cursor=cursor, include_locale=True)
        except SlackApiError as error:
            if status_of(error) != _TOO_MANY_REQUESTS:
                raise
            await pause(wait_of(error) or PAGE_SECONDS)
            continue
        yield answer["members"]
        pages += 1
        cursor = (answer.get("response_metadata") or {}).get("next_cursor") or ""
        if not cursor:
            return
        if pages >= AT_ONCE:
            await pause(PAGE_SECONDS)
