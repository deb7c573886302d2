"""What people write, and what they open."""

from typing import Any
from uuid import uuid4

from handlers.sandbox.acting.access import Given, given_text, joined
from handlers.sandbox.conversations import Conversation
from handlers.sandbox.core import Core
from handlers.sandbox.people import Person
from handlers.sandbox.refusal import NotAllowed, NotClear, NotThere
from handlers.sandbox.wording import as_typed_by

LONGEST = 12_000


async def say(core: Core, person: Person, given: Given) -> dict[str, Any]:
    """`{channel, text, thread_ts?}`: write a message as a person."""
    conversation = joined(core, person, given_text(given, "channel"))
    text, thread_ts = given_text(given, "text"), given.get("thread_ts")
    if not text.strip() or len(text) > LONGEST:
        raise NotClear(f"A message has 1 to {LONGEST} characters.")
    is_with_bot = core.workspace.bot.id in conversation.members and conversation.kind == "im"
    if is_with_bot and not core.config.has_messages_tab:
        raise NotAllowed("Direct messages to this app are switched off.")
    if is_with_bot and core.config.messages_tab_is_read_only:
        raise NotAllowed("Direct messages from this app can only be read.")
    parent = None
    if thread_ts is not None:
        named = core.workspace.messages.get(conversation.id, thread_ts)
        if named is None or named.to is not None:
            raise NotThere(f"There is no message {thread_ts} to answer.")
        parent = named.thread_ts or named.ts
    words = as_typed_by(core.workspace, text, names=False)
    key = str(uuid4())
    message = core.write(conversation, person.id, words, thread_ts=parent, client_msg_id=key)
    return {"ok": True, "ts": message.ts}


async def open_direct_message(core: Core, person: Person, given: Given) -> dict[str, Any]:
    """`{user, tab?}`: open a direct message; with the app, `tab` is home or messages."""
    user = given_text(given, "user")
    other = core.workspace.people.get(user)
    if other is None or other.deleted:
        raise NotThere(f"There is no active person {user}.")
    conversation, is_new = core.workspace.direct_message(person.id, other.id)
    if is_new:
        core.announce(conversation)
    if other.id == core.workspace.bot.id:
        _tell_home_opened(core, person, conversation, given.get("tab"))
    return {"ok": True, "channel": conversation.id}


def _tell_home_opened(
    core: Core, person: Person, conversation: Conversation, tab: str | None
) -> None:
    shown = tab or ("home" if core.config.has_home_tab else "messages")
    event: dict[str, Any] = {
        "user": person.id,
        "channel": conversation.id,
        "tab": shown,
        "event_ts": f"{core.clock.now():.6f}",
    }
    view = core.modals.home(person.id)
    if shown == "home" and view is not None:
        event["view"] = core.modals.as_view(view)
    core.events.tell("app_home_opened", event)
