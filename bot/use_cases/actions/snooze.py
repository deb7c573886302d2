"""Leave an action out of its owner's morning messages until the next working day."""

from dataclasses import dataclass, replace

from bot.domain import zones
from bot.domain.errors import NotAllowed
from bot.domain.person import zone_of
from bot.domain.wording import spell_day
from bot.use_cases.actions.rules import Outcome, find_action, may_settle
from bot.use_cases.actions.schedule_messages import plan_nudges, take_back_nudges
from bot.use_cases.context import Context
from bot.use_cases.mornings.schedule_messages import holidays_of, next_working_day


@dataclass(frozen=True, slots=True)
class SnoozeAction:
    number: int


def snooze_action(wish: SnoozeAction, context: Context) -> Outcome:
    """The action, silent until the next working day of who snoozes: its officer, or the deputy."""
    action, group = find_action(wish.number, reader=context.reader, work=context.work)
    person = context.work.people.get(context.reader.user_id)
    if (
        person is None
        or action.owner_user_id is None
        or not may_settle(action, person, context.work)
    ):
        raise NotAllowed(
            f"Only the person who owns {action.reference}, or their deputy, can snooze it, "
            "because that silences their own morning message."
        )
    today = zones.to_wall(context.now, zone_of(person)).date()
    until = next_working_day(today, holidays_of(person, context.work.holidays))
    if not action.open or action.snoozed_until == until:
        return Outcome(action=action, group=group, changed=False)
    silent = replace(action, snoozed_until=until)
    context.work.actions.change(silent)
    take_back_nudges(action, group, work=context.work, now=context.now)
    detail = f"until {spell_day(until)}"
    context.work.journal.record(context.reader.user_id, "snoozed", silent, context.now, detail)
    plan_nudges(silent, group, work=context.work, now=context.now)
    return Outcome(action=silent, group=group)
