"""Slash commands, and what the app answers to them and to response URLs."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from handlers.sandbox.acting.access import (
    Answer,
    Given,
    channel_name,
    given_text,
    joined,
    response_url,
)
from handlers.sandbox.conversations import Conversation
from handlers.sandbox.core import Core
from handlers.sandbox.delivery.outbox import Parcel
from handlers.sandbox.messages import Message
from handlers.sandbox.modals import ResponseUrl
from handlers.sandbox.people import Person
from handlers.sandbox.refusal import demand, refuse_if
from handlers.sandbox.validation.messages import (
    Content,
    checked_content,
    checked_metadata,
    refuse_not_offered,
)
from handlers.sandbox.wording import as_slack_keeps_it, as_typed_by, as_typed_plainly


@dataclass(frozen=True)
class Place:
    """Where a reply goes, and who can see it when it is private."""

    conversation: Conversation
    user: str
    thread_ts: str | None = None


async def command(core: Core, person: Person, given: Given) -> Answer:
    """`{channel, command, text, thread_ts?}`: run a slash command as a person. `{ok: false, error}`
    when Slack or the app fails."""
    conversation = joined(core, person, given_text(given, "channel"))
    name, text = given_text(given, "command"), str(given.get("text") or "")
    declared = core.config.commands.get(name)
    if declared is None or core.token_problem is not None:
        return {"ok": False, "error": "unknown_command"}
    if given.get("thread_ts"):
        return {"ok": False, "error": "not_in_thread"}
    if declared.get("should_escape", False):
        sent = as_typed_by(core.workspace, text, names=True)
    else:
        sent = as_typed_plainly(core.workspace, text)
    payload = command_payload(core, person, conversation, name, sent.strip())
    reply = await core.ask(Parcel("slash_commands", payload))
    reply = {"text": reply} if isinstance(reply, str) else reply
    if not isinstance(reply, dict) or not reply:
        return None
    if is_public(reply):  # everyone sees what was typed, too
        typed = as_typed_by(core.workspace, f"{name} {text}".strip(), names=False)
        core.write(conversation, person.id, typed)
    if reply.get("text") or reply.get("blocks"):
        post_reply(core, reply, Place(conversation, person.id), method="ack")
    return None


def command_payload(
    core: Core, person: Person, conversation: Conversation, name: str, text: str
) -> dict[str, Any]:
    team = core.workspace.team
    return {
        "token": "deprecated",
        "team_id": team["id"],
        "team_domain": team["domain"],
        "channel_id": conversation.id,
        "channel_name": channel_name(conversation),
        "user_id": person.id,
        "user_name": person.name,
        "command": name,
        "text": text,
        "api_app_id": core.workspace.app["id"],
        "is_enterprise_install": "false",
        "response_url": response_url(core, person.id, conversation.id),
        "trigger_id": core.triggers.new(person.id),
    }


def is_public(body: Mapping[str, Any]) -> bool:
    """Whether a reply says that everyone in the conversation should see it."""
    kind = body.get("response_type", "ephemeral")
    refuse_if(kind not in ("ephemeral", "in_channel"), "invalid_response_type")
    return bool(kind == "in_channel")


def _content_of(body: Mapping[str, Any]) -> Content:
    refuse_not_offered(body)
    return checked_content(body.get("text"), body.get("blocks"), total=False)


def post_reply(core: Core, body: Mapping[str, Any], place: Place, *, method: str) -> Message:
    """Post a reply: private unless it says in_channel; Refused when it is malformed."""
    content = _content_of(body)
    public = is_public(body)
    metadata = checked_metadata(body.get("metadata"))
    seen = {"metadata": metadata} if public else {"to": place.user}
    shown = {"blocks": content.blocks, "thread_ts": place.thread_ts, **seen}
    bot = core.workspace.bot.id
    text = as_slack_keeps_it(content.text)
    return core.write(place.conversation, bot, text, method=method, **shown)


def use_response_url(core: Core, found: ResponseUrl, body: Mapping[str, Any]) -> None:
    """Do what was sent to a response URL; Refused when it cannot be done."""
    conversation = demand(core.workspace.conversations.get(found.channel), "channel_not_found")
    original = None
    if found.message_ts is not None:
        original = core.workspace.messages.get(found.channel, found.message_ts)
    if body.get("delete_original"):
        core.delete(demand(original, "message_not_found"), conversation)
        return
    if body.get("replace_original") and original is not None:
        _replace(core, original, conversation, body)
        return
    thread_ts = found.thread_ts
    if body.get("thread_ts") is not None and is_public(body):
        named = core.workspace.messages.get(found.channel, str(body["thread_ts"]))
        thread_ts = demand(named, "thread_not_found").parent_ts
    post_reply(core, body, Place(conversation, found.user, thread_ts), method="response_url")


def _replace(
    core: Core, original: Message, conversation: Conversation, body: Mapping[str, Any]
) -> None:
    """Change the message that was pressed; a private one stays private whatever is asked."""
    refuse_if(original.user != core.workspace.bot.id, "cant_update_message")
    content = _content_of(body)
    now = f"{core.clock.now():.6f}"
    changed = replace(
        original,
        text=as_slack_keeps_it(content.text),
        blocks=content.blocks,
        edited=None if original.to else {"user": core.workspace.bot.id, "ts": now},
    )
    core.change(changed, conversation, before=core.workspace.as_message(original))
