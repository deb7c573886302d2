"""Rules of every act on an action: find it, check rights and state, check the due day."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime

from dateutil.relativedelta import relativedelta

from bot.domain import Act, ActionItem, Group, NextStep, Person, may, zones
from bot.domain.action_item import ActionStatus, owns_action
from bot.domain.errors import NotFound, NotValid, Refusal
from bot.domain.person import is_deputy
from bot.domain.reference import ACTION, render_reference
from bot.domain.wording import spell_day
from bot.languages import ENGLISH, _, speaking
from bot.ports.ledgers.personal import UndoStep
from bot.ports.unit_of_work import UnitOfWork
from bot.use_cases.context import Context
from bot.use_cases.refusals import demand_right

_YEARS_AHEAD = 5


def find_action(number: int, context: Context) -> tuple[ActionItem, Group]:
    """Action `number` and its group; NotFound, in the same words, for what may not be seen."""
    action = context.work.actions.get(context.reader, number)
    if action is None:
        raise NotFound.reference(render_reference(ACTION, number))
    return action, context.work.groups.of_record(action.group_id)


def may_settle(action: ActionItem, person: Person | None, work: UnitOfWork) -> bool:
    """Whether it counts as the person's own to complete: as its owner or as their deputy."""
    officer = work.people.get(action.owner_user_id) if action.owner_user_id else None
    deputises = person is not None and officer is not None and is_deputy(person, officer)
    return owns_action(person, action) or deputises


def may_be_changed_by(action: ActionItem, context: Context) -> bool:
    """Whether the action counts as the reader's own for changes: owned by them or their
    organisation, or logged by them."""
    person = context.work.people.get(context.reader.user_id)
    return action.created_by == context.reader.user_id or owns_action(person, action)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rights:
    """What the reader may do with one action as it is now; every verb asks again."""

    complete: bool = False
    reopen: bool = False
    change: bool = False
    snooze: bool = False


def rights_over(action: ActionItem, person: Person, context: Context) -> Rights:
    """`person` must be the reader's own."""
    own, settles = owns_action(person, action), may_settle(action, person, context.work)
    completes = may(context.reader, Act.COMPLETE_ACTION, action.group_id, own=settles)
    logged = action.created_by == context.reader.user_id
    changes = may(context.reader, Act.CHANGE_ACTION, action.group_id, own=own or logged)
    if action.open:
        snoozes = settles and action.owner_user_id is not None
        return Rights(complete=completes, change=changes, snooze=snoozes)
    return Rights(reopen=changes if action.status is ActionStatus.DROPPED else completes)


def checked_due(due_on: date | None, zone: str, now: datetime) -> date | None:
    """`due_on`, or NotValid where that day has ended in `zone` or is too far ahead."""
    if due_on is None:
        return None
    today = zones.to_wall(now, zone).date()
    if due_on < today:
        raise NotValid(
            "{day} has already ended where the owner is ({zone}); it is {today} there. "
            "Please choose a day that is still ahead.",
            day=spell_day(due_on),
            zone=zone,
            today=spell_day(today),
            field="due_on",
        )
    last = today + relativedelta(years=_YEARS_AHEAD)
    if due_on > last:
        raise NotValid(
            "{day} is more than five years ahead. Please choose a day before {last}.",
            day=spell_day(due_on),
            last=spell_day(last),
            field="due_on",
        )
    return due_on


@speaking(ENGLISH)
def due_detail(due_on: date | None) -> str:
    """The due day in words for the history."""
    return f"due {spell_day(due_on)}" if due_on else "no due date"


@speaking(ENGLISH)
def until_detail(day: date) -> str:
    """The last silent day in words for the history."""
    return f"until {spell_day(day)}"


def open_for_change(number: int, context: Context) -> tuple[ActionItem, Group]:
    """The action and its group, if the reader may change it and it is open; else a Refusal."""
    action, group = find_action(number, context)
    demand_right(context, Act.CHANGE_ACTION, group, own=may_be_changed_by(action, context))
    if not action.open:
        reference = action.reference
        if action.status is ActionStatus.DONE:
            words = _("{reference} is done, so it stays as it is.", reference=reference)
        else:
            words = _("{reference} is dropped, so it stays as it is.", reference=reference)
        raise Refusal(words, step=NextStep.REOPEN_ACTION, about=reference)
    return action, group


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """`changed` False: it was so already, and nothing was written. `replied`: whether a reply is
    owed below the message that it was made from. `before`: as it was, where that can be restored;
    `step`: what restores it (`undo_step`), 0 for nothing."""

    action: ActionItem
    group: Group
    changed: bool = True
    replied: bool = False
    before: ActionItem | None = None
    step: int = 0
    linked: tuple[ActionItem, ...] = ()
    """Those that were logged with it, for other owners."""
    following: ActionItem | None = None
    """The next one of its series, which was made now."""
    redrawn: tuple[str, ...] = ()
    """The recipient of each posted message that is looked through for its fewer readers."""


def note_step(did: str, outcome: Outcome, context: Context) -> Outcome:
    """The outcome with the step that undoes it."""
    return replace(outcome, step=keep_step(did, [outcome], context))


def keep_step(did: str, outcomes: Collection[Outcome], context: Context) -> int:
    """Keep what `did` changed, so that it can be undone; 0 where it changed nothing."""
    changed = tuple((one.before, one.action) for one in outcomes if one.before is not None)
    if not changed:
        return 0
    made = tuple(one.following for one in outcomes if one.following is not None)
    step = UndoStep(who=context.reader.user_id, at=context.now, did=did, actions=changed, made=made)
    return context.work.steps.keep(step)
