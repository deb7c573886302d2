"""What people do in conversations: write, send files, put emoji, and come and go."""

from dataclasses import replace
from typing import Any
from uuid import uuid4

from handlers.sandbox import changes
from handlers.sandbox.acting.access import (
    Answer,
    Given,
    active_person,
    given_text,
    joined,
    visible,
    visible_message,
)
from handlers.sandbox.conversations import Conversation
from handlers.sandbox.core import Core
from handlers.sandbox.files import File
from handlers.sandbox.messages import Message, as_micros, as_ts
from handlers.sandbox.people import Person
from handlers.sandbox.refusal import NotAllowed, NotClear, NotThere, Refused
from handlers.sandbox.wording import as_typed_by

LONGEST = 12_000


async def say(core: Core, person: Person, given: Given) -> Answer:
    """`{channel, text, thread_ts?, files?}`: write a message as a person. `files`: ids of those
    uploaded for it (`upload`); with some, `text` may be empty."""
    conversation = joined(core, person, given_text(given, "channel"))
    files, thread_ts = attached(core, person, given), given.get("thread_ts")
    text = _short_text(given, has_files=bool(files))
    is_with_bot = core.workspace.bot.id in conversation.members and conversation.kind == "im"
    if is_with_bot and not core.config.has_messages_tab:
        raise NotAllowed("Direct messages to this app are switched off.")
    if is_with_bot and core.config.messages_tab_is_read_only:
        raise NotAllowed("Direct messages from this app can only be read.")
    parent = None
    if thread_ts is not None:
        named = core.workspace.messages.of_all(conversation.id, thread_ts)
        if named is None:
            raise NotThere(f"There is no message {thread_ts} to answer.")
        parent = named.parent_ts
    words = as_typed_by(core.workspace, text, names=False)
    shared = [{"id": core.workspace.files.complete(file, "").id} for file in files] or None
    sent: dict[str, Any] = {"thread_ts": parent, "client_msg_id": str(uuid4()), "files": shared}
    return {"ts": core.write(conversation, person.id, words, **sent).ts}


async def mark(core: Core, person: Person, given: Given) -> Answer:
    """`{channel, ts?, unread?}`: read up to this message or the end, or with `unread` before it."""
    conversation, ts = visible(core, person, given_text(given, "channel")), given.get("ts")
    if ts is not None:
        visible_message(core, person, conversation.id, ts)
        ts = as_ts(as_micros(ts) - 1) if given.get("unread") else ts
    core.workspace.mark_read(person.id, conversation.id, ts)
    core.stream.tell("read", channel=conversation.id, to=person.id)
    return None


async def edit(core: Core, person: Person, given: Given) -> Answer:
    """`{channel, ts, text}`: change one's own message."""
    conversation, message = _own_message(core, person, given)
    text = _short_text(given, has_files=bool(message.files))
    words = as_typed_by(core.workspace, text, names=False)
    if words != message.text:
        edited = {"user": person.id, "ts": f"{core.clock.now():.6f}"}
        before = core.workspace.as_message(message)
        core.change(replace(message, text=words, edited=edited), conversation, before=before)
    return {"ts": message.ts}


async def delete(core: Core, person: Person, given: Given) -> Answer:
    """`{channel, ts}`: delete one's own message."""
    conversation, message = _own_message(core, person, given)
    core.delete(message, conversation)
    return None


async def react(core: Core, person: Person, given: Given) -> Answer:
    """`{channel, ts, name, remove?}`: put an emoji on a message, or take one's own away."""
    conversation = joined(core, person, given_text(given, "channel"))
    message = visible_message(core, person, conversation.id, given_text(given, "ts"))
    change = changes.take_away if given.get("remove") else changes.put
    try:
        change(core, message, conversation, person.id, given_text(given, "name"))
    except Refused as refused:
        return refused.as_answer()
    return None


def _short_text(given: Given, *, has_files: bool) -> str:
    if has_files and not given.get("text"):
        return ""
    text = given_text(given, "text")
    if not (text.strip() or has_files) or len(text) > LONGEST:
        raise NotClear(f"A message has 1 to {LONGEST} characters.")
    return text


def _own_message(core: Core, person: Person, given: Given) -> tuple[Conversation, Message]:
    conversation = joined(core, person, given_text(given, "channel"))
    message = visible_message(core, person, conversation.id, given_text(given, "ts"))
    if message.user != person.id or message.subtype == "tombstone":
        raise NotAllowed("People change and delete only what they wrote themselves.")
    return conversation, message


async def open_direct_message(core: Core, person: Person, given: Given) -> Answer:
    """`{user, tab?}`: open a direct message; with the app, `tab` is home or messages."""
    other = active_person(core, given_text(given, "user"))
    conversation, is_new = core.workspace.direct_message(person.id, other.id)
    if is_new:
        core.announce(conversation)
    if other.id == core.workspace.bot.id:
        shown = given.get("tab") or ("home" if core.config.has_home_tab else "messages")
        event: dict[str, Any] = {"user": person.id, "channel": conversation.id, "tab": shown}
        view = core.modals.home(person.id)
        if shown == "home" and view is not None:
            event["view"] = core.modals.as_view(view)
        core.events.tell("app_home_opened", event)
    return {"channel": conversation.id}


LARGEST = 20 * 1024 * 1024
"""Bytes; Slack takes a gigabyte, but all that is here is kept in one small database."""
TOO_LARGE = f"A file has at most {LARGEST // 1024**2} MB here. Slack takes up to 1 GB."
MOST_FILES = 10
"""In one message, as Slack's own page has it."""
LONGEST_NAME = 255


def upload(core: Core, person: Person, name: str, content: bytes) -> dict[str, Any]:
    """Keep a person's file until a message shares it; `{id}`."""
    name = name.strip()
    if not name or len(name) > LONGEST_NAME:
        raise NotClear(f"A file's name has 1 to {LONGEST_NAME} characters.")
    if not content:
        raise NotClear(f"{name} is empty. Slack takes no empty file.")
    if len(content) > LARGEST:
        raise NotClear(TOO_LARGE)
    files = core.workspace.files
    file = files.announce(name=name, size=len(content), user=person.id)
    files.receive(file, content)
    return {"ok": True, "id": file.id}


def attached(core: Core, person: Person, given: Given) -> list[File]:
    """The person's own files that a new message names in `files`, none of them shared before."""
    named = given.get("files") or []
    once = isinstance(named, list) and len(set(map(str, named))) == len(named)
    if not once or len(named) > MOST_FILES:
        raise NotClear(f"A message has at most {MOST_FILES} files, each of them once.")
    found = [file for one in named if (file := core.workspace.files.get(str(one))) is not None]
    if len(found) < len(named) or any(file.user != person.id or file.is_complete for file in found):
        raise NotAllowed("People send files that they have uploaded, and each of them once.")
    return found


async def create(core: Core, person: Person, given: Given) -> Answer:
    """`{name, private}`: create a channel with its creator as its only member."""
    name, private = given_text(given, "name"), bool(given.get("private", False))
    try:
        made = changes.create(core, person.id, name, private=private)
    except Refused as refused:
        raise NotClear(refused.error) from None
    return {"channel": made.id}


async def invite(core: Core, person: Person, given: Given) -> Answer:
    """`{channel, user}`: let someone, or the app, into a channel."""
    conversation = joined(core, person, given_text(given, "channel"))
    if conversation.kind == "im":
        raise NotAllowed("Nobody can be invited to a direct message.")
    guest = active_person(core, given_text(given, "user"))
    changes.enter(core, conversation, guest.id, inviter=person.id)
    return None


async def join(core: Core, person: Person, given: Given) -> Answer:
    """`{channel}`: join a public channel."""
    conversation = visible(core, person, given_text(given, "channel"))
    if conversation.kind != "public" or conversation.archived:
        raise NotAllowed("Only public channels can be joined.")
    changes.enter(core, conversation, person.id, inviter=None)
    return None


async def remove(core: Core, person: Person, given: Given) -> Answer:
    """`{channel, user?}`: take someone else, or the app, out of a channel, or leave it."""
    user = given_text(given, "user") if "user" in given else person.id
    conversation = visible(core, person, given_text(given, "channel"))
    if conversation.kind == "im" or user not in conversation.members:
        raise NotAllowed("This person is not in a channel that can be left.")
    changes.leave(core, conversation, user)
    return None
