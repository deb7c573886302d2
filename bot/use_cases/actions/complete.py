"""Complete an action, with or without a note."""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain import limits
from bot.domain.action_item import ActionStatus
from bot.domain.roles import Act, Reader
from bot.ports.unit_of_work import UnitOfWork
from bot.use_cases.actions.finding import find_action, is_theirs
from bot.use_cases.actions.nudging import take_back_nudges
from bot.use_cases.actions.outcome import Outcome
from bot.use_cases.refusing import demand


@dataclass(frozen=True, slots=True)
class CompleteAction:
    number: int
    note: str | None = None


def complete_action(
    wish: CompleteAction, *, reader: Reader, work: UnitOfWork, now: datetime
) -> Outcome:
    """The action done; unchanged where it was done or dropped before."""
    action, group = find_action(wish.number, reader=reader, work=work)
    own = is_theirs(action, reader, work)
    demand(reader, Act.COMPLETE_ACTION, group, work=work, now=now, own=own)
    note = limits.checked(wish.note, limits.NOTE, field="note", what="The note", needed=False)
    if not action.open:
        return Outcome(action=action, group=group, changed=False)
    done = replace(
        action,
        status=ActionStatus.DONE,
        note=note or None,
        settled_at=now,
        settled_by=reader.user_id,
        snoozed_until=None,
    )
    work.actions.change(done)
    take_back_nudges(action, group, work=work, now=now)
    work.journal.record(reader.user_id, "done", done, now, note or None)
    return Outcome(action=done, group=group)
