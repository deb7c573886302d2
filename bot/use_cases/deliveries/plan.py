"""Plans what follows from the calendar alone: series, and what mornings and weeks bring."""

from datetime import datetime

from bot.domain.fairness import Weights
from bot.ports.unit_of_work import UnitOfWork
from bot.use_cases.chair_news import plan_ended_terms
from bot.use_cases.dialogues.messages.day_of import plan_closings
from bot.use_cases.dialogues.series.clock_change_notice import plan_clock_changes
from bot.use_cases.dialogues.series.plan import plan_series
from bot.use_cases.digests.schedule_messages import plan_digests
from bot.use_cases.fairness.charge_past import charge_past
from bot.use_cases.mornings.plan import plan_mornings


def plan(*, work: UnitOfWork, now: datetime, weights: Weights | None = None) -> int:
    """How much is new in this workspace: dialogues of series, and deliveries owed.

    Planning twice plans once. What has taken place is charged to the score of hours, by `weights`
    or the usual ones.
    """
    series = plan_series(work=work, now=now)
    charge_past(work=work, now=now, weights=weights or Weights())
    planned = plan_mornings(work=work, now=now) + plan_digests(work=work, now=now)
    told = plan_closings(work=work, now=now) + plan_clock_changes(work=work, now=now)
    told += plan_ended_terms(work=work, now=now)
    return series + planned + told
