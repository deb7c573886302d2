"""Recurring actions: the next one is made when one is done, dropped or due, whichever is first.

The rule goes on with the action that is made, so that each date of a series is made once; the
table holds one action for a series and date.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot.domain import ActionItem, Group, NotValid, Reader, zones
from bot.domain.action_item import ActionStatus
from bot.domain.recurrence import Rule
from bot.domain.recurrence_words import spell_dates
from bot.domain.reference import ACTION
from bot.languages import ENGLISH, N_, speaking
from bot.ports.unit_of_work import UnitOfWork
from bot.use_cases.actions.notifications import change_action, plan_nudges
from bot.use_cases.actions.rules import Outcome, checked_due, due_detail, open_for_change
from bot.use_cases.context import Context

_WIDEST = timedelta(hours=14)
"""How far ahead of UTC a calendar day begins."""


def repeating(action: ActionItem, rule: Rule | None) -> ActionItem:
    """The action by this rule from its due day on, as the first of a series; None: once. NotValid
    where it has no due day. An end after a number of dates becomes a last date."""
    if rule is None:
        return replace(action, repeats=None)
    if action.due_on is None:
        raise NotValid("Please give a due date: it repeats from there.", field="due_on")
    if rule.count is not None:
        rule = replace(rule, until=max(rule.dates(action.due_on)), count=None)
    if rule.until is not None and rule.until <= action.due_on:
        raise NotValid("Please let it end after the due date.", field="until")
    return replace(
        action, repeats=rule.text(action.due_on), series=action.number, occurrence=action.due_on
    )


def rule_words(action: ActionItem) -> str:
    """ "every 3 months on the 12th, until Wednesday 30 June 2027"; "" where it does not repeat."""
    if action.repeats is None or action.occurrence is None:
        return ""
    return spell_dates(Rule.read(action.repeats), action.occurrence)


def make_next(action: ActionItem, group: Group, context: Context) -> ActionItem | None:
    """The action of the next date that is not past, which has the rule from now on. None where it
    does not repeat or the rule has ended; the last one keeps the rule while it is open, so that its
    end can be told. `action` must be as it is stored."""
    work = context.work
    day = next_date(action, context.now)
    if action.repeats is None or (day is None and action.open):
        return None
    work.actions.change(replace(action, repeats=None))
    if day is None:
        return None
    number = work.numbers.take_next(ACTION)
    made = replace(
        action,
        number=number,
        due_on=day,
        occurrence=day,
        created_at=context.now,
        changed_at=None,
        snoozed_until=None,
        linked_to=_linked_on(action, day, number, work=work),
        status=ActionStatus.OPEN,
        note=None,
        settled_at=None,
        settled_by=None,
    )
    work.actions.add(made)
    detail = f"the next one after {action.reference}, {due_detail(day)}"
    work.journal.record("convenor", N_("logged"), made, context.now, detail)
    plan_nudges(made, group, context)
    return made


def _linked_on(action: ActionItem, day: date, number: int, *, work: UnitOfWork) -> int | None:
    """With which it is linked: the next ones of those that the action is linked with, as far as
    they are made already."""
    if action.linked_to is None:
        return None
    linked = work.actions.linked(Reader.system(), [action.linked_to])
    made = work.actions.on_date([one.series for one in linked if one.series], day)
    return next((one.linked_to for one in made if one.linked_to), number)


def next_date(action: ActionItem, now: datetime) -> date | None:
    """The next date that is not past where its owner is; None: it is the last, or comes once."""
    if action.repeats is None or action.occurrence is None:
        return None
    today = zones.to_wall(now, action.zone).date()
    dates = Rule.read(action.repeats).dates(action.occurrence)
    return next((day for day in dates if day > action.occurrence and day >= today), None)


def plan_recurring(context: Context) -> int:
    """Make the next one of each open action that has become due where its owner is; how many."""
    made = 0
    for action in context.work.actions.recurring((context.now + _WIDEST).date()):
        group = context.work.groups.of_record(action.group_id)
        today = zones.to_wall(context.now, action.zone).date()
        due = action.due_on is not None and action.due_on <= today
        made += bool(due and make_next(action, group, context))
    return made


@dataclass(frozen=True, slots=True)
class RepeatAction:
    """`rule` None: it does not repeat any more. `due_on`: its first date."""

    number: int
    rule: Rule | None
    due_on: date | None = None


def repeat_action(wish: RepeatAction, context: Context) -> Outcome:
    """The action with its new rule, which counts from its due day; or with none."""
    action, group = open_for_change(wish.number, context)
    dated = action
    if wish.due_on is not None and wish.due_on != action.due_on:
        due_on = checked_due(wish.due_on, action.zone, context.now)
        dated = replace(action, due_on=due_on, snoozed_until=None, changed_at=context.now)
    changed = repeating(dated, wish.rule)
    if changed == action:
        return Outcome(action=action, group=group, changed=False)
    did = N_("made to repeat") if changed.repeats else N_("stopped from repeating")
    with speaking(ENGLISH):
        words = rule_words(changed) or None
    change_action(action, changed, group, did, context, words)
    return Outcome(action=changed, group=group)
