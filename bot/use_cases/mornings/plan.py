"""Owe the mornings of the days ahead, one a person and local date, however often asked."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache

from bot.domain import DropReason, NotValid, Owed, Person, Refusal
from bot.domain.delivery import Delivery, State, SubjectType
from bot.domain.person import HowOften
from bot.languages import N_
from bot.use_cases.context import Context
from bot.use_cases.mornings.look import Foresee, Foresight, Horizon
from bot.use_cases.mornings.redraw import SOURCES
from bot.use_cases.mornings.schedule_messages import HORIZON, owed_mornings


class Outlook:
    """Predicts whether a coming morning will say something; for the plan only, never shown. It may
    say yes too often: the look before the send decides. It never says no where there would be
    something to say. What one source foresees is asked only where those before it say no."""

    def __init__(self, horizon: Horizon) -> None:
        self._ask: Callable[[Foresee], Foresight] = cache(lambda foresee: foresee(horizon))

    def concerns(self, person: Person, owed: Owed) -> bool:
        """Whether `person` may have something to read in this morning's message."""
        asked = (self._ask(foresee) for source in SOURCES for foresee in source.foresee)
        return any(foresight(person, owed) for foresight in asked)


_AT_THE_DOOR = timedelta(minutes=2)
"""What is due sooner may be on its way already: it is not re-timed any more."""
_LOOK_BACK = timedelta(days=2)

Wanted = tuple[Person, Sequence[Owed]]
"""Somebody who will probably have something to read, and the mornings in which they will."""


def plan_mornings(
    context: Context, *, horizon: timedelta = HORIZON, user_ids: Collection[str] | None = None
) -> int:
    """Owe a morning to everyone (or to `user_ids`) who will probably have something to read. Runs
    in the caller's transaction; how many are new. People who left and apps get none. Where
    someone's zone has changed since, what was owed at the old hour moves to the new one."""
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
    """Owe what was read before, but to nobody who has changed since: the next plan has them. A day
    on which there is nothing left to say is found out by the look before the send."""
    people = context.work.people.by_ids([person.user_id for person, _ in wanted])
    same = [(person, days) for person, days in wanted if people.get(person.user_id) == person]
    return _owe(same, context)


def _owe(wanted: Collection[Wanted], context: Context) -> int:
    stand = _standing(wanted, context)
    owed: list[Owed] = []
    for person, days in wanted:
        kept = stand[person.user_id]
        if _moves(days, kept, context.now):
            about = (SubjectType.MORNING, person.user_id)
            why = DropReason.PLANNED_AGAIN
            context.work.deliveries.withdraw(*about, why=why, now=context.now)
            kept = [replace(d, error=why) if d.state is State.OWED else d for d in kept]
        owed += _not_yet_owed(days, kept)
    return context.work.deliveries.owe(owed, context.now)


def _wanted(
    horizon: timedelta, user_ids: Collection[str] | None, context: Context
) -> Sequence[Wanted]:
    work = context.work
    everyone = work.people.all() if user_ids is None else work.people.by_ids(user_ids).values()
    people = [person for person in everyone if person.active and not person.is_bot]
    outlook = Outlook(Horizon(work, context.now, horizon, None if user_ids is None else people))
    now, holidays = context.now, work.holidays
    coming = ((one, owed_mornings(one, now, horizon, holidays)) for one in people)
    wanted = [(p, [day for day in days if outlook.concerns(p, day)]) for p, days in coming]
    return [(person, days) for person, days in wanted if days]


def _standing(wanted: Collection[Wanted], context: Context) -> Mapping[str, Sequence[Delivery]]:
    return context.work.deliveries.of_recipients(
        [person.user_id for person, _ in wanted], context.now - _LOOK_BACK, SubjectType.MORNING
    )


def _moves(days: Iterable[Owed], kept: Sequence[Delivery], now: datetime) -> bool:
    """Whether one is owed at another hour, and none is on its way already."""
    hours = {day.occurrence: day.due_at for day in days}
    owed = [delivery for delivery in kept if delivery.state is State.OWED]
    leaving = any(d.due_at <= now + _AT_THE_DOOR for d in owed)
    leaving = leaving or any(delivery.state is State.SENDING for delivery in kept)
    return not leaving and any(hours.get(d.occurrence, d.due_at) != d.due_at for d in owed)


def _not_yet_owed(days: Iterable[Owed], kept: Sequence[Delivery]) -> Iterable[Owed]:
    """The days that none of `kept` is for, at the next revision where one was moved away."""
    for day in days:
        same = [delivery for delivery in kept if delivery.occurrence == day.occurrence]
        if all(delivery.error == DropReason.PLANNED_AGAIN for delivery in same):
            yield replace(day, revision=1 + max((d.revision for d in same), default=0))


HOURS = range(6, 16)
"""On the clock where the person is; after six in the evening the message is not sent."""


@dataclass(frozen=True, slots=True)
class MorningsChosen:
    """`changed` False: it was so before."""

    person: Person
    changed: bool


def choose_mornings(rhythm: HowOften, hour: int, context: Context) -> MorningsChosen:
    """Keep it for the reader themselves; what was owed by the old choice is owed by the new one."""
    work, user_id = context.work, context.reader.user_id
    person = work.people.get(user_id)
    if person is None:
        raise Refusal("I don't know you yet. Please try again in a minute.")
    if hour not in HOURS:
        raise NotValid("Please choose an hour of the list.", field="hour")
    if (person.rhythm, person.morning_hour) == (rhythm, hour):
        return MorningsChosen(person, changed=False)
    work.people.choose_mornings(user_id, rhythm, hour)
    why = DropReason.PLANNED_AGAIN
    work.deliveries.withdraw(SubjectType.MORNING, user_id, why=why, now=context.now)
    plan_mornings(context, user_ids=[user_id])
    detail = f"{rhythm}, {hour}:00"
    work.journal.record(user_id, N_("chose their mornings"), user_id, context.now, detail)
    return MorningsChosen(work.people.get(user_id) or person, changed=True)
