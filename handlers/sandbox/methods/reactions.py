"""reactions.add, remove, get and list."""

from collections.abc import Callable
from typing import Any

from handlers.sandbox import reactions
from handlers.sandbox.conversations import Conversation
from handlers.sandbox.core import Core
from handlers.sandbox.messages import Message, as_micros
from handlers.sandbox.methods.arguments import Arguments, page, with_cursor
from handlers.sandbox.methods.conversations import known_conversation, known_person, need_to_be_in
from handlers.sandbox.methods.registry import method
from handlers.sandbox.refusal import Refused, refuse_if


@method("reactions.add", scope="reactions:write", json=True, required="name")
def add(core: Core, given: Arguments) -> None:
    """Put the bot's own emoji on a message."""
    _change(core, given, reactions.put)


@method("reactions.remove", scope="reactions:write", json=True, required="name")
def remove(core: Core, given: Arguments) -> None:
    """Take the bot's own emoji away."""
    _change(core, given, reactions.take_away)


@method("reactions.get", scope="reactions:read")
def get(core: Core, given: Arguments) -> dict[str, Any]:
    """A message with all of its emoji."""
    conversation, message = named_item(core, given)
    found = core.workspace.as_message(message)
    return {"type": "message", "channel": conversation.id, "message": found}


@method("reactions.list", scope="reactions:read")
def list_(core: Core, given: Arguments) -> dict[str, Any]:
    """Messages on which a person, or the bot, has put an emoji; the newest first."""
    bot = core.workspace.bot.id
    user = known_person(core, given.text("user", bot)).id
    found = [
        message
        for message in core.workspace.messages
        if any(user in one["users"] for one in message.reactions)
        and core.workspace.may_see(bot, message.channel)
    ]
    found.sort(key=lambda message: as_micros(message.ts), reverse=True)
    some, cursor = page(found, given, default=100, most=1000)
    items = [
        {"type": "message", "channel": m.channel, "message": core.workspace.as_message(m)}
        for m in some
    ]
    return with_cursor({"items": items}, cursor)


def _change(
    core: Core, given: Arguments, do: Callable[[Core, Message, Conversation, str, str], None]
) -> None:
    conversation, message = named_item(core, given)
    need_to_be_in(core, conversation)
    do(core, message, conversation, core.workspace.bot.id, given.text("name"))


def named_item(core: Core, given: Arguments) -> tuple[Conversation, Message]:
    """The message that `channel` and `timestamp` name, in a conversation that the bot sees."""
    channel, ts = given.text("channel"), given.text("timestamp")
    refuse_if(not (channel and ts), "no_item_specified")
    conversation = known_conversation(core, channel)
    try:
        as_micros(ts)
    except ValueError:
        raise Refused("bad_timestamp") from None
    message = core.workspace.messages.get(channel, ts)
    if message is None or message.to is not None:
        raise Refused("message_not_found")
    return conversation, message
