"""views.open, push, update and publish."""

from typing import Any

from handlers.sandbox.core import Core
from handlers.sandbox.methods.registry import Arguments, method
from handlers.sandbox.modals import View
from handlers.sandbox.refusal import Refused, demand, refuse_if
from handlers.sandbox.validation.messages import checked_view


@method("views.open", json=True, required="trigger_id view")
def views_open(core: Core, given: Arguments) -> dict[str, Any]:
    """Show a modal to the person of a trigger; from inside a modal it goes on top of it."""
    content = _view(given, "modal")
    trigger = core.triggers.check(given.text("trigger_id"))
    opened = core.modals.push(trigger.user, content, onto=trigger.from_view is not None)
    trigger.is_used = True
    return _answer(core, opened)


@method("views.push", json=True, required="trigger_id view")
def views_push(core: Core, given: Arguments) -> dict[str, Any]:
    """Put a modal on top of the one in which the trigger was made."""
    content = _view(given, "modal")
    trigger = core.triggers.check(given.text("trigger_id"))
    if trigger.from_view is None or core.modals.find(view_id=trigger.from_view) is None:
        raise Refused("invalid_trigger_id")
    pushed = core.modals.push(trigger.user, content, onto=True)
    trigger.is_used = True
    return _answer(core, pushed)


@method("views.update", json=True, required="view")
def views_update(core: Core, given: Arguments) -> dict[str, Any]:
    """Change an open view; input stays where block_id and action_id do."""
    if "view_id" not in given and "external_id" not in given:
        raise Refused("invalid_arguments", ["missing required field: view_id or external_id"])
    found = core.modals.find(
        view_id=given.text("view_id") or None, external_id=given.text("external_id") or None
    )
    content = _view(given, "modal" if found is None else str(found.content["type"]))
    view = demand(found, "not_found")
    return _answer(core, core.modals.update(view, content, expected=_hash(given)))


@method("views.publish", json=True, required="user_id view")
def views_publish(core: Core, given: Arguments) -> dict[str, Any]:
    """Set a person's Home tab."""
    content = _view(given, "home")
    refuse_if(not core.config.has_home_tab, "not_enabled")
    person = core.workspace.people.get(given.text("user_id"))
    if person is None or person.is_bot or person.deleted:
        raise Refused("invalid_arguments", ["invalid `user_id`"])
    return _answer(core, core.modals.publish(person.id, content, expected=_hash(given)))


def _view(given: Arguments, kind: str) -> dict[str, Any]:
    return checked_view(given.json("view", "invalid_arguments"), kind=kind)


def _hash(given: Arguments) -> str | None:
    return given.text("hash") or None


def _answer(core: Core, view: View) -> dict[str, Any]:
    core.stream.tell("views", to=view.user)
    return {"view": core.modals.as_view(view)}
