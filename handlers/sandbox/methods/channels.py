"""What the app does to channels: conversations.create, join, invite, kick, setTopic and more."""

from typing import Any

from handlers.sandbox import changes
from handlers.sandbox.conversations import Conversation
from handlers.sandbox.core import Core
from handlers.sandbox.methods.conversations import known_conversation, need_to_be_in
from handlers.sandbox.methods.registry import Arguments, method, need_any_scope
from handlers.sandbox.refusal import Refused, refuse_if

MOST_INVITED = 100


@method("conversations.create", json=True, required="name")
def create(core: Core, given: Arguments) -> dict[str, Any]:
    """A channel with the bot in it."""
    private = given.flag("is_private")
    need_any_scope(core, "groups:write" if private else "channels:manage")
    made = changes.create(core, core.workspace.bot.id, given.text("name"), private=private)
    return {"channel": core.workspace.as_channel(made)}


@method("conversations.join", scope="channels:join", json=True, required="channel")
def join(core: Core, given: Arguments) -> dict[str, Any]:
    """Let the bot into a public channel; to be in it already is no error."""
    found, bot = _open_channel(core, given), core.workspace.bot.id
    refuse_if(found.kind != "public", "method_not_supported_for_channel_type")
    was_in = bot in found.members
    changes.enter(core, found, bot, inviter=None)
    answer: dict[str, Any] = {"channel": core.workspace.as_channel(found)}
    if was_in:
        warned = {"warnings": ["already_in_channel"]}
        answer |= {"warning": "already_in_channel", "response_metadata": warned}
    return answer


@method("conversations.invite", json=True, required="channel users")
def invite(core: Core, given: Arguments) -> dict[str, Any]:
    """Let people in; all of them or, with `force`, those who can be."""
    found = _joined(core, given, "write.invites")
    users = given.several("users")
    refuse_if(not users, "no_user")
    refuse_if(len(users) > MOST_INVITED, "too_many_users")
    wrong = [(user, problem) for user in users if (problem := _problem(core, found, user))]
    errors = [{"user": user, "ok": False, "error": problem} for user, problem in wrong]
    if wrong and (len(wrong) == len(users) or not given.flag("force")):
        raise Refused(wrong[0][1], errors=errors)
    for user in users:
        if user not in dict(wrong):
            changes.enter(core, found, user, inviter=core.workspace.bot.id)
    answer = {"channel": core.workspace.as_channel(found)}
    return {**answer, "errors": errors} if errors else answer


@method("conversations.kick", json=True, required="channel user")
def kick(core: Core, given: Arguments) -> dict[str, Any]:
    """Take somebody out."""
    found, user = _joined(core, given), given.text("user")
    refuse_if(user == core.workspace.bot.id, "cant_kick_self")
    refuse_if(found.is_general, "cant_kick_from_general")
    refuse_if(user not in found.members, "not_in_channel")
    changes.leave(core, found, user)
    return {"errors": {}}


@method("conversations.leave", json=True, required="channel")
def leave(core: Core, given: Arguments) -> dict[str, Any]:
    """Take the bot out; not to be in it is no error."""
    found, bot = _open_channel(core, given), core.workspace.bot.id
    _need(core, found)
    refuse_if(found.is_general, "cant_leave_general")
    if bot not in found.members:
        return {"ok": False, "not_in_channel": True}
    changes.leave(core, found, bot)
    return {}


@method("conversations.setTopic", json=True, required="channel")
def set_topic(core: Core, given: Arguments) -> dict[str, Any]:
    return _describe(core, given, "topic")


@method("conversations.setPurpose", json=True, required="channel")
def set_purpose(core: Core, given: Arguments) -> dict[str, Any]:
    return _describe(core, given, "purpose")


@method("conversations.rename", json=True, required="channel name")
def rename(core: Core, given: Arguments) -> dict[str, Any]:
    found = _joined(core, given)
    changes.rename(core, found, given.text("name"))
    return {"channel": core.workspace.as_channel(found)}


@method("conversations.archive", json=True, required="channel")
def archive(core: Core, given: Arguments) -> None:
    found = _channel(core, given)
    _need(core, found)
    changes.put_away(core, found, core.workspace.bot.id, archived=True)


def _describe(core: Core, given: Arguments, what: str) -> dict[str, Any]:
    found = _joined(core, given, "write.topic")
    changes.describe(core, found, core.workspace.bot.id, what, given.text(what))
    return {"channel": core.workspace.as_channel(found)}


def _channel(core: Core, given: Arguments) -> Conversation:
    found = known_conversation(core, given.text("channel"))
    refuse_if(found.kind == "im", "method_not_supported_for_channel_type")
    return found


def _open_channel(core: Core, given: Arguments) -> Conversation:
    found = _channel(core, given)
    refuse_if(found.archived, "is_archived")
    return found


def _joined(core: Core, given: Arguments, narrower: str | None = None) -> Conversation:
    """An open channel that the bot is in and may change; `narrower` is a scope that suffices."""
    found = _open_channel(core, given)
    _need(core, found, narrower)
    need_to_be_in(core, found)
    return found


def _need(core: Core, found: Conversation, narrower: str | None = None) -> None:
    """`channels:manage` for public channels, `groups:write` for private ones, or the narrower."""
    whole = "channels:manage" if found.kind == "public" else "groups:write"
    enough = (whole, *([f"{found.scope_prefix}:{narrower}"] if narrower else []))
    need_any_scope(core, *enough)


def _problem(core: Core, found: Conversation, user: str) -> str | None:
    person = core.workspace.people.get(user)
    if person is None or person.deleted:
        return "user_not_found"
    if user == core.workspace.bot.id:
        return "cant_invite_self"
    return "already_in_channel" if user in found.members else None
