"""A person chooses how often and when the morning message comes."""

from dataclasses import dataclass

from bot.domain import DropReason, NotValid, Person, Refusal
from bot.domain.delivery import SubjectType
from bot.domain.person import HowOften
from bot.languages import N_
from bot.use_cases.context import Context
from bot.use_cases.mornings.plan import plan_mornings

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
