"""Counts a quarter's promises by organisation, beside those of the quarter before."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import replace

from bot.domain import zones
from bot.domain.action_item import organisation_of
from bot.domain.group import Group
from bot.domain.roles import Act
from bot.domain.stocktake import Quarter, StockCounts, StockLine, Stocktake
from bot.ports.ledgers.actions import ActionQuery, ActionView
from bot.use_cases.context import Context
from bot.use_cases.refusals import find_group_for

_NONE = StockCounts()


def take_stock(group_id: int, quarter: Quarter | None, context: Context) -> Stocktake:
    """Of that quarter of the group's calendar, or of the last one that is over.

    NotAllowed for all but the group's chairs and the secretariat.
    """
    group = find_group_for(Act.TAKE_STOCK, group_id, context)
    today = zones.to_wall(context.now, group.zone).date()
    quarter = quarter or Quarter.of(today).before
    now, before = (_counted(one, group, context) for one in (quarter, quarter.before))
    names = sorted(now.keys() | before.keys(), key=lambda name: (name is None, name or ""))
    lines = (
        StockLine(name=name, now=now.get(name, _NONE), before=before.get(name, _NONE))
        for name in names
    )
    return Stocktake(group=group, quarter=quarter, over=quarter.last < today, lines=tuple(lines))


def is_in_stock(group: Group, quarter: Quarter, context: Context) -> bool:
    """Whether a stocktake of this quarter has something to say."""
    queries = _queries(quarter, group, context).values()
    return context.work.actions.count_any(context.reader, tuple(queries)) > 0


def _counted(quarter: Quarter, group: Group, context: Context) -> Mapping[str | None, StockCounts]:
    """By organisation: one question for each of the three counts."""
    work, reader = context.work, context.reader
    found = {
        what: work.actions.count_by_owner(reader, query)
        for what, query in _queries(quarter, group, context).items()
    }
    people = work.people.by_ids({who for owners in found.values() for _, who in owners if who})
    names = {one.id: one.name for one in work.organisations.all()}
    sums: defaultdict[str | None, Counter[str]] = defaultdict(Counter)
    for what, owners in found.items():
        for owner, number in owners.items():
            sums[organisation_of(owner, people, names)][what] += number
    return {name: StockCounts(**numbers) for name, numbers in sums.items()}


def _queries(quarter: Quarter, group: Group, context: Context) -> Mapping[str, ActionQuery]:
    span = (
        zones.start_of_day(quarter.first, group.zone),
        zones.end_of_day(quarter.last, group.zone),
    )
    all_of_them = ActionQuery(group_ids=[group.id], view=ActionView.ALL, now=context.now)
    return {
        "promised": replace(all_of_them, logged=span),
        "done": replace(all_of_them, view=ActionView.DONE, settled=span),
        "late": replace(all_of_them, late=(quarter.first, quarter.last)),
    }
