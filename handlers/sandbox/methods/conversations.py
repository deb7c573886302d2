"""The conversations.* methods."""

from collections.abc import Callable, Sequence
from math import inf
from typing import Any

from handlers.sandbox.conversations import Conversation
from handlers.sandbox.core import Core
from handlers.sandbox.messages import Message, as_micros
from handlers.sandbox.methods.registry import (
    Arguments,
    method,
    need_any_scope,
    need_scopes,
    page,
    with_cursor,
)
from handlers.sandbox.people import SLACKBOT, Person
from handlers.sandbox.refusal import Refused, demand, refuse_if

KINDS = {
    "public_channel": ("public", "channels:read"),
    "private_channel": ("private", "groups:read"),
    "im": ("im", "im:read"),
    "mpim": ("mpim", "mpim:read"),
}
MOST_IN_GROUP = 8
PREFIXES = ("channels", "groups", "im", "mpim")


def known_conversation(core: Core, channel: str) -> Conversation:
    """The conversation of this id; channel_not_found where the bot may not know of it."""
    found = core.workspace.conversations.get(channel)
    if found is None or not found.is_visible_to(core.workspace.bot.id):
        raise Refused("channel_not_found")
    return found


def need_to_be_in(core: Core, conversation: Conversation) -> None:
    """Refuse with not_in_channel unless the bot is a member."""
    refuse_if(core.workspace.bot.id not in conversation.members, "not_in_channel")


def joined_conversation(core: Core, channel: str) -> Conversation:
    """The conversation of this id, with the bot in it."""
    found = known_conversation(core, channel)
    need_to_be_in(core, found)
    return found


def known_message(core: Core, channel: str, ts: str, error: str = "message_not_found") -> Message:
    """A message that all of its conversation can see; refused with `error` for any other."""
    return demand(core.workspace.messages.of_all(channel, ts), error)


def conversation_for_bot(core: Core, channel: str, right: str) -> Conversation:
    """The conversation, when the bot may know of it and has `right` (read or history) for its kind.
    A private channel or a direct message without the bot is channel_not_found."""
    need_any_scope(core, *(f"{prefix}:{right}" for prefix in PREFIXES))
    found = known_conversation(core, channel)
    need_scopes(core, f"{found.scope_prefix}:{right}")
    return found


def listed_conversations(
    core: Core, given: Arguments, user: str | None = None
) -> tuple[list[Conversation], str]:
    """A page of the conversations of the `types` asked for, each with the scope it needs. The bot
    may know of all of them, and `user`, if given, is in each."""
    names = [name.strip() for name in given.text("types", "public_channel").split(",")]
    refuse_if(any(name not in KINDS for name in names), "invalid_types")
    need_scopes(core, *(KINDS[name][1] for name in names))
    kinds = {KINDS[name][0] for name in names}
    if user is not None:
        known_person(core, user)
    found = [
        one
        for one in core.workspace.conversations
        if one.kind in kinds
        and one.is_visible_to(core.workspace.bot.id)
        and (user is None or user in one.members)
        and not (one.archived and given.flag("exclude_archived"))
    ]
    return page(found, given, default=100, most=999)


def known_person(core: Core, user: str) -> Person:
    """The person or bot of this id; user_not_found where there is none."""
    return demand(core.workspace.people.get(user), "user_not_found")


def active_person(core: Core, user: str) -> Person:
    """The person that a bot may write to; refused for bots and deactivated accounts."""
    person = known_person(core, user)
    refuse_if(person.deleted, "user_disabled")
    refuse_if(person.is_bot or user == SLACKBOT, "cannot_dm_bot")
    return person


@method("conversations.info", required="channel")
def conversations_info(core: Core, given: Arguments) -> dict[str, Any]:
    found = conversation_for_bot(core, given.text("channel"), "read")
    channel = core.workspace.as_channel(found)
    if given.flag("include_num_members"):
        channel["num_members"] = len(found.members)
    return {"channel": channel}


@method("conversations.list")
def conversations_list(core: Core, given: Arguments) -> dict[str, Any]:
    """The conversations that the bot may know of."""
    some, cursor = listed_conversations(core, given)
    channels = []
    for one in some:
        channel = core.workspace.as_channel(one)
        if one.kind != "im":
            channel["num_members"] = len(one.members)
        channels.append(channel)
    return with_cursor({"channels": channels}, cursor)


@method("conversations.members", required="channel")
def conversations_members(core: Core, given: Arguments) -> dict[str, Any]:
    """Who is in a conversation, bots included."""
    found = conversation_for_bot(core, given.text("channel"), "read")
    members, cursor = page(found.members, given, default=100, most=1000)
    return with_cursor({"members": members}, cursor)


@method("conversations.open", scope="im:write", json=True)
def conversations_open(core: Core, given: Arguments) -> dict[str, Any]:
    """Open, or find again, the direct message with one person."""
    is_new = False
    if "channel" in given:
        conversation = known_conversation(core, given.text("channel"))
        refuse_if(conversation.kind != "im", "method_not_supported_for_channel_type")
    else:
        users = given.given.get("users")
        wanted = users if isinstance(users, list) else given.several("users")
        refuse_if(not wanted, "users_list_not_supplied")
        if len(wanted) > 1:
            need_scopes(core, "mpim:write")
            refuse_if(len(wanted) > MOST_IN_GROUP, "too_many_users")
            missing = "not offered by the sandbox: group direct messages"
            raise Refused("invalid_arguments", [missing])
        person = active_person(core, str(wanted[0]).strip())
        conversation, is_new = core.workspace.direct_message(core.workspace.bot.id, person.id)
    if is_new:
        core.announce(conversation)
    channel: dict[str, Any] = {"id": conversation.id}
    if given.flag("return_im"):
        channel = {**core.workspace.as_channel(conversation), "is_open": True}
    return {"channel": channel} | ({} if is_new else {"no_op": True, "already_open": True})


@method("conversations.history", required="channel")
def conversations_history(core: Core, given: Arguments) -> dict[str, Any]:
    """The messages of a conversation, newest first; replies only where broadcast."""
    every = core.workspace.messages.of(_joined(core, given).id)
    written = [message for message in every if message.to is None and message.in_channel]
    newest = _between(written, given)[::-1]
    pinned = sum(message.pinned is not None for message in written)
    return {**_page_of(core, given, newest, default=100, most=999), "pin_count": pinned}


@method("conversations.replies", required="channel ts")
def conversations_replies(core: Core, given: Arguments) -> dict[str, Any]:
    """A thread, oldest first; the parent comes before each page's replies."""
    channel, messages = _joined(core, given).id, core.workspace.messages
    named = known_message(core, channel, given.text("ts"), "thread_not_found")
    parent = messages.get(channel, named.parent_ts) or named
    replies = _between(messages.replies(channel, parent.ts), given)
    return _page_of(core, given, replies, parent, default=1000, most=1000)


def _page_of(
    core: Core, given: Arguments, found: list[Message], *above: Message, default: int, most: int
) -> dict[str, Any]:
    some, cursor = page(found, given, default=default, most=most)
    whole = given.flag("include_all_metadata")
    shown = [core.workspace.as_message(one, all_metadata=whole) for one in (*above, *some)]
    answer = {"messages": shown, "has_more": bool(cursor)}
    return with_cursor(answer, cursor) if cursor else answer


def _joined(core: Core, given: Arguments) -> Conversation:
    conversation = conversation_for_bot(core, given.text("channel"), "history")
    need_to_be_in(core, conversation)
    return conversation


def _between(messages: Sequence[Message], given: Arguments) -> list[Message]:
    oldest, latest = bound_of(given, "oldest", -inf), bound_of(given, "latest", inf)
    slack = 0 if given.flag("inclusive") else 1
    return [one for one in messages if oldest + slack <= as_micros(one.ts) <= latest - slack]


def bound_of(
    given: Arguments, name: str, usual: float, read: Callable[[str], float] = as_micros
) -> float:
    """The moment that an argument names, or the usual one."""
    try:
        return read(given.text(name)) if given.text(name) else usual
    except ValueError:
        raise Refused(f"invalid_ts_{name}") from None
