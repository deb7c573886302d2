"""Give an action up, with the reason."""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain import limits
from bot.domain.action_item import ActionStatus
from bot.domain.roles import Act, Reader
from bot.ports.unit_of_work import UnitOfWork
from bot.use_cases.actions.finding import find_action, may_be_changed_by
from bot.use_cases.actions.nudging import take_back_nudges
from bot.use_cases.actions.outcome import Outcome
from bot.use_cases.refusing import demand


@dataclass(frozen=True, slots=True)
class DropAction:
    """`reason`: up to 280 characters, and needed."""

    number: int
    reason: str


def drop_action(wish: DropAction, *, reader: Reader, work: UnitOfWork, now: datetime) -> Outcome:
    """The action given up; unchanged where it was done or dropped before."""
    action, group = find_action(wish.number, reader=reader, work=work)
    own = may_be_changed_by(action, reader, work)
    demand(reader, Act.CHANGE_ACTION, group, work=work, now=now, own=own)
    if not action.open:
        return Outcome(action=action, group=group, changed=False)
    reason = limits.checked(wish.reason, limits.SUMMARY, field="reason", what="The reason")
    dropped = replace(
        action,
        status=ActionStatus.DROPPED,
        note=reason,
        settled_at=now,
        settled_by=reader.user_id,
        snoozed_until=None,
    )
    work.actions.change(dropped)
    take_back_nudges(action, group, work=work, now=now)
    work.journal.record(reader.user_id, "dropped", dropped, now, reason)
    return Outcome(action=dropped, group=group)
