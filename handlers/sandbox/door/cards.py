"""Messages and views as the page draws them."""

from typing import Any

from handlers.sandbox.core import Core
from handlers.sandbox.messages import Message
from handlers.sandbox.modals import View


def message_card(core: Core, message: Message, reader: str) -> dict[str, Any]:
    """A message as this person gets it, pictures and files with the addresses of their bytes."""
    workspace = core.workspace
    author, files = workspace.people.get(message.user), workspace.files
    card = workspace.messages.as_card(message, author=author, reader=reader)
    if message.blocks:
        card["blocks"] = files.with_addresses(message.blocks)
    if message.files:
        card["files"] = [files.as_card(shared) for shared in message.files]
    return card


def view_card(core: Core, view: View) -> dict[str, Any]:
    """A modal or Home tab with what was put in, and the errors beside its fields."""
    shown = core.modals.as_view(view)
    blocks = core.workspace.files.with_addresses(shown["blocks"])
    return {**shown, "blocks": blocks, "errors": view.errors}
