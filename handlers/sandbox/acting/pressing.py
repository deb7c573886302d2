"""Buttons, menus and other elements, options that the app suggests, and shortcuts."""

from collections.abc import Mapping
from typing import Any

from handlers.sandbox.acting.access import (
    Answer,
    Given,
    channel_name,
    given_text,
    interaction,
    own_view,
    response_url,
    visible,
    visible_message,
)
from handlers.sandbox.conversations import Conversation
from handlers.sandbox.core import Core
from handlers.sandbox.delivery.outbox import Parcel, Undelivered
from handlers.sandbox.messages import Message
from handlers.sandbox.people import Person
from handlers.sandbox.refusal import NotClear, NotThere
from handlers.sandbox.validation.elements import SUGGESTIONS
from handlers.sandbox.validation.shapes import Report
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


async def press_in_message(core: Core, person: Person, given: Given) -> Answer:
    """`{channel, ts, block_id, action_id, …}`: use an element of a message."""
    message = visible_message(core, person, str(given.get("channel")), str(given.get("ts")))
    block, element = _named_element(message.blocks, given)
    used = _use(element, given)
    if not _sends(block):
        return None
    values = initial_values(message.blocks or ())
    if element["type"] in HOLDS:
        values[block["block_id"]][element["action_id"]] = used
    conversation = visible(core, person, message.channel)
    thread = {"thread_ts": message.thread_ts} if message.is_reply else {}
    of = {"message_ts": message.ts, **thread}
    about: dict[str, Any] = {
        "container": _container(message) | thread,
        "channel": _channel(conversation),
        "response_url": response_url(core, person.id, conversation.id, **of),
        "state": {"values": values},
    }
    # An ephemeral message is not repeated to the app: Slack does not keep it.
    if message.to is None:
        about["message"] = core.workspace.as_message(message)
    actions = [_action(core, block, element, used)]
    return await _send(core, person, "block_actions", about | {"actions": actions})


async def press_in_view(core: Core, person: Person, given: Given) -> Answer:
    """`{view_id, block_id, action_id, values, …}`: use an element of a modal or the Home tab."""
    view = own_view(core, person, str(given.get("view_id")))
    block, element = _named_element(view.blocks, given)
    used = _use(element, given, view.offered)
    typed = given.get("values") or {}
    try:
        view.values = taken_values(view.blocks, typed, view.values, view.offered)
    except (ValueError, TypeError, AttributeError) as wrong:
        raise NotClear(str(wrong)) from wrong
    if element["type"] in HOLDS:
        view.values[block["block_id"]][element["action_id"]] = used
    if not _sends(block):
        return None
    shown = core.modals.as_view(view)
    about = {"view": shown, "hash": view.hash, "state": shown["state"]}
    about["container"] = {"type": "view", "view_id": view.id}
    actions = [_action(core, block, element, used)]
    of_modal = view.id if view.content["type"] == "modal" else None
    return await _send(core, person, "block_actions", about | {"actions": actions}, of_modal)


async def _send(
    core: Core, person: Person, kind: str, about: dict[str, Any], from_view: str | None = None
) -> Answer:
    """Send an interaction whose answer has no content."""
    if not core.config.is_interactive:
        return {"ok": False, "error": "not_interactive"}
    payload = {**interaction(core, kind, person), **about}
    payload["trigger_id"] = core.triggers.new(person.id, from_view=from_view)
    if kind == "shortcut":
        del payload["api_app_id"]
    await core.ask(Parcel("interactive", payload))
    return None


def _named_element(blocks: Any, given: Given) -> tuple[Block, Element]:
    """The element that `{block_id, action_id}` name, in its block; NotThere."""
    try:
        return find(blocks, str(given.get("block_id")), str(given.get("action_id")))
    except LookupError as absent:
        raise NotThere(f"There is {absent}.") from absent


def _sends(block: Block) -> bool:
    """Whether an element there sends block_actions; inputs do only when the block says so."""
    return block["type"] != "input" or bool(block.get("dispatch_action", False))


def _use(element: Element, given: Given, offered: Offered | None = None) -> dict[str, Any]:
    """The element's new state, or what was chosen where it keeps none."""
    kind = element["type"]
    if kind in HOLDS:
        try:
            return taken(element, given, offered)
        except (ValueError, TypeError, AttributeError) as wrong:
            raise NotClear(str(wrong)) from wrong
    if kind == "overflow":
        wanted = given.get("selected_option")
        value = wanted.get("value") if isinstance(wanted, Mapping) else wanted
        for option in options_of(element):
            if option["value"] == value:
                return {"selected_option": option}
        raise NotClear(f"{value!r} is not in this menu.")
    if given.get("value") not in (None, element.get("value")):
        raise NotThere("This button has another value.")
    return {}


def _action(core: Core, block: Block, element: Element, used: dict[str, Any]) -> dict[str, Any]:
    """One entry of `actions`."""
    named = {"block_id": block["block_id"], "action_id": element["action_id"]}
    shown = {"text", "value", "style", "placeholder"}
    is_typed = element["type"] == "plain_text_input"
    kept = {} if is_typed else {key: held for key, held in element.items() if key in shown}
    at = {"type": element["type"], "action_ts": f"{core.clock.now():.6f}"}
    return {**named, **kept, **used, **at}


def _container(message: Message) -> dict[str, Any]:
    """Where an element of a message is."""
    at = {"type": "message", "message_ts": message.ts, "channel_id": message.channel}
    return {**at, "is_ephemeral": message.to is not None}


def _channel(conversation: Conversation) -> dict[str, str]:
    return {"id": conversation.id, "name": channel_name(conversation)}


async def shortcut(core: Core, person: Person, given: Given) -> Answer:
    """`{callback_id, channel?, ts?}`: run a shortcut; one of a message needs channel and ts."""
    callback_id = given_text(given, "callback_id")
    declared = core.config.shortcuts.get(callback_id)
    if declared is None:
        raise NotThere(f"There is no shortcut {callback_id}.")
    about = {"callback_id": callback_id, "action_ts": f"{core.clock.now():.6f}"}
    if declared["type"] != "message":
        return await _send(core, person, "shortcut", about)
    conversation = visible(core, person, given.get("channel") or "")
    message = visible_message(core, person, conversation.id, given.get("ts") or "")
    if message.to is not None:
        raise NotThere("Slack offers no shortcuts on messages that only one person sees.")
    of_message = {
        "channel": _channel(conversation),
        "message_ts": message.ts,
        "message": core.workspace.as_message(message),
        "response_url": response_url(core, person.id, conversation.id, message_ts=message.ts),
    }
    return await _send(core, person, "message_action", about | of_message)


async def suggest(core: Core, person: Person, given: Given) -> Answer:
    """`{view_id | channel and ts, block_id, action_id, value}`: options that fit what was typed.
    The answer is `{ok, options | option_groups}`."""
    value = str(given.get("value") or "")
    payload = interaction(core, "block_suggestion", person)
    view = own_view(core, person, str(given["view_id"])) if given.get("view_id") else None
    if view is not None:
        blocks: Any = view.blocks
        payload["container"] = {"type": "view", "view_id": view.id}
        payload["view"] = core.modals.as_view(view)
    else:
        message = visible_message(core, person, str(given.get("channel")), str(given.get("ts")))
        blocks = message.blocks
        payload |= {"container": _container(message), "channel": {"id": message.channel}}
    block, element = _named_element(blocks, given)
    if element["type"] not in EXTERNAL:
        raise NotThere("This element has its own options.")
    if len(value) < element.get("min_query_length", 3):
        return {"options": []}
    payload |= {"block_id": block["block_id"], "action_id": element["action_id"], "value": value}
    try:
        answer = await core.ask(Parcel("interactive", payload))
    except Undelivered as failure:
        return {"ok": False, "error": failure.error}
    report = Report()
    SUGGESTIONS(answer, "", report)
    if report.problems:
        return {"ok": False, "error": "invalid_options", "messages": report.problems}
    if view is not None:
        view.offered.setdefault(element["action_id"], []).extend(options_of(answer))
    return dict(answer)
