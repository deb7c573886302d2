"""conversations.info, list, members and open, and how a bot finds a conversation."""

from typing import Any

from handlers.sandbox.conversations import Conversation
from handlers.sandbox.core import Core
from handlers.sandbox.methods.arguments import Arguments
from handlers.sandbox.methods.pages import page, with_cursor
from handlers.sandbox.methods.registry import method, need_any_scope, need_scopes
from handlers.sandbox.people import SLACKBOT, Person
from handlers.sandbox.refusal import Refused

KINDS = {
    "public_channel": ("public", "channels:read"),
    "private_channel": ("private", "groups:read"),
    "im": ("im", "im:read"),
    "mpim": ("mpim", "mpim:read"),
}
PREFIXES = ("channels", "groups", "im", "mpim")


def conversation_for_bot(core: Core, channel: str, right: str) -> Conversation:
    """The conversation, when the bot may know of it and has `right` (read or history) for its kind.

    A private channel or a direct message without the bot is channel_not_found.
    """
    need_any_scope(core, *(f"{prefix}:{right}" for prefix in PREFIXES))
    found = core.workspace.conversations.get(channel)
    if found is None or not found.is_visible_to(core.workspace.bot.id):
        raise Refused("channel_not_found")
    need_scopes(core, f"{found.scope_prefix}:{right}")
    return found


def kinds_asked_for(core: Core, given: Arguments) -> set[str]:
    """The kinds named in `types`, each with the scope it needs."""
    names = [name.strip() for name in given.text("types", "public_channel").split(",")]
    if any(name not in KINDS for name in names):
        raise Refused("invalid_types")
    need_scopes(core, *(KINDS[name][1] for name in names))
    return {KINDS[name][0] for name in names}


def active_person(core: Core, user: str) -> Person:
    """The person that a bot may write to; refused for bots and deactivated accounts."""
    person = core.workspace.people.get(user)
    if person is None:
        raise Refused("user_not_found")
    if person.deleted:
        raise Refused("user_disabled")
    if person.is_bot or user == SLACKBOT:
        raise Refused("cannot_dm_bot")
    return person


@method("conversations.info", required=("channel",))
def conversations_info(core: Core, given: Arguments) -> dict[str, Any]:
    found = conversation_for_bot(core, given.text("channel"), "read")
    channel = core.workspace.as_channel(found)
    if given.flag("include_num_members"):
        channel["num_members"] = len(found.members)
    return {"ok": True, "channel": channel}


@method("conversations.list")
def conversations_list(core: Core, given: Arguments) -> dict[str, Any]:
    """The conversations that the bot may know of."""
    kinds = kinds_asked_for(core, given)
    bot = core.workspace.bot.id
    found = [
        one
        for one in core.workspace.conversations
        if one.kind in kinds
        and one.is_visible_to(bot)
        and not (one.archived and given.flag("exclude_archived"))
    ]
    some, cursor = page(found, given, default=100, most=999)
    channels = []
    for one in some:
        channel = core.workspace.as_channel(one)
        if one.kind != "im":
            channel["num_members"] = len(one.members)
        channels.append(channel)
    return with_cursor({"ok": True, "channels": channels}, cursor)


@method("conversations.members", required=("channel",))
def conversations_members(core: Core, given: Arguments) -> dict[str, Any]:
    """Who is in a conversation, bots included."""
    found = conversation_for_bot(core, given.text("channel"), "read")
    members, cursor = page(found.members, given, default=100, most=1000)
    return with_cursor({"ok": True, "members": members}, cursor)


@method("conversations.open", scopes=("im:write",), json=True)
def conversations_open(core: Core, given: Arguments) -> dict[str, Any]:
    """Open, or find again, the direct message with one person."""
    workspace, bot = core.workspace, core.workspace.bot.id
    if "channel" in given:
        resumed = workspace.conversations.get(given.text("channel"))
        if resumed is None or not resumed.is_visible_to(bot):
            raise Refused("channel_not_found")
        if resumed.kind != "im":
            raise Refused("method_not_supported_for_channel_type")
        return _opened(core, resumed, given, is_new=False)
    users = given.given.get("users")
    wanted = users if isinstance(users, list) else [u for u in given.text("users").split(",") if u]
    if not wanted:
        raise Refused("users_list_not_supplied")
    if len(wanted) > 1:
        need_scopes(core, "mpim:write")
        raise Refused("invalid_arguments", ["not offered by the sandbox: group direct messages"])
    person = active_person(core, str(wanted[0]).strip())
    conversation, is_new = workspace.direct_message(bot, person.id)
    if is_new:
        core.announce(conversation)
    return _opened(core, conversation, given, is_new=is_new)


def _opened(
    core: Core, conversation: Conversation, given: Arguments, *, is_new: bool
) -> dict[str, Any]:
    channel: dict[str, Any] = {"id": conversation.id}
    if given.flag("return_im"):
        channel = {**core.workspace.as_channel(conversation), "is_open": True}
    answer: dict[str, Any] = {"ok": True, "channel": channel}
    return answer if is_new else {**answer, "no_op": True, "already_open": True}
