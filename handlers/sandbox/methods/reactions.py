"""reactions.* and pins.*: what is put on a message."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from handlers.sandbox import changes
from handlers.sandbox.conversations import Conversation
from handlers.sandbox.core import Core
from handlers.sandbox.messages import Message, as_micros
from handlers.sandbox.methods.conversations import (
    conversation_for_bot,
    known_conversation,
    known_message,
    known_person,
    need_to_be_in,
)
from handlers.sandbox.methods.registry import Arguments, method, page, with_cursor
from handlers.sandbox.refusal import Refused, refuse_if


@method("reactions.add", scope="reactions:write", json=True, required="name")
def add_reaction(core: Core, given: Arguments) -> None:
    """Put the bot's own emoji on a message."""
    _change(core, given, changes.put)


@method("reactions.remove", scope="reactions:write", json=True, required="name")
def remove_reaction(core: Core, given: Arguments) -> None:
    """Take the bot's own emoji away."""
    _change(core, given, changes.take_away)


@method("reactions.get", scope="reactions:read")
def get_reactions(core: Core, given: Arguments) -> dict[str, Any]:
    """A message with all of its emoji."""
    conversation, message = named_item(core, given)
    found = core.workspace.as_message(message)
    return {"type": "message", "channel": conversation.id, "message": found}


@method("reactions.list", scope="reactions:read")
def list_reactions(core: Core, given: Arguments) -> dict[str, Any]:
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
    return conversation, known_message(core, channel, ts)


MOST_PINS = 100


@method("pins.add", scope="pins:write", json=True, required="channel")
def add_pin(core: Core, given: Arguments) -> None:
    """Pin a message to its channel."""
    conversation, message = _item(core, given)
    refuse_if(message.pinned is not None, "already_pinned")
    refuse_if(message.subtype == "tombstone", "not_pinnable")
    refuse_if(len(_pinned(core, conversation.id)) >= MOST_PINS, "too_many_pins")
    by = {"channel": conversation.id, "pinned_by": core.workspace.bot.id}
    core.keep(replace(message, pinned={**by, "pinned_ts": int(core.clock.now())}), conversation)
    core.events.tell_of_pin("pin_added", message, conversation)


@method("pins.remove", scope="pins:write", json=True, required="channel")
def remove_pin(core: Core, given: Arguments) -> None:
    conversation, message = _item(core, given)
    refuse_if(message.pinned is None, "no_pin")
    core.keep(replace(message, pinned=None), conversation)
    core.events.tell_of_pin("pin_removed", message, conversation)


@method("pins.list", scope="pins:read", required="channel")
def list_pins(core: Core, given: Arguments) -> dict[str, Any]:
    """What is pinned to a conversation, the last pin first."""
    channel = conversation_for_bot(core, given.text("channel"), "read").id
    items = [
        {
            "type": "message",
            "channel": channel,
            "created": pinned["pinned_ts"],
            "created_by": pinned["pinned_by"],
            "message": core.workspace.as_message(message),
        }
        for message in _pinned(core, channel)
        if (pinned := message.pinned) is not None
    ]
    return {"items": sorted(items, key=lambda item: -item["created"])}


def _pinned(core: Core, channel: str) -> list[Message]:
    return [one for one in core.workspace.messages.of(channel) if one.pinned is not None]


def _item(core: Core, given: Arguments) -> tuple[Conversation, Message]:
    conversation, message = named_item(core, given)
    need_to_be_in(core, conversation)
    refuse_if(conversation.archived, "is_archived")
    return conversation, message
