"""Give an action another due day, or none."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from bot.domain.roles import Reader
from bot.domain.wording import spell_day
from bot.ports.unit_of_work import UnitOfWork
from bot.use_cases.actions.changing import open_for_change
from bot.use_cases.actions.dating import checked_due
from bot.use_cases.actions.nudging import plan_nudges, take_back_nudges
from bot.use_cases.actions.outcome import Outcome


@dataclass(frozen=True, slots=True)
class RedateAction:
    """`due_on` is a calendar day in the owner's zone; None: no due date."""

    number: int
    due_on: date | None


def redate_action(
    wish: RedateAction, *, reader: Reader, work: UnitOfWork, now: datetime
) -> Outcome:
    """The action with its new due day; a snooze ends with the day that it put off."""
    action, group = open_for_change(wish.number, reader=reader, work=work, now=now)
    if wish.due_on == action.due_on:
        return Outcome(action=action, group=group, changed=False)
    due_on = checked_due(wish.due_on, action.zone, now)
    dated = replace(action, due_on=due_on, snoozed_until=None)
    work.actions.change(dated)
    take_back_nudges(action, group, work=work, now=now)
    detail = f"due {spell_day(due_on)}" if due_on else "no due date"
    work.journal.record(reader.user_id, "re-dated", dated, now, detail)
    plan_nudges(dated, group, work=work, now=now)
    return Outcome(action=dated, group=group)
