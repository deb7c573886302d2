"""Owes what follows from the calendar alone: the coming mornings and weekly digests."""

from datetime import datetime

from bot.ports.unit_of_work import UnitOfWork
from bot.use_cases.digests.owing import plan_digests
from bot.use_cases.mornings.plan import plan_mornings


def plan(*, work: UnitOfWork, now: datetime) -> int:
    """How many deliveries are newly owed in this workspace; planning twice owes once."""
    return plan_mornings(work=work, now=now) + plan_digests(work=work, now=now)
