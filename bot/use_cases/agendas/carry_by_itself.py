"""What goes on to the next date of a series without anybody's press.

Items that stand on every date go on as they are. What nobody decided about, what was on a
cancelled date, and what the minutes are silent about is suggested again: a chair accepts or leaves
each of them.
"""

from collections.abc import Collection
from datetime import datetime, timedelta

from bot.domain.agenda import AgendaItem, ItemStatus
from bot.domain.dialogue import Dialogue
from bot.domain.roles import Reader
from bot.ports.unit_of_work import UnitOfWork
from bot.use_cases.agendas.carry import hand_on
from bot.use_cases.dialogues.rules.series_links import next_of_series

_BACK = timedelta(days=40)
"""A date that is planned later than this after the one before begins with an empty agenda."""
_LOOKED_AT = 10


def plan_agendas(*, work: UnitOfWork, now: datetime) -> int:
    """Of each date that is over; how many items went on."""
    numbers = work.agendas.to_hand_on(now - _BACK, now)
    dialogues = [work.dialogues.get(Reader.system(), number) for number in numbers]
    return sum(_after(dialogue, work, now) for dialogue in dialogues if dialogue is not None)


def _after(dialogue: Dialogue, work: UnitOfWork, now: datetime) -> int:
    found = work.agendas.of_dialogue(Reader.system(), dialogue)
    left = {ItemStatus.SUGGESTED, *([ItemStatus.ACCEPTED] if dialogue.cancelled else [])}
    items = [item for item in found if item.each_time or item.status in left]
    return len(carry_by_itself(dialogue, items, work=work, now=now))


def carry_by_itself(
    dialogue: Dialogue, items: Collection[AgendaItem], *, work: UnitOfWork, now: datetime
) -> tuple[AgendaItem, ...]:
    """What was added to the next date; nothing where none is planned for the same people."""
    if not items:
        return ()
    following = next_of_series(dialogue, Reader.system(), work=work, most=_LOOKED_AT)
    same = (d for d in following if d.starts_at > now and d.audience is dialogue.audience)
    to = next(same, None)
    return hand_on(items, dialogue, to, by="convenor", work=work, now=now) if to else ()
