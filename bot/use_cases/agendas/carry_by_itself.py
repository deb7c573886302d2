"""What goes on to the next date of a series without anybody's press.

Items that stand on every date go on as they are. What nobody decided about, what was on a
cancelled date, and what the minutes are silent about is suggested again: a chair accepts or leaves
each of them.
"""

from collections.abc import Collection
from datetime import timedelta

from bot.domain import Dialogue, Reader
from bot.domain.dialogue import AgendaItem, ItemStatus
from bot.use_cases.agendas.carry import hand_on
from bot.use_cases.context import Context
from bot.use_cases.dialogues.rules.series_links import next_of_series

_BACK = timedelta(days=40)
"""A date that is planned later than this after the one before begins with an empty agenda."""
_LOOKED_AT = 10


def plan_agendas(context: Context) -> int:
    """Of each date that is over; how many items went on."""
    numbers = context.work.agendas.to_hand_on(context.now - _BACK, context.now)
    dialogues = [context.work.dialogues.get(Reader.system(), number) for number in numbers]
    return sum(_after(dialogue, context) for dialogue in dialogues if dialogue is not None)


def _after(dialogue: Dialogue, context: Context) -> int:
    found = context.work.agendas.of_dialogue(Reader.system(), dialogue)
    left = {ItemStatus.SUGGESTED, *([ItemStatus.ACCEPTED] if dialogue.cancelled else [])}
    items = [item for item in found if item.each_time or item.status in left]
    return len(carry_by_itself(dialogue, items, context))


def carry_by_itself(
    dialogue: Dialogue, items: Collection[AgendaItem], context: Context
) -> tuple[AgendaItem, ...]:
    """What was added to the next date; nothing where none is planned for the same people."""
    if not items:
        return ()
    following = next_of_series(dialogue, Reader.system(), work=context.work, most=_LOOKED_AT)
    same = (d for d in following if d.starts_at > context.now and d.audience is dialogue.audience)
    to = next(same, None)
    return hand_on(items, dialogue, to, context, by="convenor") if to else ()
