"""The look-again for a morning message: what there is to say now, to this reader."""

from datetime import date, datetime

from bot.domain.delivery import Delivery
from bot.domain.drop_reasons import DropReason
from bot.domain.letters import Gone, Morning
from bot.domain.roles import Reader
from bot.ports.unit_of_work import UnitOfWork
from bot.use_cases.mornings.compose import compose_morning
from bot.use_cases.mornings.owing import morning


def letter(
    delivery: Delivery, *, reader: Reader, work: UnitOfWork, now: datetime
) -> Morning | Gone:
    """The Morning for `delivery.recipient`, whose own rights `reader` has, or why it is gone."""
    person = work.people.get(delivery.recipient)
    if person is None or not person.active or person.is_bot:
        return Gone(why=DropReason.NO_PERSON)
    today = date.fromisoformat(delivery.occurrence)
    planned = morning(person, today, work.holidays)
    if planned is None or now < planned.due_at:
        return Gone(why=DropReason.PLANNED_AGAIN)
    told = compose_morning(person, reader=reader, today=today, work=work, now=now)
    return Gone(why=DropReason.NOTHING_TO_SAY) if told.empty else told
