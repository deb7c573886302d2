"""What people and the app change in the same way: channels, and emoji under messages."""

import re
from dataclasses import replace
from typing import Any

from handlers.sandbox.conversations import Conversation, name_problem
from handlers.sandbox.core import Core
from handlers.sandbox.messages import Message
from handlers.sandbox.refusal import Refused, refuse_if

LONGEST_TOPIC = 250


def create(core: Core, creator: str, name: str, *, private: bool) -> Conversation:
    """A new channel with its creator as its only member."""
    _check_name(core, name)
    made = core.workspace.conversations.add(
        "C",
        kind="private" if private else "public",
        name=name,
        members=[creator],
        creator=creator,
        created=int(core.clock.now()),
    )
    core.announce(made)
    if not private:
        channel = {"id": made.id, "name": name, "creator": creator}
        core.events.tell_of_channel("created", made, {"channel": channel})
    return made


def enter(core: Core, conversation: Conversation, user: str, *, inviter: str | None) -> None:
    """Put someone, or the app, into a channel; being there already is no error."""
    if user in conversation.members:
        return
    conversation.members.append(user)
    _save(core, conversation)
    if core.workspace.bot.id in conversation.members:
        core.events.tell_of_member("member_joined_channel", conversation, user, inviter)


def leave(core: Core, conversation: Conversation, user: str) -> None:
    """Take a member, or the app, out of a channel."""
    bot = core.workspace.bot.id
    had_bot = bot in conversation.members
    conversation.members.remove(user)
    _save(core, conversation)
    core.stream.tell("conversations", to=user)
    if user == bot:
        core.events.tell_of_channel("left", conversation, {"channel": conversation.id})
    elif had_bot:
        core.events.tell_of_member("member_left_channel", conversation, user)


def rename(core: Core, conversation: Conversation, name: str) -> None:
    """Give a channel another name."""
    _check_name(core, name)
    conversation.name = name
    _save(core, conversation)
    channel = {"id": conversation.id, "name": name, "created": conversation.created}
    _tell(core, conversation, "rename", {"channel": channel})


def put_away(core: Core, conversation: Conversation, user: str, *, archived: bool) -> None:
    """Archive a channel, or take it out of the archive."""
    refuse_if(conversation.archived is archived, "already_archived" if archived else "not_archived")
    refuse_if(conversation.is_general, "cant_archive_general")
    conversation.archived = archived
    _save(core, conversation)
    event = {"channel": conversation.id, "user": user}
    _tell(core, conversation, "archive" if archived else "unarchive", event)


def describe(core: Core, conversation: Conversation, user: str, what: str, words: str) -> None:
    """Set the `topic` or the `purpose`; the channel is told of a new one."""
    refuse_if(len(words) > LONGEST_TOPIC, "too_long")
    if getattr(conversation, what) == words:
        return
    setattr(conversation, what, words)
    _save(core, conversation)
    channel = "group" if conversation.kind == "private" else "channel"
    done = f"set the channel {what} to “{words}”" if words else f"cleared the channel {what}"
    core.write(conversation, user, f"<@{user}> {done}", subtype=f"{channel}_{what}")


def _check_name(core: Core, name: str) -> None:
    problem = name_problem(name)
    if problem is None and core.workspace.conversations.named(name) is not None:
        problem = "name_taken"
    if problem is not None:
        raise Refused(problem)


def _tell(core: Core, conversation: Conversation, what: str, event: dict[str, Any]) -> None:
    """Of a private channel the app hears only where it is in."""
    if conversation.is_visible_to(core.workspace.bot.id):
        core.events.tell_of_channel(what, conversation, event)


def _save(core: Core, conversation: Conversation) -> None:
    core.workspace.conversations.save(conversation)
    core.announce(conversation)


MOST_EMOJI = 50
MOST_OF_ONE = 23
_NAME = re.compile(r"[\w+'-]+(?:::skin-tone-[2-6])?")


def put(core: Core, message: Message, conversation: Conversation, user: str, name: str) -> None:
    """Put an emoji on a message; refused where it is there already, or where it is one too many."""
    refuse_if(_NAME.fullmatch(name) is None, "invalid_name")
    refuse_if(message.to is not None or message.subtype == "tombstone", "message_not_found")
    refuse_if(conversation.archived, "is_archived")
    users = {one["name"]: list(one["users"]) for one in message.reactions}
    refuse_if(user in users.get(name, ()), "already_reacted")
    refuse_if(name not in users and len(users) >= MOST_EMOJI, "too_many_emoji")
    refuse_if(sum(user in of_one for of_one in users.values()) >= MOST_OF_ONE, "too_many_reactions")
    users.setdefault(name, []).append(user)
    _keep_users(core, message, conversation, users)
    core.events.tell_of_reaction("reaction_added", message, conversation, user, name)


def take_away(
    core: Core, message: Message, conversation: Conversation, user: str, name: str
) -> None:
    """Take one's own emoji away; refused where it is not there."""
    users = {one["name"]: list(one["users"]) for one in message.reactions}
    refuse_if(user not in users.get(name, ()), "no_reaction")
    users[name].remove(user)
    _keep_users(core, message, conversation, users)
    core.events.tell_of_reaction("reaction_removed", message, conversation, user, name)


def _keep_users(
    core: Core, message: Message, conversation: Conversation, users: dict[str, list[str]]
) -> None:
    left = [{"name": name, "users": of_one} for name, of_one in users.items() if of_one]
    core.keep(replace(message, reactions=left), conversation)
