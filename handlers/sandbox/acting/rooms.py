"""Creating, joining and leaving channels."""

from typing import Any

from handlers.sandbox import channels
from handlers.sandbox.acting.access import Given, given_text, joined, visible
from handlers.sandbox.core import Core
from handlers.sandbox.people import Person
from handlers.sandbox.refusal import NotAllowed, NotClear, NotThere, Refused


async def create(core: Core, person: Person, given: Given) -> dict[str, Any]:
    """`{name, private}`: create a channel with its creator as its only member."""
    name, private = given_text(given, "name"), bool(given.get("private", False))
    try:
        made = channels.create(core, person.id, name, private=private)
    except Refused as refused:
        raise NotClear(refused.error) from None
    return {"ok": True, "channel": made.id}


async def invite(core: Core, person: Person, given: Given) -> dict[str, Any]:
    """`{channel, user}`: let someone, or the app, into a channel."""
    conversation = joined(core, person, given_text(given, "channel"))
    user = given_text(given, "user")
    if conversation.kind == "im":
        raise NotAllowed("Nobody can be invited to a direct message.")
    guest = core.workspace.people.get(user)
    if guest is None or guest.deleted:
        raise NotThere(f"There is no active person {user}.")
    channels.enter(core, conversation, guest.id, inviter=person.id)
    return {"ok": True}


async def join(core: Core, person: Person, given: Given) -> dict[str, Any]:
    """`{channel}`: join a public channel."""
    conversation = visible(core, person, given_text(given, "channel"))
    if conversation.kind != "public" or conversation.archived:
        raise NotAllowed("Only public channels can be joined.")
    channels.enter(core, conversation, person.id, inviter=None)
    return {"ok": True}


async def remove(core: Core, person: Person, given: Given) -> dict[str, Any]:
    """`{channel, user?}`: take someone else, or the app, out of a channel, or leave it."""
    user = given_text(given, "user") if "user" in given else person.id
    conversation = visible(core, person, given_text(given, "channel"))
    if conversation.kind == "im" or user not in conversation.members:
        raise NotAllowed("This person is not in a channel that can be left.")
    channels.leave(core, conversation, user)
    return {"ok": True}
