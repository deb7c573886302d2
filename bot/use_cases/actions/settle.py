"""Completes an action, drops it with a reason, or opens it again."""

from dataclasses import dataclass, replace

from bot.domain import limits
from bot.domain.action_item import ActionStatus
from bot.domain.roles import Act
from bot.use_cases.actions.repeat import make_next
from bot.use_cases.actions.rules import Outcome, find_action, may_be_changed_by, may_settle
from bot.use_cases.actions.schedule_messages import plan_nudges, take_back_nudges
from bot.use_cases.context import Context
from bot.use_cases.refusals import demand_right


@dataclass(frozen=True, slots=True)
class CompleteAction:
    number: int
    note: str | None = None


def complete_action(wish: CompleteAction, context: Context) -> Outcome:
    """The action done; unchanged where it was done or dropped before."""
    action, group = find_action(wish.number, reader=context.reader, work=context.work)
    own = may_settle(action, context.work.people.get(context.reader.user_id), context.work)
    demand_right(context, Act.COMPLETE_ACTION, group, own=own)
    note = limits.checked_text(wish.note, limits.NOTE, field="note", what="The note", needed=False)
    if not action.open:
        return Outcome(action=action, group=group, changed=False)
    done = replace(
        action,
        status=ActionStatus.DONE,
        note=note or None,
        settled_at=context.now,
        settled_by=context.reader.user_id,
        snoozed_until=None,
        changed_at=context.now,
    )
    context.work.actions.change(done)
    take_back_nudges(action, group, work=context.work, now=context.now)
    context.work.journal.record(context.reader.user_id, "done", done, context.now, note or None)
    following = make_next(done, group, work=context.work, now=context.now)
    return Outcome(action=replace(done, repeats=None), group=group, following=following)


@dataclass(frozen=True, slots=True)
class DropAction:
    """`reason`: up to 280 characters, and needed. `later`: of a recurring one, all later too."""

    number: int
    reason: str
    later: bool = False


def drop_action(wish: DropAction, context: Context) -> Outcome:
    """The dropped action; unchanged where it was done or dropped before."""
    action, group = find_action(wish.number, reader=context.reader, work=context.work)
    own = may_be_changed_by(action, context.reader, context.work)
    demand_right(context, Act.CHANGE_ACTION, group, own=own)
    if not action.open:
        return Outcome(action=action, group=group, changed=False)
    reason = limits.checked_text(wish.reason, limits.SUMMARY, field="reason", what="The reason")
    dropped = replace(
        action,
        status=ActionStatus.DROPPED,
        note=reason,
        settled_at=context.now,
        settled_by=context.reader.user_id,
        snoozed_until=None,
        changed_at=context.now,
    )
    context.work.actions.change(dropped)
    take_back_nudges(action, group, work=context.work, now=context.now)
    context.work.journal.record(context.reader.user_id, "dropped", dropped, context.now, reason)
    if wish.later:
        dropped = replace(dropped, repeats=None)
        context.work.actions.change(dropped)
    following = make_next(dropped, group, work=context.work, now=context.now)
    return Outcome(action=replace(dropped, repeats=None), group=group, following=following)


@dataclass(frozen=True, slots=True)
class ReopenAction:
    number: int


def reopen_action(wish: ReopenAction, context: Context) -> Outcome:
    """The action open; unchanged where it was. What was dropped takes the right to drop it."""
    action, group = find_action(wish.number, reader=context.reader, work=context.work)
    if action.status is ActionStatus.DROPPED:
        act, own = Act.CHANGE_ACTION, may_be_changed_by(action, context.reader, context.work)
    else:
        person = context.work.people.get(context.reader.user_id)
        act, own = Act.COMPLETE_ACTION, may_settle(action, person, context.work)
    demand_right(context, act, group, own=own)
    if action.open:
        return Outcome(action=action, group=group, changed=False)
    opened = replace(
        action,
        status=ActionStatus.OPEN,
        note=None,
        settled_at=None,
        settled_by=None,
        changed_at=context.now,
    )
    context.work.actions.change(opened)
    take_back_nudges(action, group, work=context.work, now=context.now)
    context.work.journal.record(context.reader.user_id, "reopened", opened, context.now)
    plan_nudges(opened, group, work=context.work, now=context.now)
    return Outcome(action=opened, group=group)
