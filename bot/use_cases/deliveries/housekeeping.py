"""Forgets first answers that nobody will ask for again, and forms that nobody came back to."""

from datetime import datetime, timedelta

from bot.domain.draft import KEPT_FOR
from bot.ports.unit_of_work import UnitOfWork

KEEP_RECEIPTS = timedelta(days=3)
"""Slack retries for at most a day (delayed events); people press old buttons with new triggers."""


def keep_house(*, work: UnitOfWork, now: datetime) -> int:
    """How many of them were forgotten."""
    return work.receipts.forget_before(now - KEEP_RECEIPTS) + work.drafts.forget_before(
        now - KEPT_FOR
    )
