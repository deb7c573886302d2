"""Owe the mornings of the days ahead, one a person and local date, however often asked."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.domain import DropReason, NotValid, Owed, Person, Refusal
from bot.domain.delivery import Delivery, State, SubjectType
from bot.domain.person import HowOften
from bot.languages import N_
from bot.ports.unit_of_work import UnitOfWork
from bot.use_cases.context import Context
from bot.use_cases.mornings.compose import SOURCES
from bot.use_cases.mornings.look import Foresight, Horizon
from bot.use_cases.mornings.schedule_messages import HORIZON, owed_mornings


class Outlook:
    """Predicts whether a coming morning will say something; for the plan only, never shown.

    It may say yes too often: the look before the send decides. It never says no where there would
    be something to say. What one source foresees is asked only where those before it say no.
    """

    def __init__(self, horizon: Horizon) -> None:
        self._horizon = horizon
        self._coming = [foresee for source in SOURCES for foresee in source.foresee]
        self._asked: list[Foresight] = []

    def concerns(self, person: Person, owed: Owed) -> bool:
        """Whether `person` may have something to read in this morning's message."""
        return any(foresight(person, owed) for foresight in self._foresights())

    def _foresights(self) -> Iterator[Foresight]:
        for index, foresee in enumerate(self._coming):
            if index == len(self._asked):
                self._asked.append(foresee(self._horizon))
            yield self._asked[index]


_AT_THE_DOOR = timedelta(minutes=2)
"""What is due sooner may be on its way already: it is not re-timed any more."""
_LOOK_BACK = timedelta(days=2)

Wanted = tuple[Person, Sequence[Owed]]
"""Somebody who will probably have something to read, and the mornings in which they will."""


def plan_mornings(
    context: Context, *, horizon: timedelta = HORIZON, user_ids: Collection[str] | None = None
) -> int:
    """Owe a morning to everyone (or to `user_ids`) who will probably have something to read.

    Runs in the caller's transaction; how many are new. People who left and apps get none. Where
    someone's zone has changed since, what was owed at the old hour moves to the new one.
    """
    return _owe(_wanted(horizon, user_ids, context), context)


def mornings_to_owe(context: Context) -> Sequence[Wanted]:
    """What `plan_mornings` would owe and owes not yet; it only reads, which takes the most time."""
    wanted = _wanted(HORIZON, None, context)
    stand = _standing(wanted, context)

    def is_news(person: Person, days: Sequence[Owed]) -> bool:
        kept = stand[person.user_id]
        return _moves(days, kept, context.now) or any(_not_yet_owed(days, kept))

    return [(person, days) for person, days in wanted if is_news(person, days)]


def owe_mornings(wanted: Collection[Wanted], context: Context) -> int:
    """Owe what was read before, but to nobody who has changed since: the next plan has them.

    A day on which there is nothing left to say is found out by the look before the send.
    """
    people = context.work.people.by_ids([person.user_id for person, _ in wanted])
    same = [(person, days) for person, days in wanted if people.get(person.user_id) == person]
    return _owe(same, context)


def _owe(wanted: Collection[Wanted], context: Context) -> int:
    stand = _standing(wanted, context)
    owed: list[Owed] = []
    for person, days in wanted:
        kept = stand[person.user_id]
        if _moves(days, kept, context.now):
            why = DropReason.PLANNED_AGAIN
            context.work.deliveries.withdraw(
                SubjectType.MORNING, person.user_id, why=why, now=context.now
            )
            kept = [replace(d, error=why) if d.state is State.OWED else d for d in kept]
        owed += _not_yet_owed(days, kept)
    return context.work.deliveries.owe(owed, context.now)


def _wanted(
    horizon: timedelta, user_ids: Collection[str] | None, context: Context
) -> Sequence[Wanted]:
    work = context.work
    people = _people_to_plan(work, user_ids)
    outlook = Outlook(Horizon(work, context.now, horizon, None if user_ids is None else people))
    coming = (
        (person, owed_mornings(person, context.now, horizon, work.holidays)) for person in people
    )
    wanted = [(p, [day for day in days if outlook.concerns(p, day)]) for p, days in coming]
    return [(person, days) for person, days in wanted if days]


def _standing(wanted: Collection[Wanted], context: Context) -> Mapping[str, Sequence[Delivery]]:
    user_ids = [person.user_id for person, _ in wanted]
    return context.work.deliveries.of_recipients(
        user_ids, context.now - _LOOK_BACK, SubjectType.MORNING
    )


def _people_to_plan(work: UnitOfWork, user_ids: Collection[str] | None) -> Sequence[Person]:
    people = work.people.all() if user_ids is None else work.people.by_ids(user_ids).values()
    return [person for person in people if person.active and not person.is_bot]


def _moves(days: Iterable[Owed], kept: Sequence[Delivery], now: datetime) -> bool:
    return _other_hour(kept, days) and not any(_at_the_door(delivery, now) for delivery in kept)


def _not_yet_owed(days: Iterable[Owed], kept: Sequence[Delivery]) -> Iterable[Owed]:
    """The days that none of `kept` is for, at the next revision where one was moved away."""
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


HOURS = range(6, 16)
"""On the clock where the person is; after six in the evening the message is not sent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChooseMornings:
    rhythm: HowOften
    hour: int


@dataclass(frozen=True, slots=True)
class MorningsChosen:
    """`changed` False: it was so before."""

    person: Person
    changed: bool


def choose_mornings(wish: ChooseMornings, context: Context) -> MorningsChosen:
    """Keep it for the reader themselves; what was owed by the old choice is owed by the new one."""
    work, user_id = context.work, context.reader.user_id
    person = work.people.get(user_id)
    if person is None:
        raise Refusal("I don't know you yet. Please try again in a minute.")
    if wish.hour not in HOURS:
        raise NotValid("Please choose an hour of the list.", field="hour")
    if (person.rhythm, person.morning_hour) == (wish.rhythm, wish.hour):
        return MorningsChosen(person, changed=False)
    work.people.choose_mornings(user_id, wish.rhythm, wish.hour)
    why = DropReason.PLANNED_AGAIN
    work.deliveries.withdraw(SubjectType.MORNING, user_id, why=why, now=context.now)
    plan_mornings(context, user_ids=[user_id])
    detail = f"{wish.rhythm}, {wish.hour}:00"
    work.journal.record(user_id, N_("chose their mornings"), user_id, context.now, detail)
    return MorningsChosen(work.people.get(user_id) or person, changed=True)
