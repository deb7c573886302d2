"""Buttons, menus and other elements, options that the app suggests, and shortcuts."""

from collections.abc import Mapping
from typing import Any

from handlers.sandbox.acting.access import (
    Given,
    channel_name,
    given_text,
    interaction,
    own_view,
    response_url,
    visible,
    visible_message,
)
from handlers.sandbox.acting.commands import no_answer
from handlers.sandbox.core import Core
from handlers.sandbox.delivery.outbox import Parcel, Undelivered
from handlers.sandbox.messages import Message
from handlers.sandbox.people import Person
from handlers.sandbox.refusal import NotClear, NotThere
from handlers.sandbox.validation.shapes import SUGGESTIONS, Report
from handlers.sandbox.values import (
    EXTERNAL,
    HOLDS,
    Block,
    Element,
    Offered,
    find,
    initial_values,
    options_of,
    taken,
    taken_values,
)


async def press_in_message(core: Core, person: Person, given: Given) -> dict[str, Any]:
    """`{channel, ts, block_id, action_id, …}`: use an element of a message."""
    message = visible_message(core, person, str(given.get("channel")), str(given.get("ts")))
    block, element = named_element(message.blocks, given)
    chosen, state = _use(element, given)
    values = initial_values(message.blocks or ())
    if state is not None:
        values[block["block_id"]][element["action_id"]] = dict(state)
    if not _sends(block):
        return {"ok": True}
    payload = {
        **interaction(core, "block_actions", person),
        **_message_origin(core, person, message),
        "state": {"values": values},
        "trigger_id": core.triggers.new(person.id),
        "actions": [_action(core, block, element, state, chosen)],
    }
    return await send(core, person, payload)


async def press_in_view(core: Core, person: Person, given: Given) -> dict[str, Any]:
    """`{view_id, block_id, action_id, values, …}`: use an element of a modal or the Home tab."""
    view = own_view(core, person, str(given.get("view_id")))
    block, element = named_element(view.blocks, given)
    chosen, state = _use(element, given, view.offered)
    typed = given.get("values") or {}
    try:
        view.values = taken_values(view.blocks, typed, view.values, view.offered)
    except (ValueError, TypeError, AttributeError) as wrong:
        raise NotClear(str(wrong)) from wrong
    if state is not None:
        view.values[block["block_id"]][element["action_id"]] = dict(state)
    if not _sends(block):
        return {"ok": True}
    shown = core.modals.as_view(view)
    payload = {
        **interaction(core, "block_actions", person),
        "container": {"type": "view", "view_id": view.id},
        "view": shown,
        "hash": view.hash,
        "state": shown["state"],
        "trigger_id": core.triggers.new(
            person.id, from_view=view.id if view.content["type"] == "modal" else None
        ),
        "actions": [_action(core, block, element, state, chosen)],
    }
    return await send(core, person, payload)


async def send(core: Core, person: Person, payload: dict[str, Any]) -> dict[str, Any]:
    """Send an interaction whose answer has no content, and say whether it arrived."""
    if not core.config.is_interactive:
        return {"ok": False, "error": "not_interactive"}
    try:
        await core.ask(Parcel("interactive", payload))
    except Undelivered as failure:
        return no_answer(core, person, failure)
    return {"ok": True}


def named_element(blocks: Any, given: Given) -> tuple[Block, Element]:
    """The element that `{block_id, action_id}` name, in its block; NotThere."""
    try:
        return find(blocks, str(given.get("block_id")), str(given.get("action_id")))
    except LookupError as absent:
        raise NotThere(f"There is {absent}.") from absent


def _sends(block: Block) -> bool:
    """Whether an element there sends block_actions; inputs do only when the block says so."""
    return block["type"] != "input" or bool(block.get("dispatch_action", False))


def _use(
    element: Element, given: Mapping[str, Any], offered: Offered | None = None
) -> tuple[Mapping[str, Any], Mapping[str, Any] | None]:
    """What was chosen, and the element's new state if it keeps one."""
    kind = element["type"]
    if kind in HOLDS:
        try:
            return given, taken(element, given, offered)
        except (ValueError, TypeError, AttributeError) as wrong:
            raise NotClear(str(wrong)) from wrong
    if kind == "overflow":
        wanted = given.get("selected_option")
        value = wanted.get("value") if isinstance(wanted, Mapping) else wanted
        for option in options_of(element):
            if option["value"] == value:
                return {"selected_option": option}, None
        raise NotClear(f"{value!r} is not in this menu.")
    if given.get("value") not in (None, element.get("value")):
        raise NotThere("This button has another value.")
    return given, None


def _action(
    core: Core,
    block: Block,
    element: Element,
    state: Mapping[str, Any] | None,
    given: Mapping[str, Any],
) -> dict[str, Any]:
    """One entry of `actions`; `state` is the element's new state, None for buttons and menus."""
    entry: dict[str, Any] = {
        "type": element["type"],
        "block_id": block["block_id"],
        "action_id": element["action_id"],
        "action_ts": f"{core.clock.now():.6f}",
    }
    for key in ("text", "value", "style", "placeholder"):
        if key in element and element["type"] not in ("plain_text_input",):
            entry[key] = element[key]
    if state is not None:
        held = HOLDS[element["type"]][0]
        entry[held] = state[held]
    if element["type"] == "overflow":
        entry["selected_option"] = given["selected_option"]
    return entry


def _message_origin(core: Core, person: Person, message: Message) -> dict[str, Any]:
    conversation = visible(core, person, message.channel)
    in_thread = message.thread_ts not in (None, message.ts)
    container: dict[str, Any] = {
        "type": "message",
        "message_ts": message.ts,
        "channel_id": message.channel,
        "is_ephemeral": message.to is not None,
    }
    if in_thread:
        container["thread_ts"] = message.thread_ts
    token = core.response_urls.new(
        person.id,
        message.channel,
        message_ts=message.ts,
        thread_ts=message.thread_ts if in_thread else None,
    )
    origin: dict[str, Any] = {
        "container": container,
        "channel": {"id": message.channel, "name": channel_name(conversation)},
        "response_url": response_url(core, token),
    }
    # An ephemeral message is not repeated to the app: Slack does not keep it.
    if message.to is None:
        origin["message"] = core.workspace.as_message(message)
    return origin


async def shortcut(core: Core, person: Person, given: Given) -> dict[str, Any]:
    """`{callback_id, channel?, ts?}`: run a shortcut; one of a message needs channel and ts."""
    callback_id = given_text(given, "callback_id")
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
    conversation = visible(core, person, given.get("channel") or "")
    message = visible_message(core, person, conversation.id, given.get("ts") or "")
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
