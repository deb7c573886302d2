"""Counts a quarter's promises by organisation, beside those of the quarter before."""

from collections import defaultdict
from dataclasses import replace

from bot.domain import Act, Group, zones
from bot.domain.action_item import organisation_of
from bot.domain.stocktake import Quarter, StockCounts, StockLine, Stocktake
from bot.ports.ledgers.actions import ActionQuery, ActionView
from bot.use_cases.context import Context
from bot.use_cases.refusals import find_group_for


def take_stock(group_id: int, quarter: Quarter | None, context: Context) -> Stocktake:
    """Of that quarter of the group's calendar, or of the last one that is over. NotAllowed for all
    but the group's chairs and the secretariat."""
    group = find_group_for(Act.TAKE_STOCK, group_id, context)
    today = zones.to_wall(context.now, group.zone).date()
    quarter = quarter or Quarter.of(today).before
    lines = _lines(quarter, group, context)
    return Stocktake(group=group, quarter=quarter, over=quarter.last < today, lines=lines)


def is_in_stock(group: Group, quarter: Quarter, context: Context) -> bool:
    """Whether a stocktake of this quarter has something to say."""
    queries = (replace(query, limit=1) for query in _queries(quarter, group, context))
    return any(context.work.actions.first(context.reader, query) for query in queries)


def _lines(quarter: Quarter, group: Group, context: Context) -> tuple[StockLine, ...]:
    work = context.work
    both = [_queries(one, group, context) for one in (quarter, quarter.before)]
    found = work.actions.count_each_by_owner(context.reader, [*both[0], *both[1]])
    people = work.people.by_ids({officer for _, officer in found if officer})
    names = work.organisations.names()
    sums: defaultdict[str | None, list[StockCounts]] = defaultdict(lambda: [StockCounts()] * 2)
    for owner, counted in found.items():
        name = organisation_of(owner, people, names)
        now, before = (StockCounts(*counted[:3]), StockCounts(*counted[3:]))
        sums[name] = [sums[name][0] + now, sums[name][1] + before]
    ordered = sorted(sums.items(), key=lambda one: (one[0] is None, one[0] or ""))
    return tuple(StockLine(name=name, now=now, before=before) for name, (now, before) in ordered)


def _queries(quarter: Quarter, group: Group, context: Context) -> tuple[ActionQuery, ...]:
    """For each of the StockCounts, in their order."""
    zone = group.zone
    span = (zones.start_of_day(quarter.first, zone), zones.end_of_day(quarter.last, zone))
    all_of_them = ActionQuery(group_ids=[group.id], view=ActionView.ALL, now=context.now)
    return (
        replace(all_of_them, logged=span),
        replace(all_of_them, view=ActionView.DONE, settled=span),
        replace(all_of_them, late=(quarter.first, quarter.last)),
    )
