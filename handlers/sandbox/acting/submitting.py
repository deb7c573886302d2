"""Submitting and closing modals, and what the app's answer does to them."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from handlers.sandbox.acting.access import Answer, Given, given_text, interaction, own_view
from handlers.sandbox.core import Core
from handlers.sandbox.delivery.outbox import Parcel, Undelivered
from handlers.sandbox.modals import View
from handlers.sandbox.people import Person
from handlers.sandbox.refusal import NotClear, NotThere, Refused
from handlers.sandbox.validation.messages import checked_view
from handlers.sandbox.values import complaints, taken_values


async def submit(core: Core, person: Person, given: Given) -> Answer:
    """`{view_id, values}`: submit the topmost modal. The answer is `{ok: true}`, errors beside
    fields, or an error."""
    view = own_view(core, person, given_text(given, "view_id"))
    values = given.get("values") or {}
    if not isinstance(values, Mapping):
        raise NotClear("values is an object.")
    stack = core.modals.stack(person.id)
    if not stack or stack[-1] is not view:
        raise NotThere("This modal is not on top.")
    try:
        view.values = taken_values(view.blocks, values, view.values, view.offered)
    except (ValueError, TypeError, AttributeError) as wrong:
        raise NotClear(str(wrong)) from wrong
    view.errors = complaints(view.blocks, view.values)
    if view.errors:
        return {"ok": False, "errors": view.errors}
    payload = {
        **interaction(core, "view_submission", person),
        "trigger_id": core.triggers.new(person.id, from_view=view.id),
        "view": core.modals.as_view(view),
        "response_urls": [],
    }
    try:
        return _apply(core, view, await core.ask(Parcel("interactive", payload)))
    finally:
        core.stream.tell("views", to=person.id)


async def close(core: Core, person: Person, given: Given) -> Answer:
    """`{view_id, all?}`: close a modal with Cancel, or all with the X; the app may hear of it."""
    view, everything = own_view(core, person, given_text(given, "view_id")), bool(given.get("all"))
    if view.content["type"] != "modal":
        raise NotThere("A Home tab is not closed.")
    shown = view
    if everything:
        shown = core.modals.find(view_id=view.root) or view
        core.modals.clear(person.id)
    else:
        core.modals.close(view)
    core.stream.tell("views", to=person.id)
    if shown.content.get("notify_on_close"):
        # Slack does not say what was in a form that is closed.
        payload = {
            **interaction(core, "view_closed", person),
            "view": {**core.modals.as_view(shown), "state": {"values": {}}},
            "is_cleared": everything,
        }
        core.outbox.spawn(_tell(core, payload))
    return None


async def _tell(core: Core, payload: dict[str, Any]) -> None:
    with suppress(Undelivered):  # Slack promises nothing about view_closed
        await core.ask(Parcel("interactive", payload))


def _apply(core: Core, view: View, answer: Any) -> Answer:
    """Do what the app answered; nothing at all closes this view."""
    if not answer:
        if core.modals.find(view_id=view.id) is view:
            core.modals.close(view)
        return None
    if not isinstance(answer, Mapping):
        raise Refused("invalid_response_action")
    match answer.get("response_action"):
        case "clear":
            core.modals.clear(view.user)
        case "update":
            content = checked_view(answer.get("view"), kind="modal")
            core.modals.update(view, content, expected=None)
        case "push":
            content = checked_view(answer.get("view"), kind="modal")
            core.modals.push(view.user, content, onto=True)
        case "errors":
            view.errors = _checked_errors(view, answer.get("errors"))
            return {"ok": False, "errors": view.errors}
        case _:
            raise Refused("invalid_response_action")
    return None


def _checked_errors(view: View, errors: Any) -> dict[str, str]:
    inputs = {block["block_id"] for block in view.blocks if block["type"] == "input"}
    if not isinstance(errors, Mapping) or not errors:
        raise Refused("invalid_errors", ["errors must be an object of block_id and words"])
    strangers = [key for key in errors if key not in inputs]
    if strangers:
        raise Refused("invalid_errors", [f"{key} is no input block" for key in strangers])
    return {str(key): str(words) for key, words in errors.items()}
