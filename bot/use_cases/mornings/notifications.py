"""The look-again for a morning message: what there is to say now, to this reader."""

from datetime import date

from bot.domain import DropReason, Gone
from bot.domain.delivery import Delivery
from bot.domain.morning import Morning
from bot.use_cases.context import Context
from bot.use_cases.mornings.compose import compose_morning
from bot.use_cases.mornings.redraw import morning_again
from bot.use_cases.mornings.schedule_messages import owed_morning


def morning_now(delivery: Delivery, context: Context) -> Morning | Gone:
    """The Morning for `delivery.recipient`, whose own rights `reader` has, or why it is gone.

    One that was posted shows what it told, and what has become of that.
    """
    person = context.work.people.get(delivery.recipient)
    if person is None or not person.active or person.is_bot:
        return Gone(why=DropReason.NO_PERSON)
    if delivery.posted_ts is not None:
        return morning_again(delivery, person, context) or Gone(why=DropReason.NOTHING_TO_SAY)
    today = date.fromisoformat(delivery.occurrence)
    planned = owed_morning(person, today, context.work.holidays)
    if planned is None or context.now < planned.due_at:
        return Gone(why=DropReason.PLANNED_AGAIN)
    told = compose_morning(person, context, today=today)
    return Gone(why=DropReason.NOTHING_TO_SAY) if told.empty else told
