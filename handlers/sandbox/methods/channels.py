"""conversations.create, join, invite and more; bookmarks.* and canvases.* (which may be off)."""

import re
from collections.abc import Mapping
from typing import Any

from handlers.sandbox import changes
from handlers.sandbox.conversations import Bookmark, Conversation
from handlers.sandbox.core import Core
from handlers.sandbox.methods.conversations import (
    joined_conversation,
    known_conversation,
    need_to_be_in,
)
from handlers.sandbox.methods.registry import Arguments, method, need_any_scope, with_warning
from handlers.sandbox.refusal import Refused, demand, refuse_if
from handlers.sandbox.values import is_web_address

MOST_INVITED = 100


@method("conversations.create", json=True, required="name")
def create_channel(core: Core, given: Arguments) -> dict[str, Any]:
    """A channel with the bot in it."""
    private = given.flag("is_private")
    need_any_scope(core, "groups:write" if private else "channels:manage")
    made = changes.create(core, core.workspace.bot.id, given.text("name"), private=private)
    return {"channel": core.workspace.as_channel(made)}


@method("conversations.join", scope="channels:join", json=True, required="channel")
def join_channel(core: Core, given: Arguments) -> dict[str, Any]:
    """Let the bot into a public channel; to be in it already is no error."""
    found, bot = _open_channel(core, given), core.workspace.bot.id
    refuse_if(found.kind != "public", "method_not_supported_for_channel_type")
    warning = "already_in_channel" if bot in found.members else None
    changes.enter(core, found, bot, inviter=None)
    return with_warning({"channel": core.workspace.as_channel(found)}, warning)


@method("conversations.invite", json=True, required="channel users")
def invite_people(core: Core, given: Arguments) -> dict[str, Any]:
    """Let people in; all of them or, with `force`, those who can be."""
    found = _joined(core, given, "write.invites")
    users = given.several("users")
    refuse_if(not users, "no_user")
    refuse_if(len(users) > MOST_INVITED, "too_many_users")
    wrong = [(user, problem) for user in users if (problem := _problem(core, found, user))]
    errors = [{"user": user, "ok": False, "error": problem} for user, problem in wrong]
    if wrong and (len(wrong) == len(users) or not given.flag("force")):
        raise Refused(wrong[0][1], errors=errors)
    for user in users:
        if user not in dict(wrong):
            changes.enter(core, found, user, inviter=core.workspace.bot.id)
    answer = {"channel": core.workspace.as_channel(found)}
    return {**answer, "errors": errors} if errors else answer


@method("conversations.kick", json=True, required="channel user")
def kick_person(core: Core, given: Arguments) -> dict[str, Any]:
    """Take somebody out."""
    found, user = _joined(core, given), given.text("user")
    refuse_if(user == core.workspace.bot.id, "cant_kick_self")
    refuse_if(found.is_general, "cant_kick_from_general")
    refuse_if(user not in found.members, "not_in_channel")
    changes.leave(core, found, user)
    return {"errors": {}}


@method("conversations.leave", json=True, required="channel")
def leave_channel(core: Core, given: Arguments) -> dict[str, Any]:
    """Take the bot out; not to be in it is no error."""
    found, bot = _open_channel(core, given), core.workspace.bot.id
    _need(core, found)
    refuse_if(found.is_general, "cant_leave_general")
    if bot not in found.members:
        return {"ok": False, "not_in_channel": True}
    changes.leave(core, found, bot)
    return {}


@method("conversations.setTopic", json=True, required="channel")
def set_topic(core: Core, given: Arguments) -> dict[str, Any]:
    return _describe(core, given, "topic")


@method("conversations.setPurpose", json=True, required="channel")
def set_purpose(core: Core, given: Arguments) -> dict[str, Any]:
    return _describe(core, given, "purpose")


@method("conversations.rename", json=True, required="channel name")
def rename_channel(core: Core, given: Arguments) -> dict[str, Any]:
    found = _joined(core, given)
    changes.rename(core, found, given.text("name"))
    return {"channel": core.workspace.as_channel(found)}


@method("conversations.archive", json=True, required="channel")
def archive_channel(core: Core, given: Arguments) -> None:
    found = _channel(core, given)
    _need(core, found)
    changes.put_away(core, found, core.workspace.bot.id, archived=True)


def _describe(core: Core, given: Arguments, what: str) -> dict[str, Any]:
    found = _joined(core, given, "write.topic")
    changes.describe(core, found, core.workspace.bot.id, what, given.text(what))
    return {"channel": core.workspace.as_channel(found)}


def _channel(core: Core, given: Arguments) -> Conversation:
    found = known_conversation(core, given.text("channel"))
    refuse_if(found.kind == "im", "method_not_supported_for_channel_type")
    return found


def _open_channel(core: Core, given: Arguments) -> Conversation:
    found = _channel(core, given)
    refuse_if(found.archived, "is_archived")
    return found


def _joined(core: Core, given: Arguments, narrower: str | None = None) -> Conversation:
    """An open channel that the bot is in and may change; `narrower` is a scope that suffices."""
    found = _open_channel(core, given)
    _need(core, found, narrower)
    need_to_be_in(core, found)
    return found


def _need(core: Core, found: Conversation, narrower: str | None = None) -> None:
    """`channels:manage` for public channels, `groups:write` for private ones, or the narrower."""
    whole = "channels:manage" if found.kind == "public" else "groups:write"
    enough = (whole, *([f"{found.scope_prefix}:{narrower}"] if narrower else []))
    need_any_scope(core, *enough)


def _problem(core: Core, found: Conversation, user: str) -> str | None:
    person = core.workspace.people.get(user)
    if person is None or person.deleted:
        return "user_not_found"
    if user == core.workspace.bot.id:
        return "cant_invite_self"
    return "already_in_channel" if user in found.members else None


MOST_BOOKMARKS = 100


@method("bookmarks.add", scope="bookmarks:write", json=True, required="channel_id title type")
def add_bookmark(core: Core, given: Arguments) -> dict[str, Any]:
    """A link in a channel's head."""
    channel = joined_conversation(core, given.text("channel_id")).id
    refuse_if(given.text("type") != "link", "invalid_bookmark_type")
    refuse_if(len(core.workspace.bookmarks.of(channel)) >= MOST_BOOKMARKS, "too_many_bookmarks")
    made = core.workspace.bookmarks.add(
        "Bk",
        channel=channel,
        title=given.text("title"),
        link=_link(given),
        emoji=given.text("emoji"),
        user=core.workspace.bot.id,
        created=int(core.clock.now()),
        updated=0,
    )
    return _answer(core, made)


@method("bookmarks.edit", scope="bookmarks:write", json=True, required="bookmark_id channel_id")
def edit_bookmark(core: Core, given: Arguments) -> dict[str, Any]:
    """Change what is given of title, link and emoji."""
    found = _bookmark(core, given)
    changes: dict[str, Any] = {key: given.text(key) for key in ("title", "emoji") if key in given}
    if "link" in given:
        changes["link"] = _link(given)
    who = {"user": core.workspace.bot.id, "updated": int(core.clock.now())}
    return _answer(core, core.workspace.bookmarks.change(found, **changes, **who))


@method("bookmarks.remove", scope="bookmarks:write", json=True, required="bookmark_id channel_id")
def remove_bookmark(core: Core, given: Arguments) -> None:
    core.workspace.bookmarks.remove(_bookmark(core, given))


@method("bookmarks.list", scope="bookmarks:read", json=True, required="channel_id")
def list_bookmarks(core: Core, given: Arguments) -> dict[str, Any]:
    found = core.workspace.bookmarks.of(joined_conversation(core, given.text("channel_id")).id)
    return {"bookmarks": [one.as_bookmark(core.workspace.team_id) for one in found]}


def _bookmark(core: Core, given: Arguments) -> Bookmark:
    channel = joined_conversation(core, given.text("channel_id")).id
    found = core.workspace.bookmarks.get(given.text("bookmark_id"))
    if found is None or found.channel != channel:
        raise Refused("not_found")
    return found


def _link(given: Arguments) -> str:
    refuse_if(not is_web_address(given.text("link")), "invalid_link")
    return given.text("link")


def _answer(core: Core, bookmark: Bookmark) -> dict[str, Any]:
    return {"bookmark": bookmark.as_bookmark(core.workspace.team_id)}


LONGEST_CANVAS = 1024 * 1024
_SECTIONS = re.compile(r"\n(?=#)")
_IN_SECTION = {"insert_after", "insert_before", "delete"}


@method("canvases.create", scope="canvases:write", json=True)
def create_canvas(core: Core, given: Arguments) -> dict[str, Any]:
    """A canvas of its own, which only the bot can open until it is shared."""
    _check_offered(core)
    return _new_canvas(core, given, None)


@method("conversations.canvases.create", scope="canvases:write", json=True, required="channel_id")
def create_channel_canvas(core: Core, given: Arguments) -> dict[str, Any]:
    """The channel's own canvas; a channel has one."""
    _check_offered(core)
    channel = joined_conversation(core, given.text("channel_id")).id
    is_there = core.workspace.canvases.of_channel(channel) is not None
    refuse_if(is_there, "channel_canvas_already_exists")
    return _new_canvas(core, given, channel)


@method("canvases.edit", scope="canvases:write", json=True, required="canvas_id changes")
def edit_canvas(core: Core, given: Arguments) -> None:
    """Write at the start or the end, or replace all; one change a call."""
    _check_offered(core)
    canvas = demand(core.workspace.canvases.get(given.text("canvas_id")), "canvas_not_found")
    changes = given.json("changes", "invalid_arguments")
    if not isinstance(changes, list) or len(changes) != 1 or not isinstance(changes[0], Mapping):
        raise Refused("invalid_arguments", ["changes takes one change in a list"])
    what = str(changes[0].get("operation"))
    if what in _IN_SECTION or changes[0].get("section_id"):
        raise Refused("invalid_arguments", [f"not offered by the sandbox: {what} of a section"])
    text = _markdown(changes[0].get("document_content"))
    whole = {
        "insert_at_start": f"{text}\n{canvas.text}",
        "insert_at_end": f"{canvas.text}\n{text}",
        "replace": text,
    }
    refuse_if(what not in whole, "canvas_editing_failed", detail=f"unknown operation {what!r}")
    core.workspace.canvases.change(canvas, text=whole[what])


@method("canvases.sections.lookup", scope="canvases:read", json=True, required="canvas_id criteria")
def look_up_sections(core: Core, given: Arguments) -> dict[str, Any]:
    """The sections that contain the words asked for."""
    canvas = demand(core.workspace.canvases.get(given.text("canvas_id")), "canvas_not_found")
    criteria = given.json("criteria", "invalid_arguments")
    words = criteria.get("contains_text") if isinstance(criteria, Mapping) else None
    refuse_if(not words, "invalid_arguments", ["criteria without contains_text"])
    found = [n for n, section in enumerate(_SECTIONS.split(canvas.text)) if words in section]
    return {"sections": [{"id": f"temp:C:{canvas.id}{n}"} for n in found]}


def _new_canvas(core: Core, given: Arguments, channel: str | None) -> dict[str, Any]:
    text = _markdown(given.json("document_content", "invalid_arguments"))
    made = core.workspace.canvases.add("F", title=given.text("title"), text=text, channel=channel)
    return {"canvas_id": made.id}


def _check_offered(core: Core) -> None:
    refuse_if(core.workspace.setting("no_canvases"), "canvas_disabled_user_team")


def _markdown(content: Any) -> str:
    if content is None:
        return ""
    text = content.get("markdown") if isinstance(content, Mapping) else None
    if not isinstance(text, str) or content.get("type") != "markdown":
        raise Refused("invalid_arguments", ["document_content is {type: markdown, markdown: …}"])
    refuse_if(len(text) > LONGEST_CANVAS, "canvas_too_large")
    return text
