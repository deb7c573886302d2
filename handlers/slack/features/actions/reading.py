"""What the fields of a submitted form wish; NotValid names the field that can't be read."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from bot.domain.audience import Audience
from bot.domain.errors import NotValid
from bot.domain.organisation import Organisation
from bot.use_cases.actions.assign import AssignAction
from bot.use_cases.actions.drop import DropAction
from bot.use_cases.actions.edit import EditAction
from bot.use_cases.actions.log import LogAction
from bot.use_cases.actions.owning import Owner
from handlers.slack.features.actions.parsing_add import folded
from handlers.slack.request.ask_to_open import read_told
from handlers.slack.request.carried_values import read_number, read_state

Fields = Mapping[str, Any]


def read_add(fields: Fields, metadata: str, organisations: Sequence[Organisation]) -> LogAction:
    chosen, group_id = fields.get("group_id"), read_state(metadata, group=int | None)["group"]
    if chosen:
        group_id = read_number(chosen)
    if group_id is None:
        raise NotValid("Please choose the working group.", field="group_id")
    return LogAction(
        group_id=group_id,
        title=fields.get("title") or "",
        owner=_owner(fields, organisations),
        due_on=_day(fields),
        audience=_audience(fields),
    )


def read_edit(fields: Fields, metadata: str, organisations: Sequence[Organisation]) -> EditAction:
    return EditAction(
        number=_number(metadata),
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
        number=_number(metadata),
        owner=_owner(fields, organisations),
        note=fields.get("note"),
    )


def read_drop(fields: Fields, metadata: str) -> DropAction:
    return DropAction(number=_number(metadata), reason=fields.get("reason") or "")


def _number(metadata: str) -> int:
    number: int = read_state(metadata, number=int)["number"]
    return number


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
