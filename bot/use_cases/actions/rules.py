"""What every change of an open action begins with."""

from bot.domain.action_item import ActionItem, ActionStatus
from bot.domain.errors import Refusal
from bot.domain.group import Group
from bot.domain.next_steps import NextStep
from bot.domain.roles import Act
from bot.use_cases.actions.finding import find_action, may_be_changed_by
from bot.use_cases.context import Context
from bot.use_cases.refusing import demand


def open_for_change(number: int, context: Context) -> tuple[ActionItem, Group]:
    """The action and its group, if the reader may change it and it is open; else a Refusal."""
    action, group = find_action(number, reader=context.reader, work=context.work)
    own = may_be_changed_by(action, context.reader, context.work)
    demand(context, Act.CHANGE_ACTION, group, own=own)
    if not action.open:
        was = "done" if action.status is ActionStatus.DONE else "dropped"
        raise Refusal(
            f"{action.reference} is {was}, so it stays as it is.",
            step=NextStep.REOPEN_ACTION,
            about=action.reference,
        )
    return action, group
