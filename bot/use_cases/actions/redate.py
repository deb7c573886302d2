"""Give an action another due day, or none."""

from dataclasses import dataclass, replace
from datetime import date

from bot.domain.wording import spell_day
from bot.use_cases.actions.dating import checked_due
from bot.use_cases.actions.nudging import plan_nudges, take_back_nudges
from bot.use_cases.actions.outcome import Outcome
from bot.use_cases.actions.rules import open_for_change
from bot.use_cases.context import Context


@dataclass(frozen=True, slots=True)
class RedateAction:
    """`due_on` is a calendar day in the owner's zone; None: no due date."""

    number: int
    due_on: date | None


def redate_action(wish: RedateAction, context: Context) -> Outcome:
    """The action with its new due day; a snooze ends with the day that it put off."""
    action, group = open_for_change(wish.number, context)
    if wish.due_on == action.due_on:
        return Outcome(action=action, group=group, changed=False)
    due_on = checked_due(wish.due_on, action.zone, context.now)
    dated = replace(action, due_on=due_on, snoozed_until=None)
    context.work.actions.change(dated)
    take_back_nudges(action, group, work=context.work, now=context.now)
    detail = f"due {spell_day(due_on)}" if due_on else "no due date"
    context.work.journal.record(context.reader.user_id, "re-dated", dated, context.now, detail)
    plan_nudges(dated, group, work=context.work, now=context.now)
    return Outcome(action=dated, group=group)
