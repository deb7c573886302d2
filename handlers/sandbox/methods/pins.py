"""pins.add, remove and list."""

from dataclasses import replace
from typing import Any

from handlers.sandbox.conversations import Conversation
from handlers.sandbox.core import Core
from handlers.sandbox.messages import Message
from handlers.sandbox.methods.arguments import Arguments
from handlers.sandbox.methods.conversations import conversation_for_bot, need_to_be_in
from handlers.sandbox.methods.reactions import named_item
from handlers.sandbox.methods.registry import method
from handlers.sandbox.refusal import refuse_if

MOST = 100


@method("pins.add", scope="pins:write", json=True, required="channel")
def add(core: Core, given: Arguments) -> None:
    """Pin a message to its channel."""
    conversation, message = _item(core, given)
    refuse_if(message.pinned is not None, "already_pinned")
    refuse_if(message.subtype == "tombstone", "not_pinnable")
    refuse_if(len(_pinned(core, conversation.id)) >= MOST, "too_many_pins")
    by = {"channel": conversation.id, "pinned_by": core.workspace.bot.id}
    pinned = {**by, "pinned_ts": int(core.clock.now())}
    core.keep(replace(message, pinned=pinned), conversation)
    core.events.tell_of_pin("pin_added", message, conversation)


@method("pins.remove", scope="pins:write", json=True, required="channel")
def remove(core: Core, given: Arguments) -> None:
    conversation, message = _item(core, given)
    refuse_if(message.pinned is None, "no_pin")
    core.keep(replace(message, pinned=None), conversation)
    core.events.tell_of_pin("pin_removed", message, conversation)


@method("pins.list", scope="pins:read", required="channel")
def list_(core: Core, given: Arguments) -> dict[str, Any]:
    """What is pinned to a conversation, the last pin first."""
    channel = conversation_for_bot(core, given.text("channel"), "read").id
    items = [
        {
            "type": "message",
            "channel": channel,
            "created": pin["pinned_ts"],
            "created_by": pin["pinned_by"],
            "message": core.workspace.as_message(message),
        }
        for message in _pinned(core, channel)
        if (pin := message.pinned) is not None
    ]
    return {"items": sorted(items, key=lambda item: -item["created"])}


def _pinned(core: Core, channel: str) -> list[Message]:
    return [one for one in core.workspace.messages.of(channel) if one.pinned is not None]


def _item(core: Core, given: Arguments) -> tuple[Conversation, Message]:
    conversation, message = named_item(core, given)
    need_to_be_in(core, conversation)
    refuse_if(conversation.archived, "is_archived")
    return conversation, message
