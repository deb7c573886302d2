"""For chairs, in their first morning of a quarter: the stocktake of the one that ended."""

from collections.abc import Iterable
from datetime import date

from bot.domain import Owed, Person
from bot.domain.morning import MorningItem, Topic
from bot.domain.stocktake import Quarter, StockDue
from bot.use_cases.mornings.look import LONGEST_LOOK, Foresight, Horizon, Look, Source
from bot.use_cases.stocktake.gather import is_in_stock


def _ended(day: date) -> Quarter | None:
    """The quarter that ended not long ago."""
    quarter = Quarter.of(day)
    return quarter.before if day - quarter.first <= LONGEST_LOOK else None


def _find_stocktakes(look: Look) -> Iterable[MorningItem]:
    """Once for each quarter."""
    ended = _ended(look.today)
    if ended is None or look.last_told(str(ended), Topic.STOCKTAKE) is not None:
        return
    for due in stocks_due(ended, look):
        yield MorningItem(topic=Topic.STOCKTAKE, subject=due)


def stocks_due(quarter: Quarter, look: Look) -> Iterable[StockDue]:
    """Of the groups that they chair."""
    for group in look.work.groups.all():
        if group.id in look.reader.chaired and is_in_stock(group, quarter, look.context):
            yield StockDue(group=group, quarter=quarter)


def _foresee_stocktakes(horizon: Horizon) -> Foresight:
    groups = horizon.work.groups.all()

    def foresight(person: Person, owed: Owed) -> bool:
        day = date.fromisoformat(owed.occurrence)
        return _ended(day) is not None and any(
            horizon.chairs(person, group, owed.due_at) for group in groups
        )

    return foresight


STOCKTAKES = Source(_find_stocktakes, (_foresee_stocktakes,))
