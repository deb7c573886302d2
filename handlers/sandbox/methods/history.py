"""conversations.history and conversations.replies."""

from collections.abc import Sequence
from typing import Any

from handlers.sandbox.conversations import Conversation
from handlers.sandbox.core import Core
from handlers.sandbox.messages import Message, as_micros
from handlers.sandbox.methods.arguments import Arguments
from handlers.sandbox.methods.conversations import conversation_for_bot
from handlers.sandbox.methods.pages import page, with_cursor
from handlers.sandbox.methods.registry import method
from handlers.sandbox.refusal import Refused


@method("conversations.history", required=("channel",))
def conversations_history(core: Core, given: Arguments) -> dict[str, Any]:
    """The messages of a conversation, newest first; replies only where broadcast."""
    conversation = _joined(core, given)
    written = [
        message
        for message in core.workspace.messages.of(conversation.id)
        if message.to is None and message.in_channel
    ]
    wanted = _between(written, given)
    some, cursor = page(wanted[::-1], given, default=100, most=999)
    answer = {
        "ok": True,
        "messages": [_shown(core, message, given) for message in some],
        "has_more": bool(cursor),
        "pin_count": 0,
    }
    return with_cursor(answer, cursor) if cursor else answer


@method("conversations.replies", required=("channel", "ts"))
def conversations_replies(core: Core, given: Arguments) -> dict[str, Any]:
    """A thread, oldest first; the parent comes before each page's replies."""
    conversation = _joined(core, given)
    messages = core.workspace.messages
    named = messages.get(conversation.id, given.text("ts"))
    if named is None or named.to is not None:
        raise Refused("thread_not_found")
    parent = messages.get(conversation.id, named.thread_ts or named.ts) or named
    replies = _between(messages.replies(conversation.id, parent.ts), given)
    some, cursor = page(replies, given, default=1000, most=1000)
    answer = {
        "ok": True,
        "messages": [_shown(core, message, given) for message in (parent, *some)],
        "has_more": bool(cursor),
    }
    return with_cursor(answer, cursor) if cursor else answer


def _joined(core: Core, given: Arguments) -> Conversation:
    conversation = conversation_for_bot(core, given.text("channel"), "history")
    if core.workspace.bot.id not in conversation.members:
        raise Refused("not_in_channel")
    return conversation


def _between(messages: Sequence[Message], given: Arguments) -> list[Message]:
    oldest = _moment(given, "oldest")
    latest = _moment(given, "latest")
    slack = 0 if given.flag("inclusive") else 1
    return [
        message
        for message in messages
        if (oldest is None or as_micros(message.ts) >= oldest + slack)
        and (latest is None or as_micros(message.ts) <= latest - slack)
    ]


def _moment(given: Arguments, name: str) -> int | None:
    value = given.text(name)
    if not value:
        return None
    try:
        return as_micros(value)
    except ValueError:
        raise Refused(f"invalid_ts_{name}") from None


def _shown(core: Core, message: Message, given: Arguments) -> dict[str, Any]:
    return core.workspace.as_message(message, all_metadata=given.flag("include_all_metadata"))
