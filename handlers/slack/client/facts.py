"""What Slack says of users and channels, as facts, and its list of everyone."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.domain.audience import ChannelFacts
from bot.domain.group import Unreadable
from bot.domain.person import PersonFacts
from handlers.slack.client.api_errors import status_of, wait_of

PAGE = 999
"""How much is asked for at once, here and of a channel's members: Slack gives fewer than 1,000."""
AT_ONCE = 10
"""Pages without a pause: Slack bears a burst."""
PAGE_SECONDS = 3.0
"""Between later ones: it answers twenty a minute."""
_TOO_MANY_REQUESTS = 429


async def read_pages(
    method: Callable[..., Awaitable[Any]], **asked: Any
) -> AsyncIterator[Mapping[str, Any]]:
    """Slack's answers to `asked`, the first page to the last."""
    cursor = ""
    while True:
        page = await method(**asked, cursor=cursor)
        yield page
        cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
        if not cursor:
            return


async def read_user_list(
    client: AsyncWebClient, pause: Callable[[float], Awaitable[None]] = asyncio.sleep
) -> AsyncIterator[list[dict[str, Any]]]:
    """User objects, a page at a time; people of other workspaces are not among them.

    Where Slack says that it is asked too much, it is asked again when it says so. Any other failure
    is raised, and ends the pages.
    """
    pages = 0

    async def ask(**asked: Any) -> Any:
        if pages >= AT_ONCE:
            await pause(PAGE_SECONDS)
        while True:
            try:
                return await client.users_list(**asked)
            except SlackApiError as error:
                if status_of(error) != _TOO_MANY_REQUESTS:
                    raise
                await pause(wait_of(error) or PAGE_SECONDS)

    async for answer in read_pages(ask, limit=PAGE, include_locale=True):
        yield answer["members"]
        pages += 1


def read_person(user: dict[str, Any], workspace_id: str) -> PersonFacts:
    """A Slack user object as facts; people of another workspace are guests in this one.

    So is a user without `team_id`, which Slack says of everybody (docs: user object).
    """
    profile = user.get("profile") or {}
    # On Grid one account may be of several workspaces.
    across = (user.get("enterprise_user") or {}).get("teams") or ()
    elsewhere = not workspace_id or workspace_id not in (user.get("team_id"), *across)
    given = (profile.get("display_name"), profile.get("real_name"), user.get("real_name"))
    names = [_storable_text(name) for name in (*given, user.get("name")) if name]
    name, *aliases = dict.fromkeys([*names, user["id"]])
    return PersonFacts(
        user_id=user["id"],
        name=name,
        aliases=tuple(alias for alias in aliases if alias != user["id"]),
        zone=_storable_text(user.get("tz")) or None,
        locale=_storable_text(user.get("locale")) or "en-GB",
        active=not user.get("deleted", False),
        is_bot=bool(user.get("is_bot")) or user["id"] == "USLACKBOT",
        is_guest=bool(
            user.get("is_restricted")
            or user.get("is_ultra_restricted")
            or user.get("is_stranger")
            or elsewhere
        ),
        # Who is an admin elsewhere is none here.
        is_admin=not elsewhere and bool(user.get("is_admin") or user.get("is_owner")),
    )


def _storable_text(said: str | None) -> str:
    """Without NUL, and without half a surrogate pair, which no database takes."""
    return (said or "").replace("\x00", "").encode("utf-8", "replace").decode()


def read_channel(about: dict[str, Any], members: frozenset[str]) -> ChannelFacts:
    """A conversation object and its member ids as facts."""
    direct = bool(about.get("is_im") or about.get("is_mpim"))
    return ChannelFacts(
        channel_id=about["id"],
        name=about.get("name", ""),
        is_private=bool(about.get("is_private")) or direct,
        members=members,
        bot_present=bool(about.get("is_member", direct)),
        is_direct=direct,
        is_shared=bool(about.get("is_ext_shared") or about.get("is_pending_ext_shared")),
    )


def closed_channel(about: dict[str, Any], facts: ChannelFacts) -> Unreadable | None:
    """An archived channel, or a public one without us: its facts are open, its door is not."""
    if about.get("is_archived"):
        return Unreadable("is_archived")
    return None if facts.bot_present else Unreadable("not_in_channel")


def direct_message(channel_id: str) -> ChannelFacts:
    """A command in it is answered to one reader, whoever else is there, so nobody is looked up."""
    return read_channel({"id": channel_id, "is_im": True}, frozenset())
