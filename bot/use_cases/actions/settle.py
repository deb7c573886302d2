"""Completes actions, drops one with a reason, opens it again, or restores what was before."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from bot.domain import Act, ActionItem, Group, Refusal, limits
from bot.domain.action_item import ActionStatus
from bot.languages import N_, _
from bot.use_cases.actions import rules
from bot.use_cases.actions.notifications import change_action
from bot.use_cases.actions.repeat import make_next
from bot.use_cases.context import Context
from bot.use_cases.refusals import demand_right


@dataclass(frozen=True, slots=True)
class CompleteAction:
    number: int
    note: str | None = None


def complete_action(wish: CompleteAction, context: Context) -> rules.Outcome:
    """The action done; unchanged where it was done or dropped before."""
    return rules.note_step(N_("done"), _complete(wish, context), context)


def complete_several(
    numbers: Collection[int], context: Context
) -> tuple[tuple[rules.Outcome, ...], tuple[str, ...]]:
    """Each of them done, or the words of its refusal; one step undoes them all."""
    outcomes, refused = [], []
    for number in numbers:
        try:
            outcomes.append(_complete(CompleteAction(number), context))
        except Refusal as refusal:
            refused.append(refusal.words)
    step = rules.keep_step(N_("done"), outcomes, context)
    return tuple(replace(one, step=step if one.changed else 0) for one in outcomes), tuple(refused)


def _complete(wish: CompleteAction, context: Context) -> rules.Outcome:
    action, group = rules.find_action(wish.number, context)
    own = rules.may_settle(action, context.work.people.get(context.reader.user_id), context.work)
    demand_right(context, Act.COMPLETE_ACTION, group, own=own)
    note = limits.checked_text(
        wish.note, limits.NOTE, field="note", what=_("The note"), needed=False
    )
    if not action.open:
        return rules.Outcome(action=action, group=group, changed=False)
    done = _settled(action, ActionStatus.DONE, note or None, context)
    change_action(action, done, group, "done", context, done.note)
    following = make_next(done, group, context)
    done = replace(done, repeats=None)
    return rules.Outcome(action=done, group=group, following=following, before=action)


def _settled(
    action: ActionItem, status: ActionStatus, note: str | None, context: Context
) -> ActionItem:
    settled = replace(action, status=status, note=note, snoozed_until=None, changed_at=context.now)
    return replace(settled, settled_at=context.now, settled_by=context.reader.user_id)


@dataclass(frozen=True, slots=True)
class DropAction:
    """`reason`: up to 280 characters, and needed. `later`: of a recurring one, all later too."""

    number: int
    reason: str
    later: bool = False


def drop_action(wish: DropAction, context: Context) -> rules.Outcome:
    """The dropped action; unchanged where it was done or dropped before."""
    action, group = rules.find_action(wish.number, context)
    demand_right(context, Act.CHANGE_ACTION, group, own=rules.may_be_changed_by(action, context))
    if not action.open:
        return rules.Outcome(action=action, group=group, changed=False)
    reason = limits.checked_text(wish.reason, limits.SUMMARY, field="reason", what=_("The reason"))
    dropped = _settled(action, ActionStatus.DROPPED, reason, context)
    change_action(action, dropped, group, "dropped", context, reason)
    if wish.later:
        dropped = replace(dropped, repeats=None)
        context.work.actions.change(dropped)
    following = make_next(dropped, group, context)
    dropped = replace(dropped, repeats=None)
    outcome = rules.Outcome(action=dropped, group=group, following=following, before=action)
    return rules.note_step(N_("dropped"), outcome, context)


def reopen_action(number: int, context: Context) -> rules.Outcome:
    """The action open; unchanged where it was. What was dropped takes the right to drop it."""
    action, group = rules.find_action(number, context)
    if action.status is ActionStatus.DROPPED:
        act, own = Act.CHANGE_ACTION, rules.may_be_changed_by(action, context)
    else:
        person = context.work.people.get(context.reader.user_id)
        act, own = Act.COMPLETE_ACTION, rules.may_settle(action, person, context.work)
    demand_right(context, act, group, own=own)
    if action.open:
        return rules.Outcome(action=action, group=group, changed=False)
    opened = replace(action, status=ActionStatus.OPEN, note=None, changed_at=context.now)
    opened = replace(opened, settled_at=None, settled_by=None)
    change_action(action, opened, group, N_("reopened"), context)
    return rules.Outcome(action=opened, group=group)


def restore_action(
    before: ActionItem,
    after: ActionItem,
    group: Group,
    did: str,
    context: Context,
    *,
    made: ActionItem | None = None,
) -> ActionItem:
    """The action as it was `before`; `did`: the act that made it `after`, and the next one. That is
    dropped and leaves its series, so that its date can be made again."""
    if made is not None:
        gone = replace(
            made,
            status=ActionStatus.DROPPED,
            note=f"{before.reference} is open again.",
            settled_at=context.now,
            settled_by=context.reader.user_id,
            repeats=None,
            series=None,
            occurrence=None,
        )
        change_action(made, gone, group, "dropped", context, gone.note)
    change_action(after, before, group, N_("undone"), context, did)
    return before
