"""Messages and views as the page draws them."""

from collections.abc import Mapping
from typing import Any

from handlers.sandbox.core import Core
from handlers.sandbox.messages import Message
from handlers.sandbox.modals import View


def message_card(core: Core, message: Message, reader: str) -> dict[str, Any]:
    """A message as this person gets it, pictures and files with the addresses of their bytes."""
    workspace = core.workspace
    author = workspace.people.get(message.user)
    card = workspace.messages.as_card(message, author=author, reader=reader)
    if message.blocks:
        card["blocks"] = workspace.files.with_addresses(message.blocks)
    if message.files:
        card["files"] = [_file_card(core, shared["id"]) for shared in message.files]
    return card


def _file_card(core: Core, file_id: str) -> dict[str, Any]:
    """A file's object with the addresses at which the page finds it and its smaller copies."""
    file = core.workspace.files.get(file_id)
    address = "" if file is None else file.page_address
    shown = {"url_private": address, "url_private_download": address}
    card = core.workspace.as_file(file_id)
    small = [key for key in card if key.startswith("thumb_") and isinstance(card[key], str)]
    return card | shown | {key: f"{address}?size={key.removeprefix('thumb_')}" for key in small}


def news(core: Core, notice: Mapping[str, Any], reader: str) -> dict[str, Any]:
    """What a notice of messages brings along, so that the page need not ask.

    `cards`: the message as it is now, and the one above its thread; `gone`: its ts where it is no
    more; `unread` and `last_ts` of the conversation.
    """
    if notice["type"] not in ("messages", "read"):
        return {}
    channel, messages = notice["channel"], core.workspace.messages
    found = [messages.get(channel, notice[key]) for key in ("ts", "thread_ts") if key in notice]
    shown = [one for one in found if one is not None and one.is_visible_to(reader)]
    return {
        "cards": [
            message_card(core, one, reader) for one in {one.ts: one for one in shown}.values()
        ],
        "gone": [notice["ts"]] if found[:1] == [None] else [],
        **marks(core, channel, reader),
    }


def marks(core: Core, channel: str, reader: str) -> dict[str, Any]:
    """How far a person has read a conversation, and when it was last written in."""
    workspace = core.workspace
    seen = (m for m in workspace.messages.newest_first(channel) if m.is_visible_to(reader))
    last = next(seen, None)
    return {
        "unread": workspace.unread(reader, channel),
        "last_read": workspace.last_read(reader, channel),
        "last_ts": None if last is None else last.ts,
    }


def view_card(core: Core, view: View) -> dict[str, Any]:
    """A modal or Home tab with what was put in, and the errors beside its fields."""
    shown = core.modals.as_view(view)
    blocks = core.workspace.files.with_addresses(shown["blocks"])
    return {**shown, "blocks": blocks, "errors": view.errors}
