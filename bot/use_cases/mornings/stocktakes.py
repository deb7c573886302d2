"""For chairs, in their first morning of a quarter: the stocktake of the one that ended."""

from collections.abc import Iterable
from datetime import date

from bot.domain.delivery import Owed
from bot.domain.morning import MorningItem, Topic
from bot.domain.person import Person
from bot.domain.stocktake import Quarter, StockDue
from bot.ports.holidays import Holidays
from bot.use_cases.mornings.look import LONGEST_LOOK, Foresight, Horizon, Look, Source
from bot.use_cases.mornings.schedule_messages import morning_before
from bot.use_cases.stocktake.gather import is_in_stock


def _ended(day: date, person: Person, holidays: Holidays) -> Quarter | None:
    """The quarter that ended since the person's morning before that of `day`."""
    quarter = Quarter.of(day)
    if day - quarter.first > LONGEST_LOOK or morning_before(day, person, holidays) >= quarter.first:
        return None
    return quarter.before


def _find(look: Look) -> Iterable[MorningItem]:
    ended = _ended(look.today, look.person, look.work.holidays)
    chaired = look.reader.chaired if ended else ()
    for group in look.work.groups.all():
        if ended and group.id in chaired and is_in_stock(group, ended, look.context):
            yield MorningItem(topic=Topic.STOCKTAKE, subject=StockDue(group=group, quarter=ended))


def _foresee(horizon: Horizon) -> Foresight:
    groups = horizon.work.groups.all()

    def foresight(person: Person, owed: Owed) -> bool:
        day = date.fromisoformat(owed.occurrence)
        return _ended(day, person, horizon.work.holidays) is not None and any(
            horizon.chairs(person, group, owed.due_at) for group in groups
        )

    return foresight


STOCKTAKES = Source(_find, (_foresee,))
