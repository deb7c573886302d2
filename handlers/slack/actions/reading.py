"""What the fields of a submitted form wish; NotValid names the field that can't be read."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from bot.domain.audience import Audience
from bot.domain.errors import NotValid, Refusal
from bot.domain.organisation import Organisation
from bot.use_cases.actions.assign import AssignAction
from bot.use_cases.actions.drop import DropAction
from bot.use_cases.actions.edit import EditAction
from bot.use_cases.actions.log import LogAction
from bot.use_cases.actions.owning import Owner
from handlers.slack.actions.parsing_add import folded
from handlers.slack.widening import read_told

Fields = Mapping[str, Any]


def read_add(fields: Fields, metadata: str, organisations: Sequence[Organisation]) -> LogAction:
    chosen = fields.get("group_id") or _metadata(metadata).get("group")
    if chosen is None:
        raise NotValid("Please choose the working group.", field="group_id")
    return LogAction(
        group_id=_number(chosen),
        title=fields.get("title") or "",
        owner=_owner(fields, organisations),
        due_on=_day(fields),
        audience=_audience(fields),
    )


def read_edit(fields: Fields, metadata: str, organisations: Sequence[Organisation]) -> EditAction:
    return EditAction(
        number=_number(_metadata(metadata).get("number")),
        title=fields.get("title") or "",
        owner=_owner(fields, organisations),
        due_on=_day(fields),
        audience=_audience(fields),
        told=read_told(metadata),
    )


def read_handover(
    fields: Fields, metadata: str, organisations: Sequence[Organisation]
) -> AssignAction:
    return AssignAction(
        number=_number(_metadata(metadata).get("number")),
        owner=_owner(fields, organisations),
        note=fields.get("note"),
    )


def read_drop(fields: Fields, metadata: str) -> DropAction:
    return DropAction(
        number=_number(_metadata(metadata).get("number")), reason=fields.get("reason") or ""
    )


def _metadata(metadata: str) -> Mapping[str, Any]:
    try:
        found = json.loads(metadata)
    except json.JSONDecodeError:
        found = None
    return found if isinstance(found, dict) else {}


def _number(found: Any) -> int:
    if isinstance(found, int):
        return found
    if isinstance(found, str) and found.isascii() and found.isdigit():
        return int(found)
    raise Refusal("I can't tell any more what this form was for. Please open it again.")


def _owner(fields: Fields, organisations: Sequence[Organisation]) -> Owner:
    chosen = fields.get("organisation_id")
    organisation_id = None
    if chosen:
        found = [o for o in organisations if f"id:{o.id}" == chosen]
        found = found or [o for o in organisations if folded(o.name) == folded(chosen)]
        if not found:
            words = "I don't know this organisation. Please give its name as on the roster."
            raise NotValid(words, field="organisation_id")
        organisation_id = found[0].id
    return Owner(user_id=fields.get("owner_user_id"), organisation_id=organisation_id)


def _day(fields: Fields) -> date | None:
    chosen = fields.get("due_on")
    try:
        return date.fromisoformat(chosen) if chosen else None
    except ValueError:
        raise NotValid("Please choose a day.", field="due_on") from None


def _audience(fields: Fields) -> Audience:
    chosen = fields.get("audience")
    if chosen not in list(Audience):
        raise NotValid("Please choose who may see it.", field="audience")
    return Audience(chosen)
