"""Creating, joining and leaving channels."""

from handlers.sandbox.acting.access import joined, visible
from handlers.sandbox.conversations import Conversation, name_problem
from handlers.sandbox.core import Core
from handlers.sandbox.people import Person
from handlers.sandbox.refusal import NotAllowed, NotClear, NotThere


def create(core: Core, person: Person, *, name: str, private: bool) -> Conversation:
    """Create a channel with its creator as its only member."""
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
    return conversation


def invite(core: Core, person: Person, channel: str, user: str) -> None:
    """Let someone, or the app, into a channel."""
    conversation = joined(core, person, channel)
    if conversation.kind == "im":
        raise NotAllowed("Nobody can be invited to a direct message.")
    guest = core.workspace.people.get(user)
    if guest is None or guest.deleted:
        raise NotThere(f"There is no active person {user}.")
    enter(core, conversation, guest.id, inviter=person.id)


def enter(core: Core, conversation: Conversation, user: str, *, inviter: str | None) -> None:
    """Put someone, or the app, into a channel; being there already is no error."""
    if user in conversation.members:
        return
    conversation.members.append(user)
    core.workspace.conversations.save(conversation)
    core.announce(conversation)
    if core.workspace.bot.id in conversation.members:
        core.events.tell_of_member("member_joined_channel", conversation, user, inviter)


def join(core: Core, person: Person, channel: str) -> None:
    """Join a public channel."""
    conversation = visible(core, person, channel)
    if conversation.kind != "public" or conversation.archived:
        raise NotAllowed("Only public channels can be joined.")
    enter(core, conversation, person.id, inviter=None)


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
