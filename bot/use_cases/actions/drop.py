"""Give an action up, with the reason."""

from dataclasses import dataclass, replace

from bot.domain import limits
from bot.domain.action_item import ActionStatus
from bot.domain.roles import Act
from bot.use_cases.actions.finding import find_action, may_be_changed_by
from bot.use_cases.actions.nudging import take_back_nudges
from bot.use_cases.actions.outcome import Outcome
from bot.use_cases.context import Context
from bot.use_cases.refusing import demand


@dataclass(frozen=True, slots=True)
class DropAction:
    """`reason`: up to 280 characters, and needed."""

    number: int
    reason: str


def drop_action(wish: DropAction, context: Context) -> Outcome:
    """The dropped action; unchanged where it was done or dropped before."""
    action, group = find_action(wish.number, reader=context.reader, work=context.work)
    own = may_be_changed_by(action, context.reader, context.work)
    demand(context, Act.CHANGE_ACTION, group, own=own)
    if not action.open:
        return Outcome(action=action, group=group, changed=False)
    reason = limits.checked(wish.reason, limits.SUMMARY, field="reason", what="The reason")
    dropped = replace(
        action,
        status=ActionStatus.DROPPED,
        note=reason,
        settled_at=context.now,
        settled_by=context.reader.user_id,
        snoozed_until=None,
    )
    context.work.actions.change(dropped)
    take_back_nudges(action, group, work=context.work, now=context.now)
    context.work.journal.record(context.reader.user_id, "dropped", dropped, context.now, reason)
    return Outcome(action=dropped, group=group)
