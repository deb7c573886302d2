"""Plans what follows from the calendar alone, and forgets old first answers."""

from datetime import datetime, timedelta

from bot.domain.draft import KEPT_FOR
from bot.domain.fairness import Weights
from bot.ports.unit_of_work import UnitOfWork
from bot.use_cases.actions.repeat import plan_recurring
from bot.use_cases.agendas.carry_by_itself import plan_agendas
from bot.use_cases.decisions.settle import settle_proposals
from bot.use_cases.dialogues.messages.day_of import plan_closings
from bot.use_cases.dialogues.series.clock_change_notice import plan_clock_changes
from bot.use_cases.dialogues.series.plan import plan_series
from bot.use_cases.digests.schedule_messages import plan_digests
from bot.use_cases.fairness.charge_past import charge_past
from bot.use_cases.mornings.plan import plan_mornings
from bot.use_cases.renewals.schedule_messages import plan_renewals
from bot.use_cases.roster.notifications import plan_ended_terms
from bot.use_cases.spotlights.schedule_messages import plan_spotlights

KEEP_RECEIPTS = timedelta(days=3)
"""Delayed events are tried again for a day at most; people press old buttons with new triggers."""


def plan_from_calendar(*, work: UnitOfWork, now: datetime, weights: Weights | None = None) -> int:
    """How much is new in this workspace: dialogues, actions and agenda items of series, and
    deliveries owed.

    Planning twice plans once. What has taken place is charged to the score of hours, by `weights`
    or the usual ones.
    """
    settle_proposals(work=work, now=now)
    series = plan_series(work=work, now=now) + plan_recurring(work=work, now=now)
    series += plan_agendas(work=work, now=now)
    charge_past(work=work, now=now, weights=weights or Weights())
    planned = plan_mornings(work=work, now=now) + plan_digests(work=work, now=now)
    told = plan_closings(work=work, now=now) + plan_clock_changes(work=work, now=now)
    told += plan_ended_terms(work=work, now=now) + plan_spotlights(work=work, now=now)
    told += plan_renewals(work=work, now=now)
    return series + planned + told


def keep_house(*, work: UnitOfWork, now: datetime) -> int:
    """How many receipts, drafts and steps were forgotten."""
    return (
        work.receipts.forget_before(now - KEEP_RECEIPTS)
        + work.drafts.forget_before(now - KEPT_FOR)
        + work.steps.forget_before(now - KEPT_FOR)
    )
