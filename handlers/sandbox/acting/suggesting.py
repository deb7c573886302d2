"""Options of external selects, which the app suggests while a person types."""

from typing import Any

from handlers.sandbox.acting.access import Given, own_view, visible_message
from handlers.sandbox.acting.payloads import interaction
from handlers.sandbox.acting.pressing import named_element
from handlers.sandbox.core import Core
from handlers.sandbox.delivery.transport import Parcel, Undelivered
from handlers.sandbox.people import Person
from handlers.sandbox.refusal import NotThere
from handlers.sandbox.validation.objects import SUGGESTIONS
from handlers.sandbox.validation.shapes import Report
from handlers.sandbox.values import EXTERNAL, options_of


async def suggest(core: Core, person: Person, given: Given) -> dict[str, Any]:
    """`{view_id | channel and ts, block_id, action_id, value}`: options that fit what was typed.

    The answer is `{ok, options | option_groups}`.
    """
    value = str(given.get("value") or "")
    payload = interaction(core, "block_suggestion", person)
    if given.get("view_id"):
        view = own_view(core, person, str(given["view_id"]))
        blocks: Any = view.blocks
        payload |= {
            "container": {"type": "view", "view_id": view.id},
            "view": core.modals.as_view(view),
        }
    else:
        message = visible_message(core, person, str(given.get("channel")), str(given.get("ts")))
        blocks = message.blocks
        payload |= {
            "container": {
                "type": "message",
                "message_ts": message.ts,
                "channel_id": message.channel,
                "is_ephemeral": message.to is not None,
            },
            "channel": {"id": message.channel},
        }
    block, element = named_element(blocks, given)
    if element["type"] not in EXTERNAL:
        raise NotThere("This element has its own options.")
    if len(value) < element.get("min_query_length", 3):
        return {"ok": True, "options": []}
    payload |= {"block_id": block["block_id"], "action_id": element["action_id"], "value": value}
    try:
        answer = await core.ask(Parcel("interactive", payload))
    except Undelivered as failure:
        return {"ok": False, "error": failure.error}
    report = Report()
    SUGGESTIONS(answer, "", report)
    if report.problems:
        return {"ok": False, "error": "invalid_options", "messages": report.problems}
    if given.get("view_id"):
        view.offered.setdefault(element["action_id"], []).extend(options_of(answer))
    return {"ok": True, **answer}
