"""Owe the mornings of the days ahead, one a person and local date, however often asked."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.delivery import Delivery, Owed, State, SubjectType
from bot.domain.drop_reasons import DropReason
from bot.domain.person import Person
from bot.ports.unit_of_work import UnitOfWork
from bot.use_cases.mornings.look import Horizon
from bot.use_cases.mornings.outlook import Outlook
from bot.use_cases.mornings.schedule_messages import HORIZON, owed_mornings

_AT_THE_DOOR = timedelta(minutes=2)
"""What is due sooner may be on its way already: it is not re-timed any more."""
_LOOK_BACK = timedelta(days=2)


def plan_mornings(
    *,
    work: UnitOfWork,
    now: datetime,
    horizon: timedelta = HORIZON,
    user_ids: Collection[str] | None = None,
) -> int:
    """Owe a morning to everyone (or to `user_ids`) who will probably have something to read.

    Runs in the caller's transaction; how many are new. People who left and apps get none. Where
    someone's zone has changed since, what was owed at the old hour moves to the new one.
    """
    people = _people_to_plan(work, user_ids)
    outlook = Outlook(Horizon(work, now, horizon, None if user_ids is None else people))
    wanted: dict[str, list[Owed]] = {}
    for person in people:
        coming = owed_mornings(person, now, horizon, work.holidays)
        days = [day for day in coming if outlook.concerns(person, day)]
        if days:
            wanted[person.user_id] = days
    stand = work.deliveries.of_recipients(wanted, now - _LOOK_BACK, SubjectType.MORNING)
    owed: list[Owed] = []
    for user_id, days in wanted.items():
        owed += _not_yet_owed(days, user_id, stand[user_id], work, now)
    return work.deliveries.owe(owed, now)


def _people_to_plan(work: UnitOfWork, user_ids: Collection[str] | None) -> Sequence[Person]:
    people = work.people.all() if user_ids is None else work.people.by_ids(user_ids).values()
    return [person for person in people if person.active and not person.is_bot]


def _not_yet_owed(
    days: Sequence[Owed], user_id: str, kept: Sequence[Delivery], work: UnitOfWork, now: datetime
) -> Iterable[Owed]:
    """The days that none of `kept` is for, at the next revision where one was moved away."""
    if _other_hour(kept, days) and not any(_at_the_door(delivery, now) for delivery in kept):
        why = DropReason.PLANNED_AGAIN
        work.deliveries.withdraw(SubjectType.MORNING, user_id, why=why, now=now)
        kept = [replace(d, error=why) if d.state is State.OWED else d for d in kept]
    for day in days:
        same = [delivery for delivery in kept if delivery.occurrence == day.occurrence]
        if all(delivery.error == DropReason.PLANNED_AGAIN for delivery in same):
            yield replace(day, revision=1 + max((d.revision for d in same), default=0))


def _other_hour(kept: Iterable[Delivery], days: Iterable[Owed]) -> bool:
    hours = {day.occurrence: day.due_at for day in days}
    return any(
        delivery.state is State.OWED
        and hours.get(delivery.occurrence, delivery.due_at) != delivery.due_at
        for delivery in kept
    )


def _at_the_door(delivery: Delivery, now: datetime) -> bool:
    soon = delivery.state is State.OWED and delivery.due_at <= now + _AT_THE_DOOR
    return soon or delivery.state is State.SENDING
