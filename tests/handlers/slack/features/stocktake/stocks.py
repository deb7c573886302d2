"""Stocktakes of organisations that promised alike."""

from datetime import UTC, datetime

from bot.domain.group import Group
from bot.domain.stocktake import Quarter, StockCounts, StockLine, Stocktake

GROUP = Group(
    id=1,
    channel_id="C1",
    name="Technology",
    zone="UTC",
    created_at=datetime(2026, 1, 1, tzinfo=UTC),
)


def stock_of(names, *, over=True):
    now, before = StockCounts(promised=3, done=2, late=1), StockCounts(promised=1)
    lines = tuple(StockLine(name=name, now=now, before=before) for name in names)
    return Stocktake(group=GROUP, quarter=Quarter(2026, 3), over=over, lines=lines)
