"""Open an action again that was done or given up."""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.action_item import ActionStatus
from bot.domain.roles import Act, Reader
from bot.ports.unit_of_work import UnitOfWork
from bot.use_cases.actions.finding import find_action, is_theirs, may_be_changed_by
from bot.use_cases.actions.nudging import plan_nudges
from bot.use_cases.actions.outcome import Outcome
from bot.use_cases.refusing import demand


@dataclass(frozen=True, slots=True)
class ReopenAction:
    number: int


def reopen_action(
    wish: ReopenAction, *, reader: Reader, work: UnitOfWork, now: datetime
) -> Outcome:
    """The action open; unchanged where it was. What was dropped takes the right to drop it."""
    action, group = find_action(wish.number, reader=reader, work=work)
    if action.status is ActionStatus.DROPPED:
        act, own = Act.CHANGE_ACTION, may_be_changed_by(action, reader, work)
    else:
        act, own = Act.COMPLETE_ACTION, is_theirs(action, reader, work)
    demand(reader, act, group, work=work, now=now, own=own)
    if action.open:
        return Outcome(action=action, group=group, changed=False)
    opened = replace(action, status=ActionStatus.OPEN, note=None, settled_at=None, settled_by=None)
    work.actions.change(opened)
    work.journal.record(reader.user_id, "reopened", opened, now)
    plan_nudges(opened, group, work=work, now=now)
    return Outcome(action=opened, group=group)
