"""The forms for actions: log, edit, hand over, give up."""

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from bot.domain import limits
from bot.domain.action_item import ActionItem
from bot.domain.audience import Audience
from bot.domain.group import Group
from bot.domain.organisation import Organisation
from handlers.slack.kit import blocks as kit
from handlers.slack.kit.common_blocks import audience_options

MOST_OPTIONS = 100
"""What a select holds; a longer roster is typed."""

View = dict[str, Any]


def add_modal(
    groups: Sequence[Group], organisations: Sequence[Organisation], audience: Audience
) -> View:
    """For the one group, or with a choice where there are several."""
    blocks = [_title_field(None)]
    if len(groups) > 1:
        options = [kit.option(group.name, str(group.id)) for group in groups[:MOST_OPTIONS]]
        blocks.append(kit.field("group_id", "Working group", kit.choice(options)))
    blocks += _owner_fields(organisations)
    blocks += [_due_field(None), _audience_field(audience)]
    metadata = json.dumps({"group": groups[0].id if len(groups) == 1 else None})
    return kit.modal("action.add", "Log an action", blocks, submit="Log", metadata=metadata)


def edit_modal(action: ActionItem, organisations: Sequence[Organisation]) -> View:
    blocks = [
        _title_field(action.title),
        *_owner_fields(organisations, action),
        _due_field(action.due_on),
        _audience_field(action.audience),
    ]
    return kit.modal(
        "action.edit",
        f"Edit {action.reference}",
        blocks,
        submit="Save",
        metadata=_numbered(action),
    )


def handover_modal(action: ActionItem, organisations: Sequence[Organisation]) -> View:
    """The new owner and a note for them; nobody chosen is nobody yet."""
    note = kit.text_input(limit=limits.NOTE, lines=True)
    blocks = [
        kit.rich(kit.line(kit.bold(action.reference), f" {action.title}")),
        *_owner_fields(organisations),
        kit.field("note", "Note", note, hint="Stands in the history.", optional=True),
    ]
    return kit.modal(
        "action.handover",
        f"Hand over {action.reference}",
        blocks,
        submit="Hand over",
        metadata=_numbered(action),
    )


def drop_modal(action: ActionItem) -> View:
    reason = kit.text_input(limit=limits.SUMMARY, lines=True)
    blocks = [
        kit.rich(kit.line(kit.bold(action.reference), f" {action.title}")),
        kit.field("reason", "Why is it given up?", reason),
    ]
    return kit.modal(
        "action.drop",
        f"Give up {action.reference}",
        blocks,
        submit="Give it up",
        metadata=_numbered(action),
    )


def _title_field(title: str | None) -> kit.Block:
    element = kit.text_input(
        initial=title, limit=limits.TITLE, example="Draft the summary of test results"
    )
    return kit.field("title", "What is to be done?", element)


def _owner_fields(
    organisations: Sequence[Organisation], action: ActionItem | None = None
) -> list[kit.Block]:
    """A person, or an organisation without one; both may stay empty."""
    officer = action.owner_user_id if action else None
    owns = action.owner_organisation_id if action and officer is None else None
    person: kit.Element = {
        "type": "users_select",
        "placeholder": kit.plain("Choose a person of the group", kit.PLACEHOLDER),
    }
    if officer:
        person["initial_user"] = officer
    return [
        kit.field("owner_user_id", "Owner", person, optional=True),
        kit.field(
            "organisation_id",
            "Or an organisation",
            _organisation_element(organisations, owns),
            hint="When no person is named yet. Leave both empty for nobody yet.",
            optional=True,
        ),
    ]


def _organisation_element(organisations: Sequence[Organisation], chosen: int | None) -> kit.Element:
    if 0 < len(organisations) <= MOST_OPTIONS:
        options = [kit.option(o.name, f"id:{o.id}") for o in organisations]
        return kit.choice(options, initial=f"id:{chosen}")
    name = next((o.name for o in organisations if o.id == chosen), None)
    return kit.text_input(initial=name, limit=limits.NAME, example="Its name on the roster")


def _due_field(due_on: date | None) -> kit.Block:
    element: kit.Element = {"type": "datepicker"}
    if due_on:
        element["initial_date"] = due_on.isoformat()
    hint = "The day ends where the owner is."
    return kit.field("due_on", "Due", element, hint=hint, optional=True)


def _audience_field(audience: Audience) -> kit.Block:
    options = audience_options()
    return kit.field("audience", "Who may see it?", kit.choice(options, initial=audience.value))


def _numbered(action: ActionItem) -> str:
    return json.dumps({"number": action.number})
