"""Complete an action, with or without a note."""

from dataclasses import dataclass, replace

from bot.domain import limits
from bot.domain.action_item import ActionStatus
from bot.domain.roles import Act
from bot.use_cases.actions.finding import find_action, is_theirs
from bot.use_cases.actions.nudging import take_back_nudges
from bot.use_cases.actions.outcome import Outcome
from bot.use_cases.context import Context
from bot.use_cases.refusing import demand


@dataclass(frozen=True, slots=True)
class CompleteAction:
    number: int
    note: str | None = None


def complete_action(wish: CompleteAction, context: Context) -> Outcome:
    """The action done; unchanged where it was done or dropped before."""
    action, group = find_action(wish.number, reader=context.reader, work=context.work)
    own = is_theirs(action, context.reader, context.work)
    demand(context, Act.COMPLETE_ACTION, group, own=own)
    note = limits.checked(wish.note, limits.NOTE, field="note", what="The note", needed=False)
    if not action.open:
        return Outcome(action=action, group=group, changed=False)
    done = replace(
        action,
        status=ActionStatus.DONE,
        note=note or None,
        settled_at=context.now,
        settled_by=context.reader.user_id,
        snoozed_until=None,
    )
    context.work.actions.change(done)
    take_back_nudges(action, group, work=context.work, now=context.now)
    context.work.journal.record(context.reader.user_id, "done", done, context.now, note or None)
    return Outcome(action=done, group=group)
