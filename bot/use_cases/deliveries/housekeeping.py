"""Forgets first answers that nobody will ask for again."""

from datetime import datetime, timedelta

from bot.ports.unit_of_work import UnitOfWork

KEEP_RECEIPTS = timedelta(days=3)
"""Delayed events are tried again for a day at most; people press old buttons with new triggers."""


def keep_house(*, work: UnitOfWork, now: datetime) -> int:
    """How many receipts were forgotten."""
    return work.receipts.forget_before(now - KEEP_RECEIPTS)
