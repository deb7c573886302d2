"""Owners of an action: its officer, or everyone of its organisation while none is named."""

from bot.domain.action_item import ActionItem
from bot.domain.person import Person


def owns(person: Person | None, action: ActionItem) -> bool:
    """Whether the action is this person's to complete; an unknown person owns nothing."""
    if person is None:
        return False
    if action.owner_user_id is not None:
        return action.owner_user_id == person.user_id
    return is_shared(action) and (
        person.organisation is not None and person.organisation.id == action.owner_organisation_id
    )


def is_shared(action: ActionItem) -> bool:
    """Promised by an organisation that has named no officer yet."""
    return action.owner_user_id is None and action.owner_organisation_id is not None


def is_unowned(action: ActionItem) -> bool:
    """Nobody owns it yet, so the chair's morning list shows it."""
    return action.owner_user_id is None and action.owner_organisation_id is None
