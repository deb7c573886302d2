"""Slash commands: what is sent to the app, and what its answer becomes."""

from typing import Any

from handlers.sandbox.acting.access import Given, given_text, joined
from handlers.sandbox.acting.payloads import channel_name, response_url
from handlers.sandbox.acting.replies import Place, bad_answer, is_public, no_answer, post_reply
from handlers.sandbox.conversations import Conversation
from handlers.sandbox.core import Core
from handlers.sandbox.delivery.transport import Parcel, Undelivered
from handlers.sandbox.people import Person
from handlers.sandbox.refusal import Refused
from handlers.sandbox.wording import as_typed_by, as_typed_plainly


async def command(core: Core, person: Person, given: Given) -> dict[str, Any]:
    """`{channel, command, text, thread_ts?}`: run a slash command as a person.

    `{ok: false, error}` when Slack or the app fails.
    """
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
    try:
        body = await core.ask(Parcel("slash_commands", payload))
    except Undelivered as failure:
        return no_answer(core, person, failure)
    try:
        _show(core, body, Place(conversation, person.id), f"{name} {text}".strip())
    except Refused as refusal:
        return bad_answer(core, person, refusal)
    return {"ok": True}


def command_payload(
    core: Core, person: Person, conversation: Conversation, name: str, text: str
) -> dict[str, Any]:
    team = core.workspace.team
    token = core.response_urls.new(person.id, conversation.id)
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
        "response_url": response_url(core, token),
        "trigger_id": core.triggers.new(person.id),
    }


def _show(core: Core, body: Any, place: Place, typed: str) -> None:
    """Turn the body of an ack into a message; an empty one into nothing."""
    reply = {"text": body} if isinstance(body, str) else body
    if not isinstance(reply, dict) or not reply:
        return
    if is_public(reply):
        _echo(core, place, typed)
    if reply.get("text") or reply.get("blocks"):
        post_reply(core, reply, place, method="ack")


def _echo(core: Core, place: Place, typed: str) -> None:
    """Show the typed command to everyone, as in_channel answers do."""
    words = as_typed_by(core.workspace, typed, names=False)
    core.write(place.conversation, place.user, words)
