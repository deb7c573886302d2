"""Finds an action with its group; unknown and hidden references get the same words."""

from bot.domain.action_item import ActionItem
from bot.domain.errors import NotFound
from bot.domain.group import Group
from bot.domain.reference import ACTION, render
from bot.domain.roles import Reader
from bot.ports.unit_of_work import UnitOfWork
from bot.use_cases.mornings.belonging import owns


def find_action(number: int, *, reader: Reader, work: UnitOfWork) -> tuple[ActionItem, Group]:
    """Action `number` and its group; NotFound, in the same words, for what may not be seen."""
    action = work.actions.get(reader, number)
    group = work.groups.get(action.group_id) if action is not None else None
    if action is None or group is None:
        raise NotFound.reference(render(ACTION, number))
    return action, group


def is_theirs(action: ActionItem, reader: Reader, work: UnitOfWork) -> bool:
    """Whether the action is the reader's to complete: they or their organisation own it."""
    return owns(work.people.get(reader.user_id), action)


def may_be_changed_by(action: ActionItem, reader: Reader, work: UnitOfWork) -> bool:
    """Whether the action counts as the reader's own for changes: owned, or logged by them."""
    return action.created_by == reader.user_id or is_theirs(action, reader, work)
