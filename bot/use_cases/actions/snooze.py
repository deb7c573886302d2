"""Leave an action out of its owner's morning messages until the next working day."""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain import zones
from bot.domain.errors import NotAllowed
from bot.domain.roles import Reader
from bot.domain.wording import spell_day
from bot.ports.unit_of_work import UnitOfWork
from bot.use_cases.actions.finding import find_action
from bot.use_cases.actions.nudging import plan_nudges
from bot.use_cases.actions.outcome import Outcome
from bot.use_cases.mornings.owing import holidays_of, next_working_day, zone_of


@dataclass(frozen=True, slots=True)
class SnoozeAction:
    number: int


def snooze_action(
    wish: SnoozeAction, *, reader: Reader, work: UnitOfWork, now: datetime
) -> Outcome:
    """The action, silent until the owner's next working day; only its officer can do this."""
    action, group = find_action(wish.number, reader=reader, work=work)
    person = work.people.get(reader.user_id)
    if person is None or action.owner_user_id != reader.user_id:
        raise NotAllowed(
            f"Only the person who owns {action.reference} can snooze it, "
            "because that silences their own morning message."
        )
    today = zones.to_wall(now, zone_of(person)).date()
    until = next_working_day(today, holidays_of(person, work.holidays))
    if not action.open or action.snoozed_until == until:
        return Outcome(action=action, group=group, changed=False)
    silent = replace(action, snoozed_until=until)
    work.actions.change(silent)
    detail = f"until {spell_day(until)}"
    work.journal.record(reader.user_id, "snoozed", silent, now, detail)
    plan_nudges(silent, group, work=work, now=now)
    return Outcome(action=silent, group=group)
