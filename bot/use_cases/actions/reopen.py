"""Opens a done or dropped action again."""

from dataclasses import dataclass, replace

from bot.domain.action_item import ActionStatus
from bot.domain.roles import Act
from bot.use_cases.actions.finding import find_action, is_theirs, may_be_changed_by
from bot.use_cases.actions.nudging import plan_nudges
from bot.use_cases.actions.outcome import Outcome
from bot.use_cases.context import Context
from bot.use_cases.refusing import demand


@dataclass(frozen=True, slots=True)
class ReopenAction:
    number: int


def reopen_action(wish: ReopenAction, context: Context) -> Outcome:
    """The action open; unchanged where it was. What was dropped takes the right to drop it."""
    action, group = find_action(wish.number, reader=context.reader, work=context.work)
    if action.status is ActionStatus.DROPPED:
        act, own = Act.CHANGE_ACTION, may_be_changed_by(action, context.reader, context.work)
    else:
        act, own = Act.COMPLETE_ACTION, is_theirs(action, context.reader, context.work)
    demand(context, act, group, own=own)
    if action.open:
        return Outcome(action=action, group=group, changed=False)
    opened = replace(action, status=ActionStatus.OPEN, note=None, settled_at=None, settled_by=None)
    context.work.actions.change(opened)
    context.work.journal.record(context.reader.user_id, "reopened", opened, context.now)
    plan_nudges(opened, group, work=context.work, now=context.now)
    return Outcome(action=opened, group=group)
