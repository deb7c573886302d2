"""Creating, joining and leaving channels."""

from typing import Any

from handlers.sandbox.acting.access import Given, given_text, joined, visible
from handlers.sandbox.conversations import Conversation, name_problem
from handlers.sandbox.core import Core
from handlers.sandbox.people import Person
from handlers.sandbox.refusal import NotAllowed, NotClear, NotThere


async def create(core: Core, person: Person, given: Given) -> dict[str, Any]:
    """`{name, private}`: create a channel with its creator as its only member."""
    name, private = given_text(given, "name"), bool(given.get("private", False))
    problem = name_problem(name)
    if problem is None and core.workspace.conversations.named(name) is not None:
        problem = "name_taken"
    if problem is not None:
        raise NotClear(problem)
    conversation = Conversation(
        id=core.workspace.identifiers.new("C"),
        kind="private" if private else "public",
        name=name,
        members=[person.id],
        creator=person.id,
        created=int(core.clock.now()),
    )
    core.workspace.conversations.save(conversation)
    core.stream.tell("conversations", channel=conversation.id)
    if not private:
        channel = {"id": conversation.id, "name": name, "creator": person.id}
        core.events.tell_of_channel("created", conversation, {"channel": channel})
    return {"ok": True, "channel": conversation.id}


async def invite(core: Core, person: Person, given: Given) -> dict[str, Any]:
    """`{channel, user}`: let someone, or the app, into a channel."""
    conversation, user = (
        joined(core, person, given_text(given, "channel")),
        given_text(given, "user"),
    )
    if conversation.kind == "im":
        raise NotAllowed("Nobody can be invited to a direct message.")
    guest = core.workspace.people.get(user)
    if guest is None or guest.deleted:
        raise NotThere(f"There is no active person {user}.")
    enter(core, conversation, guest.id, inviter=person.id)
    return {"ok": True}


def enter(core: Core, conversation: Conversation, user: str, *, inviter: str | None) -> None:
    """Put someone, or the app, into a channel; being there already is no error."""
    if user in conversation.members:
        return
    conversation.members.append(user)
    core.workspace.conversations.save(conversation)
    core.announce(conversation)
    if core.workspace.bot.id in conversation.members:
        core.events.tell_of_member("member_joined_channel", conversation, user, inviter)


async def join(core: Core, person: Person, given: Given) -> dict[str, Any]:
    """`{channel}`: join a public channel."""
    conversation = visible(core, person, given_text(given, "channel"))
    if conversation.kind != "public" or conversation.archived:
        raise NotAllowed("Only public channels can be joined.")
    enter(core, conversation, person.id, inviter=None)
    return {"ok": True}


async def remove(core: Core, person: Person, given: Given) -> dict[str, Any]:
    """`{channel, user?}`: take someone else, or the app, out of a channel, or leave it."""
    user = given_text(given, "user") if "user" in given else person.id
    leave(core, visible(core, person, given_text(given, "channel")), user)
    return {"ok": True}


def leave(core: Core, conversation: Conversation, user: str) -> None:
    """Take someone, or the app, out of a channel."""
    if conversation.kind == "im" or user not in conversation.members:
        raise NotAllowed("This person is not in a channel that can be left.")
    bot = core.workspace.bot.id
    had_bot = bot in conversation.members
    conversation.members.remove(user)
    core.workspace.conversations.save(conversation)
    core.announce(conversation)
    core.stream.tell("conversations", to=user)
    if user == bot:
        core.events.tell_of_channel("left", conversation, {"channel": conversation.id})
    elif had_bot:
        core.events.tell_of_member("member_left_channel", conversation, user)
