"""bookmarks.add, edit, remove and list."""

from typing import Any
from urllib.parse import urlsplit

from handlers.sandbox.bookmarks import Bookmark
from handlers.sandbox.core import Core
from handlers.sandbox.methods.arguments import Arguments
from handlers.sandbox.methods.conversations import known_conversation, need_to_be_in
from handlers.sandbox.methods.registry import method
from handlers.sandbox.refusal import Refused, refuse_if

MOST = 100


@method("bookmarks.add", scope="bookmarks:write", json=True, required="channel_id title type")
def add(core: Core, given: Arguments) -> dict[str, Any]:
    """A link in a channel's head."""
    channel = _channel(core, given)
    refuse_if(given.text("type") != "link", "invalid_bookmark_type")
    refuse_if(len(core.workspace.bookmarks.of(channel)) >= MOST, "too_many_bookmarks")
    now = int(core.clock.now())
    made = core.workspace.bookmarks.add(
        channel=channel,
        title=given.text("title"),
        link=_link(given),
        emoji=given.text("emoji"),
        user=core.workspace.bot.id,
        created=now,
        updated=0,
    )
    return _answer(core, made)


@method("bookmarks.edit", scope="bookmarks:write", json=True, required="bookmark_id channel_id")
def edit(core: Core, given: Arguments) -> dict[str, Any]:
    """Change what is given of title, link and emoji."""
    found = _bookmark(core, given)
    changes: dict[str, Any] = {key: given.text(key) for key in ("title", "emoji") if key in given}
    if "link" in given:
        changes["link"] = _link(given)
    who = {"user": core.workspace.bot.id, "updated": int(core.clock.now())}
    return _answer(core, core.workspace.bookmarks.change(found, changes | who))


@method("bookmarks.remove", scope="bookmarks:write", json=True, required="bookmark_id channel_id")
def remove(core: Core, given: Arguments) -> None:
    core.workspace.bookmarks.remove(_bookmark(core, given))


@method("bookmarks.list", scope="bookmarks:read", json=True, required="channel_id")
def list_(core: Core, given: Arguments) -> dict[str, Any]:
    found = core.workspace.bookmarks.of(_channel(core, given))
    return {"bookmarks": [one.as_bookmark(core.workspace.team_id) for one in found]}


def _channel(core: Core, given: Arguments) -> str:
    found = known_conversation(core, given.text("channel_id"))
    need_to_be_in(core, found)
    return found.id


def _bookmark(core: Core, given: Arguments) -> Bookmark:
    channel, found = _channel(core, given), core.workspace.bookmarks.get(given.text("bookmark_id"))
    if found is None or found.channel != channel:
        raise Refused("not_found")
    return found


def _link(given: Arguments) -> str:
    link = given.text("link")
    if urlsplit(link).scheme not in ("http", "https") or not urlsplit(link).netloc:
        raise Refused("invalid_link")
    return link


def _answer(core: Core, bookmark: Bookmark) -> dict[str, Any]:
    return {"bookmark": bookmark.as_bookmark(core.workspace.team_id)}
