"""Global shortcuts and message shortcuts."""

from typing import Any

from handlers.sandbox.acting.access import visible, visible_message
from handlers.sandbox.acting.payloads import channel_name, interaction, response_url
from handlers.sandbox.acting.pressing import send
from handlers.sandbox.core import Core
from handlers.sandbox.people import Person
from handlers.sandbox.refusal import NotThere


async def shortcut(
    core: Core, person: Person, callback_id: str, *, channel: str | None, ts: str | None
) -> dict[str, Any]:
    """Run a shortcut; a message shortcut needs the message's channel and ts."""
    declared = core.config.shortcuts.get(callback_id)
    if declared is None:
        raise NotThere(f"There is no shortcut {callback_id}.")
    kind = "message_action" if declared["type"] == "message" else "shortcut"
    payload = {
        **interaction(core, kind, person),
        "callback_id": callback_id,
        "trigger_id": core.triggers.new(person.id),
        "action_ts": f"{core.clock.now():.6f}",
    }
    if kind == "shortcut":
        del payload["api_app_id"]
        return await send(core, person, payload)
    conversation = visible(core, person, channel or "")
    message = visible_message(core, person, conversation.id, ts or "")
    if message.to is not None:
        raise NotThere("Slack offers no shortcuts on messages that only one person sees.")
    token = core.response_urls.new(person.id, conversation.id, message_ts=message.ts)
    payload |= {
        "channel": {"id": conversation.id, "name": channel_name(conversation)},
        "message_ts": message.ts,
        "message": core.workspace.as_message(message),
        "response_url": response_url(core, token),
    }
    return await send(core, person, payload)
