"""Emoji under messages: who put which, and how many Slack takes."""

import re
from dataclasses import replace

from handlers.sandbox.conversations import Conversation
from handlers.sandbox.core import Core
from handlers.sandbox.messages import Message
from handlers.sandbox.refusal import refuse_if

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
    _save(core, message, conversation, users)
    core.events.tell_of_reaction("reaction_added", message, conversation, user, name)


def take_away(
    core: Core, message: Message, conversation: Conversation, user: str, name: str
) -> None:
    """Take one's own emoji away; refused where it is not there."""
    users = {one["name"]: list(one["users"]) for one in message.reactions}
    refuse_if(user not in users.get(name, ()), "no_reaction")
    users[name].remove(user)
    _save(core, message, conversation, users)
    core.events.tell_of_reaction("reaction_removed", message, conversation, user, name)


def _save(
    core: Core, message: Message, conversation: Conversation, users: dict[str, list[str]]
) -> None:
    left = [{"name": name, "users": of_one} for name, of_one in users.items() if of_one]
    core.keep(replace(message, reactions=left), conversation)
